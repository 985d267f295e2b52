"""Icons that are drawn here: the ways of comparing, which must be told apart at 16 px.

Before is empty and after is filled, in all of them. They stand on a grid of 16 by 16.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

_GRID = 16
_SIDES_PX = (16, 20, 32, 40, 60)


def drawn_icon(name: str, color: str, disabled: str) -> QIcon:
    """An icon in the colours of a theme.

    Args:
        name: of this module's table.
        color: of what can be used.
        disabled: of what cannot be used now.
    """
    icon = QIcon()
    for mode, tone in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
        for side in _SIDES_PX:
            icon.addPixmap(_picture(_DRAWINGS[name], QColor(tone), side), mode)
    return icon


def _picture(draw: Callable[[QPainter, QColor], None], color: QColor, side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _GRID, side / _GRID)
    painter.setPen(QPen(color, 1.25))
    draw(painter, color)
    painter.end()
    return picture


def _split(painter: QPainter, color: QColor) -> None:
    painter.fillRect(QRectF(8, 3.5, 6, 9), color)
    painter.drawRect(QRectF(2, 3.5, 12, 9))
    painter.drawLine(QPointF(8, 0.5), QPointF(8, 15.5))


def _split_across(painter: QPainter, color: QColor) -> None:
    painter.fillRect(QRectF(2.5, 8, 11, 5.5), color)
    painter.drawRect(QRectF(2.5, 2.5, 11, 11))
    painter.drawLine(QPointF(0, 8), QPointF(16, 8))


def _side_by_side(painter: QPainter, color: QColor) -> None:
    painter.drawRect(QRectF(0.8, 4, 5.7, 8))
    painter.fillRect(QRectF(9, 3.4, 6.6, 9.2), color)


def _before(painter: QPainter, color: QColor) -> None:
    painter.drawRect(QRectF(2, 3.5, 12, 9))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([QPointF(9.8, 5.2), QPointF(9.8, 10.8), QPointF(5.2, 8)]))


_DRAWINGS = {"split": _split, "split_across": _split_across, "side_by_side": _side_by_side, "before": _before}
