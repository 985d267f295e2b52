"""The page of the keys: choose what, press the keys, and be told who has them already."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLabel, QLineEdit, QVBoxLayout, QWidget

from pellucid.foundation.translation import tr, within
from pellucid.ui.buttons import make_button
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.preferences.key_list import KeyList
from pellucid.ui.preferences.keymap import Keymap, is_held
from pellucid.ui.window_actions import title_of


class KeysPage(QWidget):
    """Changes a keymap at once, and says what it takes from whom before that."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap, self._name = keymap, ""
        self.list = KeyList(keymap, with_hands=False)
        self.list.chosen.connect(self._on_chosen)
        self.entry = QKeySequenceEdit(clearButtonEnabled=True)
        self.entry.setMaximumSequenceLength(1)
        self.entry.setAccessibleName(tr("New keys"))
        for field in self.entry.findChildren(QLineEdit):
            field.setPlaceholderText(tr("Press the new keys"))  # in place of Qt's own words
        self.entry.keySequenceChanged.connect(self._judge)
        self.use = make_button(tr("Use"), self._on_use)
        self.clear = make_button(tr("No key"), lambda: self._keymap.give(self._name, QKeySequence()))
        self.reset = make_button(tr("Reset"), lambda: self._keymap.reset(self._name))
        self.reset_all = make_button(tr("Reset all"), keymap.reset_all)
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        line, others = QHBoxLayout(), QHBoxLayout()
        for row in (line, others):
            row.setSpacing(8)
        line.addWidget(self.entry, 1)
        line.addWidget(self.use)
        for button in (self.clear, self.reset):
            others.addWidget(button)
        others.addStretch(1)
        others.addWidget(self.reset_all)
        lay_out(QVBoxLayout(self), (self.list, 1), self.message, line, others, margins=NO_MARGINS, spacing=12)
        keymap.changed.connect(self._judge)
        self._judge()

    def _on_chosen(self, name: str) -> None:
        self._name = name
        self.entry.setKeySequence(QKeySequence())
        self._judge()

    def _on_use(self) -> None:
        self._keymap.give(self._name, self.entry.keySequence())
        self.entry.clear()
        self._judge()

    def _judge(self) -> None:
        """Say what the keys would do, and whether they may."""
        keys, name = self.entry.keySequence(), self._name
        taken = is_held(keys)
        holders = [] if keys.isEmpty() else self._keymap.holders(keys, but=name)
        self.use.setEnabled(bool(name) and not keys.isEmpty() and not taken)
        self.use.setText(tr("Take over") if holders else tr("Use"))
        self.clear.setEnabled(bool(name) and bool(self._keymap.keys(name)))
        self.reset.setEnabled(bool(name) and self._keymap.is_changed(name))
        self.message.setText(self._words(keys, taken, holders))

    def _words(self, keys: QKeySequence, taken: str, holders: list[str]) -> str:
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        if not self._name:
            return tr("Choose what is to have other keys.")
        if keys.isEmpty():
            return tr("Click into the field and press the keys for “{action}”.", action=title_of(self._name))
        if taken:
            return tr("{shown} cannot be given away: {taken}.", shown=shown, taken=within(taken))
        if holders:
            names = tr(" and ").join(f"“{title_of(holder)}”" for holder in holders)
            return tr("{shown} belongs to {names}, which would be left without it.", shown=shown, names=names)
        return tr("{shown} is free.", shown=shown)
