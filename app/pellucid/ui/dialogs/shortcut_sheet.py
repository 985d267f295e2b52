"""All keys on one page that can be searched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pellucid.ui.preferences.key_list import KeyList
from pellucid.ui.preferences.keymap import Keymap


class ShortcutSheet(QDialog):
    """Shows the keymap.

    Signals:
        change_requested(): the person wants other keys.
    """

    change_requested = Signal()

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard Shortcuts")
        self.resize(600, 640)
        self.list = KeyList(keymap, with_hands=True)
        change, close = QPushButton("Change Keys…", autoDefault=False), QPushButton("Close", autoDefault=False)
        change.clicked.connect(self._on_change)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(change)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def _on_change(self) -> None:
        self.accept()
        self.change_requested.emit()
