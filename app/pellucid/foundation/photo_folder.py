"""The photos of a folder, in the order of people: 2 before 10.

What counts as a photo here, its name decides: `foundation.formats`. Exports lie beside photos, but are none of them;
they are known by the name that exports are given, where their photo lies beside them.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

EXPORT_MARK = "-restored"
"""What the suggested name of an export adds to that of its photo, before a number where there are several."""

_EXPORT_STEM = re.compile(rf"(.+){re.escape(EXPORT_MARK)}(-[0-9]+)?")
_NUMBERS = re.compile(r"([0-9]+)")


def photos_in(folder: Path) -> list[Path]:
    """Photos of a folder as people sort them (2 before 10), without exports; none where it cannot be read."""
    return [folder / name for name in names_in(folder)]


def names_in(folder: Path) -> list[str]:
    """The names of these photos: a path for each of ten thousand takes as long as finding them."""
    from pellucid.foundation.formats import PHOTO_ENDINGS  # noqa: PLC0415 -- not needed to start

    try:
        with os.scandir(folder) as entries:
            names = [os.path.splitext(entry.name) for entry in entries]  # noqa: PTH122 -- a path for each takes longer
    except OSError:
        return []
    found = [(stem, ending) for stem, ending in names if ending.lower() in PHOTO_ENDINGS]
    stems = {stem for stem, _ in found}
    kept = [stem + ending for stem, ending in found if not _is_export(stem, stems)]
    return sorted(kept, key=_natural_key)


def in_natural_order(photos: Iterable[Path]) -> list[Path]:
    """Sort photos by their names as people do."""
    return sorted(photos, key=lambda photo: _natural_key(photo.name))


def _natural_key(name: str) -> list[str | int]:
    parts: list[str | int] = [*_NUMBERS.split(name.casefold())]
    parts[1::2] = map(int, parts[1::2])  # text and numbers take turns in every name, so like meets like
    return parts


def _is_export(stem: str, stems: set[str]) -> bool:
    named = _EXPORT_STEM.fullmatch(stem) if EXPORT_MARK in stem else None  # most are told without the expression
    return named is not None and named[1] in stems
