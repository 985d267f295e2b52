"""The edits so far; a click goes back or forth to one of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pellucid.document.history import HistoryEntry
from pellucid.foundation.translation import tr

_AIR_PX = 8


class HistoryList(QListWidget):
    """Signals: `jump_requested(int)`, index of an entry."""

    jump_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setAccessibleName(tr("History"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._on_item_chosen)
        self.itemActivated.connect(self._on_item_chosen)

    def show_entries(self, entries: tuple[HistoryEntry, ...], position: int) -> None:
        """List the entries, oldest first; those behind the present one are quiet because they are undone."""
        self.clear()
        for index, entry in enumerate(entries):
            label = tr(entry.label)
            item = QListWidgetItem(label, self)
            item.setToolTip(label)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + _AIR_PX))
            if index > position:
                item.setForeground(self.palette().placeholderText())
        self.setCurrentRow(position)

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.jump_requested.emit(self.row(item))
