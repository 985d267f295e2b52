"""Which photo comes before and after the open one: those dropped together, else those of its folder. No Qt.

What counts as a photo here, its name decides: `foundation.formats`. Exports lie beside photos, but are none of them:
those of this program run are known, and others by the name that exports are given, where their photo lies beside them.
"""

import re
from pathlib import Path

EXPORT_MARK = "-restored"
"""What the suggested name of an export adds to that of its photo, before a number where there are several."""

_EXPORT_STEM = re.compile(rf"(.+){re.escape(EXPORT_MARK)}(-[0-9]+)?")


class FolderWalk:
    """The photos around the open one."""

    def __init__(self) -> None:
        self._chosen: tuple[Path, ...] = ()
        self._exported: set[Path] = set()

    def choose(self, paths: tuple[Path, ...]) -> None:
        """Walk through these, in this order, instead of the folder."""
        self._chosen = paths

    def leave_out(self, path: Path) -> None:
        """A file is an export: the walk through its folder passes it by."""
        self._exported.add(path)

    def neighbour(self, path: Path, steps: int) -> Path | None:
        """The photo some steps on (or back), or None beyond the ends."""
        photos = list(self._chosen) if path in self._chosen else self._around(path)
        if path not in photos:
            return None
        place = photos.index(path) + steps
        return photos[place] if 0 <= place < len(photos) else None

    def _around(self, path: Path) -> list[Path]:
        """Photos of a folder without exports; whoever opened one of those goes on from it all the same."""
        photos = [photo for photo in photos_in(path.parent) if photo not in self._exported]
        return photos if path in photos or not path.exists() else _sorted([*photos, path])


def photos_in(folder: Path) -> list[Path]:
    """Photos of a folder as people sort them (2 before 10), without exports; none where it cannot be read."""
    from pellucid.foundation.formats import PHOTO_ENDINGS  # noqa: PLC0415 -- not needed to start

    try:
        found = [entry for entry in folder.iterdir() if entry.suffix.lower() in PHOTO_ENDINGS]
    except OSError:
        return []
    stems = {entry.stem for entry in found}
    return _sorted([entry for entry in found if not _is_export(entry.stem, stems)])


def _is_export(stem: str, stems: set[str]) -> bool:
    named = _EXPORT_STEM.fullmatch(stem)
    return named is not None and named[1] in stems


def _sorted(photos: list[Path]) -> list[Path]:
    return sorted(photos, key=lambda path: _sort_key(path.name))


def _sort_key(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)]
