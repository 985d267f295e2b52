"""The spectrum of what was taken away, beside that of the photo: noise is even, detail falls like the photo."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.style.typeface import TextSize, font_of

_LOWEST, _HIGHEST = 0.1, 600.0
"""Levels at the lower and the upper edge, on a logarithmic scale."""

_HEIGHT_PX, _FOOT_PX, _LINE_PX = 84, 16, 1.6
_PHOTO, _TAKEN, _WORDS = QColor(0x9A, 0x9A, 0x9A), QColor(0x67, 0xAA, 0xF0), QColor(0xD0, 0xD0, 0xD0)


class SpectrumView(QWidget):
    """Two lines over the frequencies, coarse at the left and fine at the right. It lies on the photo: own colours."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font_of(TextSize.SMALL))
        self.setToolTip(
            tr(
                "How strong each size of structure is, from coarse to fine. Noise is even; where the line of what was "
                "taken away falls like that of the photo, it has the photo's own detail in it."
            )
        )
        self._taken: tuple[float, ...] = ()
        self._photo: tuple[float, ...] = ()

    def show_spectra(self, taken: Sequence[float], photo: Sequence[float]) -> None:
        """Show levels by frequency, evenly from 0 to half a cycle a pixel; none where they are not known."""
        self._taken, self._photo = tuple(taken), tuple(photo)
        self.setAccessibleName(tr("Spectrum") if taken else tr("Spectrum, not measured yet"))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Wide enough for its words."""
        return QSize(240, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the lines, and what they are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0.5, 0.5, self.width() - 1, self.height() - _FOOT_PX)
        painter.setPen(QPen(QColor(0x60, 0x60, 0x60), 1))
        painter.drawRect(area)
        for levels, color in ((self._photo, _PHOTO), (self._taken, _TAKEN)):
            painter.setPen(QPen(color, _LINE_PX))
            painter.drawPath(_line(levels, area.adjusted(0, _LINE_PX, 0, -_LINE_PX)))  # wholly inside of the frame
        painter.setPen(_WORDS)
        foot = QRectF(0, self.height() - _FOOT_PX, self.width(), _FOOT_PX)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, tr("coarse"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, tr("fine"))
        self._name_lines(painter, foot)
        painter.end()

    def _name_lines(self, painter: QPainter, foot: QRectF) -> None:
        named = ((tr("photo"), _PHOTO), (tr("taken away"), _TAKEN))
        widths = [painter.fontMetrics().horizontalAdvance(word) for word, _ in named]
        left = (foot.width() - sum(widths) - 12) / 2
        for (word, color), width in zip(named, widths, strict=True):
            painter.setPen(color.lighter(115))
            place = QRectF(left, foot.y(), width + 2, foot.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, word)
            left += width + 12


def _line(levels: Sequence[float], area: QRectF) -> QPainterPath:
    path = QPainterPath()
    reach = math.log(_HIGHEST / _LOWEST)
    for place, level in enumerate(levels):
        share = math.log(min(max(level, _LOWEST), _HIGHEST) / _LOWEST) / reach
        point = QPointF(area.x() + (place + 0.5) / len(levels) * area.width(), area.bottom() - share * area.height())
        path.lineTo(point) if place else path.moveTo(point)
    return path
