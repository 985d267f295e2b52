"""The finished picture is dragged out of the window from Export: made first, once, and as the last export was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.ui.handing.control import out_dir
from pellucid.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
Request = tuple[Path, ExportOptions]


class Drags:
    """What was asked for, and the files that hung at the mouse."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.asked: list[Request] = []
        self.files: list[Path] = []
        self.actions: list[Qt.DropAction] = []
        window.export_requested.connect(lambda target, options: self.asked.append((target, options)))

    @property
    def button(self) -> QToolButton:
        return self.window.tools.drag_source.button

    def press_and_pull(self, by: int = 40) -> None:
        middle = self.button.rect().center()
        QTest.mousePress(self.button, LEFT, pos=middle)
        QTest.mouseMove(self.button, middle + QPoint(by, 0))

    def release(self) -> None:
        QTest.mouseRelease(self.button, LEFT, pos=self.button.rect().center())

    def finish(self, state: JobState = JobState.DONE, sentence: str = "") -> None:
        target = self.asked[-1][0]
        if state is JobState.DONE:
            image = QImage(6, 4, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.darkCyan)
            assert image.save(str(target), "PNG")
        number = len(self.asked)
        self.window.exports.take(JobEntry(number, target, JobState.RUNNING))
        self.window.exports.take(JobEntry(number, target, state, sentence=sentence))


@pytest.fixture
def drags(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drags]:
    for kind in ("DATA", "CACHE"):
        monkeypatch.setenv(f"PELLUCID_{kind}_DIR", str(tmp_path / kind.lower()))
    window.settings.set_export_options(ExportOptions("PNG", 8, metadata=MetadataChoice.WITHOUT_LOCATION))
    drags = Drags(window)

    def execute(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        drags.files += [Path(url.toLocalFile()) for url in drag.mimeData().urls()]
        drags.actions.append(actions)
        assert not drag.pixmap().isNull()
        return actions

    monkeypatch.setattr(QDrag, "exec", execute)
    yield drags
    drags.release()


def test_a_drag_begins_once_the_file_is_made(drags: Drags) -> None:
    drags.press_and_pull()
    ((target, options),) = drags.asked
    assert target.is_relative_to(out_dir())
    assert (options.format, options.metadata) == ("PNG", MetadataChoice.WITHOUT_LOCATION)
    assert options.overwrite
    assert drags.files == []
    drags.finish()
    assert drags.files == [target]
    assert drags.actions == [Qt.DropAction.CopyAction]  # nobody takes the file away


def test_released_too_early_the_picture_is_ready_for_the_next_drag(drags: Drags) -> None:
    drags.press_and_pull()
    drags.release()
    drags.finish()
    assert drags.files == []
    assert "drag it from Export" in drags.window.workspace.messages.text
    drags.press_and_pull()
    assert len(drags.asked) == 1
    assert drags.files == [drags.asked[0][0]]


def test_pulling_again_while_the_file_is_made_asks_for_it_once(drags: Drags) -> None:
    for _ in range(2):
        drags.press_and_pull()
        drags.release()
    assert len(drags.asked) == 1


def test_another_edit_is_another_file(drags: Drags) -> None:
    drags.press_and_pull()
    drags.finish()
    drags.release()
    drags.window.dock.operations.cards["denoise"].switch.click()
    drags.press_and_pull()
    assert len(drags.asked) == 2
    assert len(drags.files) == 1
    drags.finish()
    assert len(drags.files) == 2


def test_an_edit_made_while_the_file_was_is_what_the_next_drag_hands_on(drags: Drags) -> None:
    drags.press_and_pull()
    drags.release()
    drags.window.dock.operations.cards["denoise"].switch.click()
    drags.press_and_pull()
    drags.finish()
    assert len(drags.asked) == 2
    assert drags.files == []
    drags.finish()
    assert len(drags.files) == 1


def test_a_file_that_went_out_of_the_cache_is_made_anew(drags: Drags) -> None:
    drags.press_and_pull()
    drags.finish()
    drags.release()
    drags.files[0].unlink()
    drags.press_and_pull()
    assert len(drags.asked) == 2


def test_a_failure_is_told_and_the_next_pull_tries_again(drags: Drags) -> None:
    drags.press_and_pull()
    drags.finish(JobState.FAILED, "There is no room.")
    assert drags.window.workspace.messages.text == "There is no room."
    assert drags.files == []
    drags.release()
    drags.press_and_pull()
    assert len(drags.asked) == 2


def test_what_is_dragged_is_neither_listed_nor_remembered(drags: Drags) -> None:
    before = drags.window.settings.export_options()
    drags.press_and_pull()
    drags.finish()
    assert drags.window.exports.entries == ()
    assert drags.window.settings.export_options() == before


def test_a_click_exports_and_a_pull_does_not(drags: Drags) -> None:
    clicks: list[bool] = []
    drags.window.commands["export"].triggered.disconnect()
    drags.window.commands["export"].triggered.connect(lambda: clicks.append(True))
    drags.press_and_pull()
    drags.release()
    assert clicks == []
    drags.press_and_pull(by=1)
    drags.release()
    assert len(clicks) == 1


def test_without_a_photo_nothing_is_dragged(empty_window: MainWindow) -> None:
    drags = Drags(empty_window)
    drags.press_and_pull()
    drags.release()
    assert drags.asked == []


def test_what_comes_back_into_the_window_is_not_opened(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    monkeypatch.setattr(QDragEnterEvent, "source", lambda _event: window)
    with qtbot.assertNotEmitted(window.opener.hovered):
        QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
