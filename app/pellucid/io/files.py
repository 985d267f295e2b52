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
from pellucid.foundation.paths import shown
from pellucid.foundation.translation import mark, tr

_LOG = logging.getLogger("pellucid.io")
_EDGE_BYTES = 64 * 1024
_STRIDES = 16
_STRIDE_BYTES = 4096

_OPEN_REASONS = {
    errno.ENOENT: mark("there is no such file. Check its name and folder"),
    errno.ENOTDIR: mark("there is no such file. Check its name and folder"),
    errno.EACCES: mark("reading it is not allowed. Change its permissions, or ask its owner"),
    errno.EPERM: mark("reading it is not allowed. Change its permissions, or ask its owner"),
    errno.ELOOP: mark("its links go round in a circle. Open the file itself"),
    errno.ENAMETOOLONG: mark("the name is too long. Move it to a folder nearer to the root"),
    errno.EIO: mark("the disk reported an error. Copy it from a backup"),
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
            raise UnreadableError(
                tr("{path}: the file holds no picture. Get a fresh copy of it.", path=shown(self.path))
            )
        if width * height > self.max_pixels:
            raise RefusedError(
                tr(
                    "{path}: {width} × {height} pixels are more than the limit of {max_pixels:,}. Raise the limit "
                    "(--max-pixels) if you trust the file.",
                    path=shown(self.path),
                    width=width,
                    height=height,
                    max_pixels=self.max_pixels,
                )
            )


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
        raise UnreadableError(tr("{path}: this is no valid file name. Check it.", path=shown(path))) from error
    except OSError as error:
        told = error.strerror or str(error)
        known = _OPEN_REASONS.get(error.errno or 0)
        reason = tr(known) if known else tr("{reason}. Try again or copy it elsewhere", reason=told)
        raise UnreadableError(
            tr("{path}: cannot be opened, because {reason}.", path=shown(path), reason=reason)
        ) from error
    with file:
        facts = os.fstat(file.fileno())
        _require_regular(path, facts)
        if facts.st_size == 0:
            raise UnreadableError(tr("{path}: the file is empty. Get a fresh copy of it.", path=shown(path)))
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
    opens = tr("Pellucid opens {readable}", readable=formats.readable())
    foreign = formats.foreign_kind(head)
    if foreign is not None:
        raise UnsupportedError(
            tr(
                "{path}: this seems to be {foreign}. {opens}; convert it first.",
                path=shown(path),
                foreign=tr(foreign),
                opens=opens,
            )
        )
    raise UnreadableError(tr("{path}: this is not a photo, or it is damaged. {opens}.", path=shown(path), opens=opens))


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
            tr(
                "{path}: there is not enough memory for this picture. Close other programs and try again.",
                path=shown(path),
            )
        ) from error
    except Exception as error:
        _LOG.debug("%s: decoder failed", shown(path), exc_info=True)
        raise _worded(path, error) from error


def _worded(path: Path, error: Exception) -> PellucidError:
    if isinstance(error, NotImplementedError) or "unsupported" in str(error).lower():
        return UnsupportedError(
            tr("{path}: the file uses a feature that Pellucid cannot read. Convert it first.", path=shown(path))
        )
    if "MAX_TEXT" in str(error):
        return RefusedError(
            tr("{path}: its metadata unpack to far more than is sensible. Remove them first.", path=shown(path))
        )
    if isinstance(error, OSError) and error.errno in (errno.EIO, errno.ESTALE):
        return UnreadableError(tr("{path}: the disk reported an error. Copy the file from a backup.", path=shown(path)))
    return UnreadableError(tr("{path}: the file is damaged or cut short. Get a fresh copy of it.", path=shown(path)))


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _require_regular(path: Path, facts: os.stat_result) -> None:
    if stat.S_ISDIR(facts.st_mode):
        raise UnreadableError(tr("{path}: this is a folder. Choose a photo in it.", path=shown(path)))
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadableError(tr("{path}: this is a device or a pipe, not a file. Choose a photo.", path=shown(path)))
