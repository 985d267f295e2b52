"""EXIF blocks changed to fit an export: orientation and size, no stale copies, no place, not too large.

A block is changed in place wherever that is possible, because maker notes hold offsets that break when they move.
"""

import io
import struct
from collections.abc import Callable, Iterator, Sequence

from pellucid.foundation.geometry import Size
from pellucid.io import exif, layouts
from pellucid.io.exif import EXIF_IFD, GPS_IFD, INTEROP_IFD, ORIENTATION, Entry, Ifd
from pellucid.io.places import PlaceNames

MAKER_NOTE, USER_COMMENT = 0x927C, 0x9286
_GPS_AREA = 28
_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
_HEAD_BYTES, _ENTRY_BYTES, _INLINE_BYTES = 8, 12, 4
_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT = 282, 283, 296
_INCH, _CENTIMETRE, _CENTIMETRES = 2, 3, 2.54
_THUMBNAIL_PARTS = ((0x0201, 0x0202), (273, 279))
# Whole other blocks inside this one: further pictures, XMP, IPTC, Photoshop's resources. The file has its own.
_COPIES = frozenset((330, 700, 33723, 34377))
_DESCRIPTION = 270
# Dots an inch of the print, and of the sensor.
_ALONG_AXES = ((_X_RESOLUTION, _Y_RESOLUTION), (0xA20E, 0xA20F))
_WIDTHS, _HEIGHTS = frozenset((256, 0xA002)), frozenset((257, 0xA003))

# Directory and tag of what is known to tell no place; of the rest nobody knows.
_PLAIN: dict[int, frozenset[int]] = {
    0: frozenset(
        (11, 254, 256, 257, 258, 259, 262, 269, 270, 271, 272, ORIENTATION, 277, 282, 283, 284, 285, 296, 301, 305, 306,
         315, 316, 318, 319, 529, 530, 531, 532, 18246, 18249, 33432, EXIF_IFD, 40091, 40092, 40093, 40094, 40095)
    ),
    EXIF_IFD: frozenset(
        (0x829A, 0x829D, 0x8822, 0x8824, 0x8827, 0x8828, 0x882A, 0x882B, *range(0x8830, 0x8836), 0x9000, 0x9003, 0x9004,
         0x9010, 0x9011, 0x9012, 0x9101, 0x9102, *range(0x9201, 0x920F), 0x9214, USER_COMMENT, 0x9290, 0x9291, 0x9292,
         *range(0x9400, 0x9406), *range(0xA000, 0xA004), INTEROP_IFD, *range(0xA20B, 0xA218), 0xA300, 0xA301, 0xA302,
         *range(0xA401, 0xA40B), 0xA40C, *range(0xA420, 0xA43C), 0xA460, 0xA461, 0xA500)
    ),
    INTEROP_IFD: frozenset((1, 2, 0x1000, 0x1001, 0x1002)),
}  # fmt: skip
# Hints for printers, and room that Windows leaves free.
_PRINTER_AND_PADDING = (0xC4A5, 0xEA1C)
# Texts of people; names of people and programs, and dates, are no places.
_TEXTS = frozenset((269, 270, 285, 316, 40091, 40092, 40094, 40095, USER_COMMENT))


def neutralised(block: bytes) -> bytes | None:
    """With orientation 1, without thumbnail and inner copies of other blocks; None where the block is damaged."""
    found = exif.first_ifd(io.BytesIO(block))
    if found is None:
        return None
    return _without_thumbnail(_without_copies(with_orientation(block, 1)))


def with_orientation(block: bytes | None, orientation: int) -> bytes:
    """With another orientation; without a block a minimal one is made, unless the orientation is 1."""
    found = exif.first_ifd(io.BytesIO(block)) if block is not None else None
    if block is None or found is None:
        return exif.serialise({ORIENTATION: (_SHORT, 1, struct.pack("<H", orientation))}, {}, "<")
    ifd, order = found
    entry = ifd.find(ORIENTATION)
    if entry is None:
        return block
    changed = bytearray(block)
    # As a single SHORT whatever it was, since that is what readers expect.
    struct.pack_into(f"{order}HIHH", changed, entry.position + 2, _SHORT, 1, orientation, 0)
    return bytes(changed)


def with_size(block: bytes, size: Size) -> bytes:
    """With the size of the picture wherever the block tells one; not in a program's words on how it is stored."""
    changed = bytearray(block)
    for _, ifd, order in _directories(block):
        for entry in ifd.entries:
            side = size.width if entry.tag in _WIDTHS else size.height if entry.tag in _HEIGHTS else None
            if side is not None:
                struct.pack_into(f"{order}HII", changed, entry.position + 2, _LONG, 1, side)
            elif entry.tag == _DESCRIPTION:
                words = layouts.without_layout(entry.value).ljust(len(entry.value), b"\0")
                changed[entry.value_position : entry.value_position + len(entry.value)] = words
    return bytes(changed)


