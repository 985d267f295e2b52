"""How a photo looks in the filmstrip: its picture, its stars, and marks for what became of it."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pellucid.foundation.photo_summary import Rating
from pellucid.foundation.translation import tr
from pellucid.ui.filmstrip.content import Badge
from pellucid.ui.filmstrip.model import StripModel
from pellucid.ui.style.typeface import TextSize, font_of

CELL = QSize(136, 112)
PICTURE = QSize(124, 82)
_AIR_PX = 4
_LINE_PX = 16
_ICON_PX = 14
_ALARM_PX = 28
_RADIUS_PX = 5
_REJECTED_OPACITY = 0.35
_ICONS = {
    Badge.FAILED: "mdi6.alert-outline",
    Badge.EDITED: "mdi6.tune-variant",
    Badge.EXPORTED: "mdi6.export-variant",
    Badge.STEREO: "mdi6.glasses",
}
REJECTED = "✕"


class StripDelegate(QStyledItemDelegate):
    """Draws cells, all of one size.

    Args:
        model: knows the photos.
        parent: of the delegate.
    """

    def __init__(self, model: StripModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.open: Path | None = None
        """The photo on the canvas."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 -- Qt's name
        """The same for all, so that none has to be looked at."""
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a photo."""
        photo = self._model.rows[index.row()]
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, rect, palette, state, is_open=photo == self.open)
        place = QRect(rect.center().x() - PICTURE.width() // 2 + 1, rect.top() + 6, PICTURE.width(), PICTURE.height())
        rating = self._model.content.rating(photo)
        self._draw_picture(painter, place, palette, photo, is_rejected=rating.is_rejected)
        line = QRect(place.left(), place.bottom() + _AIR_PX, place.width(), _LINE_PX)
        _write_rating(painter, line, palette, rating)
        self._draw_badges(painter, line, palette.color(QPalette.ColorRole.WindowText), photo)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, palette: QPalette, state: QStyle.StateFlag, *, is_open: bool
    ) -> None:
        roles, inside = QPalette.ColorRole, rect.adjusted(2, 1, -2, -1)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight if is_selected else roles.Midlight))
            painter.setOpacity(0.35 if is_selected else 0.6)
            painter.drawRoundedRect(inside, _RADIUS_PX, _RADIUS_PX)
            painter.setOpacity(1)
        if is_open or is_focus:
            color = palette.color(roles.Highlight if is_open else roles.WindowText)
            painter.setPen(QPen(color, 2 if is_open else 1, Qt.PenStyle.SolidLine if is_open else Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), _RADIUS_PX, _RADIUS_PX)

    def _draw_picture(
        self, painter: QPainter, place: QRect, palette: QPalette, photo: Path, *, is_rejected: bool
    ) -> None:
        picture = self._model.picture(photo)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        if picture is None:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
            painter.setBrush(palette.color(QPalette.ColorRole.Base))
            painter.drawRoundedRect(place.adjusted(12, 4, -12, -4), 3, 3)
            if self._model.content.failure(photo):
                middle = place.center() - QPoint(_ALARM_PX // 2, _ALARM_PX // 2)
                painter.drawPixmap(middle, _icon(Badge.FAILED, quiet.name(), _ALARM_PX, _ratio(painter)))
            return
        size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(place.center())
        painter.setOpacity(_REJECTED_OPACITY if is_rejected else 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
        painter.setOpacity(1)

    def _draw_badges(self, painter: QPainter, line: QRect, color: QColor, photo: Path) -> None:
        left = line.right() + 1
        for badge in reversed(self._model.content.badges(photo)):
            left -= _ICON_PX + 2
            top = line.center().y() - _ICON_PX // 2 + 1
            painter.drawPixmap(left, top, _icon(badge, color.name(), _ICON_PX, _ratio(painter)))


def _write_rating(painter: QPainter, line: QRect, palette: QPalette, rating: Rating) -> None:
    words = tr("{mark} rejected", mark=REJECTED) if rating.is_rejected else "★" * rating.stars
    if words:
        painter.setFont(font_of(TextSize.SMALL))
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatio()


@cache
def _icon(badge: Badge, color: str, size_px: int, ratio: float) -> QPixmap:
    import qtawesome  # noqa: PLC0415 -- loads fonts

    icon: QIcon = qtawesome.icon(_ICONS[badge], color=color)
    return icon.pixmap(QSize(size_px, size_px), ratio)
