"""The test driver: another program steers the window over a local socket, one JSON object a line each way.

`{"cmd": "set", "op": "denoise", "key": "gamma", "value": 1.3}` is answered by `{"ok": true, ...}` or `{"ok": false,
"error": "..."}`. Everything goes through the same sliders and actions as the hand; nothing reaches past the window.
Requests of one connection are answered in order. Started only when asked for on the command line.
"""

import json
import logging
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from pellucid.foundation.errors import PellucidError, UsageError
from pellucid.ui.driving.driver_verbs import Answer, Verbs
from pellucid.ui.main_window import MainWindow

_log = logging.getLogger("pellucid.ui")


class Driver(QObject):
    """Listens as long as the window lives.

    Args:
        window: is steered.
        socket: name or path of the local socket.
        is_busy: True while work is queued or running behind the window.
        tiles_computed: how many tiles were computed since the start.

    Raises:
        UsageError: the socket cannot be had.
    """

    def __init__(
        self, window: MainWindow, socket: str, is_busy: Callable[[], bool], tiles_computed: Callable[[], int]
    ) -> None:
        super().__init__(window)
        # A question could only be answered by a person.
        window.exports.stops_unasked = True
        self._verbs = Verbs(window, is_busy, tiles_computed)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(socket)
        if not self._server.listen(socket):
            raise UsageError(f"The driver socket {socket} cannot be opened: {self._server.errorString()}.")
        self._server.newConnection.connect(self._on_connection)

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            _Conversation(self._server.nextPendingConnection(), self._verbs)


class _Conversation(QObject):
    """One connection: takes lines, answers them one after the other."""

    def __init__(self, socket: QLocalSocket, verbs: Verbs) -> None:
        super().__init__(socket)
        self._socket = socket
        self._verbs = verbs
        self._waiting: deque[bytes] = deque()
        self._is_answering = False
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(socket.deleteLater)
        # Lines may have come before the signal was connected.
        self._on_ready_read()

    def _on_ready_read(self) -> None:
        while self._socket.canReadLine():
            self._waiting.append(bytes(self._socket.readLine().data()))
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._is_answering:
            self._is_answering = True
            self._carry_out(self._waiting.popleft())

    def _carry_out(self, line: bytes) -> None:
        try:
            request = json.loads(line)
            self._verbs.carry_out(request, self._answer)
        except (PellucidError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.info("driver request %r refused: %r", line, error)
            self._answer({"ok": False, "error": f"{type(error).__name__}: {error}"})

    def _answer(self, answer: Answer) -> None:
        words: dict[str, Any] = {"ok": True, **answer}
        self._socket.write(json.dumps(words).encode() + b"\n")
        self._socket.flush()
        self._is_answering = False
        self._go_on()
