"""Drags of the view, as a hand makes them: panning, and the handles, the angle and the corners of the crop tool.

They move what is there and ask for no pixels, so that a move is on the screen with the next painting after it.
"""

import enum
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from pellucid.foundation.errors import UsageError
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.crop.control import CropControl
from pellucid.ui.driving.drag_script import PATIENCE_MS
from pellucid.ui.main_window import MainWindow

_REACH = 0.25
"""How far a drag goes from where it began, as a share of the widget."""

_CORNER = 1
_HANDLE = (1, 1)


class ViewDrag(enum.Enum):
    """What is dragged."""

    PAN = "pan"
    CROP = "crop"
    ANGLE = "angle"
    CORNER = "corner"


Finished = Callable[[list[float | None]], None]
"""Takes the latency of each move in milliseconds, None where it was never painted."""


def drag_view(window: MainWindow, kind: ViewDrag, moves: int, interval_ms: int, finished: Finished) -> None:
    """Drag there and back again, at a steady pace.

    Args:
        window: all but panning needs its crop tool to be there.
        kind: what is dragged.
        moves: how many.
        interval_ms: between two of them.
        finished: called once.

    Raises:
        UsageError: there is no photo, or no crop tool where it is needed.
    """
    canvas = window.canvas
    if window.facts is None or (kind is not ViewDrag.PAN and not window.crop.is_active):
        raise UsageError("there is nothing to drag: open a photo, and the crop tool for its handles")
    script = _Script(canvas, _hold(window, kind), moves, interval_ms, finished)
    script.start()


class _Hold(Protocol):
    """A hand on something: it has taken hold, moves to a share of the way, and lets go."""

    def move(self, share: float) -> None:
        """Be at a share of the way, 0 to 1."""
        ...

    def let_go(self) -> None:
        """End the drag."""
        ...


class _Mouse:
    """The left button, pressed on a widget.

    Args:
        widget: gets the events.
        start: where it is pressed.
        way: how far it goes.
    """

    def __init__(self, widget: QWidget, start: QPointF, way: QPointF) -> None:
        self._widget, self._start, self._way = widget, start, way
        self._at = start
        self._send(QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)

    def move(self, share: float) -> None:
        self._at = self._start + self._way * share
        self._send(QEvent.Type.MouseMove, Qt.MouseButton.NoButton)

    def let_go(self) -> None:
        self._send(QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton)

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton) -> None:
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        place = self._widget.mapToGlobal(self._at)
        QApplication.sendEvent(
            self._widget, QMouseEvent(kind, self._at, place, button, held, Qt.KeyboardModifier.NoModifier)
        )


class _Angle:
    """The handle of the angle slider.

    Args:
        tool: whose slider it is.
    """

    def __init__(self, tool: CropControl) -> None:
        self._slider = tool.bar.angle
        self._start = self._slider.value()
        self._slider.setSliderDown(True)

    def move(self, share: float) -> None:
        self._slider.setSliderPosition(round(self._start + share * _REACH * self._slider.maximum()))

    def let_go(self) -> None:
        self._slider.setSliderDown(False)


def _hold(window: MainWindow, kind: ViewDrag) -> _Hold:
    canvas = window.canvas
    wide, high = canvas.width() * _REACH, canvas.height() * _REACH
    if kind is ViewDrag.PAN:
        return _Mouse(canvas, QPointF(canvas.rect().center()), QPointF(wide, high))
    tool = window.crop.tool
    if kind is ViewDrag.ANGLE:
        return _Angle(tool)
    tool.bar.corners.setChecked(kind is ViewDrag.CORNER)
    start = tool.overlay.corner(_CORNER) if kind is ViewDrag.CORNER else tool.overlay.handle(_HANDLE)
    inwards = QPointF(-wide, high) if kind is ViewDrag.CORNER else QPointF(-wide, -high)
    return _Mouse(tool.overlay, start, inwards / 2)


class _Script(QObject):
    """One drag."""

    def __init__(self, canvas: Canvas, hold: _Hold, moves: int, interval_ms: int, finished: Finished) -> None:
        super().__init__(canvas)
        self._canvas, self._hold, self._finished = canvas, hold, finished
        self._moved_at: list[float] = []
        self._latencies: list[float | None] = [None] * moves
        self._answered = 0
        self._pace = QTimer(self, interval=interval_ms, timerType=Qt.TimerType.PreciseTimer)
        self._pace.timeout.connect(self._move)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._finish)

    def start(self) -> None:
        """Begin."""
        self._canvas.frame_painted.connect(self._on_frame_painted)
        self._move()
        self._pace.start()

    def _move(self) -> None:
        done, moves = len(self._moved_at), len(self._latencies)
        self._moved_at.append(time.perf_counter())
        self._hold.move(1 - abs(2 * (done + 1) / (moves + 1) - 1))
        if done + 1 == moves:
            self._pace.stop()
            self._patience.start()

    def _on_frame_painted(self, _generation: int) -> None:
        now = time.perf_counter()
        for index in range(self._answered, len(self._moved_at)):
            self._latencies[index] = (now - self._moved_at[index]) * 1000
        self._answered = len(self._moved_at)
        if self._answered == len(self._latencies):
            self._finish()

    def _finish(self) -> None:
        self._patience.stop()
        self._canvas.frame_painted.disconnect(self._on_frame_painted)
        self._hold.let_go()
        self._finished(self._latencies)
        self.deleteLater()
