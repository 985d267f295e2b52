"""Small pictures that are kept: of the photo as it is now, and never too many."""

import os
from pathlib import Path

import pytest

from pellucid.foundation.thumbnail_cache import ThumbnailCache


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "secret name.jpg").write_bytes(b"photo")
    return tmp_path / "secret name.jpg"


def test_a_picture_is_found_by_the_next_run_and_names_no_photo(tmp_path: Path, photo: Path) -> None:
    ThumbnailCache(tmp_path / "cache").keep(photo, b"small")
    found = ThumbnailCache(tmp_path / "cache").find(photo)
    assert found is not None
    assert found.read_bytes() == b"small"
    assert "secret" not in str(found.relative_to(tmp_path))


@pytest.mark.parametrize("change", ["time", "length"])
def test_a_photo_that_was_changed_has_none_but_the_last_is_known(tmp_path: Path, photo: Path, change: str) -> None:
    cache = ThumbnailCache(tmp_path / "cache")
    cache.keep(photo, b"small")
    facts = photo.stat()
    if change == "length":
        photo.write_bytes(b"photo, changed")
    os.utime(photo, ns=(facts.st_atime_ns, facts.st_mtime_ns + (change == "time")))
    assert cache.find(photo) is None
    latest = cache.find_latest(photo)
    assert latest is not None
    assert latest.read_bytes() == b"small"


def test_an_edit_has_a_picture_of_its_own_and_is_the_latest(tmp_path: Path, photo: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache")
    cache.keep(photo, b"plain")
    cache.keep(photo, b"edited", "e" * 64)
    plain, edited, other = cache.find(photo), cache.find(photo, "e" * 64), cache.find(photo, "f" * 64)
    assert plain is not None
    assert edited is not None
    assert (plain.read_bytes(), edited.read_bytes(), other) == (b"plain", b"edited", None)
    os.utime(plain, (1, 1))
    assert cache.find_latest(photo) == edited


def test_a_photo_that_is_away_still_has_its_last_picture(tmp_path: Path, photo: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache")
    cache.keep(photo, b"small")
    photo.unlink()
    assert cache.find_latest(photo) is not None


def test_it_never_grows_beyond_its_limit(tmp_path: Path) -> None:
    cache = ThumbnailCache(tmp_path / "cache", limit_bytes=1000)
    for number in range(40):
        (tmp_path / f"{number}.jpg").touch()
        cache.keep(tmp_path / f"{number}.jpg", bytes(100))
        kept = [path.stat().st_size for path in (tmp_path / "cache").rglob("*.jpg")]
        assert sum(kept) <= 1000
    assert cache.find(tmp_path / "39.jpg") is not None


def test_a_folder_that_cannot_be_used_remembers_nothing(tmp_path: Path, photo: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = ThumbnailCache(tmp_path / "cache")
    cache.keep(photo, b"small")
    assert cache.find(photo) is None
