"""Asks what of a photo's settings other photos are to get. Masks and crop are off until they are wanted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pellucid.document.edit import Edit
from pellucid.document.settings_transfer import Parts, usual_parts
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import tr
from pellucid.operations.catalogue import find
from pellucid.ui.buttons import make_button
from pellucid.ui.dialogs.confirming import make_choice
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.style.title import Title

_LIST_PX = 300


class SettingsDialog(QDialog):
    """After it was accepted, `parts` says what is taken.

    Args:
        title: of the dialog.
        word: on the button that accepts.
        edit: settings to choose from; only what it has is offered.
        parent: the window.
    """

    def __init__(self, title: str, word: str, edit: Edit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.steps = {name: _make_box(tr(find(name).title), is_on=True) for name in usual_parts(edit).operations}
        has_masks = any(step.locals for step in edit.stack.steps)
        self.masks = _make_box(tr("Masks, and what is different in them"), is_on=False, is_there=has_masks)
        self.framing = _make_box(tr("Crop, straightening and turning"), is_on=False)
        self.source = _make_box(
            tr("How the file is developed"), is_on=False, is_there=edit.source != SourceChoices(page=edit.source.page)
        )
        self.others = _make_box(tr("Take all other steps out"), is_on=not self.steps)
        self.others.setToolTip(tr("The photos get exactly these steps; without it their other steps stay"))
        self._word = word
        self._lay_out()

    @property
    def parts(self) -> Parts:
        """What is taken."""
        return Parts(
            tuple(name for name, box in self.steps.items() if box.isChecked()),
            masks=self.masks.isChecked(),
            framing=self.framing.isChecked(),
            source=self.source.isChecked(),
            resets_others=self.others.isChecked(),
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = lay_out(QVBoxLayout(inside), Title(tr("Steps")), margins=(0, 0, 8, 0), spacing=8)
        if not self.steps:
            rows.addWidget(QLabel(tr("This photo has no steps.")))
        for box in self.steps.values():
            rows.addWidget(box)
        rows.addWidget(self.others)
        rows.addSpacing(8)
        rows.addWidget(Title(tr("Of this photo alone")))
        for box in (self.masks, self.framing, self.source):
            rows.addWidget(box)
        rows.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setMinimumSize(_LIST_PX, min(inside.sizeHint().height() + 4, 2 * _LIST_PX))
        buttons, _ = make_choice(self, self._word)
        foot = QHBoxLayout()
        foot.addWidget(make_button(tr("&All Steps"), lambda: self._check(is_on=True)))
        foot.addWidget(make_button(tr("&No Steps"), lambda: self._check(is_on=False)))
        foot.addStretch(1)
        foot.addWidget(buttons)
        lay_out(QVBoxLayout(self), (area, 1), foot, margins=DIALOG_MARGINS, spacing=16)

    def _check(self, *, is_on: bool) -> None:
        """Take all steps, or none; what belongs to this photo alone is chosen one by one."""
        for box in self.steps.values():
            box.setChecked(is_on)


def _make_box(text: str, *, is_on: bool, is_there: bool = True) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(is_on and is_there)
    box.setEnabled(is_there)
    return box
