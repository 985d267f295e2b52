"""The strip of findings: its states, its maps and numbers, and its repairs as edits."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from helpers.findings import DARK, FIVE, HAZE, HORIZON, JPEG, NOISE, QUIET, SOFT, UPRIGHT, findings
from pellucid.document.edit import Edit
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.findings import NOTHING_TO_REPAIR
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.ui.findings.control import FOR_WHOLE_PHOTO
from pellucid.ui.findings.row import help_of, value_of
from pellucid.ui.findings.strip import ALL_REPAIRED, FAILED, MEASURING, NO_REPAIR, FindingsStrip
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts
from ui.masks.hands import KIND


@pytest.fixture
def strip(window: MainWindow) -> FindingsStrip:
    return window.dock.findings


def said(window: MainWindow) -> str:
    return window.workspace.messages.text


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    QApplication.processEvents()  # a button that is laid out between press and release is not hit
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_a_photo_there_is_no_strip(empty_window: MainWindow) -> None:
    assert empty_window.dock.findings.isHidden()


def test_a_photo_is_measured_first_and_another_one_anew(window: MainWindow, strip: FindingsStrip) -> None:
    assert strip.words.text() == MEASURING
    window.findings.take(findings(NOISE))
    window.show_photo(make_facts())
    assert strip.words.text() == MEASURING
    assert strip.rows == []


def test_nothing_to_repair_is_an_answer_and_the_measurements_are_there_on_request(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(QUIET, UPRIGHT))
    assert strip.words.text() == NOTHING_TO_REPAIR
    assert strip.all_button.isHidden()
    assert not any(row.isVisible() for row in strip.rows)
    assert strip.more is not None
    qtbot.mouseClick(strip.more, Qt.MouseButton.LeftButton)
    assert all(row.isVisible() and row.repair.isHidden() for row in strip.rows)


def test_findings_stand_before_what_is_as_it_should_be(window: MainWindow, strip: FindingsStrip) -> None:
    window.findings.take(findings(QUIET, DARK))
    assert [row.finding for row in strip.rows] == [DARK, QUIET]
    assert strip.rows[0].isVisible()
    assert not strip.rows[1].isVisible()
    assert strip.all_button.isVisible()


def test_a_failure_says_why_and_can_be_tried_again(window: MainWindow, strip: FindingsStrip, qtbot: QtBot) -> None:
    window.findings.show_failed(UserFacingError("The network “cbdnet” is missing.", 8))
    assert strip.words.text() == f"{FAILED} The network “cbdnet” is missing."
    again = next(button for button in strip.findChildren(QPushButton) if button.text() == "Try again")
    with qtbot.waitSignal(window.findings.retry_requested):
        press(qtbot, again)


def test_a_click_on_a_row_or_its_button_shows_the_map_and_another_one_hides_it(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(NOISE, JPEG, HAZE))
    noise, jpeg, haze = strip.rows
    qtbot.mouseClick(noise.map, Qt.MouseButton.LeftButton)
    assert window.maps.shown == NOISE.map
    qtbot.mouseClick(haze, Qt.MouseButton.LeftButton)
    assert window.maps.shown == HAZE.map
    assert (noise.map.isChecked(), haze.map.isChecked()) == (False, True)
    qtbot.mouseClick(haze, Qt.MouseButton.LeftButton)
    assert window.maps.shown == ("", "")
    assert jpeg.map.isHidden()
    qtbot.mouseClick(jpeg, Qt.MouseButton.LeftButton)  # it has no map
    assert window.maps.shown == ("", "")


def test_the_number_with_its_unit_is_there_for_those_who_hover() -> None:
    words = help_of(NOISE)
    assert all(part in words for part in (NOISE.sentence, "14 levels", "9 levels", "93 %"))
    assert [value_of(one) for one in (DARK, HORIZON, JPEG, SOFT)] == ["−2 EV", "1.3°", "72 quality", "2.1 px"]


def test_one_repair_is_one_edit_that_is_told_and_its_message_takes_it_back(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(NOISE, HAZE))
    press(qtbot, strip.rows[0].repair)
    assert [step.operation for step in window.session.stack.steps] == ["denoise"]
    assert window.session.stack.parameters("denoise").gamma == 1.2
    assert window.session.undo_label == "Repair noise"
    assert NOISE.sentence in said(window)
    assert strip.rows[0].height() == strip.rows[1].height()
    assert (strip.rows[0].done.isVisible(), strip.rows[1].repair.isVisible()) == (True, True)
    press(qtbot, window.workspace.messages._button)
    assert window.session.edit == Edit()
    assert strip.rows[0].repair.isVisible()


def test_the_message_of_a_repair_goes_with_what_is_done_after_it(window: MainWindow) -> None:
    window.findings.take(findings(NOISE))
    for what in ("revert_original", "undo"):
        window.findings.repair_all()
        assert said(window)
        window.commands[what].trigger()
        assert not said(window)


def test_nothing_below_moves_when_one_thing_is_found_or_none(window: MainWindow, strip: FindingsStrip) -> None:
    heights = []
    for found in (None, findings(QUIET, UPRIGHT), None, findings(NOISE, UPRIGHT)):
        strip.show_measuring() if found is None else window.findings.take(found)
        heights.append(strip.sizeHint().height())
    assert len(set(heights)) == 1


@pytest.mark.parametrize("which", ["one", "all"])
def test_a_repair_is_for_the_whole_photo_though_a_mask_was_edited(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot, which: str
) -> None:
    window.masks.tool.add(KIND["brush"])
    assert window.session.target
    window.findings.take(findings(NOISE))
    press(qtbot, strip.rows[0].repair if which == "one" else strip.all_button)
    step = window.session.stack.step("denoise")
    assert step is not None
    assert (step.parameters.gamma, step.locals) == (1.2, ())
    assert window.session.target == ""
    assert FOR_WHOLE_PHOTO in said(window)
    press(qtbot, window.workspace.messages._button)
    assert window.session.stack.step("denoise") is None
    assert len(window.session.edit.masks) == 1


def test_repair_all_is_one_step_of_the_history_in_both_directions(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(*FIVE, SOFT))
    entries = len(window.session.entries)
    qtbot.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    repaired = window.session.edit
    assert {step.operation for step in repaired.stack.steps} == {"denoise", "deartifact", "dehaze", "relight"}
    assert repaired.framing.angle_deg == -1.3
    assert len(window.session.entries) == entries + 1
    assert window.session.undo_label.startswith("Repair all: noise")
    assert all(finding.sentence in said(window) for finding in (*FIVE, SOFT))
    assert "No step was shown to help" in said(window)
    assert (strip.note.text(), strip.all_button.isHidden()) == (ALL_REPAIRED, True)
    window.commands["undo"].trigger()
    assert window.session.edit == Edit()
    assert strip.all_button.isVisible()
    window.commands["redo"].trigger()
    assert window.session.edit == repaired


def test_the_sliders_that_a_repair_set_can_be_moved_on_from(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(*FIVE))
    press(qtbot, strip.all_button)
    repaired = window.session.edit
    card = window.dock.operations.cards["denoise"]
    card.fold(False)
    card.rows["gamma"].slider.setFocus()  # type: ignore[attr-defined]
    qtbot.keyClick(card.rows["gamma"].slider, Qt.Key.Key_Right)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.session.stack.parameters("denoise").gamma > 1.2)
    qtbot.waitUntil(lambda: not window.dock.operations.is_changing)
    moved = window.session.edit
    assert moved.stack.step("dehaze") == repaired.stack.step("dehaze")
    assert moved.framing == repaired.framing
    window.commands["undo"].trigger()
    assert window.session.edit == repaired
    window.commands["undo"].trigger()
    assert window.session.edit == Edit()


def test_what_the_person_set_stays_and_is_told(window: MainWindow, strip: FindingsStrip, qtbot: QtBot) -> None:
    window.session.edit_parameters("denoise", Denoise(gamma=0.7), False)
    window.findings.take(findings(NOISE, HAZE))
    assert strip.rows[0].done.isVisible()
    press(qtbot, strip.all_button)
    assert window.session.stack.parameters("denoise").gamma == 0.7
    assert "was set already and stays" in said(window)


def test_a_repair_moves_no_row_below_the_pointer(window: MainWindow, strip: FindingsStrip, qtbot: QtBot) -> None:
    window.findings.take(findings(*FIVE))
    QApplication.processEvents()
    before = [row.mapTo(strip, row.rect().topLeft()) for row in strip.rows]
    press(qtbot, strip.all_button)
    QApplication.processEvents()
    assert strip.note.isVisible()
    assert [row.mapTo(strip, row.rect().topLeft()) for row in strip.rows] == before


def test_what_a_repair_switched_on_comes_into_view_and_the_strip_stays(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.resize(1000, 480)
    window.findings.take(findings(NOISE, HAZE))
    panel = window.dock.operations
    panel.fold([other for other in panel.cards if other != "tone"])
    QApplication.processEvents()
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
    card, button = panel.cards["denoise"], strip.rows[1].repair
    assert card.mapTo(panel.viewport(), QPoint()).y() < 0
    before = button.mapTo(window.dock, QPoint())
    press(qtbot, strip.rows[0].repair)
    qtbot.waitUntil(lambda: card.mapTo(panel.viewport(), QPoint()).y() >= 0)
    assert button.mapTo(window.dock, QPoint()) == before


def test_what_no_step_helps_is_shown_without_a_repair(window: MainWindow, strip: FindingsStrip) -> None:
    window.findings.take(findings(SOFT))
    assert strip.rows[0].isVisible()
    assert strip.rows[0].repair.isHidden()
    assert strip.note.text() == NO_REPAIR


@pytest.mark.parametrize(("measured", "answer"), [(None, MEASURING), ((QUIET,), NOTHING_TO_REPAIR)])
def test_repair_all_answers_also_where_there_is_nothing_to_do(
    window: MainWindow, qtbot: QtBot, measured: tuple[object, ...] | None, answer: str
) -> None:
    if measured is not None:
        window.findings.take(findings(*measured))  # type: ignore[arg-type]
    window.commands["repair_all"].trigger()
    assert said(window) == answer
    assert window.session.edit == Edit()


def test_repair_all_answers_in_the_language_of_the_window_while_it_measures(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pellucid.ui.findings.control.tr", lambda text, **_values: f"translated {text}")
    window.findings.show_measuring()
    window.commands["repair_all"].trigger()
    assert said(window) == f"translated {MEASURING}"


def test_a_crop_that_is_being_chosen_is_kept_by_a_repair(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(HORIZON))
    window.commands["crop"].trigger()
    press(qtbot, strip.rows[0].repair)
    assert not window.crop.is_active
    assert window.session.edit.framing.angle_deg == -1.3


def test_findings_stand_above_what_is_edited_and_leave_room_for_it(window: MainWindow, strip: FindingsStrip) -> None:
    window.findings.take(findings(*FIVE, QUIET, UPRIGHT))
    strip.more.click()  # type: ignore[union-attr]
    place = strip.parentWidget().parentWidget()
    assert place.height() <= 0.4 * window.dock.height()
    window.dock.layout().activate()
    assert place.mapTo(window.dock, QPoint()).y() < window.dock.target.mapTo(window.dock, QPoint()).y()


def test_what_stands_below_moves_at_once_when_findings_come(window: MainWindow, strip: FindingsStrip) -> None:
    window.findings.take(findings(*FIVE))
    place, target = window.dock._findings_place, window.dock.target
    assert target.y() >= place.geometry().bottom()
