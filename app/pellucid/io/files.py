"""Opening the file itself: only regular files, told apart by content, with one border for every failure.

Nothing here understands pixels. `opened` gives the bytes, `sniff` the kind, `fingerprint` the name of the content,
and `decoder_border` turns whatever a decoder throws into a sentence for the person.
"""

import contextlib
import errno
import hashlib
import logging
import os
import stat
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pellucid.foundation import formats
from pellucid.foundation.errors import (
    MemoryShortError,
    PellucidError,
    RefusedError,
    UnreadableError,
    UnsupportedError,
)

_LOG = logging.getLogger("pellucid.io")
_EDGE_BYTES = 64 * 1024
_STRIDES = 16
_STRIDE_BYTES = 4096

_OPEN_REASONS = {
    errno.ENOENT: "there is no such file. Check its name and folder",
    errno.ENOTDIR: "there is no such file. Check its name and folder",
    errno.EACCES: "reading it is not allowed. Change its permissions, or ask its owner",
    errno.EPERM: "reading it is not allowed. Change its permissions, or ask its owner",
    errno.ELOOP: "its links go round in a circle. Open the file itself",
    errno.ENAMETOOLONG: "the name is too long. Move it to a folder nearer to the root",
    errno.EIO: "the disk reported an error. Copy it from a backup",
}


@dataclass(frozen=True)
class Limit:
    """How large a picture may be, asked on the header before anything is allocated."""

    path: Path
    max_pixels: int

    def check(self, width: int, height: int) -> None:
        """Refuse an empty or an oversized picture.

        Raises:
            UnreadableError: one side is not positive.
            RefusedError: more than `max_pixels` pixels.
        """
        if width <= 0 or height <= 0:
            raise UnreadableError(f"{shown(self.path)}: the file holds no picture. Get a fresh copy of it.")
        if width * height > self.max_pixels:
            raise RefusedError(
                f"{shown(self.path)}: {width} × {height} pixels are more than the limit of {self.max_pixels:,}. "
                "Raise the limit (--max-pixels) if you trust the file."
            )


def shown(path: Path) -> str:
    """A path as one printable line, however hostile its name."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading, at once and without waiting.

    A device or a pipe is refused before it is opened, because opening may block or have effects.

    Raises:
        UnreadableError: missing, denied, not a regular file, or empty.
    """
    try:
        _require_regular(path, path.stat())
        file = open(path, "rb", opener=_open_without_waiting)  # noqa: SIM115 -- closed below; only opening is guarded
    except ValueError as error:
        raise UnreadableError(f"{shown(path)}: this is no valid file name. Check it.") from error
    except OSError as error:
        reason = _OPEN_REASONS.get(error.errno or 0, f"{error.strerror or error}. Try again or copy it elsewhere")
        raise UnreadableError(f"{shown(path)}: cannot be opened, because {reason}.") from error
    with file:
        facts = os.fstat(file.fileno())
        _require_regular(path, facts)
        if facts.st_size == 0:
            raise UnreadableError(f"{shown(path)}: the file is empty. Get a fresh copy of it.")
        yield file


def sniff(path: Path, file: BinaryIO) -> str:
    """Tell the format by the first bytes; the id of `foundation.formats`.

    Raises:
        UnsupportedError: a known kind that Pellucid does not read.
        UnreadableError: nothing known.
    """
    file.seek(0)
    head = file.read(formats.HEAD_BYTES)
    file.seek(0)
    kind = formats.kind_of(head)
    if kind is not None:
        return kind
    opens = f"Pellucid opens {formats.readable()}"
    foreign = formats.foreign_kind(head)
    if foreign is not None:
        raise UnsupportedError(f"{shown(path)}: this seems to be {foreign}. {opens}; convert it first.")
    raise UnreadableError(f"{shown(path)}: this is not a photo, or it is damaged. {opens}.")


def fingerprint(file: BinaryIO) -> str:
    """Name the content: 32 hex digits over the length, both ends and samples of the middle; fast at any length."""
    size = os.fstat(file.fileno()).st_size
    digest = hashlib.sha256(str(size).encode())
    middle = range(_EDGE_BYTES, max(_EDGE_BYTES, size - _EDGE_BYTES), max(1, (size - 2 * _EDGE_BYTES) // _STRIDES))
    spots = [(0, _EDGE_BYTES), *((at, _STRIDE_BYTES) for at in middle), (max(0, size - _EDGE_BYTES), _EDGE_BYTES)]
    for start, length in spots:
        file.seek(start)
        digest.update(file.read(length))
    file.seek(0)
    return digest.hexdigest()[:32]


@contextlib.contextmanager
def decoder_border(path: Path) -> Iterator[None]:
    """The one place where a decoder's exceptions become sentences.

    Decoders raise nearly every exception there is on damaged files, so all are caught here and none elsewhere.
    Their Python warnings are about the file, not about Pellucid, and are left out.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except PellucidError:
        raise
    except MemoryError as error:
        raise MemoryShortError(
            f"{shown(path)}: there is not enough memory for this picture. Close other programs and try again."
        ) from error
    except Exception as error:
        _LOG.debug("%s: decoder failed", shown(path), exc_info=True)
        raise _worded(path, error) from error


def _worded(path: Path, error: Exception) -> PellucidError:
    if isinstance(error, NotImplementedError) or "unsupported" in str(error).lower():
        return UnsupportedError(f"{shown(path)}: the file uses a feature that Pellucid cannot read. Convert it first.")
    if "MAX_TEXT" in str(error):
        return RefusedError(f"{shown(path)}: its metadata unpack to far more than is sensible. Remove them first.")
    if isinstance(error, OSError) and error.errno in (errno.EIO, errno.ESTALE):
        return UnreadableError(f"{shown(path)}: the disk reported an error. Copy the file from a backup.")
    return UnreadableError(f"{shown(path)}: the file is damaged or cut short. Get a fresh copy of it.")


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _require_regular(path: Path, facts: os.stat_result) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise UnreadableError(f"{shown(path)}: this is a folder. Choose a photo in it.")
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadableError(f"{shown(path)}: this is a device or a pipe, not a file. Choose a photo.")
