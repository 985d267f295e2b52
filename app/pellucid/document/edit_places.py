"""Where the edits of a photo lie: beside it, or in the data folder where nothing can be put beside it.

Edits that are not the photo's present ones, but somebody's, are kept as `NAME.pellucid.other-1`, `-2` and so on.
"""

import contextlib
import errno
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from pellucid.document import sidecar
from pellucid.foundation.atomic import write_bytes
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.paths import data_dir
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr

OTHER = ".other-"

_LONGEST_NAME_BYTES = 255
_LEFT_OVER = re.compile(r"\.pellucid-[0-9a-f]{8}\.tmp")
_LEFT_OVER_AFTER_S = 3600.0


@dataclass(frozen=True)
class EditPlaces:
    """The places of one photo's edits.

    Attributes:
        beside: the file beside the photo; None where its name would be too long.
        kept: the file in the data folder, named by the photo's content.
    """

    beside: Path | None
    kept: Path

    @classmethod
    def of(cls, facts: PhotoFacts) -> "EditPlaces":
        """Places for an opened photo."""
        beside = sidecar.sidecar_path(facts.edited_as)
        fits = len(os.fsencode(beside.name)) <= _LONGEST_NAME_BYTES
        return cls(beside if fits else None, data_dir() / "edits" / f"{facts.fingerprint}{sidecar.SUFFIX}")

    @property
    def all(self) -> tuple[Path, ...]:
        """Both, the better one first."""
        return (self.beside, self.kept) if self.beside else (self.kept,)

    @property
    def others(self) -> tuple[Path, ...]:
        """Edits that were set aside, oldest first."""
        found: list[tuple[int, Path]] = []
        for place in self.all:
            begin = f"{place.name}{OTHER}"
            with contextlib.suppress(OSError), os.scandir(place.parent) as entries:
                for entry in entries:  # not by a pattern, which takes ten times as long in a folder of thousands
                    number = entry.name.removeprefix(begin)
                    if number != entry.name and number.isdecimal():
                        found.append((int(number), place.with_name(entry.name)))
        return tuple(path for _, path in sorted(found))

    def set_aside(self, data: bytes) -> Path:
        """Keep the bytes of edits under the next free number.

        Raises:
            UnwritableError: neither place can be written.
        """
        refusal: UnwritableError | None = None
        for place in self.all:
            target = _next_free(place)
            try:
                write_at(target, data)
            except UnwritableError as error:
                refusal = refusal or error
            else:
                return target
        assert refusal is not None
        raise refusal


def _next_free(place: Path) -> Path:
    number = 1
    while os.path.lexists(place.with_name(f"{place.name}{OTHER}{number}")):
        number += 1
    return place.with_name(f"{place.name}{OTHER}{number}")


def bytes_at(place: Path) -> bytes | None:
    """What lies at a place; None where nothing does.

    Raises:
        UnreadableError: something does, but it cannot be read.
    """
    try:
        return sidecar.read_bytes(place)
    except UnreadableError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return None
        raise


def write_at(place: Path, data: bytes) -> None:
    """Write a file at a place, making the data folder if need be; a photo's folder is there.

    Raises:
        UnwritableError: it cannot be written; what was there is as it was.
    """
    if place.parent == data_dir() / "edits":
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UnwritableError(tr("{parent}: the folder for edits cannot be made.", parent=place.parent)) from error
    write_bytes(place, data)


def sweep(folder: Path) -> None:
    """Take away what a program that was killed in the middle of saving left behind."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_left_over = entry.name.endswith(".tmp") and _LEFT_OVER.fullmatch(entry.name)
            if is_left_over and time.time() - entry.stat().st_mtime > _LEFT_OVER_AFTER_S:
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()
