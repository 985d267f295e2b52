"""How files are written, from the format to the metadata: rows of a form, for one export or many."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QWidget,
)

from pellucid.foundation import formats
from pellucid.foundation.export_options import ExportOptions, MetadataChoice, ProfileChoice, Sharpening
from pellucid.foundation.geometry import Size
from pellucid.foundation.translation import mark, tr
from pellucid.ui.dialogs.size_choice import SizeChoice
from pellucid.ui.layouts import NO_MARGINS, keep_room, lay_out
from pellucid.ui.style.number_box import pad

_DEEP = 16
_PROFILES = {
    ProfileChoice.SOURCE: mark("As in the photo"),
    ProfileChoice.SRGB: mark("sRGB"),
    ProfileChoice.DISPLAY_P3: mark("Display P3"),
}
_METADATA = {
    MetadataChoice.ALL: mark("Keep all"),
    MetadataChoice.WITHOUT_LOCATION: mark("Keep all but the location"),
    MetadataChoice.NONE: mark("None"),
}
_SHARPENINGS = {
    Sharpening.NONE: mark("Nothing"),
    Sharpening.SCREEN: mark("Screen"),
    Sharpening.PRINT: mark("Print"),
}


class ExportChoices(QObject):
    """The controls and what they say.

    Args:
        offered: formats and how they are called; None for that of each photo.
        format_name: the one to begin with.
        options: all else to begin with.
        full: size of the photo; None where there are several.
        form: gets the rows.

    Signals:
        format_changed(): another format.
        changed(): anything.
        looks_changed(): what a preview shows is another.
    """

    format_changed = Signal()
    changed = Signal()
    looks_changed = Signal()

    def __init__(
        self,
        offered: Mapping[Any, str],
        format_name: str | None,
        options: ExportOptions,
        full: Size | None,
        form: QFormLayout,
    ) -> None:
        super().__init__()
        self._form = form
        self.format = make_combo(tr("Format"), offered, format_name)
        self.depth = make_combo(
            tr("Depth"), {None: mark("As in the photo"), 8: mark("8 bit"), 16: mark("16 bit")}, options.depth
        )
        self.profile = make_combo(tr("Profile"), _PROFILES, options.profile)
        self.metadata = make_combo(tr("Metadata"), _METADATA, options.metadata)
        self.proof = QCheckBox(tr("Tell how it was made"))
        self.proof.setToolTip(
            tr(
                "Write into the file's XMP history what was done: operations and their settings, networks, and the "
                "version of Pellucid. No names that you gave, and no times."
            )
        )
        self.proof.setChecked(options.proof)
        self.size_choice = SizeChoice(full, options.size)
        self.sharpening = make_combo(tr("Sharpening"), _SHARPENINGS, options.sharpening)
        self.quality = QSpinBox(minimum=1, maximum=100, value=options.quality)
        pad(self.quality)
        self.quality.setAccessibleName(tr("Quality"))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("plain")
        self._slider.setRange(1, 100)
        self._slider.setValue(options.quality)
        self._slider.setAccessibleName(tr("Quality slider"))
        self._lossless = QLabel(tr("Lossless"))
        keep_room(self.quality)  # rows below stay where they are
        self._connect()

    def add_chief_rows(self) -> None:
        """Put in what is looked at each time."""
        row = lay_out(QHBoxLayout(), self._lossless, self._slider, self.quality, margins=NO_MARGINS, spacing=8)
        self._form.addRow(tr("&Format"), self.format)
        self._form.addRow(make_label(tr("&Quality"), self.quality), row)
        self._form.addRow(make_label(tr("Si&ze"), self.size_choice.measure), self.size_choice)
        self._form.addRow(tr("&Sharpen for"), self.sharpening)
        self._follow_format()

    def add_other_rows(self) -> None:
        """Put in what stays as it is most of the time."""
        self._form.addRow(tr("&Depth"), self.depth)
        self._form.addRow(tr("&Profile"), self.profile)
        self._form.addRow(tr("&Metadata"), self.metadata)
        self._form.addRow("", self.proof)

    def options(self, *, overwrite: bool = False) -> ExportOptions:
        """What is chosen."""
        return ExportOptions(
            format=self.format.currentData(),
            depth=self.depth.currentData(),
            quality=self.quality.value(),
            profile=self.profile.currentData(),
            metadata=self.metadata.currentData(),
            size=self.size_choice.output_size,
            sharpening=self.sharpening.currentData(),
            overwrite=overwrite,
            proof=self.proof.isChecked(),
        )

    def apply(self, options: ExportOptions) -> None:
        """Choose all of it, the format as far as it is offered."""
        chosen = self.format.findData(options.format)
        if chosen >= 0:
            self.format.setCurrentIndex(chosen)
        self.quality.setValue(options.quality)
        self.proof.setChecked(options.proof)
        self.size_choice.choose(options.size)
        for combo, value in (
            (self.depth, options.depth),
            (self.profile, options.profile),
            (self.metadata, options.metadata),
            (self.sharpening, options.sharpening),
        ):
            combo.setCurrentIndex(max(0, combo.findData(value)))

    def _connect(self) -> None:
        self._slider.valueChanged.connect(self.quality.setValue)
        self.quality.valueChanged.connect(self._slider.setValue)
        self.format.currentIndexChanged.connect(self._on_format_changed)
        self.size_choice.changed.connect(self.looks_changed)
        self.sharpening.currentIndexChanged.connect(lambda _index: self.looks_changed.emit())
        self.looks_changed.connect(self.changed)
        for signal in (
            self.quality.valueChanged,
            self.depth.currentIndexChanged,
            self.profile.currentIndexChanged,
            self.metadata.currentIndexChanged,
            self.proof.toggled,
        ):
            signal.connect(lambda _value: self.changed.emit())

    def _on_format_changed(self) -> None:
        self._follow_format()
        self.format_changed.emit()
        self.changed.emit()

    def _follow_format(self) -> None:
        """Offer what the format has; that of each photo may have everything."""
        name = self.format.currentData()
        is_lossy = name is None or formats.by_id(name).lossy
        has_choice = name is None or _DEEP in formats.by_id(name).depths
        for part, is_wanted in ((self._slider, is_lossy), (self.quality, is_lossy), (self._lossless, not is_lossy)):
            if not is_wanted or part.parentWidget() is not None:  # what is shown on its own is a window
                part.setVisible(is_wanted)
        self.depth.setEnabled(has_choice)
        if not has_choice:
            self.depth.setCurrentIndex(self.depth.findData(8))
        self.depth.setToolTip("" if has_choice else tr("{format} has 8 bits", format=self.format.currentText()))


def make_label(text: str, control: QWidget) -> QLabel:
    """A label whose mnemonic leads to a control."""
    label = QLabel(text)
    label.setBuddy(control)
    return label


def make_combo(name: str, labels: Mapping[Any, str], chosen: object) -> QComboBox:
    """A list of values by their words; the first is chosen where the chosen one is not among them."""
    combo = QComboBox()
    combo.setAccessibleName(name)
    for value, label in labels.items():
        combo.addItem(tr(label), value)
    values = list(labels)
    combo.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    return combo
