"""What the filmstrip knows of its photos, and which of them it shows in which order. No Qt."""

import enum
from collections.abc import Callable, Sequence
from pathlib import Path

from pellucid.foundation.photo_list import PhotoList
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_order import SortOrder, sorted_by
from pellucid.foundation.photo_summary import Rating
from pellucid.foundation.translation import mark

_STEREO_ENDINGS = (".mpo", ".jps", ".pns")


class Badge(enum.Enum):
    """What is said of a photo by a mark in its corner; the value is its word."""

    EDITED = "edited"
    EXPORTED = "exported"
    FAILED = "failed"
    STEREO = "stereo"


class Filter(enum.Enum):
    """Which photos are shown; the value is its word."""

    ALL = mark("All photos")
    NOT_REJECTED = mark("Not rejected")
    STARS_1 = mark("★ or more")
    STARS_2 = mark("★★ or more")
    STARS_3 = mark("★★★ or more")
    STARS_4 = mark("★★★★ or more")
    STARS_5 = "★★★★★"
    UNRATED = mark("Without stars")
    REJECTED = mark("Rejected")
    EDITED = mark("Edited")
    NOT_EDITED = mark("Not edited")
    NOT_EXPORTED = mark("Not exported")
    FAILED = mark("Failed")


_LEAST_STARS = {
    Filter.STARS_1: 1,
    Filter.STARS_2: 2,
    Filter.STARS_3: 3,
    Filter.STARS_4: 4,
    Filter.STARS_5: 5,
}


class StripContent:
    """The photos of a folder, or those that were chosen together."""

    def __init__(self) -> None:
        self.photos = PhotoList()
        self.order = SortOrder.NAME
        self.is_descending = False
        self.filter = Filter.ALL
        self._notes: dict[Path, PhotoNote] = {}
        self._ratings: dict[Path, Rating] = {}
        self._edited: dict[Path, bool] = {}
        self._exported: set[Path] = set()
        self._failures: dict[Path, str] = {}
        self._noise: dict[Path, float | None] = {}

    def show(self, photos: Sequence[Path]) -> None:
        """Be about other photos; what is known of those of both stays."""
        self.photos = PhotoList.of(photos)
        for known in (self._notes, self._ratings, self._edited, self._failures, self._noise):
            for gone in [photo for photo in known if photo not in self.photos]:
                del known[gone]

    def __contains__(self, photo: Path) -> bool:
        return photo in self.photos

    def note(self, notes: dict[Path, PhotoNote]) -> None:
        """Take what was found out about photos."""
        self._notes |= notes

    def rate(self, photo: Path, rating: Rating) -> None:
        """A photo has another rating now."""
        self._ratings[photo] = rating

    def set_edited(self, photo: Path, edited: bool) -> None:
        """A photo has edits now, or no more."""
        self._edited[photo] = edited

    def set_exported(self, photos: set[Path]) -> None:
        """These photos were exported."""
        self._exported = photos

    def set_failure(self, photo: Path, sentence: str) -> None:
        """Something went wrong with a photo; empty where it is well again."""
        if sentence:
            self._failures[photo] = sentence
        else:
            self._failures.pop(photo, None)

    def set_noise(self, photo: Path, level: float | None) -> None:
        """The noise of a photo was measured, in levels of 255; None where it cannot be."""
        self._noise[photo] = level

    def noise(self, photo: Path) -> float | None:
        """The noise of a photo, where it is known."""
        return self._noise.get(photo)

    @property
    def unmeasured(self) -> tuple[Path, ...]:
        """Photos whose noise was not measured yet."""
        return tuple(photo for photo in self.photos if photo not in self._noise)

    @property
    def unmeasured_count(self) -> int:
        """How many these are."""
        return len(self.photos) - len(self._noise)

    def rating(self, photo: Path) -> Rating:
        """How a photo was rated."""
        return self._ratings.get(photo) or self._note(photo).summary.rating

    def taken(self, photo: Path) -> str:
        """When a photo was taken, as `PhotoSummary.taken`."""
        return self._note(photo).summary.taken

    def failure(self, photo: Path) -> str:
        """What went wrong with a photo, or empty."""
        return self._failures.get(photo, "")

    def badges(self, photo: Path) -> tuple[Badge, ...]:
        """What is to be said of a photo."""
        said = {
            Badge.FAILED: photo in self._failures,
            Badge.EDITED: self.is_edited(photo),
            Badge.EXPORTED: photo in self._exported,
            Badge.STEREO: photo.suffix.lower() in _STEREO_ENDINGS,
        }
        return tuple(badge for badge, is_said in said.items() if is_said)

    def is_edited(self, photo: Path) -> bool:
        """True for a photo with edits."""
        return self._edited.get(photo, self._note(photo).is_edited)

    def shown(self) -> PhotoList:
        """The photos that pass the filter, in order; by name they stand as they came."""
        kept = self.photos if self.filter is Filter.ALL else PhotoList.of(filter(self._test(), self.photos))
        if self.order is SortOrder.NAME:
            return kept.backwards() if self.is_descending else kept
        taken = {photo: note.summary.taken for photo, note in self._notes.items() if note.summary.taken}
        noise = {photo: level for photo, level in self._noise.items() if level is not None}
        known = taken if self.order is SortOrder.DATE else noise
        return PhotoList.of(sorted_by(known, list(kept), is_descending=self.is_descending))

    def _note(self, photo: Path) -> PhotoNote:
        return self._notes.get(photo) or _NOTHING

    def _test(self) -> Callable[[Path], bool]:
        """Whether a photo passes the filter."""
        least = _LEAST_STARS.get(self.filter)
        if least is not None:
            return lambda photo: self._has_stars(photo, least)
        tests: dict[Filter, Callable[[Path], bool]] = {
            Filter.ALL: lambda _photo: True,
            Filter.NOT_REJECTED: lambda photo: not self.rating(photo).is_rejected,
            Filter.REJECTED: lambda photo: self.rating(photo).is_rejected,
            Filter.UNRATED: lambda photo: self.rating(photo) == Rating(),
            Filter.EDITED: self.is_edited,
            Filter.NOT_EDITED: lambda photo: not self.is_edited(photo),
            Filter.NOT_EXPORTED: lambda photo: photo not in self._exported,
            Filter.FAILED: lambda photo: photo in self._failures,
        }
        return tests[self.filter]

    def _has_stars(self, photo: Path, least: int) -> bool:
        rating = self.rating(photo)
        return rating.stars >= least and not rating.is_rejected


_NOTHING = PhotoNote()