def with_axes_exchanged(block: bytes) -> bytes:
    """As it is true of the picture turned by a quarter: dots across become dots down."""
    changed = bytearray(block)
    for _, ifd, _ in _directories(block):
        for across, down in ((ifd.find(one), ifd.find(other)) for one, other in _ALONG_AXES):
            if across is not None and down is not None:
                values = [slice(entry.position + 2, entry.position + _ENTRY_BYTES) for entry in (across, down)]
                changed[values[0]], changed[values[1]] = block[values[1]], block[values[0]]
    return bytes(changed)


def resolution_of(block: bytes) -> tuple[float, float] | None:
    """Dots an inch, across and down; None where the block does not say."""
    found = exif.first_ifd(io.BytesIO(block))
    if found is None:
        return None
    ifd, order = found
    across, down, unit = (
        exif.number(entry, order) if (entry := ifd.find(tag)) else None
        for tag in (_X_RESOLUTION, _Y_RESOLUTION, _RESOLUTION_UNIT)
    )
    if not across or not down or unit == 1:
        return None
    factor = _CENTIMETRES if unit == _CENTIMETRE else 1.0
    return across * factor, down * factor


def resolution_tags(resolution: tuple[float, float], order: str) -> exif.RawTags:
    """The same as tags of a directory."""
    across, down = (struct.pack(f"{order}II", round(value * 1000), 1000) for value in resolution)
    return {
        _X_RESOLUTION: (_RATIONAL, 1, across),
        _Y_RESOLUTION: (_RATIONAL, 1, down),
        _RESOLUTION_UNIT: (_SHORT, 1, struct.pack(f"{order}H", _INCH)),
    }


def with_resolution(block: bytes | None, resolution: tuple[float, float]) -> bytes:
    """With dots an inch, for a format that tells them nowhere else; a block that tells its own stays as it is."""
    if block is None or exif.first_ifd(io.BytesIO(block)) is None:
        return exif.serialise(resolution_tags(resolution, "<"), {}, "<")
    if resolution_of(block) is not None:
        return block
    return exif.gathered(io.BytesIO(block), lambda *_: True, lambda order: resolution_tags(resolution, order)) or block


def place_names(block: bytes) -> set[str]:
    """The name of the area, which some cameras and telephones write beside the position."""
    areas = [ifd.find(_GPS_AREA) for pointer, ifd, _ in _directories(block) if pointer == GPS_IFD]
    values = [entry.value for entry in areas if entry is not None]
    return {text.strip() for value in values for text in _readings(value.removeprefix(b"ASCII\0\0\0"))}


def without_places(block: bytes, names: PlaceNames) -> tuple[bytes | None, bool, bool]:
    """Without what tells a place, or may tell one unread: the position, unknown tags, the maker note.

    All other bytes stay where they are; what is not kept is zero, not only unlinked.

    Returns:
        The rest, whether fields went that only their maker can read, and whether a text went that tells a place.
    """
    lost = {"private": False, "text": False}

    def keeps(directory: int, entry: Entry) -> bool:
        if entry.tag not in _PLAIN.get(directory, frozenset()):
            lost["private"] |= entry.tag not in (GPS_IFD, *_PRINTER_AND_PADDING) and any(entry.value)
            return False
        known = names if entry.tag in _TEXTS else PlaceNames()  # an artist may be called like a town
        is_text = entry.tag in _TEXTS or entry.kind == _ASCII
        tells = is_text and any(known.are_named_in(text) for text in _readings(entry.value))
        lost["text"] |= tells
        return not tells

    return _kept_only(block, keeps), lost["private"], lost["text"]


def fitted(block: bytes, most_bytes: int) -> tuple[bytes | None, tuple[int, ...]]:
    """Give up what is too large until a block is small enough.

    The maker note goes first: a smaller block has to be laid out anew, and the offsets in a moved note lead nowhere.
    Then go the largest values.

    Returns:
        The rest, and the tags of what went.
    """
    if len(block) <= most_bytes:
        return block, ()
    sizes = {(where, entry.tag): len(entry.value) for where, ifd, _ in _directories(block) for entry in ifd.entries}
    waiting = sorted(sizes, key=lambda key: (key[1] != MAKER_NOTE, -sizes[key]))
    gone = [waiting.pop(0)] if waiting and waiting[0][1] == MAKER_NOTE else []

    def rest_of_it() -> bytes | None:
        return exif.gathered(io.BytesIO(block), lambda where, tag: (where, tag) not in gone)

    while (rest := rest_of_it()) is not None and len(rest) > most_bytes:
        gone.append(waiting.pop(0))
    return rest, tuple(tag for _, tag in gone)


