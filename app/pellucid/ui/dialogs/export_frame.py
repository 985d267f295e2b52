"""What the dialogs of one and of many exports have in common: presets, choices, the estimated length, the buttons."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pellucid.document.export_presets import ExportPreset
from pellucid.foundation.size_estimate import free_bytes, in_words, room_sentence
from pellucid.foundation.translation import tr
from pellucid.ui.buttons import make_button
from pellucid.ui.dialogs.confirming import is_confirmed, make_choice
from pellucid.ui.dialogs.export_choices import ExportChoices
from pellucid.ui.dialogs.export_preset_row import ExportPresetRow
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.frame_fit import fitted
from pellucid.ui.layouts import DIALOG_MARGINS

_SOON_MS = 150


class ExportFrame(QDialog):
    """A dialog with a form; subclasses say how many files there are, and how long they are.

    Args:
        title: of the dialog.
        folder: where files go, unless the person chooses another.
        parent: the window.
    """

    choices: ExportChoices

    def __init__(self, title: str, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.folder = folder
        self.place = ElidedLabel(str(folder))
        self.browse = make_button(tr("Folder…"), self._on_browse)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.presets = ExportPresetRow(self)
        self.presets.chosen.connect(self.apply)
        self.presets.keep_requested.connect(lambda name: self.presets.keep(self.preset(name)))
        self.estimate = QLabel(wordWrap=True)
        self.estimate.setObjectName("small")
        self.estimate.setAccessibleName(tr("Estimated length"))
        self.estimate.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Its words come after the dialog has its size, and may need two lines.
        self.estimate.setMinimumHeight(2 * self.estimate.fontMetrics().lineSpacing())
        self.beside = QVBoxLayout()
        """Room at the right of the form."""
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._tell_estimate)

    def needed_bytes(self) -> int | None:
        """About how long all files are together; None where nobody knows."""
        raise AssertionError(f"{type(self).__name__} does not say how long its files are")

    def estimate_text(self, needed: int) -> str:
        """How that is told."""
        return tr("About {needed}", needed=in_words(needed))

    def preset(self, name: str) -> ExportPreset:
        """What is chosen, by a name."""
        return ExportPreset(name, self.choices.options())

    def apply(self, preset: ExportPreset) -> None:
        """Choose what a preset says."""
        self.choices.apply(preset.options)

    def finish(self, word: str) -> None:
        """Lay out what has been put into the form.

        Args:
            word: on the button that exports.
        """
        self.form.addRow("", self.estimate)
        self.estimate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as wide as the form
        self.form.insertRow(0, tr("P&reset"), self.presets)
        self.buttons, self.button = make_choice(self, word)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(16)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addLayout(self.form)
        upper.addLayout(self.beside)
        self.beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addLayout(upper)
        layout.addWidget(self.buttons)
        self._even_out()
        self.choices.changed.connect(self._soon.start)
        self._tell_estimate()

    def _even_out(self) -> None:
        """Lists that have a row to themselves are as wide as the widest, whatever the words of each."""
        rows = (self.form.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(self.form.rowCount()))
        lists = [chosen for item in rows if item and isinstance(chosen := item.widget(), QComboBox)]
        widest_px = max(chosen.sizeHint().width() for chosen in lists)
        for chosen in lists:
            chosen.setMinimumWidth(widest_px)

    def fit(self) -> None:
        """Be as large as what is shown now."""
        if (layout := self.layout()) is not None:
            layout.activate()  # it holds the dialog to the size of what was there
        self.adjustSize()
        if self.isVisible():
            self.move(fitted(self.frameGeometry(), self.screen().availableGeometry()).topLeft())

    def _on_browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Export to"), str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self.place.show_text(chosen)
            self._soon.start()

    def has_room(self) -> bool:
        """True where everything will fit, or the person wants to try all the same."""
        needed = self.needed_bytes()
        sentence = room_sentence(needed, self.folder) if needed else ""
        if not sentence:
            return True
        return is_confirmed(self, tr("Export"), tr("{sentence}\n\nExport all the same?", sentence=sentence))

    def _tell_estimate(self) -> None:
        needed = self.needed_bytes()
        if needed is None:
            self.estimate.clear()
            return
        free = free_bytes(self.folder)
        room = tr("; {free} are free there", free=in_words(free)) if free is not None else ""
        sentence = room_sentence(needed, self.folder)
        self.estimate.setText(sentence or f"{self.estimate_text(needed)}{room}.")
