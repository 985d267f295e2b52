"""One operation on the panel: switch, title, reset, a row a parameter and a button a map, all out of its spec.

Below its title a card can be folded away, so that the panel stays a list that is seen at once.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pellucid.document.edit_stack import EditStack
from pellucid.operations.fields import declarations
from pellucid.operations.spec import MapSpec, OperationSpec
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.icons import Icons
from pellucid.ui.panel.map_button import MapButton
from pellucid.ui.panel.parameter_row import ColourRow, ParameterRow, make_row

_FOLDED_ICON, _UNFOLDED_ICON = "mdi6.chevron-right", "mdi6.chevron-down"


class OperationCard(QFrame):
    """Card of one operation.

    Signals:
        value_edited(str, str, object, bool): operation, parameter, value, dragging.
        enabled_edited(str, bool): operation, on or off.
        reset_requested(str): operation.
        map_toggled(str, str, bool): operation, map, shown.
        pick_toggled(str, str, bool): operation, colour parameter, True where it is to be picked in the photo.
        opened(str): operation; the person unfolded the card or switched it on.
    """

    value_edited = Signal(str, str, object, bool)
    enabled_edited = Signal(str, bool)
    reset_requested = Signal(str)
    map_toggled = Signal(str, str, bool)
    pick_toggled = Signal(str, str, bool)
    opened = Signal(str)

    def __init__(self, spec: OperationSpec, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("card")
        self.spec = spec
        self._icons = icons
        self.fold_button = make_icon_button(icons, _UNFOLDED_ICON, f"Fold {spec.title}")
        self.fold_button.clicked.connect(self._on_fold_clicked)
        self.switch = QCheckBox(spec.title)
        self.switch.setToolTip(spec.help)
        self.switch.setAccessibleDescription(spec.help)
        self.switch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.switch.font()
        font.setBold(True)
        self.switch.setFont(font)
        self.switch.clicked.connect(self._on_switched)
        self.reset_button = make_icon_button(icons, "mdi6.restore", f"Reset {spec.title}")
        self.reset_button.clicked.connect(lambda: self.reset_requested.emit(spec.id))
        self.rows = self._make_rows()
        self.map_buttons = self._make_map_buttons(icons)
        self._lay_out()

    @property
    def is_folded(self) -> bool:
        """True where only the title is shown."""
        return self._body.isHidden()

    def fold(self, folded: bool) -> None:
        """Hide what lies below the title, or show it."""
        self._body.setHidden(folded)
        self._icons.give(self.fold_button, _FOLDED_ICON if folded else _UNFOLDED_ICON)
        words = f"{'Unfold' if folded else 'Fold'} {self.spec.title}"
        self.fold_button.setAccessibleName(words)
        self.fold_button.setToolTip(words)

    def show_stack(self, stack: EditStack) -> None:
        """Show what the stack says of this operation."""
        step = stack.step(self.spec.id)
        self.switch.setChecked(bool(step and step.enabled))
        self.reset_button.setEnabled(step is not None)
        parameters = stack.parameters(self.spec.id)
        for name, row in self.rows.items():
            row.show_value(getattr(parameters, name))
        offered = self.offered_maps(stack)
        for map_spec in self.spec.maps:
            self._offer_map(self.map_buttons[map_spec.name], map_spec in offered)

    def offered_maps(self, stack: EditStack) -> list[MapSpec]:
        """Maps that the operation makes as it is set, whether it is on or off."""
        parameters = stack.parameters(self.spec.id)
        return [spec for spec in self.spec.maps if self.spec.makes(spec, parameters)]

    def _offer_map(self, button: MapButton, is_offered: bool) -> None:
        """A map that the chosen method does not make is not offered, and shown no longer."""
        button.setVisible(is_offered)
        if button.is_active and not is_offered:
            self.map_toggled.emit(self.spec.id, button.name, False)

    def _make_rows(self) -> dict[str, ParameterRow]:
        defaults: Any = self.spec.parameters()
        rows = {}
        for name, declaration in declarations(defaults).items():
            row = make_row(name, declaration, getattr(defaults, name))
            row.value_edited.connect(
                lambda name, value, dragging: self.value_edited.emit(self.spec.id, name, value, dragging)
            )
            if isinstance(row, ColourRow):
                row.pick_toggled.connect(lambda name, wanted: self.pick_toggled.emit(self.spec.id, name, wanted))
            rows[name] = row
        return rows

    def _make_map_buttons(self, icons: Icons) -> dict[str, MapButton]:
        buttons = {}
        for spec in self.spec.maps:
            button = MapButton(spec, icons)
            button.map_toggled.connect(lambda name, shown: self.map_toggled.emit(self.spec.id, name, shown))
            buttons[spec.name] = button
        return buttons

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self.fold_button, self.switch, self.reset_button):
            head.addWidget(part)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(6, 0, 6, 4)
        body.setSpacing(10)
        for widget in (*self.rows.values(), *self.map_buttons.values()):
            body.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._body)

    def _on_fold_clicked(self) -> None:
        self.fold(not self.is_folded)
        if not self.is_folded:
            self.opened.emit(self.spec.id)

    def _on_switched(self, checked: bool) -> None:
        """Who switches an operation on wants to see its sliders."""
        if checked:
            self.fold(False)
            self.opened.emit(self.spec.id)
        self.enabled_edited.emit(self.spec.id, checked)
