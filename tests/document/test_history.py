"""The laws of undo and redo."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.history import LONGEST, History, HistoryEntry, HistoryLine, describe_change
from pellucid.operations.denoise.parameters import Parameters

EMPTY = Edit()


def denoised(gamma: float = 1.0, amount: float = 1.0, *, enabled: bool = True) -> Edit:
    stack = EditStack().with_parameters("denoise", Parameters(gamma=gamma, amount=amount))
    return Edit(stack=stack.with_enabled("denoise", enabled))


def test_a_new_history_has_nothing_to_undo() -> None:
    history = History(EMPTY)
    assert (history.can_undo, history.can_redo) == (False, False)
    assert (history.undo_label, history.redo_label) == ("", "")
    assert [entry.edit for entry in history.entries] == [EMPTY]


def test_a_drag_is_one_undo_step() -> None:
    history = History(EMPTY)
    for gamma in (0.5, 0.6, 0.7):
        history.amend(denoised(gamma))
    history.record(denoised(0.7), "drag")
    assert history.position == 1
    history.undo()
    assert history.edit == EMPTY


def test_recording_the_same_stack_again_keeps_what_can_be_redone() -> None:
    history = History(EMPTY)
    history.record(denoised(), "a")
    history.undo()
    history.amend(denoised(0.3))
    history.record(EMPTY, "dragged back")
    assert history.can_redo
    assert len(history.entries) == 2


def test_a_new_edit_forgets_what_could_be_redone() -> None:
    history = History(EMPTY)
    history.record(denoised(0.5), "a")
    history.undo()
    history.record(denoised(0.6), "b")
    assert not history.can_redo
    assert [entry.label for entry in history.entries] == ["Opened", "b"]


def test_labels_name_what_undo_and_redo_would_do() -> None:
    history = History(EMPTY)
    history.record(denoised(0.5), "a")
    history.record(denoised(0.6), "b")
    history.undo()
    assert (history.undo_label, history.redo_label) == ("a", "b")


def test_undo_drops_a_change_that_was_never_recorded() -> None:
    history = History(EMPTY)
    history.amend(denoised())
    history.undo()
    assert history.edit == EMPTY


def test_undo_goes_back_behind_the_last_opening() -> None:
    first = History(EMPTY)
    first.record(denoised(0.5), "a")
    first.record(denoised(0.6), "b")
    first.undo()
    again = History(first.edit, first.line)
    assert (again.undo_label, again.redo_label, again.opened) == ("a", "b", denoised(0.5))
    again.undo()
    assert again.edit == EMPTY


def test_a_line_that_leads_elsewhere_has_what_was_opened_behind_it() -> None:
    again = History(denoised(0.7), HistoryLine((HistoryEntry("Opened", EMPTY),)))
    assert again.edit == denoised(0.7)
    again.undo()
    assert again.edit == EMPTY


def test_only_the_last_two_hundred_entries_are_remembered() -> None:
    history = History(EMPTY)
    for k in range(250):
        history.record(denoised(k / 250), str(k))
    assert len(history.entries) == LONGEST == 200
    assert (history.position, history.entries[0].label, history.undo_label) == (199, "50", "249")
    assert history.opened == EMPTY


@pytest.mark.parametrize("position", [-1, 1])
def test_a_jump_to_no_entry_is_refused(position: int) -> None:
    with pytest.raises(IndexError):
        History(EMPTY).jump(position)


EDITS = st.builds(denoised, st.sampled_from([0.0, 0.5, 1.0, 1.5]), enabled=st.booleans()) | st.just(EMPTY)


class HistoryAgainstModel(RuleBasedStateMachine):
    """The history against a list and an index."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(EMPTY)
        self.line, self.place, self.present = [EMPTY], 0, EMPTY

    @rule(edit=EDITS)
    def amend(self, edit: Edit) -> None:
        self.history.amend(edit)
        self.present = edit

    @rule(edit=EDITS)
    def record(self, edit: Edit) -> None:
        self.history.record(edit, "edit")
        self.present = edit
        if edit != self.line[self.place]:
            self.line = [*self.line[: self.place + 1], edit]
            self.place += 1

    @rule()
    def undo(self) -> None:
        self.history.undo()
        self.place = max(self.place - 1, 0)
        self.present = self.line[self.place]

    @rule()
    def redo(self) -> None:
        self.history.redo()
        self.place = min(self.place + 1, len(self.line) - 1)
        self.present = self.line[self.place]

    @rule(share=st.floats(0, 1))
    def jump(self, share: float) -> None:
        self.place = round(share * (len(self.line) - 1))
        self.history.jump(self.place)
        self.present = self.line[self.place]

    @invariant()
    def agrees(self) -> None:
        assert self.history.edit == self.present
        assert [entry.edit for entry in self.history.entries] == self.line
        assert self.history.position == self.place
        assert self.history.can_undo == (self.place > 0)
        assert self.history.can_redo == (self.place < len(self.line) - 1)


TestHistoryAgainstModel = HistoryAgainstModel.TestCase
TestHistoryAgainstModel.settings = settings(max_examples=40, stateful_step_count=30, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (denoised(1.0), denoised(1.35), "Denoise: Noise level γ 1.00 → 1.35"),
        (EMPTY, denoised(0.5), "Denoise: Noise level γ 1.00 → 0.50"),
        (EMPTY, denoised(), "Denoise on"),
        (denoised(), denoised(enabled=False), "Denoise off"),
        (denoised(enabled=False), denoised(), "Denoise on"),
        (denoised(1.2, 0.5), denoised(), "Reset Denoise"),
        (denoised(1.2, 0.5), denoised(1.3, 0.6), "Denoise: several settings"),
        (denoised(1.2), EMPTY, "Reset Denoise"),
        (denoised(1.2), denoised(1.2), "No change"),
    ],
)
def test_a_change_is_worded_for_the_history_list(before: Edit, after: Edit, words: str) -> None:
    assert describe_change(before, after) == words
