"""What lies over the photo while a crop is chosen: the dimmed rest, the frame with its handles, and the hand on it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from pellucid.foundation.inscribed import Box
from pellucid.foundation.projective import Point
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.pointer import ARROWS
from pellucid.ui.crop.draft import HANDLES, MOVE, Draft

_GRAB_PX = 14
_HANDLE_PX = 22
_LIGHT = QColor(245, 245, 245)
_DARK = QColor(0, 0, 0, 150)
_DIM = QColor(0, 0, 0, 150)
_GRID = QColor(255, 255, 255, 110)
_LABEL_PX = 26
_FAST = 10

_CURSORS = {
    MOVE: Qt.CursorShape.SizeAllCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}


@dataclass(frozen=True)
class Placement:
    """Where the frame lies on the canvas, in logical pixels: its corner, and pixels for each of the frame's."""

    left: float
    top: float
    scale: float

    def on_canvas(self, point: Point) -> QPointF:
        """A place of the frame on the canvas."""
        return QPointF(self.left + point[0] * self.scale, self.top + point[1] * self.scale)

    def in_frame(self, point: QPointF) -> Point:
        """A place of the canvas in the frame."""
        return (point.x() - self.left) / self.scale, (point.y() - self.top) / self.scale

    def rectangle(self, box: Box) -> QRectF:
        """A rectangle of the frame on the canvas."""
        corner = self.on_canvas((box.x - box.width / 2, box.y - box.height / 2))
        return QRectF(corner.x(), corner.y(), box.width * self.scale, box.height * self.scale)


