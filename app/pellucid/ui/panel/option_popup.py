"""What an option list shows while it is open: plain words, and at the right edge in small print the network."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

from pellucid.ui.panel.option_list import NETWORK
from pellucid.ui.style.typeface import TextSize, font_of

_AIR_PX = 10


def prepare_popup(combo: QComboBox) -> None:
    """Let a list draw networks, and make it as wide as its words."""
    if not isinstance(combo.itemDelegate(), _WithNetwork):
        combo.setItemDelegate(_WithNetwork(combo))
    option = QStyleOptionViewItem()
    option.initFrom(combo)
    indices = [combo.model().index(row, 0) for row in range(combo.count())]
    widths = [combo.itemDelegate().sizeHint(option, index).width() for index in indices]
    combo.view().setMinimumWidth(max(widths, default=0) + 2 * _AIR_PX)


class _WithNetwork(QStyledItemDelegate):
    """Draws the network of an option at the right edge."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        network = index.data(NETWORK)
        if network:
            rect: QRect = option.rect
            painter.save()
            painter.setFont(font_of(TextSize.SMALL))
            palette: QPalette = option.palette
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect.adjusted(0, 0, -_AIR_PX, 0), flags, network)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        hint = super().sizeHint(option, index)
        metrics = option.fontMetrics
        network = index.data(NETWORK) or ""
        return QSize(hint.width() + (metrics.horizontalAdvance(network) + 2 * _AIR_PX if network else 0), hint.height())
