"""The mask that is edited, on the panel: its parts, and what is set of it as a whole."""

import itertools
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from pellucid.foundation.masks import Combine, Component, Mask
from pellucid.foundation.translation import mark, tr, within
from pellucid.operations.fields import Declaration, Number, Switch, percentage
from pellucid.ui.buttons import make_word_button
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import lay_out
from pellucid.ui.masks.kinds import kind_of
from pellucid.ui.masks.part_row import COMBINES, PartRow
from pellucid.ui.panel.card_body import FOLDED_ICON, UNFOLDED_ICON, controls_of
from pellucid.ui.panel.parameter_row import ParameterRow, make_row

OPACITY = percentage("Opacity", "How much of what is different in the mask is seen there.")
FEATHER = Number(
    "Feather",
    "How softly the whole mask ends, in long sides of the photo.",
    0.0,
    0.25,
    0.001,
    1,
    "%",
    100.0,
)
EDGES = Switch("Follow edges", "Draws the end of the mask to edges of the photo that lie near it.")
INVERT = Switch("Invert", "The mask covers everything that it did not.")
_ROWS: dict[str, tuple[Declaration, float | bool]] = {
    "opacity": (OPACITY, 1.0),
    "radius": (FEATHER, 0.0),
    "follows_edges": (EDGES, False),
    "inverted": (INVERT, False),
}
_SETTINGS = mark("Settings of the mask")


class MaskSection(QWidget):
    """Shows a mask and tells what is asked of it.

    Signals:
        part_chosen(int): its settings and handles are wanted.
        part_changed(int, Component): it is to be combined otherwise, or inverted.
        part_removed(int): it is to go.
        part_wanted(Combine, QWidget): a new part that is so combined; the button that asks.
        value_edited(str, object, bool): `opacity`, `radius`, `follows_edges` or `inverted`, its value, dragging.
    """

    part_chosen = Signal(int)
    part_changed = Signal(int, object)
    part_removed = Signal(int)
    part_wanted = Signal(object, object)
    value_edited = Signal(str, object, bool)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._mask: Mask | None = None
        self._before: tuple[QWidget, ...] = ()
        self.parts: list[PartRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.rows: dict[str, ParameterRow] = {}
        for name, (declared, default) in _ROWS.items():
            self.rows[name] = make_row(name, declared, default)
            self.rows[name].value_edited.connect(self.value_edited)
        self.fold = QToolButton(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setObjectName("more")
        self.fold.clicked.connect(lambda: self._unfold(self.rows["opacity"].isHidden()))
        layout = lay_out(QVBoxLayout(self), self._list, self._make_adders(), self.fold, margins=(8, 8, 8, 8), spacing=6)
        for row in self.rows.values():
            layout.addWidget(row)
        self._unfold(False)

    def show_mask(self, mask: Mask, part: int) -> None:
        """Show a mask and which of its parts is chosen."""
        former, self._mask = self._mask, mask
        if former is None or _listed(former) != _listed(mask):
            self._fill(mask.components)
        for place, component in enumerate(mask.components):
            self.parts[place].component = component
            self.parts[place].show_chosen(place == part)
        values = {
            "opacity": mask.opacity,
            "radius": mask.feather.radius,
            "follows_edges": mask.feather.follows_edges,
            "inverted": mask.inverted,
        }
        for name, row in self.rows.items():
            row.show_value(values[name])
        self._name_fold()

    def follow(self, widget: QWidget) -> None:
        """Come next after a widget in the order of Tab."""
        self._before = (widget,)
        self._order()

    def _fill(self, components: tuple[Component, ...]) -> None:
        for row in self.parts:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.parts = []
        for place, component in enumerate(components):
            row = PartRow(component, self._icons, is_first=place == 0)
            row.chosen.connect(lambda place=place: self.part_chosen.emit(place))
            row.removed.connect(lambda place=place: self.part_removed.emit(place))
            row.combine_chosen.connect(lambda combine, place=place: self._change(place, combine=combine))
            row.inverted.connect(lambda inverted, place=place: self._change(place, inverted=inverted))
            self.parts.append(row)
            self._list.addWidget(row)
        self._order()

    def _order(self) -> None:
        """Tab goes down the list before it goes on to what lies below."""
        parts, rows = (
            [control for row in group for control in controls_of(row)] for group in (self.parts, self.rows.values())
        )
        stops = [*self._before, *parts, *self.adders, self.fold, *rows]
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _make_adders(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        self.adders: list[QToolButton] = []
        for combine, (icon, word, sentence) in COMBINES.items():
            words = tr("A new part: {sentence}", sentence=within(tr(sentence)))
            button = make_word_button(self._icons, icon, tr(word), words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)  # the panel is narrow
            button.clicked.connect(lambda _on, combine=combine, button=button: self.part_wanted.emit(combine, button))
            self.adders.append(button)
            line.addWidget(button)
        line.addStretch()
        return line

    def _change(self, place: int, **changes: Combine | bool) -> None:
        if self._mask is not None:
            self.part_changed.emit(place, replace(self._mask.components[place], **changes))  # type: ignore[arg-type]

    def _unfold(self, shown: bool) -> None:
        for row in self.rows.values():
            row.setHidden(not shown)
        self._icons.give(self.fold, UNFOLDED_ICON if shown else FOLDED_ICON)
        self._name_fold()

    def _name_fold(self) -> None:
        is_changed = any(row.is_changed for row in self.rows.values())
        self.fold.setText(f"{tr(_SETTINGS)}{' •' if is_changed else ''}")
        self.fold.setAccessibleName(tr(_SETTINGS))


def _listed(mask: Mask) -> list[tuple[str, object, bool]]:
    """What the list shows of the parts of a mask."""
    return [(kind_of(part.shape).name, part.combine, part.inverted) for part in mask.components]
