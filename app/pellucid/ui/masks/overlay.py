"""What lies over the photo while a mask is edited: pins, the handles of a gradient, and the outline of the brush."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QWidget

from pellucid.ui.masks.geometry import MIDDLE, TURN

_LIGHT, _DARK = QColor(245, 245, 245), QColor(0, 0, 0, 160)
_FAINT = QColor(245, 245, 245, 150)
_KNOB_PX, _PIN_PX = 5.0, 7.0
_DASH = (5.0, 4.0)
_SIGN_PX = 4.0
_WIDEST_PEN_PX = 4.0

PAUSE = 2
"""A brush that has moved waits for so many times as long as the painting before took."""


@dataclass(frozen=True)
class Line:
    """A line in logical pixels of the canvas."""

    points: tuple[QPointF, ...]
    is_main: bool = True
    is_closed: bool = False


@dataclass(frozen=True)
class Pin:
    """Where a mask or a part of one is, to be clicked on.

    Attributes:
        at: in logical pixels of the canvas.
        mask: its id.
        part: number of the part.
        is_chosen: it is the one at hand.
    """

    at: QPointF
    mask: str
    part: int
    is_chosen: bool


@dataclass(frozen=True)
class Scene:
    """All that is painted.

    Attributes:
        lines: outlines of the gradient.
        handles: by name.
        pins: of all masks.
        brush: the edge of the brush and the edge of its hard middle.
        sign: below the pointer: "+" paints, "-" erases; empty for none.
    """

    lines: tuple[Line, ...] = ()
    handles: tuple[tuple[str, QPointF], ...] = ()
    pins: tuple[Pin, ...] = ()
    brush: tuple[Line, ...] = ()
    sign: str = ""


class MaskOverlay(QWidget):
    """Paints a scene; the mouse goes through it, to the canvas.

    A brush moves more often than pictures come, and each painting puts the whole canvas together anew. So a brush that
    has moved waits for the next picture, or `PAUSE` times as long as the painting before took, which may be no time.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.scene = Scene()
        self._stale = QRegion()
        self._cost_ms = 0
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.catch_up)

    def show_scene(self, scene: Scene) -> None:
        """Paint this from now on; where the brush alone has moved, no more than it covered and covers."""
        before, self.scene = self.scene, scene
        if before == scene:
            return
        if replace(before, brush=scene.brush) != scene:
            self.update()
            return
        for line in (*before.brush[:1], *scene.brush[:1]):
            self._stale += _around(line)
        if not self._pause.isActive():
            self._pause.start(PAUSE * self._cost_ms)

    def catch_up(self) -> None:
        """Paint the brush where it is now."""
        self.update(self._stale)
        self._stale = QRegion()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Lines, light with a dark edge, so that they show on any photo; handles and pins above them."""
        self._measure()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_lines(painter, (*self.scene.lines, *self.scene.brush))
        at = dict(self.scene.handles)
        if TURN in at and "top" in at:
            _paint_lines(painter, (Line((at["top"], at[TURN])),))
        for name, place in self.scene.handles:
            if name != MIDDLE:
                _paint_knob(painter, place, _KNOB_PX, _LIGHT)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        for pin in self.scene.pins:
            _paint_knob(painter, pin.at, _PIN_PX, accent if pin.is_chosen else QColor(90, 90, 90))
        if self.scene.brush and self.scene.sign:
            _paint_sign(painter, self.scene.brush[0].points, self.scene.sign)
        painter.end()

    def _measure(self) -> None:
        """How long the painting takes that has just begun: until the next turn of the event loop."""
        begun = QElapsedTimer()
        begun.start()

        def ended() -> None:
            self._cost_ms = begun.elapsed()

        QTimer.singleShot(0, self, ended)


def _around(line: Line) -> QRect:
    """What a line covers with its pens, and a sign in its middle."""
    margin = _SIGN_PX + _WIDEST_PEN_PX
    return QPolygonF(list(line.points)).boundingRect().adjusted(-margin, -margin, margin, margin).toAlignedRect()


def _paint_lines(painter: QPainter, lines: Iterable[Line]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        light = QPen(_LIGHT if line.is_main else _FAINT, 1.25)
        if not line.is_main:
            light.setDashPattern(_DASH)
        for pen in (QPen(_DARK, 3), light):
            painter.setPen(pen)
            shape = QPolygonF(list(line.points))
            if line.is_closed:
                painter.drawPolygon(shape)
            else:
                painter.drawPolyline(shape)


def _paint_knob(painter: QPainter, at: QPointF, radius: float, inside: QColor) -> None:
    painter.setBrush(QBrush(inside))
    for pen in (QPen(_DARK, 4), QPen(_LIGHT, 1.5)):
        painter.setPen(pen)
        painter.drawEllipse(at, radius, radius)


def _paint_sign(painter: QPainter, circle: Sequence[QPointF], sign: str) -> None:
    """A plus or a minus in the middle of the brush."""
    middle = QPolygonF(list(circle)).boundingRect().center()
    for pen in (QPen(_DARK, 3), QPen(_LIGHT, 1.25)):
        painter.setPen(pen)
        painter.drawLine(middle - QPointF(_SIGN_PX, 0), middle + QPointF(_SIGN_PX, 0))
        if sign == "+":
            painter.drawLine(middle - QPointF(0, _SIGN_PX), middle + QPointF(0, _SIGN_PX))