class CropOverlay(QWidget):
    """Paints a draft, and makes drafts of what the mouse and the keys do.

    Signals:
        moved(Draft): while something is dragged.
        settled(Draft): a move is over.
        accepted(): Enter or a double click.
    """

    moved = Signal(object)
    settled = Signal(object)
    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Crop"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.draws_lines = False
        """The next drag is a line along the horizon."""
        self.pulls_corners = False
        """The corners of the photo are shown and can be pulled."""
        self.shows_fine_grid = False
        """The angle is being turned: more lines to hold against the horizon."""
        self._draft: Draft | None = None
        self._place = Placement(0, 0, 1)
        self._drag: Callable[[QPointF], Draft] | None = None
        self._line: tuple[QPointF, QPointF] | None = None

    def show_draft(self, draft: Draft, place: Placement) -> None:
        """Paint this from now on."""
        self._draft, self._place = draft, place
        self.update()

    def handle(self, handle: tuple[int, int]) -> QPointF:
        """Where a handle of the crop is; (1, 1) is the lower right one."""
        crop = self._place.rectangle(self._draft.box) if self._draft else QRectF()
        return crop.center() + QPointF(handle[0] * crop.width() / 2, handle[1] * crop.height() / 2)

    def corner(self, number: int) -> QPointF:
        """Where a corner of the photo is, clockwise from the upper left one."""
        return self._place.on_canvas(self._draft.map.picture_corners[number]) if self._draft else QPointF()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Dim what is left out, then the frame."""
        if self._draft is None:
            return
        painter = QPainter(self)
        crop = self._place.rectangle(self._draft.box)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        outside.addRect(crop)
        painter.fillPath(outside, _DIM)
        self._paint_grid(painter, crop)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pen in (QPen(_DARK, 3), QPen(_LIGHT, 1)):
            painter.setPen(pen)
            painter.drawRect(crop)
        if self.pulls_corners:
            self._paint_corners(painter, self._draft)
        else:
            _paint_handles(painter, crop)
        _paint_size(painter, crop, self._draft)
        if self._line is not None:
            for pen in (QPen(_DARK, 4), QPen(_LIGHT, 2)):
                painter.setPen(pen)
                painter.drawLine(*self._line)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Take hold of what is below."""
        if event.button() != Qt.MouseButton.LeftButton or self._draft is None:
            return
        self.setFocus()
        self._drag = self._begin(event.position(), self._draft, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Drag, or show what would be taken hold of."""
        if self._drag is None:
            self._show_cursor(event.position(), event.modifiers())
            return
        draft = self._drag(event.position())
        if self._line is None:
            self.moved.emit(draft)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Let go."""
        if self._drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        draft, self._drag, self._line = self._drag(event.position()), None, None
        self.draws_lines = False
        self.settled.emit(draft)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """A double click inside takes the crop."""
        if self._draft and self._place.rectangle(self._draft.box).contains(event.position()):
            self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Enter takes the crop; arrows move it by a pixel of the photo, with Shift by ten."""
        way = ARROWS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif way is not None and self._draft is not None:
            step = _FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self.settled.emit(self._draft.dragged(MOVE, self._draft.box, way[0] * step, way[1] * step))
        else:
            super().keyPressEvent(event)

    def _begin(self, at: QPointF, draft: Draft, modifiers: Qt.KeyboardModifier) -> Callable[[QPointF], Draft]:
        """How further moves of the mouse are to be taken."""
        start = self._place.in_frame(at)
        if self._is_line(modifiers):
            return lambda now: self._levelled(draft, at, now)
        corner = self._corner_at(at, draft)
        if corner is not None:
            return lambda now: draft.with_corner(corner, self._place.in_frame(now))
        handle, box = self._handle_at(at, draft), draft.box

        def dragged(now: QPointF) -> Draft:
            x, y = self._place.in_frame(now)
            return draft if (x, y) == start else draft.dragged(handle, box, x - start[0], y - start[1])

        return dragged

    def _levelled(self, draft: Draft, start: QPointF, now: QPointF) -> Draft:
        self._line = (start, now)
        is_short = (now - start).manhattanLength() < _GRAB_PX
        return draft if is_short else draft.levelled(self._place.in_frame(start), self._place.in_frame(now))

    def _is_line(self, modifiers: Qt.KeyboardModifier) -> bool:
        return self.draws_lines or bool(modifiers & Qt.KeyboardModifier.ControlModifier)

    def _corner_at(self, at: QPointF, draft: Draft) -> int | None:
        if not self.pulls_corners:
            return None
        places = [self._place.on_canvas(corner) for corner in draft.map.picture_corners]
        distances = [(place - at).manhattanLength() for place in places]
        nearest = min(range(len(places)), key=distances.__getitem__)
        return nearest if distances[nearest] <= 2 * _GRAB_PX else None

    def _handle_at(self, at: QPointF, draft: Draft) -> tuple[int, int]:
        """The handle below a point; anywhere else it is the whole crop."""
        crop = self._place.rectangle(draft.box)
        reach = min(_GRAB_PX, crop.width() / 3, crop.height() / 3)
        sides = (
            _side(at.x(), crop.left(), crop.right(), reach),
            _side(at.y(), crop.top(), crop.bottom(), reach),
        )
        is_near = crop.adjusted(-_GRAB_PX, -_GRAB_PX, _GRAB_PX, _GRAB_PX).contains(at)
        return sides if is_near and sides in HANDLES and not self.pulls_corners else MOVE

    def _show_cursor(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._draft is None:
            return
        if self._is_line(modifiers):
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._corner_at(at, self._draft) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(_CURSORS[self._handle_at(at, self._draft)])

    def _paint_grid(self, painter: QPainter, crop: QRectF) -> None:
        painter.setPen(QPen(_GRID, 1))
        parts = 9 if self.shows_fine_grid else 3
        for part in range(1, parts):
            x, y = crop.left() + crop.width() * part / parts, crop.top() + crop.height() * part / parts
            painter.drawLine(QPointF(x, crop.top()), QPointF(x, crop.bottom()))
            painter.drawLine(QPointF(crop.left(), y), QPointF(crop.right(), y))

    def _paint_corners(self, painter: QPainter, draft: Draft) -> None:
        places = [self._place.on_canvas(corner) for corner in draft.map.picture_corners]
        for pen in (QPen(_DARK, 3), QPen(_LIGHT, 1, Qt.PenStyle.DashLine)):
            painter.setPen(pen)
            painter.drawPolygon(places)
        painter.setPen(QPen(_DARK, 2))
        painter.setBrush(_LIGHT)
        for place in places:
            painter.drawEllipse(place, 7, 7)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _side(value: float, low: float, high: float, reach: float) -> int:
    if abs(value - low) <= reach:
        return -1
    return 1 if abs(value - high) <= reach else 0


def _paint_handles(painter: QPainter, crop: QRectF) -> None:
    """Thick angles at the corners and bars in the middle of the sides, light with a dark edge."""
    size = min(_HANDLE_PX, crop.width() / 4, crop.height() / 4)
    path = QPainterPath()
    middle = crop.center()
    for across, down in HANDLES:
        x = middle.x() + across * crop.width() / 2
        y = middle.y() + down * crop.height() / 2
        if across and down:
            path.moveTo(x - across * size, y)
            path.lineTo(x, y)
            path.lineTo(x, y - down * size)
        else:
            path.moveTo(x - (size / 2 if down else 0), y - (size / 2 if across else 0))
            path.lineTo(x + (size / 2 if down else 0), y + (size / 2 if across else 0))
    for pen in (QPen(_DARK, 6), QPen(_LIGHT, 3.5)):
        painter.setPen(pen)
        painter.drawPath(path)


def _paint_size(painter: QPainter, crop: QRectF, draft: Draft) -> None:
    """The size of the result in its upper left corner, where it stays readable on any photo."""
    size = draft.map.crop_rect.size
    text = tr("{width} × {height} px", width=size.width, height=size.height)
    width = painter.fontMetrics().horizontalAdvance(text) + 18
    label = QRectF(crop.left() + 10, crop.top() + 10, width, _LABEL_PX)
    if label.width() + 20 > crop.width() or label.height() + 20 > crop.height():
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 20, 20, 190))
    painter.drawRoundedRect(label, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_LIGHT)
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
