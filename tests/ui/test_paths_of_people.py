"""Photos and folders are named so that they are found again, whatever folder the program was started in."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.paths import config_dir
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    return tmp_path / "inside"


@pytest.mark.parametrize("named", ["a.jpg", "./a.jpg", "../inside/a.jpg"])
def test_a_photo_named_from_here_is_opened_by_its_whole_path(
    empty_window: MainWindow, qtbot: QtBot, here: Path, named: str
) -> None:
    with qtbot.waitSignal(empty_window.open_requested) as opened:
        empty_window.opener.choose((Path(named),))
    assert opened.args == [here / "a.jpg"]


def test_recent_photos_are_kept_by_their_whole_paths(empty_window: MainWindow, here: Path) -> None:
    settings = empty_window.settings
    settings.add_recent(Path("a.jpg"))
    settings.add_recent(here / "b.jpg")
    settings.add_recent(here / "a.jpg")
    assert settings.recent() == [here / "a.jpg", here / "b.jpg"]


def test_recent_photos_of_which_only_a_part_of_the_path_is_known_are_left_out(
    empty_window: MainWindow, here: Path
) -> None:
    store = QSettings(str(config_dir() / "window.ini"), QSettings.Format.IniFormat)
    store.setValue("recent", ["a.jpg", str(here / "b.jpg")])
    store.sync()
    assert MainWindow().settings.recent() == [here / "b.jpg"]


def test_an_export_named_from_here_goes_to_its_whole_path(window: MainWindow, qtbot: QtBot, here: Path) -> None:
    with qtbot.waitSignal(window.export_requested) as requested:
        window.exporting.export(Path("out.jpg"), ExportOptions())
    assert requested.args[0] == here / "out.jpg"


def test_a_long_folder_takes_one_whole_line_in_the_export_dialog(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "a folder with a long name" / ("and_another_without_a_gap" * 6) / "selected"
    dialog = ExportDialog(make_facts(), ExportOptions(), folder, Path.exists, window)
    dialog.show()
    label = dialog.findChild(ElidedLabel)
    assert label is not None
    assert label.height() >= label.fontMetrics().height()
    assert label.fontMetrics().horizontalAdvance(label.shown_text) <= label.width()
    assert label.shown_text.endswith("selected")
    assert label.toolTip() == str(folder)
    assert dialog.width() < window.width()
    cut = [text for text in dialog.findChildren(QLabel) if text.height() < text.minimumSizeHint().height()]
    assert cut == []
    dialog.close()
