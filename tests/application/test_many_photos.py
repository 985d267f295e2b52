"""A folder of photos from its opening to its sidecars, with the threads that work for it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from application.deeds import denoised, edit, open_in, stored
from pellucid.application import Application
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.presets import Preset
from pellucid.document.settings_transfer import Parts, Paste
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.io.documents import Document
from pellucid.io.ratings import read_rating
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.dialogs.settings_dialog import SettingsDialog
from pellucid.ui.filmstrip.content import Badge
from pellucid.workers.export_worker import ExportJob
from pellucid.workers.repairs_for_many import RepairEach

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    (tmp_path / "folder").mkdir()
    paths = [tmp_path / "folder" / f"{number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        Image.fromarray(np.full((48, 64, 3), 40 + number * 50, np.uint8)).save(path)
    return paths


@pytest.fixture
def opened(app: Application, photos: list[Path], qtbot: QtBot) -> Application:
    app.window.opener.choose((photos[0].parent,))
    qtbot.waitUntil(lambda: app.window.facts is not None and app.window.facts.path == photos[0])
    return app


def test_a_folder_shows_its_photos_with_pictures(opened: Application, photos: list[Path], qtbot: QtBot) -> None:
    strip = opened.window.strip.strip
    assert strip is not None
    assert list(strip.shown) == photos
    qtbot.waitUntil(lambda: all(strip.model.picture(photo) is not None for photo in photos))


def test_the_next_photo_is_decoded_ahead_and_opened_without_being_read_again(
    opened: Application, photos: list[Path], qtbot: QtBot
) -> None:
    ahead = opened.many.ahead
    qtbot.waitUntil(lambda: ahead._held is not None and ahead._held.job.path == photos[1])
    read: list[object] = []
    opened.loader.post = read.append  # type: ignore[method-assign]
    opened.window.commands["next"].trigger()
    assert opened.window.windowTitle().startswith("1.png")
    qtbot.waitUntil(lambda: opened.window.facts is not None and opened.window.facts.path == photos[1])
    assert read == []


def test_a_key_writes_a_rating_beside_the_photo(opened: Application, photos: list[Path], qtbot: QtBot) -> None:
    opened.window.commands["stars_4"].trigger()
    qtbot.waitUntil(lambda: read_rating(photos[0]).rating.stars == 4)


def test_settings_go_to_all_photos_and_back(opened: Application, photos: list[Path], qtbot: QtBot) -> None:
    window = opened.window
    edit(opened, 1.4)
    wanted = window.session.edit
    window.commands["copy_settings"].trigger()
    window.findChildren(SettingsDialog)[0].accept()
    window.commands["select_all"].trigger()
    window.commands["paste_settings"].trigger()
    for photo in photos[1:]:
        qtbot.waitUntil(lambda photo=photo: saved(photo) == wanted)
    qtbot.waitUntil(window.commands["undo_paste"].isEnabled)
    open_in_strip(opened, photos[1], qtbot)
    assert window.session.edit == wanted
    assert window.session.undo_label == "Paste settings"
    window.commands["undo_paste"].trigger()
    assert window.session.edit == Edit()
    qtbot.waitUntil(lambda: saved(photos[2]) == Edit())


def open_in_strip(app: Application, photo: Path, qtbot: QtBot) -> None:
    app.window.strip.photo_chosen.emit(photo)
    qtbot.waitUntil(lambda: app.window.facts is not None and app.window.facts.path == photo)


def saved(photo: Path) -> Edit | None:
    beside = sidecar.sidecar_path(photo)
    return sidecar.read(beside).edit if beside.exists() else None


def test_a_photo_from_elsewhere_leaves_the_folder(opened: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(opened, photo, qtbot)
    assert opened.window.strip.strip is None


def test_photos_are_exported_with_their_saved_edits_and_badges_say_so(
    opened: Application, photos: list[Path], qtbot: QtBot
) -> None:
    asked: list[ExportJob] = []
    opened.exporter.post = asked.append  # type: ignore[method-assign]
    window = opened.window
    edit(opened, 1.3)
    keep_edit(photos[1])
    targets = [photo.with_suffix(".jpg") for photo in photos]
    for photo, target in zip(photos, targets, strict=True):
        window.exporting.file_requested.emit(photo, target, ExportOptions())
    assert [job.source for job in asked] == photos
    assert asked[0].opened()[1] == window.session.edit
    assert asked[1].opened()[1] == saved(photos[1])
    assert asked[2].opened()[1] == Edit()
    window.exports.take(JobEntry(1, targets[1], JobState.DONE, source=photos[1]))
    window.exports.take(JobEntry(2, targets[2], JobState.FAILED, sentence="The disk is full.", source=photos[2]))
    content = window.strip.strip.model.content  # type: ignore[union-attr]
    assert content.badges(photos[1]) == (Badge.EXPORTED,)
    assert content.badges(photos[2]) == (Badge.FAILED,)
    assert content.failure(photos[2]) == "The disk is full."


def keep_edit(photo: Path) -> None:
    sidecar.write(sidecar.sidecar_path(photo), stored(photo, denoised(0.6)))


def test_each_selected_photo_is_repaired_by_what_is_found_in_it(
    opened: Application, photos: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measured(_engine: object, document: Document) -> Paste:
        gamma = 1.0 + 0.1 * photos.index(document.facts.path)
        return Paste(Edit(stack=denoised(gamma)), Parts(("denoise",)), "Repair all")

    monkeypatch.setattr(RepairEach, "of", measured)
    opened.window.commands["select_all"].trigger()
    opened.window.commands["repair_selected"].trigger()
    qtbot.waitUntil(lambda: opened.window.session.stack == denoised(1.0))
    assert opened.window.session.undo_label == "Repair all"
    for photo, gamma in zip(photos[1:], (1.1, 1.2), strict=True):
        wanted = Edit(stack=denoised(gamma))
        qtbot.waitUntil(lambda photo=photo, wanted=wanted: saved(photo) == wanted)


def test_a_preset_goes_to_all_that_are_selected(opened: Application, photos: list[Path], qtbot: QtBot) -> None:
    preset = Preset("Quiet", EditStack().with_parameters("denoise", Parameters(gamma=1.4)))
    opened.window.commands["select_all"].trigger()
    opened.window.presets.give(preset)
    wanted = preset.over(Edit())
    for photo in photos[1:]:
        qtbot.waitUntil(lambda photo=photo: saved(photo) == wanted)
    assert opened.window.session.edit == wanted
    assert opened.window.session.undo_label == "Preset “Quiet”"


def test_pictures_follow_the_edits_of_all_photos(
    opened: Application, photos: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip = opened.window.strip.strip
    assert strip is not None
    qtbot.waitUntil(lambda: all(strip.model.picture(photo) is not None for photo in photos), timeout=10_000)
    asked: list[Path] = []
    monkeypatch.setattr(opened.many.edited, "post", asked.append)
    opened.window.commands["select_all"].trigger()
    opened.window.presets.give(Preset("Quiet", denoised(1.4)))
    for photo in photos:
        qtbot.waitUntil(lambda photo=photo: photo in asked, timeout=10_000)
    other = QImage(8, 8, QImage.Format.Format_RGB32)
    opened.many.edited.made.emit(photos[1], other)
    qtbot.waitUntil(lambda: strip.model.picture(photos[1]) == other)


def test_the_open_photo_is_not_measured_while_a_folder_is_listed_or_pictures_are_waited_for(
    opened: Application, photos: list[Path], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: opened.quiet() or opened.renderer.is_busy, timeout=10_000)
    opened.renderer.mailbox.empty()  # its thread is not running here
    qtbot.waitUntil(opened.quiet, timeout=10_000)
    opened.many.thumbnails._wishes._in_work.add(photos[0])
    assert not opened.quiet()
    opened.many.thumbnails._wishes.note_done(photos[0])
    assert opened.quiet()
    opened.many.lister.is_working = True
    assert not opened.quiet()


def test_what_is_prepared_for_the_open_photo_gives_way_to_a_folder(
    app: Application, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_in(app, photo, qtbot)
    stopped: list[str] = []
    app.renderer.cancel = lambda: stopped.append("render")  # type: ignore[method-assign]
    app.measurer.cancel = lambda: stopped.append("findings")  # type: ignore[method-assign]
    posted: list[object] = []
    app.renderer.post = posted.append  # type: ignore[method-assign]
    (tmp_path / "empty").mkdir()
    app.window.opener.choose((tmp_path / "empty",))
    assert stopped == ["render", "findings"]
    # There is no photo in it: the present one goes on, once more where the view becomes known meanwhile.
    qtbot.waitUntil(lambda: bool(posted))
