"""The dot beside a value that is not the default; a click resets it."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton

_SIDE_PX = 16
_RADIUS_PX, _RADIUS_OVER_PX = 3.0, 4.5


class ChangedDot(QAbstractButton):
    """Small to see and large enough to hit. What it does is said by its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rename(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(QSize(_SIDE_PX, _SIDE_PX))
        self.hide()

    def rename(self, name: str) -> None:
        """Say what a click does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the dot, larger under the pointer, and the ring of the focus."""
        palette, middle = self.palette(), QPointF(self.width() / 2, self.height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        radius = _RADIUS_OVER_PX if self.underMouse() else _RADIUS_PX
        painter.drawEllipse(middle, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.WindowText), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 6.5, 6.5)
        painter.end()
