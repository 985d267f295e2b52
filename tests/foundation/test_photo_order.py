"""Photos of a folder, and the orders in which they are listed."""

from pathlib import Path

import pytest

from pellucid.foundation.photo_folder import photos_in
from pellucid.foundation.photo_order import SortOrder, sorted_photos
from pellucid.foundation.photo_summary import PhotoSummary, Rating

_PHOTOS = [Path(f"a{number}.jpg") for number in (10, 2, 1)]


def _names(photos: list[Path]) -> list[str]:
    return [photo.stem for photo in photos]


def test_a_name_is_sorted_as_people_do() -> None:
    assert _names(sorted_photos(_PHOTOS, SortOrder.NAME)) == ["a1", "a2", "a10"]
    assert _names(sorted_photos(_PHOTOS, SortOrder.NAME, is_descending=True)) == ["a10", "a2", "a1"]


def test_photos_without_a_date_come_last_whichever_way_it_goes() -> None:
    summaries = {
        _PHOTOS[0]: PhotoSummary("2026-01-01 10:00:00"),
        _PHOTOS[1]: PhotoSummary("2026-01-01 10:00:00.5"),
        _PHOTOS[2]: PhotoSummary(),
    }
    assert _names(sorted_photos(_PHOTOS, SortOrder.DATE, summaries=summaries)) == ["a10", "a2", "a1"]
    descending = sorted_photos(_PHOTOS, SortOrder.DATE, summaries=summaries, is_descending=True)
    assert _names(descending) == ["a2", "a10", "a1"]


def test_noise_sorts_as_far_as_it_was_measured() -> None:
    noise = {_PHOTOS[0]: 0.01, _PHOTOS[2]: 0.05}
    assert _names(sorted_photos(_PHOTOS, SortOrder.NOISE, noise=noise, is_descending=True)) == ["a1", "a10", "a2"]
    assert _names(sorted_photos(_PHOTOS, SortOrder.NOISE)) == ["a1", "a2", "a10"]


def test_a_folder_that_is_not_there_has_no_photos(tmp_path: Path) -> None:
    assert photos_in(tmp_path / "gone") == []


@pytest.mark.parametrize("stars", [-1, 6])
def test_there_are_no_more_than_five_stars(stars: int) -> None:
    with pytest.raises(ValueError, match="stars"):
        Rating(stars)
