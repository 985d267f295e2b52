"""Paints a stroke as a hand would, at a steady pace, and notes when each move of the pen is on the screen.

Moves that come faster than the window can take them are taken together. Every change of the edit makes one request,
and requests are numbered one after the other, so that the k-th change of a stroke is on the screen with the first
painted frame whose generation is at least k above the one before the stroke.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from pellucid.foundation.errors import UsageError
from pellucid.ui.driving.drag_script import PATIENCE_MS
from pellucid.ui.main_window import MainWindow

Request = dict[str, Any]
Reply = Callable[[dict[str, Any]], None]


def edit_mask(window: MainWindow, request: Request, reply: Reply) -> None:
    """Add a mask of a `kind`, or edit one by its `name`; without either, edit the whole photo.

    Raises:
        UsageError: there is no such kind.
    """
    if "kind" in request:
        from pellucid.ui.masks.kinds import KINDS  # noqa: PLC0415 -- not needed to start

        kinds = {kind.name: kind for kind in KINDS}
        if request["kind"] not in kinds:
            raise UsageError(f"there is no kind of mask “{request['kind']}”; known are {', '.join(kinds)}")
        window.masks.tool.add(kinds[request["kind"]])
    else:
        named = {mask.name: mask.id for mask in window.session.edit.masks}
        window.session.aim(named.get(request.get("name", ""), ""))
    reply({"target": window.session.target})


def paint_stroke(window: MainWindow, request: Request, reply: Reply) -> None:
    """Paint through `points`, one every `interval_ms`; see `StrokeScript`."""
    way = [(float(x), float(y)) for x, y in request["points"]]
    interval_ms = int(request.get("interval_ms", 10))
    StrokeScript(window, way, interval_ms, lambda latencies: reply({"latencies_ms": latencies}))


class StrokeScript(QObject):
    """One stroke; `finished` gets the latency of each move in milliseconds, None where it was never painted.

    Args:
        window: edits a mask with a brush.
        way: places of the photo, in shares of its width and height; the pen comes down at the first.
        interval_ms: between two moves.
        finished: called once.

    Raises:
        UsageError: no mask is edited, or there is no way.
    """

    def __init__(
        self,
        window: MainWindow,
        way: Sequence[tuple[float, float]],
        interval_ms: int,
        finished: Callable[[list[float | None]], None],
    ) -> None:
        if not window.masks.is_active or len(way) < 2:
            raise UsageError("there is nothing to paint: edit a mask, and give two points at least")
        super().__init__(window)
        self._window, self._canvas, self._finished = window, window.canvas, finished
        self._places = window.masks.tool.places(way)
        self._moved_at: list[float] = []
        self._asked: list[int] = []
        self._latencies: list[float | None] = [None] * (len(way) - 1)
        self._base, self._changes, self._answered = self._canvas.newest_generation, 0, 0
        window.session.edit_changed.connect(self._on_changed)
        self._canvas.frame_painted.connect(self._on_painted)
        self._pace = QTimer(self, interval=interval_ms, timerType=Qt.TimerType.PreciseTimer)
        self._pace.timeout.connect(self._move)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._finish)
        self._send(QEvent.Type.MouseButtonPress, self._places[0])
        self._pace.start()

    def _move(self) -> None:
        self._moved_at.append(time.perf_counter())
        self._send(QEvent.Type.MouseMove, self._places[len(self._moved_at)])
        if len(self._moved_at) == len(self._latencies):
            self._pace.stop()
            self._send(QEvent.Type.MouseButtonRelease, self._places[-1])
            self._patience.start()

    def _on_changed(self) -> None:
        """All moves so far are in the edit that is asked for now."""
        self._changes += 1
        self._asked += [self._changes] * (len(self._moved_at) - len(self._asked))

    def _on_painted(self, generation: int) -> None:
        now = time.perf_counter()
        while self._answered < len(self._asked) and self._asked[self._answered] <= generation - self._base:
            self._latencies[self._answered] = (now - self._moved_at[self._answered]) * 1000
            self._answered += 1
        if self._answered == len(self._latencies):
            self._finish()

    def _finish(self) -> None:
        self._patience.stop()
        self._canvas.frame_painted.disconnect(self._on_painted)
        self._window.session.edit_changed.disconnect(self._on_changed)
        self._finished(self._latencies)
        self.deleteLater()

    def _send(self, kind: QEvent.Type, at: QPointF) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind is QEvent.Type.MouseMove else left
        held = none if kind is QEvent.Type.MouseButtonRelease else left
        place = self._canvas.mapToGlobal(at)
        QApplication.sendEvent(self._canvas, QMouseEvent(kind, at, place, button, held, Qt.KeyboardModifier.NoModifier))
