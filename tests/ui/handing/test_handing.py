"""Pictures go to the clipboard and to other programs as finished files, and come from it."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.ui.handing.control import out_dir
from pellucid.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CACHE"):
        monkeypatch.setenv(f"PELLUCID_{kind}_DIR", str(tmp_path / kind.lower()))


@pytest.fixture
def own(window: MainWindow) -> MainWindow:
    assert window.handing is not None
    return window


def picture(color: str = "#336699") -> QImage:
    image = QImage(6, 4, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image


def finish(window: MainWindow, target: Path, state: JobState = JobState.DONE, sentence: str = "") -> None:
    if state is JobState.DONE:
        assert picture().save(str(target), "PNG")
    window.exports.take(JobEntry(1, target, JobState.RUNNING))
    window.exports.take(JobEntry(1, target, state, sentence=sentence))


def test_copying_puts_the_finished_picture_on_the_clipboard(own: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(own.export_requested) as asked:
        own.commands["copy"].trigger()
    target, options = asked.args
    assert (target.parent, options.format, options.depth) == (out_dir(), "PNG", 8)
    finish(own, target)
    data = QGuiApplication.clipboard().mimeData()
    assert QGuiApplication.clipboard().image().pixelColor(2, 2) == QColor("#336699")
    assert [url.toLocalFile() for url in data.urls()] == [str(target)]
    assert "clipboard" in own.workspace.messages.text


def test_what_is_made_for_others_is_neither_listed_nor_remembered(own: MainWindow, qtbot: QtBot) -> None:
    before = own.settings.export_options()
    with qtbot.waitSignal(own.export_requested) as asked:
        own.commands["copy"].trigger()
    finish(own, asked.args[0])
    assert own.exports.entries == ()
    assert own.settings.export_options() == before


def test_a_failed_copy_says_why(own: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(own.export_requested) as asked:
        own.commands["copy"].trigger()
    finish(own, asked.args[0], JobState.FAILED, "There is no room.")
    assert own.workspace.messages.text == "There is no room."


def test_a_pasted_picture_opens_as_a_file_of_ones_own(own: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setImage(picture("#ff8800"))
    with qtbot.waitSignal(own.open_requested) as opened:
        own.commands["paste"].trigger()
    (path,) = opened.args
    assert path.is_relative_to(tmp_path / "data")
    assert QImage(str(path)).pixelColor(1, 1) == QColor("#ff8800")


def test_copied_files_open_where_they_are(own: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(own.open_requested) as opened:
        own.commands["paste"].trigger()
    assert opened.args == [tmp_path / "a.jpg"]


def test_an_empty_clipboard_says_what_to_do(own: MainWindow) -> None:
    QGuiApplication.clipboard().setText("no picture")
    own.commands["paste"].trigger()
    assert "no picture on the clipboard" in own.workspace.messages.text


@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell")
def test_another_program_gets_a_finished_copy(
    own: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, seen = tmp_path / "program", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\necho "$1" > "{seen}.new" && mv "{seen}.new" "{seen}"\n')
    program.chmod(0o755)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(program), ""))
    with qtbot.waitSignal(own.export_requested) as asked:
        own.commands["open_elsewhere"].trigger()
    target, options = asked.args
    assert (options.format, options.depth) == ("TIFF", None)
    finish(own, target)
    qtbot.waitUntil(seen.exists)
    assert seen.read_text().strip() == str(target)
    assert own.settings.program() == str(program)


def test_a_program_that_does_not_start_is_told(own: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: ("/no/such/program", ""))
    with qtbot.waitSignal(own.export_requested) as asked:
        own.commands["open_elsewhere"].trigger()
    finish(own, asked.args[0])
    assert "cannot be started" in own.workspace.messages.text
