"""A list of options: plain words, and beside them in small print the network that does the work."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

from pellucid.operations.fields import Option
from pellucid.ui.style.help_text import tip
from pellucid.ui.style.typeface import TextSize, font_of

_NETWORK = Qt.ItemDataRole.UserRole + 1
_AIR_PX = 10


class OptionList(QComboBox):
    """A list that lets the panel scroll when the wheel turns over it without focus.

    Signals:
        opening(): it is about to show what there is.
    """

    opening = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setItemDelegate(_WithNetwork(self))

    def add(self, option: Option) -> None:
        """List an option."""
        self.addItem(option.label, option.value)
        index = self.count() - 1
        network = option.network and f"Network: {option.network}"
        words = "\n".join(line for line in (option.help, network) if line)
        self.setItemData(index, words and tip(words), Qt.ItemDataRole.ToolTipRole)
        self.setItemData(index, option.network, _NETWORK)

    def showPopup(self) -> None:  # noqa: N802 -- Qt's name
        """Tell that it opens, and make it as wide as its words."""
        self.opening.emit()
        hint, option = 0, QStyleOptionViewItem()
        option.initFrom(self)
        for row in range(self.count()):
            hint = max(hint, self.itemDelegate().sizeHint(option, self.model().index(row, 0)).width())
        self.view().setMinimumWidth(hint + 2 * _AIR_PX)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Step only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _WithNetwork(QStyledItemDelegate):
    """Draws the network of an option at the right edge."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        network = index.data(_NETWORK)
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
        network = index.data(_NETWORK) or ""
        return QSize(hint.width() + (metrics.horizontalAdvance(network) + 2 * _AIR_PX if network else 0), hint.height())
