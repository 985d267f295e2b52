"""Photos in an order, however many: a path is made when it is asked for, because ten thousand take a tenth of a second.

Threads may share a list; it never changes.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload


class PhotoList(Sequence[Path]):
    """Photos of one folder by their names, or photos of anywhere (`of`). None stands in it twice.

    Args:
        folder: in which all of them lie; None where `words` are whole paths.
        words: their names, in order.
    """

    def __init__(self, folder: Path | None = None, words: Sequence[str] = ()) -> None:
        self._folder, self._words = folder, tuple(words)

    @classmethod
    def of(cls, photos: Iterable[Path]) -> "PhotoList":
        """The list of these photos, which may be one already."""
        return photos if isinstance(photos, cls) else cls(None, [os.fspath(photo) for photo in photos])

    @property
    def names(self) -> list[str]:
        """The names of the files, in order."""
        return list(self._words) if self._folder is not None else [os.path.basename(word) for word in self._words]  # noqa: PTH119 -- no paths

    def place(self, photo: Path) -> int | None:
        """At which place a photo stands, or None."""
        word = os.fspath(photo)
        if self._folder is not None:
            head, word = os.path.split(word)
            if head != self._head:
                return None
        return self._places.get(word)

    def backwards(self) -> "PhotoList":
        """The same photos, the last first."""
        return PhotoList(self._folder, self._words[::-1])

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, place: int) -> Path: ...

    @overload
    def __getitem__(self, place: slice) -> list[Path]: ...

    def __getitem__(self, place: int | slice) -> Path | list[Path]:
        if isinstance(place, slice):
            return [self._path(word) for word in self._words[place]]
        return self._path(self._words[place])

    def __iter__(self) -> Iterator[Path]:
        return map(self._path, self._words)

    def __contains__(self, photo: object) -> bool:
        return isinstance(photo, Path) and self.place(photo) is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PhotoList):
            return NotImplemented
        return self._folder == other._folder and self._words == other._words

    def __hash__(self) -> int:
        return hash((self._folder, self._words))

    def _path(self, word: str) -> Path:
        return Path(word) if self._folder is None else self._folder / word

    @cached_property
    def _head(self) -> str:
        """What comes before the name in a path of the folder: not always how the folder itself is written."""
        return os.path.split(self._path("name"))[0]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self._words)}
