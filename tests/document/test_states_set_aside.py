"""States that gave way to another window become versions, and their files go once nothing of them would be lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from document.test_edit_store import edit, facts_of, names, record
from pellucid.document.edit_store import ChangedElsewhere, EditStore
from pellucid.document.found_edits import OTHER_EDITS
from pellucid.document.versions import Version
from pellucid.foundation.photo_facts import PhotoFacts


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PhotoFacts:
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    (tmp_path / "photos").mkdir()
    return facts_of(tmp_path)


def test_edits_that_give_way_are_kept_aside_and_become_versions(facts: PhotoFacts) -> None:
    one, other = EditStore(), EditStore()
    one.find(facts)
    other.save(record(facts, 0.4))
    named = Version("Soft", edit(0.2), "2026-01-02T03:04:05Z")
    given_way = replace(record(facts, 1.1), versions=(named,))
    assert one.keep_aside(given_way, give_way=True).name == "a.jpg.pellucid.other-1"
    one.save(record(facts, 0.5))
    again = EditStore()
    others = again.find(facts).others
    assert [(version.name, version.edit) for version in others] == [(OTHER_EDITS, edit(1.1)), ("Soft", edit(0.2))]
    assert others[0].made.startswith("20")
    again.save(record(facts, 0.6))
    assert names(facts) == ["a.jpg.pellucid", "a.jpg.pellucid.other-1"], "the file goes once its states are saved only"
    again.save(replace(record(facts, 0.6), versions=others[:1]))
    assert len(names(facts)) == 2, "one of its states would be lost"
    again.save(replace(record(facts, 0.6), versions=others))
    assert names(facts) == ["a.jpg.pellucid"]
    found = EditStore().find(facts)
    assert found.stored is not None
    assert (found.stored.versions, found.others) == (others, ())


def test_a_state_that_the_history_holds_becomes_no_version(facts: PhotoFacts) -> None:
    one, other = EditStore(), EditStore()
    one.find(facts)
    other.save(record(facts, 0.4))
    one.keep_aside(record(facts, 1.1), give_way=True)
    one.save(record(facts, 1.1))
    assert EditStore().find(facts).others == ()


def test_versions_that_another_window_saved_are_not_written_over_either(facts: PhotoFacts) -> None:
    one, other = EditStore(), EditStore()
    one.save(record(facts, 0.4))
    other.find(facts)
    named = Version("Soft", edit(0.2), "2026-01-02T03:04:05Z")
    other.save(replace(record(facts, 0.4), versions=(named,)))
    with pytest.raises(ChangedElsewhere):
        one.save(record(facts, 0.4))
