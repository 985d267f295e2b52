"""MPO: several JPEGs one behind the other, with an index in the first one's APP2 (CIPA DC-007, Multi-Picture Format).

The index is a small TIFF directory: for each picture what it is, how long it is and where it begins, counted from
the index itself. Each picture may say in a directory of its own which viewpoint it is, the leftmost being number 1.
Coded pictures are cut out and put together here; none is decoded.
"""

import io
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from pellucid.io import exif
from pellucid.io.containers import jpeg

DISPARITY = 0x020002
"""Type of a picture that is one viewpoint of several of the same moment."""

UNDEFINED = 0
"""Type of whatever else; writers that know no better give it to the second eye."""

PREVIEWS = (0x010001, 0x010002)
"""Types of reduced copies for screens."""

_APP2 = 0xE2
_MPF = b"MPF\x00"
_SOI = b"\xff\xd8\xff"
_VERSION, _COUNT, _ENTRIES, _NUMBER, _BASE_VIEWPOINT, _ANGLE, _BASELINE = (
    0xB000, 0xB001, 0xB002, 0xB101, 0xB204, 0xB205, 0xB206,
)  # fmt: skip
_ENTRY_BYTES = 16
_MOST_PICTURES = 100
_TYPE_BITS = 0x00FFFFFF
_REPRESENTATIVE = 0x20000000
_LONG, _RATIONAL, _UNDEFINED_KIND, _SIGNED_RATIONAL = 4, 5, 7, 10
_UNKNOWN = b"\xff" * 8
_HEAD = b"MM\x00*\x00\x00\x00\x08"
_HEAD_BYTES = 8


@dataclass(frozen=True)
class MpoImage:
    """One coded picture in the file: what it is, where it lies, and its viewpoint, 0 where it does not say."""

    kind: int
    start: int
    length: int
    number: int


def images(file: BinaryIO) -> tuple[MpoImage, ...]:
    """Find the pictures of a JPEG with an index; none where there is no index.

    Raises:
        ValueError: the index leads out of the file, or to what is no picture.
    """
    found = _index(file)
    if found is None:
        return ()
    origin, block = found
    directory = exif.first_ifd(io.BytesIO(block))
    entries = directory[0].find(_ENTRIES) if directory else None
    if directory is None or entries is None:
        return ()
    order = directory[1]
    file_bytes = file.seek(0, io.SEEK_END)
    listed = []
    for at in range(0, min(len(entries.value), _MOST_PICTURES * _ENTRY_BYTES) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        attribute, length, offset = struct.unpack_from(f"{order}III", entries.value, at)
        start = origin + offset if at else 0
        file.seek(start)
        if start + length > file_bytes or file.read(len(_SOI)) != _SOI:
            raise ValueError("the index leads to what is no picture")
        listed.append(MpoImage(attribute & _TYPE_BITS, start, length, _number(cut(file, start, length))))
    return tuple(listed)


def cut(file: BinaryIO, start: int, length: int) -> bytes:
    """The bytes of one picture."""
    file.seek(start)
    return file.read(length)


def joined(eyes: Sequence[bytes]) -> list[bytes]:
    """Put coded JPEGs one behind the other, as viewpoints from left to right.

    Args:
        eyes: whole JPEGs without an index, the leftmost first.

    Returns:
        The parts of the file.
    """
    blank = [_with_block(eye, _block(number, (0, 0) * len(eyes))) for number, eye in enumerate(eyes, start=1)]
    origin = blank[0][1] + len(_MPF)
    places, start = [], 0
    for coded, _ in blank:
        places += [len(coded), start - origin if start else 0]
        start += len(coded)
    first, _ = _with_block(eyes[0], _block(1, tuple(places)))
    return [first, *(coded for coded, _ in blank[1:])]


def _index(file: BinaryIO) -> tuple[int, bytes] | None:
    """Where the index of a JPEG begins, and its bytes."""
    for segment in jpeg.segments(file):
        if segment.marker == _APP2 and segment.payload.startswith(_MPF):
            return segment.position + 4 + len(_MPF), segment.payload[len(_MPF) :]
    return None


def _number(coded: bytes) -> int:
    """Number of the viewpoint that a picture says it is: beside the index in the first one, instead of it in others."""
    found = _index(io.BytesIO(coded))
    directory = exif.first_ifd(io.BytesIO(found[1])) if found else None
    if found is None or directory is None:
        return 0
    ifd, order = directory
    if ifd.find(_ENTRIES) is not None:
        following = exif.read_ifd(io.BytesIO(found[1]), ifd.next_offset, order) if ifd.next_offset else None
        entry = following.find(_NUMBER) if following else None
    else:
        entry = ifd.find(_NUMBER)
    return int(exif.number(entry, order) or 0) if entry else 0


def _with_block(coded: bytes, block: bytes) -> tuple[bytes, int]:
    return jpeg.with_segment(coded, _APP2, _MPF + block)


def _block(number: int, places: tuple[int, ...]) -> bytes:
    """The directories of one picture; only the first has an index, of lengths and offsets by turns."""
    own: exif.RawTags = {
        _NUMBER: (_LONG, 1, struct.pack(">I", number)),
        _BASE_VIEWPOINT: (_LONG, 1, struct.pack(">I", 1)),
        _ANGLE: (_SIGNED_RATIONAL, 1, _UNKNOWN),
        _BASELINE: (_RATIONAL, 1, _UNKNOWN),
    }
    version: exif.RawTags = {_VERSION: (_UNDEFINED_KIND, 4, b"0100")}
    if number > 1:
        return _HEAD + exif.write_directory(version | own, _HEAD_BYTES, ">")
    pairs = zip(places[::2], places[1::2], strict=True)
    listed = b"".join(
        struct.pack(">IIIHH", DISPARITY | (0 if at else _REPRESENTATIVE), length, offset, 0, 0)
        for at, (length, offset) in enumerate(pairs)
    )
    count = len(places) // 2
    tags = version | {
        _COUNT: (_LONG, 1, struct.pack(">I", count)),
        _ENTRIES: (_UNDEFINED_KIND, len(listed), listed),
    }
    index = bytearray(exif.write_directory(tags, _HEAD_BYTES, ">"))
    following = _HEAD_BYTES + len(index)
    struct.pack_into(">I", index, 2 + 12 * len(tags), following)
    return _HEAD + bytes(index) + exif.write_directory(own, following, ">")
