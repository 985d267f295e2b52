"""How large an export is to be: a rule, its numbers, and what that makes of the open photo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pellucid.foundation.geometry import Size
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.translation import mark, tr
from pellucid.ui.layouts import NO_MARGINS, STRETCH, keep_room, lay_out
from pellucid.ui.style.number_box import pad

_LABELS = {
    None: mark("Full size"),
    Measure.LONG_SIDE: mark("Long side"),
    Measure.SHORT_SIDE: mark("Short side"),
    Measure.BOX: mark("Fit into"),
    Measure.MEGAPIXELS: mark("Megapixels"),
    Measure.PERCENT: mark("Per cent"),
}
_UNITS = {Measure.MEGAPIXELS: " MP", Measure.PERCENT: " %"}
_FIRST = {
    Measure.LONG_SIDE: 2048.0,
    Measure.SHORT_SIDE: 1080.0,
    Measure.BOX: 1920.0,
    Measure.MEGAPIXELS: 4.0,
    Measure.PERCENT: 50.0,
}
_FIRST_HEIGHT = 1080.0
_LARGEST_SIDE = 100_000.0
_MOST_MEGAPIXELS = 999.9
"""No wider to write than the largest side, so that the dialog keeps its width."""


class SizeChoice(QWidget):
    """Chooses an `OutputSize`, or none.

    Signals:
        changed(): another size.
    """

    changed = Signal()

    def __init__(self, full: Size | None, chosen: OutputSize | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = full
        self.measure = QComboBox()
        self.measure.setAccessibleName(tr("Size"))
        for measure, label in _LABELS.items():
            self.measure.addItem(tr(label), measure)
        self.number = _number(tr("Number"))
        self.height_number = _number(tr("Height"))
        self.height_number.setValue(_FIRST_HEIGHT)
        self._times = QLabel("×")
        self.enlarges = QCheckBox(tr("Enlarge smaller photos"))
        self._result = QLabel()
        self._result.setAccessibleName(tr("Size of the result"))
        self._lay_out()
        self.choose(chosen)
        self.measure.activated.connect(lambda _index: self._on_measure())
        for signal in (self.number.valueChanged, self.height_number.valueChanged, self.enlarges.toggled):
            signal.connect(lambda _value: self._notify())
        self._notify()

    def choose(self, chosen: OutputSize | None) -> None:
        """Show a size; None for the full one."""
        self.measure.setCurrentIndex(list(_LABELS).index(chosen.measure if chosen else None))
        self._on_measure()
        if chosen is not None:
            self.number.setValue(chosen.value)
            self.enlarges.setChecked(chosen.enlarges)
            if chosen.measure is Measure.BOX:
                self.height_number.setValue(chosen.height)

    @property
    def output_size(self) -> OutputSize | None:
        """What is chosen; None for the full size."""
        measure = self.measure.currentData()
        if measure is None:
            return None
        height = self.height_number.value() if measure is Measure.BOX else 0.0
        return OutputSize(measure, self.number.value(), height, enlarges=self.enlarges.isChecked())

    @property
    def result(self) -> Size:
        """Size that the open photo gets; there has to be one."""
        assert self._full is not None
        chosen = self.output_size
        return chosen.of(self._full) if chosen else self._full

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(8)
        for widget in (self.measure, self.number, self._times, self.height_number):
            keep_room(widget)
            upper.addWidget(widget)
        upper.addStretch(1)
        lower = lay_out(QHBoxLayout(), self.enlarges, STRETCH, self._result, spacing=8)
        lay_out(QVBoxLayout(self), upper, lower, margins=NO_MARGINS, spacing=6)

    def _on_measure(self) -> None:
        measure = self.measure.currentData()
        self.number.setVisible(measure is not None)
        self.enlarges.setEnabled(measure is not None)
        self._times.setVisible(measure is Measure.BOX)
        self.height_number.setVisible(measure is Measure.BOX)
        if measure is not None:
            is_small = measure is Measure.MEGAPIXELS
            self.number.setDecimals(1 if is_small else 0)
            self.number.setSuffix(_UNITS.get(measure, " px"))
            self.number.setRange(*((0.1, _MOST_MEGAPIXELS) if is_small else (1, _LARGEST_SIDE)))
            self.number.setValue(_FIRST[measure])
        self._notify()

    def _notify(self) -> None:
        if self._full is not None:
            self._result.setText(tr("{width} × {height} px", width=self.result.width, height=self.result.height))
        self.changed.emit()


def _number(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox(decimals=0, suffix=" px")
    pad(box)
    box.setAccessibleName(name)
    box.setRange(1, _LARGEST_SIDE)
    return box
