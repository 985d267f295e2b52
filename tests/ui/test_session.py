"""From edits to stacks: what is told, and what makes history."""

import pytest
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.foundation.masks import Mask
from pellucid.operations.denoise.parameters import Parameters
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.ui.session import Session
from ui.frames import make_facts


class Told:
    """Everything a session told."""

    def __init__(self, session: Session) -> None:
        self.edits: list[tuple[Edit, bool]] = []
        session.edit_changed.connect(lambda edit, dragging: self.edits.append((edit, dragging)))


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session()


def drag(session: Session, *gammas: float) -> None:
    for gamma in gammas:
        session.edit_parameters("denoise", Parameters(gamma=gamma), dragging=True)
    session.edit_parameters("denoise", Parameters(gamma=gammas[-1]), dragging=False)


def test_a_drag_is_told_move_by_move_and_then_once_as_done(session: Session) -> None:
    told = Told(session)
    drag(session, 1.1, 1.2, 1.3)
    assert [dragging for _, dragging in told.edits] == [True, True, True, False]
    assert told.edits[-1][0].stack.parameters("denoise").gamma == 1.3


def test_a_drag_is_one_undo_step(session: Session) -> None:
    drag(session, 1.1, 1.2, 1.3)
    drag(session, 0.9, 0.5)
    session.undo()
    assert session.stack.parameters("denoise").gamma == 1.3
    session.undo()
    assert session.stack == EditStack()
    session.redo()
    assert session.stack.parameters("denoise").gamma == 1.3


def test_the_undo_text_names_the_change(session: Session) -> None:
    drag(session, 1.0)
    drag(session, 1.2, 1.35)
    assert session.undo_label == "Denoise: Noise level γ 1.00 → 1.35"


def test_undo_in_the_middle_of_a_drag_takes_the_drag_back(session: Session) -> None:
    session.edit_parameters("denoise", Parameters(gamma=1.4), dragging=True)
    session.undo()
    assert session.stack == EditStack()
    session.redo()
    assert session.stack.parameters("denoise").gamma == 1.4


def test_touching_an_operation_that_is_off_switches_it_on(session: Session) -> None:
    session.set_enabled("denoise", False)
    drag(session, 0.5)
    step = session.stack.step("denoise")
    assert step is not None
    assert step.enabled


def test_reset_can_be_undone(session: Session) -> None:
    drag(session, 0.5)
    session.reset("denoise")
    assert session.stack == EditStack()
    session.undo()
    assert session.stack.parameters("denoise").gamma == 0.5


def test_saving_makes_clean_and_the_next_edit_does_not(session: Session, qtbot: QtBot) -> None:
    session.load(make_facts())
    drag(session, 0.5)
    assert not session.is_clean
    record = session.photo.record()
    assert record is not None
    drag(session, 0.7)
    session.photo.note_saved(record, 1)
    assert not session.is_clean, "what was saved is not what is there by now"
    session.undo()
    record = session.photo.record()
    assert record is not None
    session.photo.note_saved(record, 2)
    with qtbot.waitSignal(session.saved_changed):
        session.note_saved()
    assert session.is_clean
    drag(session, 0.9)
    assert not session.is_clean


def test_reverting_can_be_undone(session: Session) -> None:
    opened = Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=0.3)))
    session.load(make_facts(), Sidecar(SourceIdentity.of(make_facts()), opened, 1))
    drag(session, 0.5)
    session.revert_to_opened()
    assert session.edit == opened
    session.revert_to_original()
    assert (session.edit, session.undo_label) == (Edit(), "Revert to original")
    session.undo()
    assert session.edit == opened
    session.undo()
    assert session.stack.parameters("denoise").gamma == 0.5


def test_the_edits_of_another_photo_begin_a_new_history(session: Session) -> None:
    drag(session, 0.5)
    session.load(make_facts())
    assert session.is_clean
    assert not session.undo_label


def test_switching_on_what_changes_nothing_is_shown_but_is_no_edit(session: Session) -> None:
    told = Told(session)
    session.set_enabled("tone", True)
    assert told.edits[-1][0].stack.step("tone") is not None
    assert session.is_clean
    assert [entry.label for entry in session.entries] == ["Opened"]
    session.edit_parameters("tone", Tone(exposure=1.0), dragging=False)
    assert not session.is_clean
    session.set_enabled("white_balance", True)
    session.set_enabled("denoise", True)
    assert [entry.label for entry in session.entries][2:] == ["Denoise on"]


def test_a_switch_and_the_same_one_back_leave_no_edit(session: Session) -> None:
    session.set_enabled("denoise", True)
    assert not session.is_clean
    session.set_enabled("denoise", False)
    assert session.is_clean
    assert session.undo_label == ""
    session.set_enabled("denoise", True)
    session.edit_parameters("denoise", Parameters(gamma=0.4), dragging=False)
    session.set_enabled("denoise", False)
    assert session.undo_label == "Denoise off"
    assert not session.is_clean


def test_operations_are_edited_for_the_target(session: Session) -> None:
    session.record(Edit(masks=(Mask("sky", "Sky"),)), "Add mask")
    session.aim("sky")
    drag(session, 1.1, 1.4)
    step = session.stack.step("denoise")
    assert step is not None
    assert not step.enabled
    assert step.locals == (Local("sky", changes=(("gamma", 1.4),)),)
    session.reset("denoise")
    assert session.stack == EditStack()


def test_the_target_is_the_whole_photo_again_once_its_mask_is_gone(session: Session, qtbot: QtBot) -> None:
    session.record(Edit(masks=(Mask("sky", "Sky"),)), "Add mask")
    session.aim("sky")
    with qtbot.waitSignal(session.target_changed) as told:
        session.undo()
    assert told.args == [""]
    assert session.target == ""
    session.aim("sky")
    assert session.target == ""
