"""What lies below the title of a card: a row a parameter and a button a map, all out of the operation's spec.

Parameters that most photos do without lie under a fold, *More*; it has a dot while one of them is changed.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from pellucid.document.edit_stack import EditStack
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, tr
from pellucid.operations.fields import declarations
from pellucid.operations.spec import OperationSpec
from pellucid.ui.icons import Icons
from pellucid.ui.panel.map_button import MapButton
from pellucid.ui.panel.parameter_row import ChoiceRow, ColorRow, NumberRow, ParameterRow, make_row

_MORE, _LESS = mark("More"), mark("Less")
FOLDED_ICON, UNFOLDED_ICON = "mdi6.chevron-right", "mdi6.chevron-down"


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
        self._icons = icons
        self._shows_rare = False
        self.more = QToolButton()
        self.more.setObjectName("more")
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.clicked.connect(lambda: self.show_rare(shown=not self._shows_rare))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.sentence.hide()
        self._facts: PhotoFacts | None = None
        self._parameters: Any = spec.parameters()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 8)
        layout.setSpacing(8)
        usual = [row for name, row in self.rows.items() if name not in spec.rare]
        self._parts = (*usual, self.sentence, *self.map_buttons.values(), self.more, *self._rare_rows)
        for widget in self._parts:
            layout.addWidget(widget)
        self.show_rare(shown=False)  # once all of it is inside: what is shown on its own is a window

    @property
    def is_changing(self) -> bool:
        """True while a slider is held or its change is not over yet."""
        return any(row.slider.is_changing for row in self.rows.values() if isinstance(row, NumberRow))

    @property
    def choices(self) -> list[ChoiceRow]:
        """Rows of lists."""
        return [row for row in self.rows.values() if isinstance(row, ChoiceRow)]

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what can be done with the open photo, and say what its facts mean here."""
        self._facts = facts
        for row in self.choices:
            row.offer_for(pair=facts is not None and facts.stereo is not None)
        self._describe()

    def show_stack(self, stack: EditStack, resting: EditStack) -> None:
        """Show what the stack says of this operation, and what differs from what values go back to."""
        self._parameters = parameters = stack.parameters(self._spec.id)
        others = resting.parameters(self._spec.id)
        self._describe()
        for name, row in self.rows.items():
            row.rest_at(getattr(others, name))
            row.show_value(getattr(parameters, name))
        self._name_more()
        for spec in self._spec.maps:
            self._offer_map(self.map_buttons[spec.name], is_offered=self._spec.makes(spec, parameters))

    def show_map(self, name: str) -> None:
        """Show which map lies over the photo; empty for none of these."""
        for button in self.map_buttons.values():
            button.setChecked(button.name == name)

    def show_rare(self, *, shown: bool) -> None:
        """Unfold what most photos do without, or fold it."""
        self._shows_rare = shown
        for row in self._rare_rows:
            row.fold(not shown)
        self.more.setHidden(not any(row.is_wanted for row in self._rare_rows))
        self._icons.give(self.more, UNFOLDED_ICON if shown else FOLDED_ICON)
        self._name_more()

    def _name_more(self) -> None:
        is_changed = any(row.is_changed for row in self._rare_rows)
        text = f"{tr(_LESS if self._shows_rare else _MORE)}{' •' if is_changed else ''}"
        if text != self.more.text():
            self.more.setText(text)
            self.more.setAccessibleName(
                (tr("Less settings of {title}") if self._shows_rare else tr("More settings of {title}")).format(
                    title=tr(self._spec.title)
                )
            )

    @property
    def _rare_rows(self) -> list[ParameterRow]:
        return [row for name, row in self.rows.items() if name in self._spec.rare]

    def follow(self, widget: QWidget) -> None:
        """Come next after a widget in the order of Tab, where Qt puts what is made later at the end of the window."""
        for inside in [control for part in self._parts for control in controls_of(part)]:
            QWidget.setTabOrder(widget, inside)
            widget = inside

    def _describe(self) -> None:
        describe = self._spec.describe
        words = describe(self._facts, self._parameters) if describe and self._facts else ""
        self.sentence.setText(words)
        self.sentence.setHidden(not words)

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
            if isinstance(row, ColorRow):
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


def controls_of(part: QWidget) -> list[QWidget]:
    """What of a row can be reached by Tab, in the order in which it was made."""
    inside = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [control for control in (part, *inside) if control.focusPolicy() & Qt.FocusPolicy.TabFocus]
