"""What lies below the title of a card: a row a parameter and a button a map, all out of the operation's spec."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pellucid.document.edit_stack import EditStack
from pellucid.operations.fields import declarations
from pellucid.operations.spec import OperationSpec
from pellucid.ui.icons import Icons
from pellucid.ui.panel.map_button import MapButton
from pellucid.ui.panel.parameter_row import ChoiceRow, ColourRow, NumberRow, ParameterRow, make_row


class CardBody(QWidget):
    """Controls of one operation.

    Signals:
        value_edited(str, object, bool): parameter, value, dragging.
        map_toggled(str, bool): map, shown.
        pick_toggled(str, bool): colour parameter, True where it is to be picked in the photo.
    """

    value_edited = Signal(str, object, bool)
    map_toggled = Signal(str, bool)
    pick_toggled = Signal(str, bool)

    def __init__(self, spec: OperationSpec, icons: Icons) -> None:
        super().__init__()
        self._spec = spec
        self.rows = self._make_rows()
        self.map_buttons = self._make_map_buttons(icons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 6, 4)
        layout.setSpacing(10)
        for widget in (*self.rows.values(), *self.map_buttons.values()):
            layout.addWidget(widget)

    @property
    def is_changing(self) -> bool:
        """True while a slider is held or its change is not over yet."""
        return any(row.slider.is_changing for row in self.rows.values() if isinstance(row, NumberRow))

    @property
    def choices(self) -> list[ChoiceRow]:
        """Rows of lists."""
        return [row for row in self.rows.values() if isinstance(row, ChoiceRow)]

    def show_stack(self, stack: EditStack) -> None:
        """Show what the stack says of this operation."""
        parameters = stack.parameters(self._spec.id)
        for name, row in self.rows.items():
            row.show_value(getattr(parameters, name))
        for spec in self._spec.maps:
            self._offer_map(self.map_buttons[spec.name], is_offered=self._spec.makes(spec, parameters))

    def show_map(self, name: str) -> None:
        """Show which map lies over the photo; empty for none of these."""
        for button in self.map_buttons.values():
            button.setChecked(button.name == name)

    def follow(self, widget: QWidget) -> None:
        """Come next after a widget in the order of Tab, where Qt puts what is made later at the end of the window."""
        inside = self.nextInFocusChain()
        while inside is not None and self.isAncestorOf(inside):
            following = inside.nextInFocusChain()
            if inside.focusPolicy() != Qt.FocusPolicy.NoFocus:
                QWidget.setTabOrder(widget, inside)
                widget = inside
            inside = following

    def _offer_map(self, button: MapButton, *, is_offered: bool) -> None:
        """A map that the chosen method does not make is not offered, and shown no longer."""
        button.setVisible(is_offered)
        if button.is_active and not is_offered:
            self.map_toggled.emit(button.name, False)

    def _make_rows(self) -> dict[str, ParameterRow]:
        defaults: Any = self._spec.parameters()
        rows = {}
        for name, declaration in declarations(defaults).items():
            row = make_row(name, declaration, getattr(defaults, name))
            row.value_edited.connect(self.value_edited)
            if isinstance(row, ColourRow):
                row.pick_toggled.connect(self.pick_toggled)
            rows[name] = row
        return rows

    def _make_map_buttons(self, icons: Icons) -> dict[str, MapButton]:
        buttons = {}
        for spec in self._spec.maps:
            button = MapButton(spec, icons)
            button.map_toggled.connect(self.map_toggled)
            buttons[spec.name] = button
        return buttons
