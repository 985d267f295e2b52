"""The walk through a folder: photos in the order of people, and no exports."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.photo_folder import photos_in
from pellucid.ui.folder_walk import FolderWalk
from pellucid.ui.main_window import MainWindow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a1.jpg", "a2.jpg", "a10.jpg", "notes.txt"):
        (tmp_path / name).touch()
    return tmp_path


def test_photos_are_sorted_as_people_do(folder: Path) -> None:
    assert [photo.name for photo in photos_in(folder)] == ["a1.jpg", "a2.jpg", "a10.jpg"]


@pytest.mark.parametrize("name", ["a1-restored.jpg", "a1-restored-2.tif", "a2-restored.png"])
def test_exports_by_their_usual_name_are_passed_by(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert [photo.name for photo in photos_in(folder)] == ["a1.jpg", "a2.jpg", "a10.jpg"]


def test_a_photo_that_is_only_called_like_an_export_is_walked_to(folder: Path) -> None:
    (folder / "castle-restored.jpg").touch()
    assert folder / "castle-restored.jpg" in photos_in(folder)


def test_an_export_by_another_name_is_passed_by_while_the_program_runs(folder: Path) -> None:
    walk = FolderWalk()
    (folder / "a1 for grandmother.jpg").touch()
    walk.leave_out(folder / "a1 for grandmother.jpg")
    assert walk.neighbour(folder / "a1.jpg", 1) == folder / "a2.jpg"


def test_from_an_export_that_is_open_the_walk_goes_on(folder: Path) -> None:
    (folder / "a1-restored.jpg").touch()
    assert FolderWalk().neighbour(folder / "a1-restored.jpg", 1) == folder / "a1.jpg"


def test_what_the_window_exports_is_no_photo_of_the_folder(window: MainWindow, folder: Path) -> None:
    opened: list[Path] = []
    window.open_requested.connect(opened.append)
    window.opener.note_opened(folder / "a1.jpg")
    (folder / "a1x.jpg").touch()
    window.exports.take(JobEntry(1, folder / "a1x.jpg", JobState.DONE))
    window.commands["next"].trigger()
    assert opened == [folder / "a2.jpg"]


def test_photos_that_are_asked_for_are_named_in_a_word(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def ask(*words: object, options: QFileDialog.Option) -> tuple[list[str], str]:
        asked.extend((words[-1], options))
        return [str(folder / "a1.jpg")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    opened: list[object] = []
    window.opener.chosen.connect(opened.append)
    window.commands["open"].trigger()
    assert opened == [(folder / "a1.jpg",)]
    assert str(asked[0]).startswith("Photos (*.jpg ")
    assert asked[1] is QFileDialog.Option.HideNameFilterDetails
