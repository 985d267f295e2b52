"""A switch: a knob in a groove, to the right where it is on. Its place says what its colour says."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

_GROOVE = QSize(30, 16)
_AIR_PX = 3
"""Above and below the groove, to be hit; at its sides there is none, so that it ends where its column ends."""


_RING_PX = 2


class Switch(QCheckBox):
    """A check box that is drawn as a switch; what it switches is said by its accessible name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """The groove, and what can be hit above and below it."""
        return _GROOVE + QSize(0, 2 * _AIR_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """As `sizeHint`."""
        return self.sizeHint()

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802 -- Qt's name
        """All of it can be hit."""
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw groove, knob and the ring of the focus."""
        palette, roles = self.palette(), QPalette.ColorRole
        groove = QRectF(self.rect()).adjusted(0.5, _AIR_PX + 0.5, -0.5, -_AIR_PX - 0.5)
        radius = groove.height() / 2
        is_on = self.isChecked() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(roles.Highlight if is_on else roles.Mid), 1))
        painter.setBrush(palette.color(roles.Highlight if is_on else roles.Base))
        painter.drawRoundedRect(groove, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.HighlightedText if is_on else roles.Mid))
        middle = groove.right() - radius if self.isChecked() else groove.left() + radius
        painter.drawEllipse(QPointF(middle, groove.center().y()), radius - 3, radius - 3)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(roles.WindowText), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(groove.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()
