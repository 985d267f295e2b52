"""Versions have names of their own, and none is lost by what is done to another."""

import pytest

from pellucid.document import versions
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.open_photo import OpenPhoto
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.document.versions import Version
from pellucid.foundation.errors import UsageError
from pellucid.foundation.framing import Framing
from pellucid.operations.denoise.parameters import Parameters

SOFT = Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=1.5)))
HARD = Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=0.5)))
TURNED = Edit(framing=Framing(quarter_turns=1))
MADE = "2026-01-02T03:04:05Z"
TWO = (Version("Soft", SOFT, MADE), Version("Hard", HARD, MADE))


def names(found: versions.Versions) -> list[str]:
    return [version.name for version in found]


def test_a_name_that_is_taken_gets_a_number() -> None:
    found = versions.added(TWO, " soft ", TURNED)
    assert (names(found), found[-1].edit) == (["Soft", "Hard", "soft 2"], TURNED)
    assert found[-1].made > MADE
    assert names(versions.added(found, "Soft 2", HARD))[-1] == "Soft 3"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 61])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="A version needs a name of 1 to 60 letters"):
        versions.added(TWO, name, SOFT)


def test_renaming_and_updating_change_one_only() -> None:
    assert names(versions.renamed(TWO, "Hard", "Soft")) == ["Soft", "Soft 2"]
    assert names(versions.renamed(TWO, "Hard", "HARD")) == ["Soft", "HARD"]
    again = versions.updated(TWO, "Soft", TURNED)
    assert (again[0].edit, again[1]) == (TURNED, TWO[1])


def test_a_copy_stands_behind_what_it_was_made_of() -> None:
    found = versions.duplicated(TWO, "Soft")
    assert (names(found), found[1].edit) == (["Soft", "Soft 2", "Hard"], SOFT)


def test_some_can_be_taken_out_and_one_be_found() -> None:
    assert versions.without(TWO, ["Soft"]) == TWO[1:]
    assert versions.find_version(TWO, "hard ") is TWO[1]
    with pytest.raises(UsageError, match=r"no version “Mild” of this photo; there are “Soft”, “Hard”"):
        versions.find_version(TWO, "Mild")
    with pytest.raises(UsageError, match="it has none"):
        versions.find_version((), "Mild")


def test_the_version_that_a_photo_is_at_is_known_by_its_state() -> None:
    idle = SOFT.with_stack(SOFT.stack.with_enabled("tone", True))
    assert versions.version_of(TWO, idle) is TWO[0], "a step that does nothing makes no other state"
    assert versions.version_of(TWO, TURNED) is None


def test_other_states_join_unless_they_are_there() -> None:
    others = (Version("Soft", TURNED, MADE), Version("Same", SOFT, MADE), Version("Known", Edit(), MADE))
    found = versions.merged(TWO, others, known=[Edit()])
    assert (names(found), found[-1].edit) == (["Soft", "Hard", "Soft 2"], TURNED)


def test_versions_of_one_name_in_a_file_get_names_of_their_own() -> None:
    same = (Version("A", SOFT, MADE), Version("a", HARD, MADE))
    photo = OpenPhoto()
    photo.show(None, Sidecar(SourceIdentity("a.jpg", "ab" * 16, 6, 4), Edit(), 1, versions=same))
    assert names(photo.versions) == ["A", "a 2"]
    assert not photo.has_unsaved_changes
