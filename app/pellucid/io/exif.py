"""EXIF blocks: reading what is needed, and writing new ones. `exif_edit` changes those that are there.

An EXIF block is a small TIFF file (no `Exif` and two zeros in front). The tags of a TIFF or RAW photo, which lie
scattered in a large file, are gathered into a new block (`lift`).
"""

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

ORIENTATION = 0x0112
EXIF_IFD = 0x8769
GPS_IFD = 0x8825
INTEROP_IFD = 0xA005
_POINTERS = (EXIF_IFD, GPS_IFD, INTEROP_IFD)
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MAX_ENTRIES = 1000
_MAX_VALUE_BYTES = 4 * 1024 * 1024
_MAX_DIRECTORY_BYTES = 16 * 1024 * 1024
_INLINE_BYTES = 4
_SHORT, _LONG, _RATIONAL = 3, 4, 5

_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">", b"IIRO": "<", b"IIRS": "<", b"IIU\x00": "<", b"MMOR": ">"}

RawTags = dict[int, tuple[int, int, bytes]]

# Of the tags of a TIFF file: those that describe the photo and not the way its pixels are stored.
_DESCRIPTIVE = frozenset(
    (269, 270, 271, 272, ORIENTATION, 282, 283, 285, 296, 305, 306, 315, 316, 18246, 18249, 33432, EXIF_IFD, GPS_IFD)
) | frozenset(range(40091, 40096))


@dataclass(frozen=True)
class Entry:
    """One tag: its number, type, count, raw bytes, and where entry and value lie in the block."""

    tag: int
    kind: int
    count: int
    value: bytes
    position: int
    value_position: int


@dataclass(frozen=True)
class Ifd:
    """One directory of tags; `end` is where the link to the next one lies."""

    entries: tuple[Entry, ...]
    position: int
    end: int
    next_offset: int

    def find(self, tag: int) -> Entry | None:
        """The entry of a tag."""
        return next((entry for entry in self.entries if entry.tag == tag), None)


def strip_prefix(block: bytes) -> bytes:
    """Without the `Exif` and two zeros that some containers put in front."""
    return block[6:] if block.startswith(b"Exif\x00") else block


def byte_order(head: bytes) -> str | None:
    """`<` or `>` for struct; None where this is no classic TIFF, nor a RAW file that is one but for its number."""
    return _ORDERS.get(head[:4])


def first_ifd(file: BinaryIO) -> tuple[Ifd, str] | None:
    """The first directory of a block or file, and its byte order; None where there is none."""
    file.seek(0)
    head = file.read(8)
    order = byte_order(head)
    if order is None or len(head) < 8:
        return None
    ifd = read_ifd(file, struct.unpack(f"{order}I", head[4:])[0], order)
    return (ifd, order) if ifd is not None else None


def read_ifd(file: BinaryIO, offset: int, order: str) -> Ifd | None:
    """Read a directory; entries with senseless values are left out. None where it lies outside the file."""
    file.seek(offset)
    count_bytes = file.read(2)
    if len(count_bytes) < 2 or offset < 8:
        return None
    count = min(struct.unpack(f"{order}H", count_bytes)[0], _MAX_ENTRIES)
    table = file.read(12 * count + 4)
    if len(table) < 12 * count:
        return None
    entries = tuple(_entries(file, table[: 12 * count], offset + 2, order))
    end = offset + 2 + 12 * count
    tail = table[12 * count :]
    return Ifd(entries, offset, end, struct.unpack(f"{order}I", tail)[0] if len(tail) == _INLINE_BYTES else 0)


def orientation_of(block: bytes) -> int:
    """Orientation 1 to 8; 1 where the block does not say."""
    found = first_ifd(io.BytesIO(block))
    entry = found[0].find(ORIENTATION) if found else None
    value = number(entry, found[1]) if found and entry else 1
    return int(value) if value is not None and value in range(1, 9) else 1


def number(entry: Entry, order: str) -> float | None:
    """First number of an entry; None where it is none, or a fraction by 0."""
    if entry.kind == _SHORT and len(entry.value) >= 2:
        return float(struct.unpack_from(f"{order}H", entry.value)[0])
    if entry.kind == _LONG and len(entry.value) >= 4:
        return float(struct.unpack_from(f"{order}I", entry.value)[0])
    if entry.kind == _RATIONAL and len(entry.value) >= 8:
        above, below = struct.unpack_from(f"{order}II", entry.value)
        return above / below if below else None
    return None


def text(entry: Entry | None) -> str:
    """An entry as one printable line."""
    if entry is None:
        return ""
    line = entry.value.split(b"\0")[0].decode("utf-8", "replace")
    return "".join(char for char in line if char.isprintable()).strip()


def sub_ifd(file: BinaryIO, ifd: Ifd, tag: int, order: str) -> Ifd | None:
    """The directory that a pointer tag leads to."""
    entry = ifd.find(tag)
    offset = number(entry, order) if entry else None
    return read_ifd(file, int(offset), order) if offset else None


