"""The cards of all operations in their groups, one below the other in pipe order.

It turns an edited value into new parameters and asks for them; what the stack then is, comes back by `show_stack`.
"""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pellucid.document import targets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import edited
from pellucid.ui.icons import Icons
from pellucid.ui.panel.group_title import GroupTitle
from pellucid.ui.panel.operation_card import OperationCard
from pellucid.ui.panel.parameter_row import ColorRow

FOLDED_AT_FIRST = [spec.id for spec in CATALOGUE if spec.id != "denoise"]
"""At the first start one card lies open, to show what cards are."""

_SPACE_PX = 8


class OperationPanel(QScrollArea):
    """The cards, all of them folded at first, and above them what else is given.

    Signals:
        parameters_edited(str, object, bool): operation, its new parameters, True while dragged.
        enabled_edited(str, bool): operation, on or off.
        reset_requested(str): operation.
        map_toggled(str, str, bool): operation, map, shown.
        pick_toggled(str, str, bool): operation, colour parameter, True where it is to be picked in the photo.
        stack_shown(): other edits are shown.
    """

    parameters_edited = Signal(str, object, bool)
    enabled_edited = Signal(str, bool)
    reset_requested = Signal(str)
    map_toggled = Signal(str, str, bool)
    pick_toggled = Signal(str, str, bool)
    stack_shown = Signal()

    def __init__(self, icons: Icons, parent: QWidget, *, above: Sequence[QWidget] = ()) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack, self._resting = EditStack(), EditStack()
        self._touched, self._target = "", targets.WHOLE_PHOTO
        self.cards = {spec.id: OperationCard(spec, icons) for spec in CATALOGUE}
        self._inside = QWidget()
        self.setWidget(self._inside)  # before it is filled, for the same reason as in the dock
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(_SPACE_PX, 0, _SPACE_PX, _SPACE_PX)
        layout.setSpacing(0)
        for part in above:
            layout.addWidget(part)
        self._layout = layout
        group = None
        for card in self.cards.values():
            if card.spec.group is not group:
                group = card.spec.group
                layout.addWidget(GroupTitle(tr(group.value)))
            layout.addWidget(card)
            card.value_edited.connect(self.edit)
            card.enabled_edited.connect(self.enabled_edited)
            card.reset_requested.connect(self.reset_requested)
            card.map_toggled.connect(self.map_toggled)
            card.pick_toggled.connect(self.pick_toggled)
            card.opened.connect(self._on_opened)
            card.value_edited.connect(self._note_touched)
            card.map_toggled.connect(self._note_touched)
            card.show_stack(self._stack)
        layout.addStretch()
        self.verticalScrollBar().rangeChanged.connect(self._keep_room)

    @property
    def is_changing(self) -> bool:
        """True while a slider is held or its change is not over yet."""
        return any(card.is_changing for card in self.cards.values())

    @property
    def folded(self) -> list[str]:
        """Operations whose cards are folded."""
        return [operation for operation, card in self.cards.items() if card.is_folded]

    def fold(self, operations: Collection[str]) -> None:
        """Fold the cards of these operations, and no others."""
        for operation, card in self.cards.items():
            card.fold(operation in operations)

    def show_edit(self, edit: Edit, target: str = targets.WHOLE_PHOTO) -> None:
        """Show an edit as it is for a target; only the cards that have something else to show are shown anew."""
        former = (self._stack, self._resting, self._target)
        self._stack, self._resting = targets.seen(edit, target), targets.resting(edit, target)
        self._target = target
        for operation, card in self.cards.items():
            if _of_card(operation, self._stack, self._resting, target) != _of_card(operation, *former):
                is_set = targets.is_set(edit, target, operation)
                card.show_stack(self._stack, self._resting, is_set=is_set)
        self.stack_shown.emit()

    def refill(self) -> None:
        """List again what can be chosen: looks came or went."""
        for card in self.cards.values():
            card.refill()

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what can be done with the open photo, and say what is known of it."""
        for card in self.cards.values():
            card.set_photo(facts)

    @property
    def open_card(self) -> str:
        """The operation at hand: of the unfolded cards the one touched last, else the first; empty where none is."""
        unfolded = [operation for operation, card in self.cards.items() if not card.is_folded]
        return self._touched if self._touched in unfolded else next(iter(unfolded), "")

    @property
    def switched_on(self) -> list[str]:
        """Operations that are on, in the order of the cards."""
        return [step.operation for step in self._stack.active]

    def maps_of(self, operation: str) -> list[tuple[str, str]]:
        """Maps that an operation can show as it is set, each with its operation; none for no operation."""
        card = self.cards.get(operation)
        return [(operation, spec.name) for spec in card.offered_maps(self._stack)] if card else []

    def hold(self, section: QWidget) -> None:
        """Put something above all else that is made later."""
        self._layout.insertWidget(0, section)

    def reveal(self, operations: Collection[str]) -> None:
        """Bring the cards of these operations into view, once their heights are known."""
        cards = [card for operation, card in self.cards.items() if operation in operations]
        if cards:
            # They are once the layouts have had their turn.
            QTimer.singleShot(0, self, lambda: self._scroll_to(cards[0], cards[-1]))

    def show_map(self, operation: str, name: str) -> None:
        """Show which map lies over the photo; empty names for none."""
        for card in self.cards.values():
            card.show_map(name if card.spec.id == operation else "")

    def show_picking(self, operation: str, name: str, *, picking: bool) -> None:
        """Show whether a colour is waited for."""
        row = self.cards[operation].rows[name]
        assert isinstance(row, ColorRow)
        row.show_picking(picking)

    def _keep_room(self, _low: int, high: int) -> None:
        """Rows are as wide without the scroll bar as with it, so that nothing moves sideways when it comes."""
        bar = self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(0, 0, 0 if high else bar, 0)
        QTimer.singleShot(0, self, self._widen)  # once the layouts have had their turn

    def _widen(self) -> None:
        """Words of a language that need more room than there is make the panel wider; it never shrinks again."""
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(self.minimumWidth(), self._inside.minimumSizeHint().width() + bar))

    def _note_touched(self, operation: str) -> None:
        self._touched = operation

    def _on_opened(self, operation: str) -> None:
        self._touched = operation
        self.reveal([operation])

    def _scroll_to(self, first: OperationCard, last: OperationCard) -> None:
        """Bring as much from one card to another as fits into view, the first title first, and scroll no further."""
        bar = self.verticalScrollBar()
        top, bottom = first.y() - _SPACE_PX, last.geometry().bottom() + _SPACE_PX
        lowest = max(bar.value(), bottom - self.viewport().height())
        bar.setValue(min(lowest, top))

    def edit(self, operation: str, name: str, value: Any, dragging: bool = False) -> None:
        """Ask for a parameter to be set."""
        parameters = edited(self._stack.parameters(operation), name, value)
        self.parameters_edited.emit(operation, parameters, dragging)


def _of_card(operation: str, stack: EditStack, resting: EditStack, target: str) -> tuple[Step | None, Step | None, str]:
    """All that a card shows of an edit."""
    return stack.step(operation), resting.step(operation), target
