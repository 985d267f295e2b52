"""Settings for many photos: the open one in the window, the others in their sidecars, all of it taken back at once."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.edit_store import EditStore
from pellucid.document.history import History
from pellucid.document.history_change import recording
from pellucid.document.open_photo import OpenPhoto, Record
from pellucid.document.settings_report import SettingsReport
from pellucid.document.settings_transfer import Parts, Paste
from pellucid.document.stored_change import change_stored
from pellucid.io.decode import open_photo
from pellucid.io.documents import open_document
from pellucid.operations.denoise.parameters import Parameters
from pellucid.workers.edit_worker import ChangeStored, EditMailbox, EditWorker, Find, Save
from pellucid.workers.settings_spreader import SettingsSpreader
from pellucid.workers.settings_worker import SettingsWorker


def edit(gamma: float) -> Edit:
    return Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=gamma)))


PASTE = Paste(edit(1.4), Parts(("denoise",)))


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    paths = tuple(tmp_path / f"{number}.png" for number in range(3))
    for number, path in enumerate(paths):
        Image.fromarray(np.full((8, 12, 3), number * 20, np.uint8)).save(path)
    return paths


class Desk:
    """A spreader with its workers, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.photo = OpenPhoto()
        self.looker, self.editor = SettingsWorker(), EditWorker()
        self.spreader = SettingsSpreader(self.looker, self.editor, self.photo)
        self.spreader.record_wanted.connect(self._record)
        self.spreader.undo_wanted.connect(self._undo)
        self.looker.start()
        self.editor.start()

    def _record(self, wanted: Edit, label: str) -> None:
        self.photo.history.record(wanted, label)

    def _undo(self) -> None:
        self.photo.history.undo()

    def spread(self, paths: tuple[Path, ...], paste: Paste = PASTE) -> SettingsReport:
        with self.qtbot.waitSignal(self.spreader.finished) as told:
            self.spreader.spread(paths, paste)
        return told.args[0]

    def take_back(self) -> SettingsReport:
        with self.qtbot.waitSignal(self.spreader.finished) as told:
            self.spreader.take_back()
        return told.args[0]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.looker.stop()
    made.editor.stop()


def saved(photo: Path) -> Edit:
    return sidecar.read(sidecar.sidecar_path(photo)).edit


def test_photos_that_are_not_open_get_their_sidecars_changed(desk: Desk, photos: tuple[Path, ...]) -> None:
    spread = desk.spread(photos)
    assert [saved(photo) for photo in photos] == [edit(1.4)] * 3
    assert (len(spread.changed), spread.same, spread.failures) == (3, 0, ())


def test_the_open_photo_is_changed_in_the_window_at_once(desk: Desk, photos: tuple[Path, ...]) -> None:
    desk.photo.show(open_photo(photos[1]).facts)
    desk.spreader.spread(photos, PASTE)
    assert desk.photo.edit == edit(1.4)
    desk.qtbot.waitUntil(lambda: not desk.spreader.is_busy)
    assert not sidecar.sidecar_path(photos[1]).exists()


def test_a_copy_of_the_open_photo_is_a_photo_of_its_own(desk: Desk, photos: tuple[Path, ...]) -> None:
    copy = photos[0].with_name("copy.png")
    copy.write_bytes(photos[0].read_bytes())
    desk.photo.show(open_photo(photos[0]).facts)
    spread = desk.spread((photos[0], copy))
    assert (desk.photo.edit, saved(copy)) == (edit(1.4), edit(1.4))
    assert len(spread.changed) == 2
    desk.take_back()
    assert (desk.photo.edit, saved(copy)) == (Edit(), Edit())


def test_a_photo_that_is_opened_before_its_turn_is_changed_in_the_window(desk: Desk, photos: tuple[Path, ...]) -> None:
    desk.looker.stop()
    looker = desk.looker = SettingsWorker()
    desk.spreader = SettingsSpreader(looker, desk.editor, desk.photo)
    desk.spreader.record_wanted.connect(desk._record)
    desk.spreader.spread(photos[:1], PASTE)
    desk.photo.show(open_photo(photos[0]).facts)
    with desk.qtbot.waitSignal(desk.spreader.finished):
        looker.start()
    assert desk.photo.edit == edit(1.4)
    assert not sidecar.sidecar_path(photos[0]).exists()


def test_all_of_it_is_taken_back_but_for_photos_that_were_edited_since(desk: Desk, photos: tuple[Path, ...]) -> None:
    desk.photo.show(open_photo(photos[0]).facts)
    desk.spread(photos)
    assert desk.spreader.can_take_back
    other = Paste(edit(1.9), Parts(("denoise",)))
    change_stored(EditStore(), open_photo(photos[2]).facts, recording(other.over, "Denoise"))
    spread = desk.take_back()
    assert desk.photo.edit == Edit()
    assert saved(photos[1]) == Edit()
    assert saved(photos[2]) == edit(1.9)
    assert (len(spread.changed), spread.same) == (2, 1)
    assert not desk.spreader.can_take_back


def test_what_cannot_be_opened_is_told_and_the_others_are_changed(desk: Desk, photos: tuple[Path, ...]) -> None:
    photos[0].write_bytes(b"no photo")
    spread = desk.spread(photos)
    assert len(spread.changed) == 2
    assert len(spread.failures) == 1
    assert "0.png" in spread.failures[0]


def test_photos_that_have_the_settings_already_are_counted_and_not_written(
    desk: Desk, photos: tuple[Path, ...]
) -> None:
    desk.spread(photos)
    spread = desk.spread(photos)
    assert (spread.changed, spread.same) == ((), 3)
    assert sidecar.read(sidecar.sidecar_path(photos[0])).revision == 1


def test_a_photo_that_is_opened_does_not_wait_for_changes_of_others(photos: tuple[Path, ...]) -> None:
    documents = [open_document(photo) for photo in photos]
    mailbox = EditMailbox()
    changes = [ChangeStored(document.facts, recording(PASTE.over, "x"), 1) for document in documents]
    for change in changes:
        mailbox.post(change)
    find = Find(documents[1])
    mailbox.post(find)
    assert [mailbox.take() for _ in range(4)] == [changes[1], find, changes[0], changes[2]]


def test_edits_of_a_copy_take_the_place_of_no_others(photos: tuple[Path, ...]) -> None:
    copy = photos[0].with_name("copy.png")
    copy.write_bytes(photos[0].read_bytes())
    facts = [open_photo(photo).facts for photo in (photos[0], copy)]
    saves = [Save(Record(one, edit(1.4), History(edit(1.4)).line)) for one in facts]
    mailbox = EditMailbox()
    for save in saves:
        mailbox.post(save)
    assert [mailbox.take() for _ in range(2)] == saves
    opened = OpenPhoto()
    opened.show(facts[1])
    opened.note_saved(saves[0].record, 5)
    assert (opened.revision, opened.is_clean) == (0, True)
