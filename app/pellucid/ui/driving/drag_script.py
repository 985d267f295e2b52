"""Moves a slider as a hand would, at a steady pace, and notes when each move is on the screen.

Every move makes one request, and requests are numbered one after the other, so that the k-th move of a drag is on
the screen with the first painted frame whose generation is at least k above the one before the drag.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.panel.slider import ValueSlider

PATIENCE_MS = 30_000
"""After the last move, for those that are not painted yet; a machine may be busy."""


class DragScript(QObject):
    """One drag; `finished` gets the latency of each move in milliseconds, None where it was never painted.

    Args:
        slider: moved through its own handle.
        canvas: tells what was painted.
        values: one a move, in the unit of the parameter.
        interval_ms: between two moves.
        finished: called once.
    """

    def __init__(
        self,
        slider: ValueSlider,
        canvas: Canvas,
        values: list[float],
        interval_ms: int,
        finished: Callable[[list[float | None]], None],
    ) -> None:
        super().__init__(canvas)
        self._slider = slider
        self._canvas = canvas
        self._values = values
        self._finished = finished
        self._moved_at: list[float] = []
        self._latencies: list[float | None] = [None] * len(values)
        self._base = canvas.newest_generation
        self._answered = 0
        canvas.frame_painted.connect(self._on_frame_painted)
        self._pace = QTimer(self, interval=interval_ms, timerType=Qt.TimerType.PreciseTimer)
        self._pace.timeout.connect(self._move)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._finish)
        slider.setSliderDown(True)
        self._pace.start()
        self._move()  # which stops the pace again where there is but one value

    def _move(self) -> None:
        position = self._slider.position_of(self._values[len(self._moved_at)])
        self._moved_at.append(time.perf_counter())
        self._slider.setSliderPosition(position)
        if len(self._moved_at) == len(self._values):
            self._pace.stop()
            self._slider.setSliderDown(False)
            self._patience.start()

    def _on_frame_painted(self, generation: int) -> None:
        now = time.perf_counter()
        reached = min(generation - self._base, len(self._moved_at))
        for index in range(self._answered, max(self._answered, reached)):
            self._latencies[index] = (now - self._moved_at[index]) * 1000
        self._answered = max(self._answered, reached)
        if self._answered == len(self._values):
            self._finish()

    def _finish(self) -> None:
        self._patience.stop()
        self._canvas.frame_painted.disconnect(self._on_frame_painted)
        self._finished(self._latencies)
        self.deleteLater()
