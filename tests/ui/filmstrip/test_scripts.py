"""The scripts that measure the filmstrip answer once, with what a person would have waited for."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pellucid.foundation.errors import UsageError
from pellucid.ui.driving.strip_scripts import OpenFolderScript, ScrollScript, StepScript
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts, make_frame

PHOTOS = tuple(Path(f"/photos/{number}.jpg") for number in range(300))


def test_a_folder_is_there_once_the_pictures_of_all_that_is_seen_are(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[dict[str, Any]] = []
    window.strip.pictures_wanted.connect(
        lambda wanted: [window.strip.take_picture(photo, QImage(8, 8, QImage.Format.Format_RGB32)) for photo in wanted]
    )
    window.opener.chosen.emit(PHOTOS)
    OpenFolderScript(window, tmp_path, told.append)
    qtbot.wait(20)
    assert told == []
    photos = tuple(tmp_path / photo.name for photo in PHOTOS)
    window.strip.show_begun(tmp_path, photos[:200])
    qtbot.wait(20)
    assert told == []
    window.strip.show_listed(tmp_path, photos)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0]["photos"] == len(PHOTOS)
    assert told[0]["seen"] > 0
    assert 0 < told[0]["shown_s"] < told[0]["listed_s"]
    assert told[0]["shown_s"] <= told[0]["pictures_s"]


def test_a_step_is_over_once_the_neighbour_is_painted(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.chosen.emit(PHOTOS)
    window.show_photo(make_facts(PHOTOS[0]))
    told: list[dict[str, Any]] = []
    StepScript(window, 1, told.append)
    window.show_loading(PHOTOS[1])
    window.show_photo(make_facts(PHOTOS[1]))
    assert told == []
    window.show_frame(make_frame())
    qtbot.waitUntil(lambda: bool(told))
    assert told[0]["photo_ms"] > 0


def test_the_strip_is_scrolled_to_its_end(window: MainWindow, qtbot: QtBot) -> None:
    with pytest.raises(UsageError):
        ScrollScript(window, 5, 1, print)
    window.opener.chosen.emit(PHOTOS)
    strip = window.strip.strip
    assert strip is not None
    bar = strip.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    told: list[dict[str, Any]] = []
    ScrollScript(window, 5, 1, told.append)
    qtbot.waitUntil(lambda: told == [{"moves": 5}])
    assert bar.value() == bar.maximum()
