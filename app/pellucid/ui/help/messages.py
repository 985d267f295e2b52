"""All that the window said since it was opened, the newest first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button, make_foot
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.message_bar import MessageBar
from pellucid.ui.quiet_label import EmptyNote

_EMPTY = mark("Nothing was said yet. What goes well or wrong is listed here.")


class MessagesDialog(QDialog):
    """Follows the message bar while it is open."""

    def __init__(self, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Messages"))
        self.resize(600, 360)
        self._messages = messages
        self.rows = QListWidget()
        self.rows.setObjectName("wrapped")
        self.rows.setWordWrap(True)
        self.rows.setAccessibleName(tr("Messages"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.empty = EmptyNote(tr(_EMPTY))
        self.copy = make_button(tr("Copy"), self._on_copy)
        lay_out(
            QVBoxLayout(self),
            (self.empty, 1),
            (self.rows, 1),
            make_foot(self.copy, close=self.accept),
            margins=DIALOG_MARGINS,
            spacing=12,
        )
        messages.said_more.connect(self._list)
        self._list()

    def _list(self) -> None:
        self.rows.clear()
        for entry in reversed(self._messages.said):
            mark = tr("Error. ") if entry.is_error else ""
            QListWidgetItem(f"{entry.time}   {mark}{entry.sentence}", self.rows)
        self.empty.setVisible(not self._messages.said)
        self.rows.setVisible(bool(self._messages.said))
        self.copy.setEnabled(bool(self._messages.said))

    def _on_copy(self) -> None:
        chosen = self.rows.selectedItems() or [self.rows.item(row) for row in range(self.rows.count())]
        QGuiApplication.clipboard().setText("\n".join(item.text() for item in chosen))
