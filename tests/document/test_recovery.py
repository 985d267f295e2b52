"""Unsaved edits are offered once, and only where they differ from the saved ones."""

from pathlib import Path

import pytest

from pellucid.document import recovery, sidecar
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import SourceIdentity
from pellucid.foundation.errors import UnwritableError
from pellucid.operations.denoise.parameters import Parameters

FINGERPRINT = "ab" * 16
SOURCE = SourceIdentity("photo.jpg", FINGERPRINT, 60, 40)
STACK = EditStack().with_parameters("denoise", Parameters(gamma=0.5))


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PELLUCID_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "photo.jpg"


def test_nothing_is_offered_where_nothing_was_kept(photo: Path) -> None:
    assert recovery.offer(FINGERPRINT, photo) is None


def test_kept_edits_are_offered(photo: Path) -> None:
    recovery.keep(STACK, SOURCE, 1)
    assert recovery.offer(FINGERPRINT, photo) == STACK


def test_the_last_kept_edits_are_offered(photo: Path) -> None:
    recovery.keep(EditStack().with_enabled("denoise", True), SOURCE, 1)
    recovery.keep(STACK, SOURCE, 1)
    assert recovery.offer(FINGERPRINT, photo) == STACK


def test_dropped_edits_are_not_offered(photo: Path) -> None:
    recovery.keep(STACK, SOURCE, 1)
    recovery.drop(FINGERPRINT)
    recovery.drop(FINGERPRINT)
    assert recovery.offer(FINGERPRINT, photo) is None


def test_edits_that_are_saved_anyway_are_not_offered(photo: Path) -> None:
    recovery.keep(STACK, SOURCE, 1)
    sidecar.write(sidecar.sidecar_path(photo), STACK, SOURCE, 1)
    assert recovery.offer(FINGERPRINT, photo) is None


def test_edits_that_differ_from_the_saved_ones_are_offered(photo: Path) -> None:
    recovery.keep(STACK, SOURCE, 2)
    sidecar.write(sidecar.sidecar_path(photo), EditStack().with_enabled("denoise", True), SOURCE, 1)
    assert recovery.offer(FINGERPRINT, photo) == STACK


def test_damaged_edits_are_not_offered(photo: Path, tmp_path: Path) -> None:
    recovery.keep(STACK, SOURCE, 1)
    (kept,) = (tmp_path / "state" / "recovery").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert recovery.offer(FINGERPRINT, photo) is None


def test_a_fingerprint_never_leads_out_of_the_store(photo: Path) -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        recovery.offer("../../etc/passwd", photo)


def test_a_store_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PELLUCID_STATE_DIR", str(tmp_path / "file"))
    with pytest.raises(UnwritableError, match="folder for unsaved edits"):
        recovery.keep(STACK, SOURCE, 1)
