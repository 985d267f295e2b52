"""Jobs and failures as a person meets them: what is shown of long work, and what a failure says."""

from itertools import chain, repeat
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.geometry import Size
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.jobs import RENDER
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts


def test_short_work_is_never_shown_and_long_work_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    window.show_progress("render", "Removing noise", 0.2, 30.0)
    assert not window.jobs.isVisible()
    assert not window.is_settled
    qtbot.waitUntil(window.jobs.isVisible)
    with qtbot.waitSignal(window.cancel_requested) as cancelled:
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert cancelled.args == ["render"]
    window.show_done("render")
    assert not window.jobs.isVisible()


def test_work_that_ripens_in_the_middle_of_a_look_is_shown_all_the_same(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = chain((1,), repeat(0))
    monkeypatch.setattr(window.jobs, "_wait_ms", lambda _name: next(waits))
    window.show_progress("render", "Removing noise", 0.2, 30.0)
    assert not window.jobs.isVisible()
    qtbot.waitUntil(window.jobs.isVisible)


def test_an_export_is_more_important_than_a_preview(window: MainWindow, qtbot: QtBot) -> None:
    window.show_progress("render", "Removing noise", 0.2, None)
    window.show_progress("export", "Exporting", 0.2, None)
    with qtbot.waitSignal(window.cancel_requested) as cancelled:
        window.jobs.cancel()
    assert cancelled.args == ["export"]


def test_a_failure_is_a_sentence_over_the_canvas(window: MainWindow) -> None:
    window.show_progress("export", "Exporting", 0.2, None)
    window.show_failed("export", UserFacingError("The disk is full.", 6))
    assert window.workspace.messages.isVisible()
    assert window.workspace.messages.text == "The disk is full."
    assert window.jobs.is_idle
    assert window.facts is not None


def test_a_photo_that_does_not_open_leaves_the_one_before(window: MainWindow) -> None:
    window.show_loading(Path("broken.jpg"))
    window.show_failed("open", UserFacingError("“broken.jpg” is damaged.", 4))
    assert window.windowTitle() == "photo.jpg[*] – Pellucid"
    assert window.workspace.loading_text == ""
    assert window.dock.isEnabled()


def test_a_photo_that_breaks_off_after_its_first_look_gives_way_to_the_one_before(window: MainWindow) -> None:
    window.session.edit_parameters("denoise", Parameters(gamma=2.0), dragging=False)
    edited = window.session.stack
    window.show_loading(Path("cut.jpg"))
    window.show_first_look(Path("cut.jpg"), np.full((30, 40, 3), 77, np.uint8), Size(40, 30))
    assert not window.dock.isEnabled()
    window.show_failed("open", UserFacingError("“cut.jpg” is damaged.", 4))
    assert window.windowTitle() == "photo.jpg[*] – Pellucid"
    assert window.facts is not None
    assert window.session.stack == edited
    assert window.isWindowModified()
    assert window.dock.isEnabled()
    assert not window.workspace.start_page.isVisible()
    assert window.workspace.messages.text == "“cut.jpg” is damaged."


def test_a_first_photo_that_breaks_off_after_its_first_look_leads_back_to_the_empty_page(
    empty_window: MainWindow,
) -> None:
    empty_window.show_first_look(Path("cut.jpg"), np.full((30, 40, 3), 77, np.uint8), Size(40, 30))
    empty_window.show_failed("open", UserFacingError("“cut.jpg” is damaged.", 4))
    assert empty_window.workspace.start_page.isVisible()
    assert empty_window.windowTitle() == "Pellucid[*]"


def test_a_first_photo_that_does_not_open_leads_back_to_the_empty_page(empty_window: MainWindow) -> None:
    empty_window.show_loading(Path("broken.jpg"))
    assert "broken.jpg" in empty_window.workspace.loading_text
    empty_window.show_failed("open", UserFacingError("“broken.jpg” is damaged.", 4))
    assert empty_window.workspace.start_page.isVisible()
    assert empty_window.workspace.messages.text == "“broken.jpg” is damaged."


def test_longer_words_of_a_job_have_their_room_at_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted before the event loop turns is not cut."""
    jobs = window.jobs
    monkeypatch.setattr(jobs, "_wait_ms", lambda _name: 0)
    jobs.show_progress(RENDER, "Rendering", None, None)
    jobs.show_progress(RENDER, "Rendering", 0.42, 95)
    assert "42 %" in jobs.text
    assert jobs._label.shown_text == jobs.text


def test_a_message_lies_below_the_words_of_a_comparison(window: MainWindow) -> None:
    window.commands["split"].trigger()
    words = next(label for label in window.canvas.findChildren(QLabel) if label.text() == "Before")
    window.workspace.show_error("The disk is full.")
    assert words.isVisible()
    assert window.workspace.messages.y() >= words.mapTo(window.workspace, QPoint(0, words.height())).y()


def test_a_message_keeps_to_the_top_of_the_page_without_a_photo(empty_window: MainWindow) -> None:
    space = empty_window.workspace
    space.show_error("The file is damaged.")
    at_the_top = space.messages.y()
    empty_window.show_photo(make_facts())
    assert space.messages.y() > at_the_top
    empty_window._show_nothing()
    assert space.messages.y() == at_the_top


@pytest.mark.parametrize("tool", ["crop", "mask"])
def test_news_go_once_a_tool_is_opened_below_them_and_what_waits_for_the_person_stays(
    window: MainWindow, tool: str
) -> None:
    window.workspace.show_message("Exported “1.png”.")
    window.commands[tool].trigger()
    assert window.workspace.messages.text == ""
    window.commands[tool].trigger()
    window.workspace.show_error("The disk is full.")
    window.commands[tool].trigger()
    assert window.workspace.messages.text == "The disk is full."
    window.commands[tool].trigger()
    window.workspace.show_offer("It was changed elsewhere.", "Reload", lambda: None)
    window.commands[tool].trigger()
    assert window.workspace.messages.text == "It was changed elsewhere."
