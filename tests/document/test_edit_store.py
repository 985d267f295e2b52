"""Edits are never lost: not to another window, a long name, a folder that cannot be written, or a kill."""

import contextlib
import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from pellucid.document import recovery, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.edit_store import ChangedElsewhere, EditStore
from pellucid.document.history import History
from pellucid.document.open_photo import Record
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations.denoise.parameters import Parameters


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    (tmp_path / "photos").mkdir()


def facts_of(tmp_path: Path, name: str = "a.jpg", fingerprint: str = "ab" * 16) -> PhotoFacts:
    return PhotoFacts(tmp_path / "photos" / name, fingerprint, "JPEG", Size(60, 40), "rgb", 8, False, "sRGB", 99)


def edit(gamma: float) -> Edit:
    return Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=gamma)))


def record(facts: PhotoFacts, gamma: float) -> Record:
    history = History(Edit())
    history.record(edit(gamma), "Denoise")
    return Record(facts, history.edit, history.line)


@pytest.fixture
def facts(tmp_path: Path) -> PhotoFacts:
    return facts_of(tmp_path)


def names(facts: PhotoFacts) -> list[str]:
    return sorted(path.name for path in facts.path.parent.iterdir())


def test_what_was_saved_is_found_with_its_history(facts: PhotoFacts) -> None:
    store = EditStore()
    assert store.find(facts).stored is None
    assert store.save(record(facts, 1.1)).revision == 1
    assert store.save(record(facts, 1.2)).revision == 2
    found = EditStore().find(facts)
    assert found.stored is not None
    assert (found.stored.edit, found.stored.revision) == (edit(1.2), 2)
    assert [entry.label for entry in found.stored.history.entries] == ["Opened", "Denoise"]
    assert (found.offers, found.notes, found.recovered) == ((), (), None)
    assert names(facts) == ["a.jpg.pellucid"]


def test_an_edit_that_does_nothing_makes_no_file_but_is_saved_where_one_is(facts: PhotoFacts) -> None:
    store = EditStore()
    store.find(facts)
    idle = Edit(stack=EditStack().with_enabled("tone", True))
    assert store.save(Record(facts, idle, History(idle).line)).revision == 0
    assert names(facts) == []
    store.save(record(facts, 1.0))
    store.save(Record(facts, idle, History(idle).line))
    assert sidecar.read(sidecar.sidecar_path(facts.path)).edit == idle


def test_what_another_window_saved_is_never_written_over(facts: PhotoFacts) -> None:
    one, other = EditStore(), EditStore()
    for store in (one, other):
        store.find(facts)
    other.save(record(facts, 0.4))
    with pytest.raises(ChangedElsewhere) as changed:
        one.save(record(facts, 1.1))
    assert changed.value.other.edit == edit(0.4)
    assert sidecar.read(sidecar.sidecar_path(facts.path)).edit == edit(0.4)
    kept = recovery.offer(facts.fingerprint)
    assert kept is not None
    assert kept.edit == edit(1.1)
    one.save(record(facts, 1.1), over=True)
    assert sidecar.read(sidecar.sidecar_path(facts.path)).edit == edit(1.1)
    assert sidecar.read(facts.path.with_name("a.jpg.pellucid.other-1")).edit == edit(0.4)
    assert recovery.offer(facts.fingerprint) is None
    with pytest.raises(ChangedElsewhere):
        other.save(record(facts, 0.5))
    assert one.save(record(facts, 1.2)).revision == 3


def test_edits_kept_aside_without_giving_way_still_write_over_nothing(facts: PhotoFacts) -> None:
    one, other = EditStore(), EditStore()
    one.find(facts)
    other.save(record(facts, 0.4))
    one.keep_aside(record(facts, 1.1), give_way=False)
    with pytest.raises(ChangedElsewhere):
        one.save(record(facts, 1.2))


def test_the_same_edits_saved_twice_are_no_question(facts: PhotoFacts) -> None:
    one, other = EditStore(), EditStore()
    one.find(facts)
    other.save(record(facts, 0.4))
    assert one.save(record(facts, 0.4)).revision == 2
    assert names(facts) == ["a.jpg.pellucid"]


def test_of_two_windows_that_save_at_the_same_moment_neither_writes_over_the_other(facts: PhotoFacts) -> None:
    def save_many(start: float) -> list[int]:
        store, revisions = EditStore(), []
        store.find(facts)
        for k in range(20):
            with contextlib.suppress(ChangedElsewhere):
                revisions.append(store.save(record(facts, start + k / 100), over=k % 2 == 0).revision)
        return revisions

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(save_many, (0.1, 1.1))
    assert len({*one, *other}) == len(one) + len(other), "each revision was saved by one of them"
    stored = EditStore().find(facts).stored
    assert stored is not None
    assert stored.revision == max(*one, *other)


def test_edits_of_another_photo_are_offered_and_kept_when_this_one_is_edited(facts: PhotoFacts, tmp_path: Path) -> None:
    EditStore().save(record(facts_of(tmp_path, fingerprint="cd" * 16), 0.4))
    store = EditStore()
    found = store.find(facts)
    (offer,) = found.offers
    assert (found.stored, offer.stored.edit, offer.is_foreign) == (None, edit(0.4), True)
    saved = store.save(record(facts, 1.1))
    assert "a.jpg.pellucid.other-1" in saved.notes[0]
    assert sidecar.read(facts.path.with_name("a.jpg.pellucid.other-1")).edit == edit(0.4)
    assert store.save(record(facts, 1.2)).notes == ()


