"""Edits that could not be saved are kept until they are."""

from pathlib import Path

import pytest

from pellucid.document import recovery
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.foundation.errors import UnwritableError
from pellucid.operations.denoise.parameters import Parameters

FINGERPRINT = "ab" * 16
SOURCE = SourceIdentity("photo.jpg", FINGERPRINT, 60, 40)
STORED = Sidecar(SOURCE, Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=0.5))), 1)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_STATE_DIR", str(tmp_path / "state"))


def test_nothing_is_offered_where_nothing_was_kept() -> None:
    assert recovery.offer(FINGERPRINT) is None


def test_kept_edits_are_offered() -> None:
    recovery.keep(STORED)
    assert recovery.offer(FINGERPRINT) == STORED


def test_the_last_kept_edits_are_offered() -> None:
    recovery.keep(Sidecar(SOURCE, Edit(), 1))
    recovery.keep(STORED)
    assert recovery.offer(FINGERPRINT) == STORED


def test_dropped_edits_are_not_offered() -> None:
    recovery.keep(STORED)
    recovery.drop(FINGERPRINT)
    recovery.drop(FINGERPRINT)
    assert recovery.offer(FINGERPRINT) is None


def test_damaged_edits_are_not_offered(tmp_path: Path) -> None:
    recovery.keep(STORED)
    (kept,) = (tmp_path / "state" / "recovery").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert recovery.offer(FINGERPRINT) is None


def test_a_fingerprint_never_leads_out_of_the_store() -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        recovery.offer("../../etc/passwd")


def test_a_store_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PELLUCID_STATE_DIR", str(tmp_path / "file"))
    with pytest.raises(UnwritableError, match="folder for unsaved edits"):
        recovery.keep(STORED)
