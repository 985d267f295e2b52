"""The page without a photo: photos to try, and those that were open before."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.foundation.paths import data_dir, resources_dir
from pellucid.ui.main_window import MainWindow
from pellucid.ui.start.photo_card import PhotoCard
from pellucid.ui.start.samples import SAMPLES, copy_of
from pellucid.ui.start.thumbnails import find_thumbnail, keep_thumbnail
from ui.frames import make_facts


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CACHE"):
        monkeypatch.setenv(f"PELLUCID_{kind}_DIR", str(tmp_path / kind.lower()))


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_is_there_with_its_before_and_after(sample: object, qtbot: QtBot) -> None:
    assert (resources_dir() / "samples" / sample.file).is_file()  # type: ignore[attr-defined]
    assert not QImage(str(sample.card)).isNull()  # type: ignore[attr-defined]
    assert sample.file in (resources_dir() / "samples" / "CREDITS.md").read_text()  # type: ignore[attr-defined]


def test_a_sample_opens_as_a_copy_of_ones_own(empty_window: MainWindow, qtbot: QtBot) -> None:
    card = empty_window.workspace.start_page.page.samples[0]
    with qtbot.waitSignal(empty_window.open_requested) as opened:
        card.click()
    (path,) = opened.args
    assert resources_dir() not in path.parents
    assert path.read_bytes() == (resources_dir() / "samples" / path.name).read_bytes()


def test_a_copy_is_made_once(qtbot: QtBot) -> None:
    copy_of(SAMPLES[0]).write_bytes(b"mine")
    assert copy_of(SAMPLES[0]).read_bytes() == b"mine"


def test_a_sample_that_cannot_be_copied_says_why(
    empty_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "file"))
    empty_window.workspace.start_page.page.samples[0].click()
    assert "cannot be made" in empty_window.workspace.messages.text


def test_a_thumbnail_is_found_again_and_names_no_photo(tmp_path: Path) -> None:
    photo = tmp_path / "holiday" / "secret name.jpg"
    assert find_thumbnail(photo) is None
    keep_thumbnail(photo, np.full((60, 90, 4), 200, np.uint8))
    found = find_thumbnail(photo)
    assert found is not None
    assert "secret" not in found.name
    assert QImage(str(found)).pixelColor(10, 10).red() == pytest.approx(200, abs=3)
    assert find_thumbnail(tmp_path / "other.jpg") is None


def test_a_card_without_a_picture_names_the_kind_of_file(qtbot: QtBot) -> None:
    with_kind, without = PhotoCard(None, QSize(80, 60), "broken.jpg"), PhotoCard(None, QSize(80, 60), "broken")
    for card in (with_kind, without):
        qtbot.addWidget(card)
        card.show()
    qtbot.waitUntil(lambda: with_kind._has_none and without._has_none)

    def tones(card: PhotoCard) -> int:
        image = card.grab(QRect(10, 10, 60, 40)).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})

    assert (tones(with_kind) > 1, tones(without)) == (True, 1)


def test_an_open_photo_leaves_a_thumbnail(window: MainWindow, qtbot: QtBot) -> None:
    assert window.facts is not None
    path = window.facts.path
    window.thumbnails._wait.setInterval(10)
    window.thumbnails.set_photo(window.facts)
    qtbot.waitUntil(lambda: find_thumbnail(path) is not None)


def test_the_panel_stands_only_beside_a_photo(empty_window: MainWindow, window: MainWindow) -> None:
    assert window.dock.isVisible()
    window.workspace.show_empty()
    assert not window.dock.isVisible()


def test_a_panel_that_was_hidden_stays_hidden(window: MainWindow) -> None:
    window.commands["panel"].trigger()
    window.workspace.show_photo()
    assert not window.dock.isVisible()
    window.commands["panel"].trigger()
    assert window.dock.isVisible()


def test_cards_can_be_reached_and_pressed_by_keys(empty_window: MainWindow) -> None:
    page = empty_window.workspace.start_page.page
    QApplication.processEvents()
    assert [card.accessibleName() for card in page.samples] == [f"Open {sample.title}" for sample in SAMPLES]
    assert all(card.focusPolicy() for card in page.samples)


def test_the_export_of_a_sample_is_not_suggested_in_a_folder_nobody_knows(
    empty_window: MainWindow, qtbot: QtBot
) -> None:
    empty_window.show_photo(make_facts(copy_of(SAMPLES[0])))
    with qtbot.waitSignal(empty_window.export_requested) as asked:
        empty_window.commands["export_again"].trigger()
    assert not asked.args[0].is_relative_to(data_dir())
