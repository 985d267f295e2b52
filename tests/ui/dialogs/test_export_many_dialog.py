"""Many exports by one dialog: names, what is there already, presets, length and room; and what is asked for then."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from pellucid.document import export_presets
from pellucid.document.export_presets import ExportPreset
from pellucid.foundation.export_options import Existing, ExportOptions, Sharpening
from pellucid.foundation.geometry import Size
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_summary import PhotoSummary
from pellucid.ui.dialogs import export_frame
from pellucid.ui.dialogs.export_many_dialog import ExportManyDialog, ManyPhotosToExport
from pellucid.ui.export_settings import Naming
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts


@pytest.fixture(autouse=True)
def _own_presets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def photos(tmp_path: Path) -> tuple[Path, ...]:
    return tuple(tmp_path / name for name in ("a.jpg", "b.CR2", "c.png"))


@pytest.fixture
def dialog(window: MainWindow, photos: tuple[Path, ...], tmp_path: Path, qtbot: QtBot) -> ExportManyDialog:
    found = ManyPhotosToExport(photos, ("2026-07-03 10:00:00", "", ""), (make_facts(photos[0]), Size(4000, 3000)))
    made = ExportManyDialog(found, ExportOptions(), Naming(), tmp_path, Path.exists, window)
    qtbot.addWidget(made)
    return made


def names(dialog: ExportManyDialog) -> list[str]:
    return [target.path.name for target in dialog.targets]


def test_each_photo_keeps_its_name_and_format_where_that_can_be_written(dialog: ExportManyDialog) -> None:
    assert names(dialog) == ["a-restored.jpg", "b-restored.tif", "c-restored.png"]
    assert dialog.example.text() == "a-restored.jpg"
    assert dialog.button.text() == "Export 3"


def test_names_follow_the_pattern_and_the_format(dialog: ExportManyDialog) -> None:
    dialog.pattern.setText("{date}_{number:3}")
    dialog.choices.format.setCurrentIndex(dialog.choices.format.findData("PNG"))
    assert names(dialog)[0] == "2026-07-03_001.png"
    assert {Path(name).suffix for name in names(dialog)} == {".png"}
    assert dialog.example.text() == "2026-07-03_001.png"


def test_a_pattern_that_makes_no_names_is_told_and_nothing_is_exported(dialog: ExportManyDialog) -> None:
    dialog.pattern.setText("{nmae}")
    assert "“{nmae}”" in dialog.example.text()
    dialog.accept()
    assert dialog.result() == 0


@pytest.mark.parametrize(
    ("existing", "name", "is_skipped"),
    [
        (Existing.UNIQUE, "a-restored-2.jpg", False),
        (Existing.SKIP, "a-restored.jpg", True),
        (Existing.OVERWRITE, "a-restored.jpg", False),
    ],
)
def test_files_that_are_there_are_treated_as_chosen(
    dialog: ExportManyDialog, tmp_path: Path, existing: Existing, name: str, is_skipped: bool
) -> None:
    (tmp_path / "a-restored.jpg").touch()
    dialog.existing.setCurrentIndex(dialog.existing.findData(existing))
    first = dialog.targets[0]
    assert (first.path.name, first.is_skipped) == (name, is_skipped)
    assert dialog.options.overwrite is (existing is Existing.OVERWRITE)


def test_the_length_of_all_is_estimated_and_follows_the_size(dialog: ExportManyDialog, qtbot: QtBot) -> None:
    full = dialog.needed_bytes()
    dialog.choices.size_choice.choose(OutputSize(Measure.LONG_SIDE, 1000))
    small = dialog.needed_bytes()
    assert full is not None
    assert small is not None
    assert small < full / 10
    qtbot.waitUntil(lambda: "if all are like the open photo" in dialog.estimate.text())


def test_where_there_is_no_room_that_is_told_and_asked(
    dialog: ExportManyDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_frame, "room_sentence", lambda _needed, _folder: "There is no room.")
    asked: list[str] = []

    def refuse(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    dialog._tell_estimate()
    assert dialog.estimate.text() == "There is no room."
    dialog.accept()
    assert asked == ["There is no room.\n\nExport all the same?"]
    assert dialog.result() == 0


def test_a_preset_holds_names_and_choices_and_brings_them_back(dialog: ExportManyDialog) -> None:
    options = ExportOptions("WEBP", quality=70, size=OutputSize(Measure.BOX, 800, 600), sharpening=Sharpening.SCREEN)
    dialog.apply(ExportPreset("Web", options, "{number}", Existing.SKIP))
    assert dialog.options == options
    assert dialog.naming == Naming("{number}", Existing.SKIP)
    dialog.presets.keep_requested.emit("Mine")
    assert export_presets.find_export_presets() == [ExportPreset("Mine", options, "{number}", Existing.SKIP)]
    assert dialog.presets.list.currentText() == "Mine"
    dialog.presets.removal.trigger()
    assert export_presets.find_export_presets() == []


def chosen(window: MainWindow, photos: tuple[Path, ...]) -> ExportManyDialog:
    window.opener.chosen.emit(photos)
    window.show_photo(make_facts(photos[0]))
    window.strip.take_notes({photos[1]: PhotoNote(PhotoSummary("2026-07-05 10:00:00"))})
    window.commands["select_all"].trigger()
    window.commands["export"].trigger()
    return next(found for found in window.findChildren(ExportManyDialog) if found.isVisible())


def test_all_that_is_selected_is_asked_for_and_the_choices_are_remembered(
    window: MainWindow, photos: tuple[Path, ...], tmp_path: Path
) -> None:
    dialog = chosen(window, photos)
    dialog.pattern.setText("{date}-{name}")
    dialog.choices.quality.setValue(81)
    asked: list[tuple[Path, Path, ExportOptions]] = []
    window.exporting.file_requested.connect(lambda *words: asked.append(words))
    dialog.accept()
    assert [photo for photo, _, _ in asked] == list(photos)
    assert asked[1][1] == tmp_path / "2026-07-05-b.tif"
    assert {options.quality for _, _, options in asked} == {81}
    assert window.settings.export_naming() == Naming("{date}-{name}")
    assert window.settings.export_options().quality == 81


def test_what_is_left_out_is_told(window: MainWindow, photos: tuple[Path, ...], tmp_path: Path) -> None:
    (tmp_path / "c-restored.png").touch()
    dialog = chosen(window, photos)
    dialog.existing.setCurrentIndex(dialog.existing.findData(Existing.SKIP))
    asked: list[Path] = []
    window.exporting.file_requested.connect(lambda photo, _target, _options: asked.append(photo))
    dialog.accept()
    assert asked == list(photos[:2])
    assert window.workspace.messages.text == "1 of 3 photos are left out: their files are there already."


def test_that_files_are_replaced_is_never_remembered(window: MainWindow) -> None:
    window.settings.set_export_naming(Naming("{name}", Existing.OVERWRITE))
    assert window.settings.export_naming() == Naming("{name}", Existing.UNIQUE)


def test_one_selected_photo_is_exported_as_ever(window: MainWindow) -> None:
    window.commands["export"].trigger()
    assert not window.findChildren(ExportManyDialog)


def test_the_length_follows_the_open_photo(window: MainWindow, photos: tuple[Path, ...], tmp_path: Path) -> None:
    facts = replace(make_facts(photos[0]), format="JPEG", file_bytes=10, jpeg_quality=90)
    poor = ManyPhotosToExport(photos, ("", "", ""), (facts, facts.size))
    nothing = ManyPhotosToExport(photos, ("", "", ""), None)
    estimated = [
        ExportManyDialog(found, ExportOptions(), Naming(), tmp_path, Path.exists, window).needed_bytes()
        for found in (poor, nothing)
    ]
    assert estimated[0] is not None
    assert estimated[1] is None


def test_photos_that_stay_out_are_counted(
    window: MainWindow, photos: tuple[Path, ...], tmp_path: Path, qtbot: QtBot
) -> None:
    found = ManyPhotosToExport(photos[:1], ("",), None, rejected_count=2)
    made = ExportManyDialog(found, ExportOptions(), Naming(), tmp_path, Path.exists, window)
    qtbot.addWidget(made)
    assert any(note.text().startswith("2 rejected photos stay out") for note in made.findChildren(QLabel))
    assert made.button.text() == "Export 1"
