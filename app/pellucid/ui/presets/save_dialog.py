"""Asks which settings a preset is to hold, and how it is called."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from pellucid.document.edit import Edit
from pellucid.document.presets import Preset
from pellucid.document.sameness import settled
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.naming import LONGEST_NAME
from pellucid.foundation.translation import mark, tr
from pellucid.operations.catalogue import find
from pellucid.ui.dialogs.confirming import make_choice
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.panel.state_text import state_text
from pellucid.ui.style.title import Title

_NOTE = mark(
    "What is relative to a measurement, like the noise level γ, is so on every photo. Masks belong to this one and are "
    "left out."
)
_NOTHING = mark("There is nothing to save yet. Switch a step on or crop the photo first.")


class SavePresetDialog(QDialog):
    """Closes once the preset was taken; what is wrong with it stands below.

    Args:
        edit: of the open photo.
        name: to begin with.
        does: takes the preset; a `PellucidError` that it raises is shown.
        parent: window over which it opens.
    """

    def __init__(self, edit: Edit, name: str, does: Callable[[Preset], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save Preset"))
        self._edit, self._does = edit, does
        label = QLabel(tr("&Name"))
        self.name = QLineEdit(name, maxLength=LONGEST_NAME)
        self.name.setMinimumWidth(340)
        self.name.selectAll()
        label.setBuddy(self.name)
        layout = lay_out(
            QVBoxLayout(self), label, self.name, 8, Title(tr("What it holds")), margins=DIALOG_MARGINS, spacing=8
        )
        self.operations: dict[str, QCheckBox] = {}
        for step in settled(edit).stack.steps:
            spec = find(step.operation)
            words = state_text(spec, step) or "off"
            box = QCheckBox(f"{tr(spec.title)}  –  {words}".replace("&", "&&"))
            box.setChecked(step.is_active)
            self.operations[step.operation] = box
            layout.addWidget(box)
        self.framing = QCheckBox(tr("Crop and straighten"))
        self.framing.setEnabled(not edit.framing.is_neutral)
        layout.addWidget(self.framing)
        note = QLabel(tr(_NOTE), wordWrap=True)
        note.setObjectName("small")
        self.message = QLabel(wordWrap=True)
        self._say("" if self.operations or self.framing.isEnabled() else tr(_NOTHING))
        buttons, self.save = make_choice(self, tr("Save"))
        layout.addSpacing(4)
        layout.addWidget(note)
        layout.addWidget(self.message)
        layout.addWidget(buttons)
        for box in (*self.operations.values(), self.framing):
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.toggled.connect(lambda _on: self._follow())
        self.name.textChanged.connect(lambda _text: self._follow())
        self.finished.connect(self.deleteLater)
        self._follow()

    @property
    def preset(self) -> Preset:
        """What was chosen."""
        chosen = [operation for operation, box in self.operations.items() if box.isChecked()]
        return Preset.of(self.name.text(), self._edit, chosen, with_framing=self.framing.isChecked())

    def accept(self) -> None:
        """Hand the preset on, and close where it is taken."""
        try:
            self._does(self.preset)
        except PellucidError as error:
            self._say(str(error))
            return
        super().accept()

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))

    def _follow(self) -> None:
        is_something = any(box.isChecked() for box in (*self.operations.values(), self.framing))
        self.save.setEnabled(is_something and bool(self.name.text().strip()))
