"""All keys on one page that can be searched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.buttons import make_button, make_foot
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
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
        self.setWindowTitle(tr("Keyboard Shortcuts"))
        self.resize(720, 640)
        self.list = KeyList(keymap, with_hands=True)
        change = make_button(tr("Change Keys…"), self._on_change)
        lay_out(
            QVBoxLayout(self),
            (self.list, 1),
            make_foot(change, close=self.reject),
            margins=DIALOG_MARGINS,
            spacing=12,
        )

    def _on_change(self) -> None:
        self.accept()
        self.change_requested.emit()
