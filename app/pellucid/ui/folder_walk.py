"""Which photo comes before and after the open one: those dropped together, else those of its folder. No Qt.

What counts as a photo here, its name decides: `foundation.formats`.
"""

import re
from pathlib import Path

from pellucid.foundation.formats import PHOTO_ENDINGS


class FolderWalk:
    """The photos around the open one."""

    def __init__(self) -> None:
        self._chosen: tuple[Path, ...] = ()

    def choose(self, paths: tuple[Path, ...]) -> None:
        """Walk through these, in this order, instead of the folder."""
        self._chosen = paths

    def neighbour(self, path: Path, steps: int) -> Path | None:
        """The photo some steps on (or back), or None beyond the ends."""
        photos = list(self._chosen) if path in self._chosen else photos_in(path.parent)
        if path not in photos:
            return None
        place = photos.index(path) + steps
        return photos[place] if 0 <= place < len(photos) else None


def photos_in(folder: Path) -> list[Path]:
    """Photos of a folder as people sort them (2 before 10); none where it cannot be read."""
    try:
        found = [entry for entry in folder.iterdir() if entry.suffix.lower() in PHOTO_ENDINGS]
    except OSError:
        return []
    return sorted(found, key=lambda path: _sort_key(path.name))


def _sort_key(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)]