def test_edits_that_cannot_be_read_are_told_and_kept(facts: PhotoFacts) -> None:
    beside = sidecar.sidecar_path(facts.path)
    beside.write_bytes(b"{")
    store = EditStore()
    (note,) = store.find(facts).notes
    assert str(beside) in note
    assert "kept under another name" in note
    assert beside.read_bytes() == b"{"
    store.save(record(facts, 1.1))
    assert facts.path.with_name("a.jpg.pellucid.other-1").read_bytes() == b"{"
    assert sidecar.read(beside).edit == edit(1.1)


@pytest.mark.parametrize("length", [246, 247, 255])
def test_edits_of_a_photo_with_a_long_name_are_found_again(tmp_path: Path, length: int) -> None:
    facts = facts_of(tmp_path, "é" * ((length - 4) // 2) + "x" * (length % 2) + ".jpg")
    assert len(os.fsencode(facts.path.name)) == length
    store = EditStore()
    store.find(facts)
    notes = store.save(record(facts, 1.1)).notes
    assert len(notes) == (length > 246)
    assert store.save(record(facts, 1.2)).notes == (), "it is said once"
    found = EditStore().find(facts)
    assert found.stored is not None
    assert found.stored.edit == edit(1.2)
    assert store.keep_aside(record(facts, 0.1), give_way=True).exists()
    assert [version.edit for version in EditStore().find(facts).others] == [edit(0.1)]


def test_edits_of_a_folder_that_cannot_be_written_lie_in_the_data_folder(
    facts: PhotoFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EditStore()
    store.find(facts)
    store.save(record(facts, 1.0))
    with monkeypatch.context() as patch:
        from pellucid.document import edit_store

        really = edit_store.write_at

        def read_only(place: Path, data: bytes) -> None:
            if place.parent == facts.path.parent:
                raise UnwritableError(f"{place}: cannot be written, because the disk is read-only.")
            really(place, data)

        patch.setattr(edit_store, "write_at", read_only)
        (note,) = store.save(record(facts, 1.1)).notes
        assert "Nothing can be written beside “a.jpg”" in note
        assert store.save(record(facts, 1.2)).notes == ()
    again = EditStore()
    found = again.find(facts)
    assert found.stored is not None
    assert (found.stored.edit, found.stored.revision) == (edit(1.2), 3)
    again.save(record(facts, 1.3))
    last = EditStore().find(facts).stored
    assert last is not None
    assert last.edit == edit(1.3)
    assert not list((Path(os.environ["PELLUCID_DATA_DIR"]) / "edits").iterdir())


def test_edits_that_can_be_saved_nowhere_are_kept_for_recovery(
    facts: PhotoFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(place: Path, _data: bytes) -> None:
        raise UnwritableError(f"{place}: cannot be written, because there is no space left on the disk.")

    with monkeypatch.context() as patch:
        patch.setattr("pellucid.document.edit_store.write_at", refuse)
        with pytest.raises(UnwritableError, match=r"a\.jpg\.pellucid: .* no space left"):
            EditStore().save(record(facts, 1.1))
    found = EditStore().find(facts)
    assert found.stored is None
    assert found.recovered is not None
    assert found.recovered.edit == edit(1.1)


def test_a_sidecar_that_somebody_deleted_is_written_again(facts: PhotoFacts) -> None:
    store = EditStore()
    store.save(record(facts, 1.1))
    sidecar.sidecar_path(facts.path).unlink()
    store.save(record(facts, 1.2))
    assert sidecar.read(sidecar.sidecar_path(facts.path)).edit == edit(1.2)


def test_a_folder_is_swept_once_for_all_its_photos(facts: PhotoFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[Path] = []
    monkeypatch.setattr("pellucid.document.edit_store.sweep", swept.append)
    store = EditStore()
    for path in (facts.path, facts.path.with_name("other.jpg"), facts.path.parent / "below" / "third.jpg"):
        store.find(replace(facts, path=path))
    assert swept == [facts.path.parent, facts.path.parent / "below"]


def test_what_a_killed_program_left_behind_is_swept_after_an_hour(facts: PhotoFacts) -> None:
    folder = facts.path.parent
    old, new, own = folder / ".pellucid-0123abcd.tmp", folder / ".pellucid-0123abce.tmp", folder / ".pellucid-mine.tmp"
    for path in (old, new, own):
        path.write_bytes(b"half")
    for path in (old, own):
        os.utime(path, (time.time() - 7200,) * 2)
    EditStore().find(facts)
    assert names(facts) == sorted([new.name, own.name])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that is there at once")
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_edits_whole(facts: PhotoFacts) -> None:
    chance = random.Random(7)
    EditStore().save(record(facts, 0.0))
    revision = 1
    for _ in range(30):
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            save_for_ever(facts, tell)
        os.close(tell)
        os.read(told, 1)
        time.sleep(chance.random() * 0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(told, "rb") as pipe:
            saves = 1 + len(pipe.read())
        stored = EditStore().find(facts).stored
        assert stored is not None
        assert revision + saves <= stored.revision <= revision + saves + 1, "what was told to be saved is there"
        assert stored.edit == edit(stored.revision % 200 / 100)
        revision = stored.revision


def save_for_ever(facts: PhotoFacts, tell: int) -> None:
    """In the child: save one edit after the other and tell of each, until it is killed."""
    try:
        store = EditStore()
        found = store.find(facts).stored
        revision = found.revision if found else 0
        while True:
            revision = store.save(record(facts, (revision + 1) % 200 / 100)).revision
            os.write(tell, b".")
    finally:
        os._exit(1)
