"""A small gauge: how bad a finding is, and where repair begins to gain."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pellucid.foundation.translation import tr

SIZE = QSize(28, 14)
_GROOVE_PX, _TICK_PX = 6, 3
_GAIN = 0.5
"""Severity at which repair begins to gain."""


class Gauge(QWidget):
    """A groove filled from the left, with a tick in its middle; quiet below the tick."""

    def __init__(self, severity: float) -> None:
        super().__init__()
        self._severity = min(max(severity, 0.0), 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(SIZE)
        self.setAccessibleName(tr("{severity:.0%} of the scale", severity=self._severity))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw groove, filling and tick."""
        palette, roles = self.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(0.5, (self.height() - _GROOVE_PX) / 2, self.width() - 1, _GROOVE_PX)
        painter.setPen(QPen(palette.color(roles.Mid), 1))
        painter.setBrush(palette.color(roles.Base))
        painter.drawRoundedRect(groove, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.Highlight if self._severity >= _GAIN else roles.Mid))
        filled = QRectF(groove)
        filled.setWidth(max(_GROOVE_PX, self._severity * groove.width()))
        if self._severity > 0:
            painter.drawRoundedRect(filled, 3, 3)
        painter.setPen(QPen(palette.color(roles.WindowText), 1))
        middle = round(groove.x() + _GAIN * groove.width()) + 0.5
        for end in (groove.y(), groove.bottom() + _TICK_PX):
            painter.drawLine(QPointF(middle, end - _TICK_PX), QPointF(middle, end))
        painter.end()
