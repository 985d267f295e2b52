"""The exports of a window: listed, cancelled one by one, found again, and asked about when the window is closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QProgressBar
from pytestqt.qtbot import QtBot

from pellucid.document import export_log
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.ui.dialogs.export_list import ExportList
from pellucid.ui.exports import Exports
from pellucid.ui.layouts import DIALOG_MARGINS
from pellucid.ui.main_window import MainWindow

FOLDER = Path("out")


def entry(number: int, state: JobState = JobState.WAITING, sentence: str = "", share: float | None = None) -> JobEntry:
    return JobEntry(number, FOLDER / f"{number}.png", state, share, 12.0 if share else None, sentence)


@pytest.fixture
def exports(window: MainWindow) -> Exports:
    return window.exports


@pytest.fixture
def listed(exports: Exports, window: MainWindow) -> ExportList:
    window.commands["exports"].trigger()
    found = window.findChild(ExportList)
    assert found is not None
    return found


def rows(listed: ExportList) -> list[tuple[str, str]]:
    items = [listed.rows.topLevelItem(index) for index in range(listed.rows.topLevelItemCount())]
    return [(item.text(0), item.text(2)) for item in items if item]


def test_each_export_is_a_row_with_what_became_of_it(exports: Exports, listed: ExportList) -> None:
    for number in (1, 2, 3):
        exports.take(entry(number))
    exports.take(entry(1, JobState.DONE))
    exports.take(entry(2, JobState.RUNNING, share=0.4))
    assert rows(listed) == [("1.png", "Done"), ("2.png", "40 % · 12 s left"), ("3.png", "Waiting")]
    bars = listed.rows.findChildren(QProgressBar)
    assert [bar.text() for bar in bars if bar.isVisible()] == ["40 % · 12 s left"]


def test_one_is_cancelled_from_the_list_with_the_keyboard(exports: Exports, listed: ExportList, qtbot: QtBot) -> None:
    for number in (1, 2, 3):
        exports.take(entry(number))
    listed.rows.setCurrentItem(listed.rows.topLevelItem(1))
    asked: list[int] = []
    exports.cancel_requested.connect(asked.append)
    qtbot.keyClick(listed.rows, Qt.Key.Key_Delete)
    assert asked == [2]
    listed.cancel.click()
    assert asked == [2, 2]


def test_all_are_cancelled_and_none_begins_meanwhile(exports: Exports, listed: ExportList) -> None:
    exports.take(entry(1, JobState.RUNNING, share=0.1))
    exports.take(entry(2))
    exports.take(entry(3))
    asked: list[int] = []
    exports.cancel_requested.connect(asked.append)
    listed.cancel_all.click()
    assert asked == [3, 2, 1]


def test_the_cross_in_the_status_bar_stops_the_one_that_is_made(exports: Exports) -> None:
    exports.take(entry(1, JobState.RUNNING, share=0.1))
    exports.take(entry(2))
    asked: list[int] = []
    exports.cancel_requested.connect(asked.append)
    exports.cancel_running()
    assert asked == [1]


def test_what_was_exported_is_found_again(
    exports: Exports, window: MainWindow, listed: ExportList, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    exports.take(entry(1, JobState.DONE))
    window.workspace.messages.hide()
    assert exports.button.isVisible()
    assert exports.button.text() == "1 exported"
    listed.close()
    exports.button.click()
    assert listed.isVisible()
    listed.rows.setCurrentItem(listed.rows.topLevelItem(0))
    listed.open_folder.click()
    assert opened == [QUrl.fromLocalFile(str(FOLDER))]


def test_finished_ones_can_be_cleared_and_the_others_stay(exports: Exports, listed: ExportList) -> None:
    exports.take(entry(1, JobState.DONE))
    exports.take(entry(2))
    listed.clear.click()
    assert rows(listed) == [("2.png", "Waiting")]
    assert not listed.clear.isEnabled()


def test_a_chosen_failure_is_told_in_full(exports: Exports, listed: ExportList) -> None:
    exports.take(entry(1, JobState.FAILED, "1.png: the disk is full."))
    listed.rows.setCurrentItem(listed.rows.topLevelItem(0))
    assert listed.message.text() == "1.png: the disk is full."


def test_one_export_is_told_with_what_could_not_be_carried_over(exports: Exports, window: MainWindow) -> None:
    exports.take(entry(1, JobState.RUNNING))
    exports.take(entry(1, JobState.DONE, "The alpha channel was left out."))
    assert window.workspace.messages.text == "Exported “1.png”. The alpha channel was left out."
    assert window.jobs.is_idle


def test_a_run_of_exports_is_told_once_and_a_failure_is_not_covered_by_a_success(
    exports: Exports, window: MainWindow
) -> None:
    for number in (1, 2, 3):
        exports.take(entry(number))
    exports.take(entry(1, JobState.DONE))
    assert window.workspace.messages.text == ""
    exports.take(entry(2, JobState.FAILED, "2.png: the disk is full."))
    exports.take(entry(3, JobState.DONE))
    assert window.workspace.messages.text == "1 of 3 exports failed. 2.png: the disk is full."
    exports.take(entry(4, JobState.DONE))
    assert window.workspace.messages.text == "Exported “4.png”."


def test_the_status_bar_tells_how_many_more_wait(exports: Exports, window: MainWindow, qtbot: QtBot) -> None:
    for number in (1, 2, 3):
        exports.take(entry(number))
    exports.take(entry(1, JobState.RUNNING, share=0.4))
    qtbot.waitUntil(window.jobs.isVisible)
    assert window.jobs.text == "Exporting 1.png, 2 more · 40 % · 12 s left"
    assert exports.button.text() == "3 to export"


def test_a_name_that_a_waiting_export_will_take_is_not_suggested_again(window: MainWindow, tmp_path: Path) -> None:
    assert window.facts is not None
    window.exporting._folder = tmp_path
    targets: list[Path] = []
    window.exporting.export_requested.connect(lambda target, _options: targets.append(target))
    for number in (1, 2, 3):
        window.exporting.again()
        window.exports.take(JobEntry(number, targets[-1]))
    assert len(set(targets)) == 3


def test_what_is_paused_does_not_look_like_work(exports: Exports, window: MainWindow, qtbot: QtBot) -> None:
    exports.take(entry(1))
    qtbot.waitUntil(window.jobs.isVisible)
    bar = window.jobs._bar
    assert bar.maximum() == 0  # nobody knows how long it takes: the bar runs to and fro
    exports.set_paused(True)
    assert window.jobs.text.startswith("Paused before")
    assert (bar.value(), bar.maximum() > 0) == (0, True)


def test_a_pause_is_told_and_undone_from_the_list(exports: Exports, listed: ExportList) -> None:
    asked: list[bool] = []
    exports.pause_requested.connect(asked.append)
    exports.take(entry(1))
    listed.pause.click()
    assert exports.button.text() == "1 to export, paused"
    listed.pause.click()
    assert exports.button.text() == "1 to export"
    assert asked == [True, False]


def test_what_became_of_all_is_copied_as_a_report(exports: Exports, listed: ExportList) -> None:
    exports.take(JobEntry(1, FOLDER / "1.png", JobState.DONE, source=Path("1.jpg")))
    exports.take(entry(2, JobState.FAILED, "2.png: the disk is full."))
    exports.take(entry(3))
    listed.copy_report.click()
    done, failed = f"Done\t1.jpg → {FOLDER / '1.png'}", f"Failed\t{FOLDER / '2.png'}\t2.png: the disk is full."
    assert QGuiApplication.clipboard().text() == f"{done}\n{failed}"


def test_earlier_exports_stay_listed_until_they_are_cleared(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PELLUCID_STATE_DIR", str(tmp_path))
    export_log.add(JobEntry(5, FOLDER / "old.png", JobState.DONE, source=Path("old.jpg")))
    window.commands["exports"].trigger()
    listed = window.findChild(ExportList)
    assert listed is not None
    assert rows(listed) == [("old.png", "Done")]
    assert window.exports.exported == {Path("old.jpg")}
    window.exports.take(entry(1, JobState.DONE))
    assert window.workspace.messages.text == "Exported “1.png”."
    listed.clear.click()
    assert rows(listed) == []
    assert export_log.read() == []


def question(window: MainWindow) -> QMessageBox | None:
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) <= 1
    return boxes[0] if boxes else None


def answer(window: MainWindow, word: str) -> None:
    box = question(window)
    assert box is not None
    button: QAbstractButton = next(button for button in box.buttons() if word in button.text())
    button.click()


def test_closing_while_exports_wait_asks_once_and_keeping_on_stays(exports: Exports, window: MainWindow) -> None:
    exports.stops_unasked = False
    exports.take(entry(1, JobState.RUNNING))
    exports.take(entry(2))
    window.close()
    window.close()
    box = question(window)
    assert box is not None
    assert box.text() == "2 exports are not finished."
    assert box.iconPixmap().isNull()
    margins = box.layout().contentsMargins()  # type: ignore[union-attr]
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == DIALOG_MARGINS
    words = next(label for label in box.findChildren(QLabel) if label.text() == box.text())
    assert words.x() == margins.left()
    assert box.windowTitle() == "Exports"
    answer(window, "Keep")
    assert window.isVisible()
    assert question(window) is None
    exports.take(entry(1, JobState.DONE))
    exports.take(entry(2, JobState.DONE))
    window.close()
    assert question(window) is None
    assert not window.isVisible()


def test_stopping_closes(exports: Exports, window: MainWindow, qtbot: QtBot) -> None:
    exports.stops_unasked = False
    exports.take(entry(1, JobState.RUNNING))
    window.close()
    with qtbot.waitSignal(window.closing):
        answer(window, "Stop")
    assert not window.isVisible()


def seen_rows(listed: ExportList) -> list[str]:
    view = listed.rows.viewport().rect()
    items = [listed.rows.topLevelItem(row) for row in range(listed.rows.topLevelItemCount())]
    return [item.text(0) for item in items if item and view.contains(listed.rows.visualItemRect(item))]


def test_the_list_follows_the_one_that_is_made_until_the_person_looks_elsewhere(
    exports: Exports, listed: ExportList
) -> None:
    for number in range(60):
        exports.take(entry(number))
    for number in (30, 45):
        exports.take(entry(number, JobState.RUNNING, share=0.1))
        assert f"{number}.png" in seen_rows(listed)
        exports.take(entry(number, JobState.DONE))
    listed.rows.verticalScrollBar().setValue(0)
    exports.take(entry(46, JobState.RUNNING, share=0.1))
    assert "46.png" not in seen_rows(listed)
    listed.close()
    listed.show()
    assert "46.png" in seen_rows(listed)


def test_work_that_comes_takes_its_room_from_the_readout_and_not_from_the_screen(window: MainWindow) -> None:
    """Work is laid out before anybody is told that it came, so the readout never asks for room."""
    status = window.status
    status.readout.hide()
    least = status.minimumSizeHint().width()
    status.readout.show()
    assert status.readout.width() > 100
    assert status.minimumSizeHint().width() <= least + 20


def test_the_chosen_row_is_as_flat_as_in_other_lists(exports: Exports, window: MainWindow) -> None:
    exports.take(entry(1))
    exports.show_list()
    rows = next(iter(window.findChildren(ExportList))).rows
    rows.setFocus()
    rows.setCurrentItem(rows.topLevelItem(0))
    QApplication.processEvents()
    place = rows.visualItemRect(rows.topLevelItem(0))
    shown = rows.viewport().grab().toImage()
    middle = place.center().x()
    colors = {shown.pixelColor(middle, place.top() + down).name() for down in (1, 2, place.height() - 3)}
    assert len(colors) == 1