def _directories(block: bytes) -> Iterator[tuple[int, Ifd, str]]:
    """The directories of a photo: the pointer that leads there, 0 for the first; directory and byte order."""
    file = io.BytesIO(block)
    found = exif.first_ifd(file)
    if found is None:
        return
    first, order = found
    yield 0, first, order
    for pointer in (EXIF_IFD, GPS_IFD):
        child = exif.sub_ifd(file, first, pointer, order)
        if child is None:
            continue
        yield pointer, child, order
        inner = exif.sub_ifd(file, child, INTEROP_IFD, order) if pointer == EXIF_IFD else None
        if inner is not None:
            yield INTEROP_IFD, inner, order


def _kept_only(block: bytes, keeps: Callable[[int, Entry], bool]) -> bytes | None:
    """A block of which only some entries are left, each value where it was; None where none is."""
    found = {directory: (ifd, order) for directory, ifd, order in _directories(block) if directory != GPS_IFD}
    left: dict[int, list[Entry]] = {}
    for directory in (INTEROP_IFD, EXIF_IFD, 0):  # from below, so that no pointer to an empty directory stays
        there = found[directory][0].entries if directory in found else ()
        gone = {pointer for pointer in (INTEROP_IFD, EXIF_IFD) if not left.get(pointer)}
        left[directory] = [entry for entry in there if keeps(directory, entry) and entry.tag not in gone]
    kept = bytearray(len(block))
    kept[:_HEAD_BYTES] = block[:_HEAD_BYTES]
    end = 0
    for directory, entries in left.items():
        if not entries:
            continue
        ifd, order = found[directory]
        spans = [(ifd.position, _table(block, entries, order) + bytes(_INLINE_BYTES))]
        spans += [(entry.value_position, entry.value) for entry in entries if len(entry.value) > _INLINE_BYTES]
        for start, value in spans:
            kept[start : start + len(value)] = value
            end = max(end, start + len(value))
    return bytes(kept[:end]) or None


def _table(block: bytes, entries: Sequence[Entry], order: str) -> bytes:
    """Entries as they lie in a block, one behind the other, with their number before them."""
    lines = [block[entry.position : entry.position + _ENTRY_BYTES] for entry in entries]
    return struct.pack(f"{order}H", len(entries)) + b"".join(lines)


def _without_copies(block: bytes) -> bytes:
    found = exif.first_ifd(io.BytesIO(block))
    if found is None or not any(entry.tag in _COPIES for entry in found[0].entries):
        return block
    ifd, order = found
    changed = bytearray(block)
    stay = [entry for entry in ifd.entries if entry.tag not in _COPIES]
    for entry in ifd.entries:
        if entry.tag in _COPIES:
            _blank(changed, entry.value_position, len(entry.value))
    table = _table(block, stay, order) + struct.pack(f"{order}I", ifd.next_offset)
    changed[ifd.position : ifd.end + _INLINE_BYTES] = table.ljust(ifd.end + _INLINE_BYTES - ifd.position, b"\0")
    return bytes(changed)


def _without_thumbnail(block: bytes) -> bytes:
    """The second directory and its picture are overwritten, not only unlinked."""
    found = exif.first_ifd(io.BytesIO(block))
    if found is None or found[0].next_offset == 0:
        return block
    ifd, order = found
    changed = bytearray(block)
    struct.pack_into(f"{order}I", changed, ifd.end, 0)
    second = exif.read_ifd(io.BytesIO(block), ifd.next_offset, order)
    if second is None:
        return bytes(changed)
    spans = [(second.position, second.end + _INLINE_BYTES - second.position)]
    spans += [(entry.value_position, len(entry.value)) for entry in second.entries]
    for where, how_long in _THUMBNAIL_PARTS:
        start, length = (
            int(exif.number(entry, order) or 0) if (entry := second.find(tag)) else 0 for tag in (where, how_long)
        )
        spans.append((start, length))
    shared = _taken(block)
    for start, length in spans:
        if not any(start < stop and begin < start + length for begin, stop in shared):
            _blank(changed, start, length)
    return bytes(changed).rstrip(b"\0").ljust(max((stop for _, stop in shared), default=_HEAD_BYTES), b"\0")


def _taken(block: bytes) -> list[tuple[int, int]]:
    """Where the directories and values of the photo lie."""
    spans = [(0, _HEAD_BYTES)]
    for _, ifd, _ in _directories(block):
        spans.append((ifd.position, ifd.end + _INLINE_BYTES))
        spans += [(entry.value_position, entry.value_position + len(entry.value)) for entry in ifd.entries]
    return spans


def _readings(value: bytes) -> Iterator[str]:
    """What bytes may say, in the codings that cameras and Windows use."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield value.decode(coding, "replace").replace("\0", " ")


def _blank(block: bytearray, start: int, length: int) -> None:
    stop = min(start + length, len(block))
    if _HEAD_BYTES <= start < stop:
        block[start:stop] = bytes(stop - start)
