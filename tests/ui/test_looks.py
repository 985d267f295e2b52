"""Looks in the window: taught beside it, judged on held-out photos, kept, used, and missed without harm."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from helpers.looks import installed_look, made_look
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import Sidecar, SourceIdentity, decode, encode
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.looks import delete_look, list_looks
from pellucid.foundation.teaching_request import ShownPair, TeachingResult
from pellucid.operations.retouch.parameters import Parameters
from pellucid.ui.dialogs.teach_dialog import TeachDialog
from pellucid.ui.jobs import TEACH
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.parameter_row import ChoiceRow
from ui.frames import make_facts

PICTURE = np.full((6, 9, 3), 90, np.uint8)
RESULT = TeachingResult(
    title="Tea time",
    data=made_look(),
    untouched_db=20.0,
    taught_db=38.2,
    trained=5,
    held_out=1,
    shown=(ShownPair("boat.jpg", PICTURE, PICTURE, PICTURE),),
    left_out=(("cat.jpg", "the two photos show different pictures"),),
)


@pytest.fixture(autouse=True)
def _own_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "person"))


@pytest.fixture
def teaching(window: MainWindow, tmp_path: Path) -> TeachDialog:
    """The dialog, teaching."""
    window.looks.open_teaching()
    dialog = window.looks.teaching
    assert dialog is not None
    dialog.before.setText(str(tmp_path))
    dialog.name.setText(" Tea time ")
    return dialog


def test_what_a_folder_field_asks_for_is_told_where_it_is_cut(teaching: TeachDialog) -> None:
    assert [field.toolTip() for field in (teaching.before, teaching.after)] == [
        "Folder with the photos before, or with both",
        "Folder with your edits; empty where one folder holds both",
    ]


def method_row(window: MainWindow) -> ChoiceRow:
    row = window.dock.operations.cards["retouch"].rows["method"]
    assert isinstance(row, ChoiceRow)
    return row


def methods(window: MainWindow) -> list[str]:
    combo = method_row(window).combo
    return [combo.itemText(index) for index in range(combo.count())]


def test_what_is_asked_for_is_checked_first(teaching: TeachDialog, qtbot: QtBot) -> None:
    for name, before, words in (("", "", "1 to 60 letters"), ("A", "", "Choose the folder"), ("A", "x", "no folder")):
        teaching.name.setText(name)
        teaching.before.setText(before)
        with qtbot.assertNotEmitted(teaching.teach_requested):
            teaching.go.click()
        assert words in teaching.message.text()


def test_a_look_is_taught_judged_kept_and_used(window: MainWindow, teaching: TeachDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.looks.teach_requested) as asked:
        teaching.go.click()
    (request,) = asked.args
    assert (request.title, request.after) == ("Tea time", None)
    assert window.isEnabled()
    assert not teaching.isModal()
    window.looks.show_progress(0.5, 30.0)
    assert teaching.words.text() == "50 % · 30 s left"
    window.looks.show_taught(request, RESULT)
    assert "38.2 dB" in teaching.view.figures.text()
    assert teaching.view.left_out.toPlainText() == "cat.jpg: the two photos show different pictures"
    assert teaching.view.left_out_title.text() == "1 pair was left out"
    assert teaching.view.chosen.currentText() == "boat.jpg"
    assert list_looks() == ()
    teaching.go.click()
    (look,) = list_looks()
    assert methods(window) == ["Balanced", "Vivid", "Tea time"]
    listed = window.looks.list
    assert listed is not None
    listed.use.click()
    assert window.session.stack.parameters("retouch") == Parameters(look.id, 1.0, 0.0, 0.0)
    assert method_row(window).combo.currentText() == "Tea time"
    listed.close()


def test_a_cancelled_teaching_is_over_at_once_and_its_late_result_is_not_shown(
    window: MainWindow, teaching: TeachDialog, qtbot: QtBot
) -> None:
    teaching.go.click()
    request = teaching.request
    assert request is not None
    with qtbot.waitSignal(window.cancel_requested) as cancelled:
        teaching.stop.click()
    assert cancelled.args == ["teach"]
    assert not teaching.is_teaching
    window.looks.show_taught(request, RESULT)
    assert teaching.go.text() == "Teach"


def test_teaching_is_told_in_the_status_line_and_its_dialog_may_be_hidden_until_it_is_over(
    window: MainWindow, teaching: TeachDialog
) -> None:
    teaching.go.click()
    assert window.jobs.has(TEACH)
    assert teaching.go.text() == "Hide"
    teaching.go.click()
    assert teaching.isHidden()
    assert teaching.is_teaching
    window.looks.show_progress(0.25, 60.0)
    assert teaching.words.text().startswith("25 %")
    assert teaching.request is not None
    window.looks.show_taught(teaching.request, RESULT)
    assert teaching.isVisible()
    assert not window.jobs.has(TEACH)
    teaching.close()


def test_the_cross_of_the_status_line_ends_a_teaching(window: MainWindow, teaching: TeachDialog, qtbot: QtBot) -> None:
    teaching.go.click()
    with qtbot.waitSignal(window.cancel_requested) as cancelled:
        window.jobs.cancel()
    assert cancelled.args == [TEACH]
    assert not teaching.is_teaching
    assert not window.jobs.has(TEACH)
    assert "cancelled" in teaching.message.text()
    teaching.close()


@pytest.mark.parametrize("how", ["cancel", "close", "failure"])
def test_however_a_teaching_ends_it_leaves_the_status_line(window: MainWindow, teaching: TeachDialog, how: str) -> None:
    teaching.go.click()
    if how == "failure":
        window.looks.show_failed(UserFacingError("Too few pairs.", 2))
    else:
        (teaching.stop.click if how == "cancel" else teaching.close)()
    assert not window.jobs.has(TEACH)
    window.looks.show_progress(0.5, 30.0)
    assert not window.jobs.has(TEACH)
    teaching.close()


def test_a_look_that_is_chosen_on_the_panel_begins_as_it_was_taught(window: MainWindow) -> None:
    look, panel = installed_look(), window.dock.operations
    panel.edit("retouch", "method", look.id)
    assert window.session.stack.parameters("retouch") == Parameters(look.id, 1.0, 0.0, 0.0)
    panel.edit("retouch", "amount", 0.6)
    panel.edit("retouch", "method", "dpe")
    assert window.session.stack.parameters("retouch") == Parameters("dpe", 0.6)


def test_a_discarded_look_is_not_kept(window: MainWindow, teaching: TeachDialog) -> None:
    teaching.go.click()
    assert teaching.request is not None
    window.looks.show_taught(teaching.request, RESULT)
    teaching.stop.click()
    assert teaching.go.text() == "Teach"
    assert list_looks() == ()


def test_a_failure_is_a_sentence_in_the_dialog(window: MainWindow, teaching: TeachDialog) -> None:
    teaching.go.click()
    window.looks.show_failed(UserFacingError("Too few pairs.", 2))
    assert teaching.message.text() == "Too few pairs."
    assert not teaching.is_teaching


def test_looks_are_exported_deleted_and_imported(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = installed_look()
    window.commands["looks"].trigger()
    dialog = window.looks.list
    assert dialog is not None
    assert "40.5 dB on 2 held-out pairs" in dialog.message.text()
    dialog.export_to(tmp_path / "given.safetensors")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Yes)
    dialog.delete.click()
    assert list_looks() == ()
    assert not dialog.export.isVisible()
    dialog.import_from(tmp_path / "nothing.safetensors")
    assert "cannot be read" in dialog.message.text()
    dialog.import_from(tmp_path / "given.safetensors")
    assert list_looks() == (look,)
    assert "Tea time" in methods(window)
    dialog.close()


def test_edits_with_a_look_that_is_gone_open_and_say_which_it_was(window: MainWindow) -> None:
    look = installed_look()
    stack = EditStack().with_parameters("retouch", Parameters(method=look.id))
    saved = encode(Sidecar(SourceIdentity.of(make_facts()), Edit(stack=stack), 1))
    delete_look(look.id)
    assert decode(saved).edit.stack == stack
    window.session.load(make_facts(), decode(saved))
    assert method_row(window).combo.currentText() == f"{look.id} (not installed)"
    method_row(window).refill()
    assert method_row(window).combo.currentData() == look.id
    window.session.reset("retouch")
    method_row(window).refill()
    assert methods(window) == ["Balanced", "Vivid"]


def test_without_looks_the_dialog_says_how_to_get_one_and_offers_nothing_else(window: MainWindow, qtbot: QtBot) -> None:
    window.looks.open()
    dialog = window.looks.list
    assert dialog is not None
    assert dialog.empty.isVisible()
    assert not dialog.rows.isVisible()
    assert not any(button.isVisible() for button in (dialog.use, dialog.export, dialog.delete))
    assert dialog.teach.isVisible()
    assert dialog.import_.isVisible()
    dialog.close()
