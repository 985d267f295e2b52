"""The item structure of HEIF and AVIF (ISO/IEC 23008-12): which pictures there are, and what is said of each.

Decoders keep to themselves what code points the colours have, how a picture is to be turned, and which two pictures are
the eyes of one scene. All of it stands in the `meta` box at the beginning of the file.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

_MAX_META_BYTES = 16 * 1024 * 1024
_MAX_BOXES = 20_000
_HIDDEN = 1
# Items that are part of another picture or beside it, and no picture of their own.
_SUBORDINATE = frozenset((b"thmb", b"auxl", b"dimg"))
_CODED = frozenset((b"hvc1", b"av01", b"grid", b"iden", b"iovl", b"avc1", b"jpeg", b"unci", b"tmap", b"vvc1", b"j2k1"))


@dataclass(frozen=True)
class Box:
    """A box: its type and content."""

    kind: bytes
    content: bytes


@dataclass(frozen=True)
class Items:
    """What the `meta` box says.

    Attributes:
        primary: number of the item that the file means.
        pictures: numbers of the pictures a person may open, in the file's order.
        properties: boxes of each item, in the order in which they apply.
        eyes: numbers of the left and the right picture of a stereo pair; None where there is none.
        tiles: numbers of the items that an item is put together of.
    """

    primary: int
    pictures: tuple[int, ...]
    properties: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    eyes: tuple[int, int] | None = None
    tiles: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def find(self, item: int, kind: bytes) -> bytes | None:
        """A property of an item, or else of the first of its tiles; None where neither has it."""
        for number in (item, *self.tiles.get(item, ())[:1]):
            found = next((box.content for box in self.properties.get(number, ()) if box.kind == kind), None)
            if found is not None:
                return found
        return None

    def code_points(self, item: int) -> tuple[int, int] | None:
        """Primaries and transfer (nclx) of an item; None where it has none."""
        for number in (item, *self.tiles.get(item, ())[:1]):
            for box in self.properties.get(number, ()):
                if box.kind == b"colr" and box.content[:4] == b"nclx" and len(box.content) >= 8:
                    return struct.unpack_from(">HH", box.content, 4)
        return None

    def orientation(self, item: int) -> int:
        """How an item is to be turned and mirrored, as the EXIF orientation that means the same."""
        return orientation_of(self.properties.get(item, ()))


def read(file: BinaryIO) -> Items | None:
    """Read the items of a file; None where there are none, or they are damaged."""
    try:
        meta = _meta(file)
        return None if meta is None else _items(meta)
    except (struct.error, IndexError, ValueError):
        return None


def orientation_of(properties: tuple[Box, ...]) -> int:
    """Turns (`irot`, anticlockwise) and mirrors (`imir`) in order, as an EXIF orientation, 1 to 8."""
    corner = ((1, 0), (0, 1))  # where the axes to the right and down of the coded picture end up
    for box in properties:
        if box.kind == b"irot" and box.content:
            for _ in range(box.content[0] & 3):
                corner = tuple((y, -x) for x, y in corner)  # type: ignore[assignment]
        elif box.kind == b"imir" and box.content:
            across = box.content[0] & 1
            corner = tuple((-x, y) if across else (x, -y) for x, y in corner)  # type: ignore[assignment]
    return _ORIENTATIONS[corner]


_ORIENTATIONS = {
    ((1, 0), (0, 1)): 1,
    ((-1, 0), (0, 1)): 2,
    ((-1, 0), (0, -1)): 3,
    ((1, 0), (0, -1)): 4,
    ((0, 1), (1, 0)): 5,
    ((0, 1), (-1, 0)): 6,
    ((0, -1), (-1, 0)): 7,
    ((0, -1), (1, 0)): 8,
}


def _meta(file: BinaryIO) -> bytes | None:
    """Content of the first `meta` box at the top, without its version."""
    position, end = 0, file.seek(0, 2)
    for _ in range(_MAX_BOXES):
        file.seek(position)
        head = file.read(16)
        if len(head) < 8:
            return None
        length, kind = struct.unpack_from(">I4s", head)
        start = 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack_from(">Q", head, 8)[0], 16
        length = length or end - position
        if length < start:
            return None
        if kind == b"meta":
            file.seek(position + start + 4)
            return file.read(min(length - start - 4, _MAX_META_BYTES))
        position += length
    return None


def boxes(content: bytes) -> Iterator[Box]:
    """Boxes one after the other, up to the end or to what is none."""
    at = 0
    for _ in range(_MAX_BOXES):
        if at + 8 > len(content):
            return
        length, kind = struct.unpack_from(">I4s", content, at)
        start = 8
        if length == 1:
            length, start = struct.unpack_from(">Q", content, at + 8)[0], 16
        length = length or len(content) - at
        if length < start:
            return
        yield Box(kind, content[at + start : at + length])
        at += length


def _items(meta: bytes) -> Items | None:
    named = {box.kind: box.content for box in boxes(meta)}
    if b"pitm" not in named or b"iinf" not in named:
        return None
    primary = int.from_bytes(named[b"pitm"][4 : 6 if named[b"pitm"][0] == 0 else 8], "big")
    references = tuple(_references(named.get(b"iref", b"\0\0\0\0")))
    inside = {number for kind, start, ends in references for number in _below(kind, start, ends)}
    pictures = tuple(number for number in _shown_pictures(named[b"iinf"]) if number not in inside)
    return Items(
        primary=primary,
        pictures=pictures or (primary,),
        properties=_properties(named.get(b"iprp", b"")),
        eyes=_eyes(named.get(b"grpl", b"")),
        tiles={start: ends for kind, start, ends in references if kind == b"dimg"},
    )


def _below(kind: bytes, start: int, ends: tuple[int, ...]) -> tuple[int, ...]:
    """Items that a reference makes part of another: thumbnails and masks point to theirs, grids to their tiles."""
    if kind not in _SUBORDINATE:
        return ()
    return ends if kind == b"dimg" else (start,)


def _shown_pictures(iinf: bytes) -> Iterator[int]:
    start = 6 if iinf[0] == 0 else 8
    for box in boxes(iinf[start:]):
        if box.kind != b"infe" or box.content[0] < 2:
            continue
        wide = box.content[0] > 2
        number = int.from_bytes(box.content[4 : 8 if wide else 6], "big")
        kind = box.content[10:14] if wide else box.content[8:12]
        if kind in _CODED and not box.content[3] & _HIDDEN:
            yield number


def _references(iref: bytes) -> Iterator[tuple[bytes, int, tuple[int, ...]]]:
    width = "H" if iref[0] == 0 else "I"
    size = struct.calcsize(width)
    for box in boxes(iref[4:]):
        start, count = struct.unpack_from(f">{width}H", box.content)
        yield box.kind, start, struct.unpack_from(f">{count}{width}", box.content, size + 2)


def _properties(iprp: bytes) -> dict[int, tuple[Box, ...]]:
    known: list[Box] = []
    found: dict[int, tuple[Box, ...]] = {}
    for box in boxes(iprp):
        if box.kind == b"ipco":
            known = list(boxes(box.content))
        elif box.kind == b"ipma":
            for item, indices in _associations(box.content):
                found[item] = tuple(known[index - 1] for index in indices if 0 < index <= len(known))
    return found


def _associations(ipma: bytes) -> Iterator[tuple[int, list[int]]]:
    version, is_wide = ipma[0], ipma[3] & 1
    count, at = struct.unpack_from(">I", ipma, 4)[0], 8
    for _ in range(min(count, _MAX_BOXES)):
        size = 2 if version < 1 else 4
        item = int.from_bytes(ipma[at : at + size], "big")
        number = ipma[at + size]
        at += size + 1
        step = 2 if is_wide else 1
        mask = 0x7FFF if is_wide else 0x7F
        places = range(at, at + number * step, step)
        yield item, [int.from_bytes(ipma[place : place + step], "big") & mask for place in places]
        at += number * step


def _eyes(grpl: bytes) -> tuple[int, int] | None:
    """The stereo pair (`ster`): its first picture is the left one."""
    for box in boxes(grpl):
        if box.kind == b"ster" and len(box.content) >= 20:
            count, left, right = struct.unpack_from(">III", box.content, 8)
            if count == 2:
                return left, right
    return None
