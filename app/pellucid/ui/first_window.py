"""One window for one configuration folder: a later start hands its photos to the first one, and ends.

Loading Qt's local sockets takes as long as a twentieth of a start, so this is imported where somebody may listen
already, or once the window stands.
"""

import logging
import os

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QMainWindow

from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.first_window_address import address, may_listen
from pellucid.ui.main_window import MainWindow

ANSWER_MS = 2000
"""A first window that does not answer within this is left alone."""

_TAKEN = b'{"ok": true}\n'
_LONGEST_LINE = 2**20
_TOKEN = "XDG_ACTIVATION_TOKEN"
"""By which a Wayland desktop lets one program bring another to the front."""

_log = logging.getLogger("pellucid.ui")


def find_first() -> QLocalSocket | None:
    """A connection to the first window, or None where nobody listens; then nothing is waited for."""
    place = address()
    if not may_listen(place):
        return None
    socket = QLocalSocket()
    socket.connectToServer(place)
    return socket if socket.waitForConnected(ANSWER_MS) else None


def hand_over(start: EditorStart, first: QLocalSocket) -> bool:
    """Give photos to the first window; False where it does not take them in time."""
    deadline = QDeadlineTimer(ANSWER_MS)
    token = os.environ.get(_TOKEN, "").encode("ascii", "ignore")
    first.write(token + b"\n" + start.to_line())
    while not first.canReadLine():
        if not first.waitForReadyRead(max(0, deadline.remainingTime())):
            first.abort()
            return False
    return bytes(first.readLine().data()) == _TAKEN


class FirstWindow(QObject):
    """Takes photos of later starts for a window, as long as it lives.

    Args:
        window: comes to the front for them.

    Signals:
        asked: what a later start wants to be opened (EditorStart).
    """

    asked = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        window.closing.connect(self._server.close)

    def listen(self) -> None:
        """Begin, in the place of a program that was killed; where that is refused, every start opens a window.

        Of two programs that started at once, the one that listens first goes on doing so: later starts find it.
        """
        place = address()
        if (first := find_first()) is not None:
            first.abort()
            return
        QLocalServer.removeServer(place)
        if not self._server.listen(place):
            _log.info("%s: not listened on: %s", place, self._server.errorString())

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            _LaterStart(self._server.nextPendingConnection(), self)

    def take(self, start: EditorStart, token: str) -> None:
        """Let the photos be opened, and bring the window to the front; see `bring_to_front`."""
        self.asked.emit(start)
        bring_to_front(self._window, token)


class _LaterStart(QObject):
    """One connection: two lines come, one goes back."""

    def __init__(self, socket: QLocalSocket, first: FirstWindow) -> None:
        super().__init__(socket)
        self._socket = socket
        self._first = first
        self._said = b""
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(socket.deleteLater)
        self._on_ready_read()  # lines may have come before the signal was connected

    def _on_ready_read(self) -> None:
        self._said += bytes(self._socket.readAll().data())
        if self._said.count(b"\n") < 2 and len(self._said) <= _LONGEST_LINE:
            return
        token, _, line = self._said.partition(b"\n")
        try:
            start = EditorStart.from_line(line)
        except ValueError as error:
            _log.info("what a later start says is not understood: %s", error)
            self._socket.abort()
            return
        self._socket.write(_TAKEN)
        self._socket.flush()
        if self._socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            return  # it waited for too long and has a window of its own
        self._socket.disconnectFromServer()
        self._first.take(start, token.decode("ascii", "ignore"))


def bring_to_front(window: QMainWindow, token: str = "") -> None:
    """Show a window over the others, as far as the desktop allows it.

    Args:
        window: may be minimised.
        token: by which the desktop allowed it, if it gives such.
    """
    if token:
        os.environ[_TOKEN] = token
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