def describes_photo(tag: int) -> bool:
    """True for tags of a TIFF that describe the photo and not the way its pixels are stored."""
    return tag in _DESCRIPTIVE


def lift(file: BinaryIO) -> bytes | None:
    """Gather the descriptive tags of a TIFF or RAW file into a block of their own; None where there are none."""
    return gathered(file, lambda directory, tag: directory != 0 or describes_photo(tag))


def gathered(
    file: BinaryIO, keeps: Callable[[int, int], bool], more: Callable[[str], RawTags] = lambda _: {}
) -> bytes | None:
    """Write a block anew, each value where there is place; None where nothing is kept.

    Args:
        file: a block or a whole TIFF.
        keeps: is asked with the pointer that led to a directory, 0 for the first, and the tag.
        more: further tags of the first directory, in a byte order.
    """
    found = first_ifd(file)
    if found is None:
        return None
    ifd, order = found
    below = {tag: child for tag in (EXIF_IFD, GPS_IFD) if (child := sub_ifd(file, ifd, tag, order)) is not None}
    inner = sub_ifd(file, below[EXIF_IFD], INTEROP_IFD, order) if EXIF_IFD in below else None
    directories = {0: ifd} | below | ({INTEROP_IFD: inner} if inner is not None else {})
    kept = {
        pointer: {tag: raw for tag, raw in _raw(one).items() if keeps(pointer, tag)}
        for pointer, one in directories.items()
        if pointer == 0 or keeps(0, pointer)
    }
    own = kept.pop(0) | more(order)
    children = {pointer: tags for pointer, tags in kept.items() if tags}
    return serialise(own, children, order) if own or children else None


def serialise(own: RawTags, children: dict[int, RawTags], order: str) -> bytes:
    """Write a block from tags (type, count, raw bytes in `order`) and the directories below it, by their pointers."""
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(f"{order}I", 8)
    inner = {tag: child for tag, child in children.items() if tag == INTEROP_IFD}
    outer = {tag: child for tag, child in children.items() if tag != INTEROP_IFD}
    return head + _laid_out(own, outer, inner, 8, order)


def _laid_out(
    own: RawTags, children: dict[int, RawTags], inner: dict[int, RawTags], position: int, order: str
) -> bytes:
    """A directory for a place in the file, and those below it; `inner` lie below the photo's own."""
    entries = dict(own) | {tag: (_LONG, 1, bytes(_INLINE_BYTES)) for tag in children}
    at = position + len(write_directory(entries, position, order))
    below = b""
    for tag, child in sorted(children.items()):
        entries[tag] = (_LONG, 1, struct.pack(f"{order}I", at + len(below)))
        below += _laid_out(child, inner if tag == EXIF_IFD else {}, {}, at + len(below), order)
    return write_directory(entries, position, order) + below


def _entries(file: BinaryIO, table: bytes, start: int, order: str) -> Iterator[Entry]:
    budget = _MAX_DIRECTORY_BYTES
    for index in range(len(table) // 12):
        tag, kind, count = struct.unpack_from(f"{order}HHI", table, 12 * index)
        length = _TYPE_BYTES.get(kind, 0) * count
        position = start + 12 * index
        if not 0 < length <= min(_MAX_VALUE_BYTES, budget):
            continue
        budget -= length
        inline = table[12 * index + 8 : 12 * index + 12]
        if length <= _INLINE_BYTES:
            yield Entry(tag, kind, count, inline[:length], position, position + 8)
            continue
        offset = struct.unpack(f"{order}I", inline)[0]
        file.seek(offset)
        value = file.read(length)
        if len(value) == length:
            yield Entry(tag, kind, count, value, position, offset)


def _raw(ifd: Ifd) -> RawTags:
    return {entry.tag: (entry.kind, entry.count, entry.value) for entry in ifd.entries if entry.tag not in _POINTERS}


def _outside(raw: bytes) -> int:
    return len(raw) + len(raw) % 2 if len(raw) > _INLINE_BYTES else 0


def write_directory(entries: RawTags, position: int, order: str) -> bytes:
    """Lay out a directory for a place in the file: entries, no link to a next one, longer values behind.

    A value of exactly four bytes is written as it is, so an offset that is already right may stand for a long value.
    """
    table = struct.pack(f"{order}H", len(entries))
    outside = b""
    at = position + 2 + 12 * len(entries) + 4
    for tag, (kind, count, raw) in sorted(entries.items()):
        table += struct.pack(f"{order}HHI", tag, kind, count)
        if _outside(raw):
            table += struct.pack(f"{order}I", at + len(outside))
            outside += raw + bytes(len(raw) % 2)
        else:
            table += raw.ljust(_INLINE_BYTES, b"\0")
    return table + bytes(4) + outside
