"""Which photo comes before and after the open one: those dropped together, else those of its folder. No Qt.

Exports of this program run are known, and passed by; `foundation.photo_folder` knows others by their names.
"""

from pathlib import Path

from pellucid.foundation.photo_folder import in_natural_order, photos_in


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
        return photos if path in photos or not path.exists() else in_natural_order([*photos, path])
