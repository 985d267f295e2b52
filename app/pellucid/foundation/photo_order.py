"""The orders in which people look at many photos."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pellucid.foundation.photo_folder import in_natural_order
from pellucid.foundation.photo_summary import PhotoSummary


class SortOrder(enum.Enum):
    """By what photos are sorted; the value is its word."""

    NAME = "name"
    DATE = "date"
    NOISE = "noise"


def sorted_photos(
    photos: Iterable[Path],
    order: SortOrder,
    *,
    summaries: Mapping[Path, PhotoSummary] | None = None,
    noise: Mapping[Path, float] | None = None,
    is_descending: bool = False,
) -> list[Path]:
    """Sort photos; those of which nothing is known yet come last, and what is equal goes by name.

    Args:
        photos: to be sorted.
        order: by what.
        summaries: when photos were taken, as far as that is known.
        noise: their noise, as far as it was measured.
        is_descending: the largest first.
    """
    by_name = in_natural_order(photos)
    if order is SortOrder.NAME:
        return by_name[::-1] if is_descending else by_name
    taken = {photo: summary.taken for photo, summary in (summaries or {}).items() if summary.taken}
    known: Mapping[Path, str] | Mapping[Path, float] = taken if order is SortOrder.DATE else noise or {}
    return sorted_by(known, by_name, is_descending=is_descending)


def sorted_by(
    known: Mapping[Path, str] | Mapping[Path, float], photos: Sequence[Path], *, is_descending: bool = False
) -> list[Path]:
    """Sort photos by what is known of them; what is equal or not known stays in its order, the latter at the end."""
    first = sorted((photo for photo in photos if photo in known), key=known.__getitem__, reverse=is_descending)
    return first + [photo for photo in photos if photo not in known]
