"""A small picture of the whole photo with a frame around what the canvas shows; the frame can be dragged."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from pellucid.foundation.frame import Frame
from pellucid.foundation.geometry import Size
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.miniature import paint_miniature
from pellucid.ui.canvas.painter_surface import PainterSurface
from pellucid.ui.tool_frame import MARGIN_PX

_LARGEST = QSize(184, 138)
_SHADE, _DARK, _LIGHT = QColor(0, 0, 0, 120), QColor(20, 20, 20, 190), QColor(245, 245, 245)
_LEAST_FRAME_PX = 6.0
"""However far one is zoomed in, the frame can be seen."""


class Navigator(QWidget):
    """Lies over a corner of the canvas while a part of the photo is outside of it.

    Its picture is made when the photo or its newest whole picture is another one; a move only draws the frame anew.

    Args:
        canvas: what it lies on.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_wanted = True
        self._frame: Frame | None = None
        self._picture = QPixmap()
        self._painter = PainterSurface(self)
        self._painter.hide()
        self.setAccessibleName(tr("Navigator"))
        self.setToolTip(tr("The whole photo. Drag the frame to what you want to see."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def follow(self) -> None:
        """Show where the canvas is now."""
        canvas = self._canvas
        whole = canvas.seen_size
        is_needed = self._is_wanted and whole is not None and canvas.whole_photo is not None and canvas.can_pan()
        if is_needed and whole is not None:
            self._place(whole)
        self.setVisible(is_needed)
        self.update()

    def want(self, wanted: bool) -> None:
        """Be there where it is needed, or never."""
        self._is_wanted = wanted
        self.follow()

    @property
    def frame_rect(self) -> QRectF:
        """Where the frame is, in its own pixels."""
        whole, view = self._canvas.seen_size, self._canvas.view
        if whole is None:
            return QRectF()
        scale = self.width() / whole.width
        width, height = view.canvas.width / view.zoom * scale, view.canvas.height / view.zoom * scale
        x, y = view.centre_x * scale - width / 2, view.centre_y * scale - height / 2
        inside = QRectF(x, y, width, height).intersected(QRectF(self.rect()))
        grown_x, grown_y = (max(0.0, _LEAST_FRAME_PX - side) / 2 for side in (inside.width(), inside.height()))
        return inside.adjusted(-grown_x, -grown_y, grown_x, grown_y)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Go there."""
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the photo, darker outside of the frame."""
        painter, area, frame = QPainter(self), QRectF(self.rect()), self.frame_rect
        painter.drawPixmap(0, 0, self._picture)
        outside = QPainterPath()
        outside.addRect(area)
        outside.addRect(frame)  # what lies in both is left out
        painter.fillPath(outside, _SHADE)
        painter.setPen(QPen(_DARK, 3))
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(_LIGHT, 1))
        painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.setPen(_DARK)
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()

    def _go_to(self, position: QPointF) -> None:
        whole, view = self._canvas.seen_size, self._canvas.view
        if whole is not None:
            scale = whole.width / self.width()
            x, y = position.x() * scale, position.y() * scale
            self._canvas.pan((view.centre_x - x) * view.zoom, (view.centre_y - y) * view.zoom)

    def _place(self, whole: Size) -> None:
        """Take the corner, and the picture of the photo where it is a new one."""
        side = QSize(whole.width, whole.height).scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio)
        self.resize(side.expandedTo(QSize(24, 24)))
        canvas = self._canvas
        self.move(canvas.width() - self.width() - MARGIN_PX, canvas.height() - self.height() - MARGIN_PX)
        if self._frame is not canvas.whole_photo or self._picture.size() != self.size() * self.devicePixelRatioF():
            self._frame = canvas.whole_photo
            self._picture = paint_miniature(canvas, self._painter, self.size())
        self.raise_()
