"""One parameter on the panel: its label, a dot that resets it where it was changed, and its control.

Rows tell `value_edited(name, value, dragging)` and are told `show_value`; they know nothing of operations.
"""

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from pellucid.foundation.translation import tr
from pellucid.operations.fields import AUTO, Choice, Color, Declaration, Number, Switch, read_color
from pellucid.ui.panel.changed_dot import ChangedDot
from pellucid.ui.panel.number_entry import NumberEntry
from pellucid.ui.panel.option_list import OptionList
from pellucid.ui.panel.slider import ValueSlider
from pellucid.ui.style.help_text import tip
from pellucid.ui.style.switch import Switch as SwitchControl

_PATCH = QSize(28, 16)


class ParameterRow(QWidget):
    """Base of the rows.

    Signals:
        value_edited(str, object, bool): name, new value, and True while it is being dragged.
    """

    value_edited = Signal(str, object, bool)

    def __init__(self, name: str, declaration: Declaration, default: Any) -> None:
        super().__init__()
        self.name = name
        self._resting = default
        self._is_folded = False
        self._declaration: Any = declaration  # each kind of declaration shows its own kind of value
        self.label = _Label(tr(declaration.label))
        self.label.setToolTip(tip(tr(declaration.help)))
        self.label.double_clicked.connect(self.reset)
        self.dot = ChangedDot(self._reset_words)
        self.dot.clicked.connect(self.reset)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(4)
        self._layout.setVerticalSpacing(0)
        self._layout.setColumnStretch(2, 1)
        self._layout.addWidget(self.label, 0, 0)
        self._layout.addWidget(self.dot, 0, 1)

    @property
    def is_wanted(self) -> bool:
        """True where there is something to be set."""
        return True

    @property
    def is_changed(self) -> bool:
        """True where the value is not the one that it rests at."""
        return not self.dot.isHidden()

    def fold(self, folded: bool) -> None:
        """Hide it under a fold, or show it where there is something to be set."""
        self._is_folded = folded
        self._come_or_go()

    def _come_or_go(self) -> None:
        is_hidden = self._is_folded or not self.is_wanted
        if is_hidden or self.parentWidget() is not None:  # what is shown on its own is a window, if only for a moment
            self.setHidden(is_hidden)

    def rest_at(self, value: Any) -> None:
        """Go back to this value from now on: at first the default, in a mask that of the whole photo."""
        if value != self._resting:
            self._resting = value
            self.dot.rename(self._reset_words)

    def show_value(self, value: Any) -> None:
        """Show a value that was set elsewhere, with the dot where it is not the one to go back to."""
        self.dot.setHidden(value == self._resting)
        self._show_control(value)

    def reset(self) -> None:
        """Go back to the value that it rests at."""
        self.value_edited.emit(self.name, self._resting, False)

    @property
    def _reset_words(self) -> str:
        return tr(
            "Reset {label} to {resting}",
            label=tr(self._declaration.label),
            resting=self._declaration.show(self._resting),
        )

    @abstractmethod
    def _show_control(self, value: Any) -> None:
        """Show a value on the control."""


class NumberRow(ParameterRow):
    """Slider and entry of a number."""

    def __init__(self, name: str, number: Number, default: float) -> None:
        super().__init__(name, number, default)
        self.slider = ValueSlider(number, default=default)
        self.slider.setAccessibleName(tr(number.label))
        self.slider.setAccessibleDescription(tr(number.help))
        self.entry = NumberEntry(number)
        self.entry.setAccessibleName(tr("{label}, number", label=tr(number.label)))
        self._layout.addWidget(self.entry, 0, 2, Qt.AlignmentFlag.AlignRight)
        self._layout.addWidget(self.slider, 1, 0, 1, 3)
        self.slider.moved.connect(self._on_slider_moved)
        self.slider.settled.connect(self._on_settled)
        self.slider.reset_requested.connect(self.reset)
        self.entry.entered.connect(self._on_settled)
        QWidget.setTabOrder(self.slider, self.entry)

    def _show_control(self, value: float) -> None:
        if not self.slider.isSliderDown():
            self.slider.show_value(value)
        self.entry.show_value(value)

    def _on_slider_moved(self, value: float) -> None:
        self.value_edited.emit(self.name, value, True)

    def _on_settled(self, value: float) -> None:
        self.value_edited.emit(self.name, value, False)


