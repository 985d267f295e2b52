"""Edits of photos that are not open are changed in their sidecars, by one undo step, never over somebody else's."""

from pathlib import Path

import pytest

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.edit_store import EditStore, Saved
from pellucid.document.history import History
from pellucid.document.history_change import recording, taking_back
from pellucid.document.open_photo import Record
from pellucid.document.stored_change import change_stored
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations.denoise.parameters import Parameters


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PhotoFacts:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    return PhotoFacts(tmp_path / "a.jpg", "ab" * 16, "JPEG", Size(60, 40), "rgb", 8, False, "sRGB", 99)


def edit(gamma: float) -> Edit:
    return Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=gamma)))


def record(facts: PhotoFacts, gamma: float) -> Record:
    history = History(Edit())
    history.record(edit(gamma), "Denoise")
    return Record(facts, history.edit, history.line)


PASTE = recording(lambda _edit: edit(1.4), "Paste settings")


def labels(facts: PhotoFacts) -> list[str]:
    return [entry.label for entry in sidecar.read(sidecar.sidecar_path(facts.path)).history.entries]


def test_a_paste_is_one_undo_step_behind_what_was_there(facts: PhotoFacts) -> None:
    EditStore().save(record(facts, 1.1))
    changed = change_stored(EditStore(), facts, PASTE)
    assert (changed.before, changed.stored.edit, changed.stored.revision) == (edit(1.1), edit(1.4), 2)
    assert labels(facts) == ["Opened", "Denoise", "Paste settings"]


def test_a_photo_that_was_never_edited_gets_a_sidecar(facts: PhotoFacts) -> None:
    assert change_stored(EditStore(), facts, PASTE).is_another
    assert labels(facts) == ["Opened", "Paste settings"]


def test_where_nothing_changes_nothing_is_written(facts: PhotoFacts) -> None:
    changed = change_stored(EditStore(), facts, recording(lambda same: same, "Paste settings"))
    assert not changed.is_another
    assert not sidecar.sidecar_path(facts.path).exists()


def test_what_is_taken_back_can_be_done_again(facts: PhotoFacts) -> None:
    EditStore().save(record(facts, 1.1))
    change_stored(EditStore(), facts, PASTE)
    changed = change_stored(EditStore(), facts, taking_back(edit(1.1), edit(1.4)))
    assert changed.stored.edit == edit(1.1)
    assert labels(facts) == ["Opened", "Denoise", "Paste settings"]
    assert changed.stored.history.position == 1


def test_what_was_edited_since_is_not_taken_back(facts: PhotoFacts) -> None:
    change_stored(EditStore(), facts, PASTE)
    change_stored(EditStore(), facts, recording(lambda _edit: edit(1.8), "Denoise"))
    assert not change_stored(EditStore(), facts, taking_back(Edit(), edit(1.4))).is_another
    assert sidecar.read(sidecar.sidecar_path(facts.path)).edit == edit(1.8)


class Interrupted(EditStore):
    """Another program saves between this one's look and its save, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def save(self, wanted: Record, *, over: bool = False) -> Saved:
        if self.times:
            self.times -= 1
            other = EditStore()
            found = other.find(wanted.facts)
            gamma = 1.5 + 0.1 * (found.stored.revision if found.stored else 0)
            other.save(record(wanted.facts, gamma))
        return super().save(wanted, over=over)


def test_what_another_saves_meanwhile_is_changed_and_not_lost(facts: PhotoFacts) -> None:
    add = recording(lambda found: found.with_stack(found.stack.with_enabled("dehaze", True)), "Paste settings")
    changed = change_stored(Interrupted(1), facts, add)
    assert changed.before == edit(1.5)
    assert {step.operation for step in changed.stored.edit.stack.steps} == {"dehaze", "denoise"}


def test_it_does_not_try_for_ever(facts: PhotoFacts) -> None:
    with pytest.raises(UnwritableError, match="another window"):
        change_stored(Interrupted(9), facts, PASTE)