class ChoiceRow(ParameterRow):
    """List of named values; hidden where there is nothing to choose.

    Values that need a stereo pair are listed while one is open. A value that was set before stays listed while it is.
    """

    def __init__(self, name: str, choice: Choice, default: str) -> None:
        super().__init__(name, choice, default)
        self.combo = OptionList()
        self.combo.setAccessibleName(tr(choice.label))
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._choice = choice
        self._has_pair = False
        self._layout.addWidget(self.combo, 0, 2, Qt.AlignmentFlag.AlignRight)
        self.combo.opening.connect(self.refill)
        self.combo.activated.connect(lambda _index: self.value_edited.emit(name, self.combo.currentData(), False))
        self.refill()

    def offer_for(self, *, pair: bool) -> None:
        """List what can be done with a stereo pair, or with a photo of one eye."""
        self._has_pair = pair
        self.refill()

    def refill(self) -> None:
        """List what is at hand now; what is shown stays."""
        shown = self.combo.currentData()
        self.combo.clear()
        options = [option for option in self._choice.at_hand if self._has_pair or not option.needs_pair]
        for option in options:
            self.combo.add(option)
        if shown is not None:
            self._show_control(shown)
        self._come_or_go()

    def _show_control(self, value: str) -> None:
        if self.combo.findData(value) < 0:
            self.combo.addItem(self._choice.show(value), value)
            self._come_or_go()
        self.combo.setCurrentIndex(self.combo.findData(value))
        self.combo.setToolTip(self.combo.itemData(self.combo.currentIndex(), Qt.ItemDataRole.ToolTipRole) or "")

    @property
    def is_wanted(self) -> bool:
        """True where there is more than one to choose from, or may be."""
        return self.combo.count() > 1 or self._choice.shelf is not None


class SwitchRow(ParameterRow):
    """Yes or no."""

    def __init__(self, name: str, switch: Switch, default: bool) -> None:
        super().__init__(name, switch, default)
        self.box = SwitchControl(tr(switch.label))
        self._layout.addWidget(self.box, 0, 2, Qt.AlignmentFlag.AlignRight)
        self.box.clicked.connect(lambda checked: self.value_edited.emit(name, checked, False))

    def _show_control(self, value: bool) -> None:
        self.box.setChecked(value)


class ColorRow(ParameterRow):
    """A colour: found, or picked in the photo.

    Signals:
        pick_toggled(str, bool): name, and True where the next click in the photo is to give the colour.
    """

    pick_toggled = Signal(str, bool)

    def __init__(self, name: str, color: Color, default: str) -> None:
        super().__init__(name, color, default)
        self._color = color
        self.patch = QLabel()
        self.patch.setFixedSize(_PATCH)
        self.patch.setFrameShape(QFrame.Shape.Box)
        self.words = QLabel()
        self.pick = QPushButton(tr("Pick in photo"))
        self.pick.setCheckable(True)
        self.pick.setToolTip(tip(tr("Click on it in the photo; Esc ends.")))
        self.clear = QPushButton(tr("Auto"))
        self.clear.setToolTip(tr("Let it be found again"))
        line, buttons = QHBoxLayout(), QHBoxLayout()
        line.addStretch()
        for part in (self.patch, self.words):
            line.addWidget(part)
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        for button in (self.pick, self.clear):
            buttons.addWidget(button, 1)
        self._layout.addLayout(line, 0, 2)
        self._layout.addLayout(buttons, 1, 0, 1, 3)
        self.pick.clicked.connect(lambda checked: self.pick_toggled.emit(name, checked))
        self.clear.clicked.connect(lambda: self.value_edited.emit(name, AUTO, False))

    def show_picking(self, picking: bool) -> None:
        """Show whether a click in the photo is waited for."""
        self.pick.setChecked(picking)

    def _show_control(self, value: str) -> None:
        is_found = value == AUTO
        self.words.setText(self._color.show(value))
        self.clear.setEnabled(not is_found)
        self.patch.setHidden(is_found)
        if not is_found:
            red, green, blue = (round(255 * part) for part in read_color(value))
            self.patch.setStyleSheet(f"background: rgb({red}, {green}, {blue})")


def make_row(name: str, declaration: Declaration, default: Any) -> ParameterRow:
    """Make the row that a declaration asks for."""
    if isinstance(declaration, Number):
        return NumberRow(name, declaration, default)
    if isinstance(declaration, Choice):
        return ChoiceRow(name, declaration, default)
    if isinstance(declaration, Color):
        return ColorRow(name, declaration, default)
    if isinstance(declaration, Switch):
        return SwitchRow(name, declaration, default)
    raise TypeError(f"{name}: {declaration.label} is set with a tool of its own and has no row")


class _Label(QLabel):
    """A label that notices a double-click."""

    double_clicked = Signal()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        self.double_clicked.emit()
