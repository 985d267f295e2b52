"""JPEG segments: EXIF and XMP in APP1, ICC in APP2, IPTC inside Photoshop's APP13."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pellucid.io.metadata import Embedded

_EXIF = b"Exif\x00\x00"
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_XMP_EXTENSION = b"http://ns.adobe.com/xmp/extension/\x00"
_ICC = b"ICC_PROFILE\x00"
_PHOTOSHOP = b"Photoshop 3.0\x00"
_SOI = b"\xff\xd8"
_APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
_IPTC_RESOURCE = 0x0404
_MAX_PAYLOAD = 65533
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_FRAME_BYTES = 5
_LOSSLESS_FRAMES = frozenset((0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF))


@dataclass(frozen=True)
class Segment:
    """One segment before the picture: marker, payload, and where its 0xFF lies."""

    marker: int
    payload: bytes
    position: int


def read(file: BinaryIO) -> Embedded:
    """Find the blocks of a JPEG."""
    exif = xmp = iptc = None
    parts: dict[int, bytes] = {}
    for segment in segments(file):
        payload = segment.payload
        if segment.marker == _APP1 and payload.startswith(_EXIF):
            exif = exif or payload[len(_EXIF) :]
        elif segment.marker == _APP1 and payload.startswith(_XMP):
            xmp = xmp or payload[len(_XMP) :]
        elif segment.marker == _APP2 and payload.startswith(_ICC) and len(payload) > len(_ICC) + 2:
            parts[payload[len(_ICC)]] = payload[len(_ICC) + 2 :]
        elif segment.marker == _APP13 and payload.startswith(_PHOTOSHOP):
            iptc = iptc or dict(_resources(payload[len(_PHOTOSHOP) :])).get(_IPTC_RESOURCE)
    icc = b"".join(parts[index] for index in sorted(parts)) or None
    return Embedded(icc, exif, xmp, iptc)


def unusual_frame(file: BinaryIO) -> str:
    """Name a coding that no decoder here knows (lossless, 12 bit); empty for the usual ones."""
    for segment in segments(file):
        if segment.marker in _LOSSLESS_FRAMES:
            return "lossless or hierarchical JPEG"
        if segment.marker in _FRAMES and segment.payload[:1] not in (b"\x08", b""):
            return f"JPEG with {segment.payload[0]} bits"
    return ""


def size(file: BinaryIO) -> tuple[int, int]:
    """Width and height as coded; zeros where the file does not say."""
    for segment in segments(file):
        if segment.marker in _FRAMES and len(segment.payload) >= _FRAME_BYTES:
            height, width = struct.unpack_from(">HH", segment.payload, 1)
            return width, height
    return 0, 0


def rewrite(coded: bytes, embedded: Embedded, *, keep_others: bool) -> tuple[list[bytes], tuple[str, ...]]:
    """Replace the metadata of a JPEG.

    Args:
        coded: the whole file.
        embedded: the new blocks; `icc` None keeps the profile that is there.
        keep_others: keep comments and what other programs left; colour markers always stay.

    Returns:
        The parts of the new file in order, and warnings about what had no place.
    """
    kept: list[bytes] = []
    start = 2
    for segment in segments_of(coded):
        start = segment.position + 4 + len(segment.payload)
        if segment.marker == _SCAN:
            start = segment.position
            break
        if _stays(segment, embedded, keep_others=keep_others):
            kept.append(coded[segment.position : start])
    blocks, warnings = _blocks(embedded)
    first = 1 if kept and kept[0][1] == _APP0 else 0
    return [_SOI, *kept[:first], *blocks, *kept[first:], coded[start:]], warnings


def with_segment(coded: bytes, marker: int, payload: bytes) -> tuple[bytes, int]:
    """Add a segment behind JFIF, EXIF and XMP.

    Args:
        coded: the whole file.
        marker: of the new segment.
        payload: at most 65,533 bytes.

    Returns:
        The new file, and where the payload lies in it.
    """
    at = len(_SOI)
    for segment in segments_of(coded):
        if segment.marker not in (_APP0, _APP1):
            break
        at = segment.position + 4 + len(segment.payload)
    return coded[:at] + _segment(marker, payload) + coded[at:], at + 4


def segments(file: BinaryIO) -> Iterator[Segment]:
    """Segments up to and with the first scan."""
    file.seek(2)
    position = 2
    while (marker := _next_marker(file)) not in (None, _END):
        assert marker is not None
        position = file.tell() - 2
        head = file.read(2)
        length = struct.unpack(">H", head)[0] - 2 if len(head) == 2 else -1
        payload = file.read(max(length, 0))
        if length < 0 or len(payload) < length:
            return
        yield Segment(marker, payload, position)
        if marker == _SCAN:
            return


def segments_of(coded: bytes) -> Iterator[Segment]:
    """The same for a file in memory, without copying it."""
    position = 2
    while position + 4 <= len(coded) and coded[position] == 0xFF:
        marker = coded[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        length = struct.unpack_from(">H", coded, position + 2)[0] - 2
        if length < 0 or marker == _END:
            return
        yield Segment(marker, coded[position + 4 : position + 4 + length], position)
        if marker == _SCAN:
            return
        position += 4 + length


def _next_marker(file: BinaryIO) -> int | None:
    byte = file.read(1)
    if byte != b"\xff":
        return None
    while byte == b"\xff":
        byte = file.read(1)
    return byte[0] if byte else None


def _stays(segment: Segment, embedded: Embedded, *, keep_others: bool) -> bool:
    marker, payload = segment.marker, segment.payload
    if marker in (_APP0, _APP14) or not (_APP0 <= marker <= _APP15 or marker == _COMMENT):
        return True
    if marker == _APP2 and payload.startswith(_ICC):
        return embedded.icc is None
    if marker == _APP1 and payload.startswith((_EXIF, _XMP, _XMP_EXTENSION)):
        return False
    return keep_others and not (marker == _APP13 and payload.startswith(_PHOTOSHOP))


def _blocks(embedded: Embedded) -> tuple[list[bytes], tuple[str, ...]]:
    blocks: list[bytes] = []
    warnings: list[str] = []
    named = (
        (_APP1, _EXIF, embedded.exif, "EXIF"),
        (_APP1, _XMP, embedded.xmp, "XMP"),
        (_APP13, _PHOTOSHOP, _resource(embedded.iptc), "IPTC"),
    )
    for marker, prefix, block, name in named:
        if block is None:
            continue
        if len(prefix) + len(block) > _MAX_PAYLOAD:
            warnings.append(f"The {name} metadata are larger than JPEG can hold (64 KB) and were left out.")
        else:
            blocks.append(_segment(marker, prefix + block))
    return blocks + list(_icc_segments(embedded.icc or b"")), tuple(warnings)


def _icc_segments(icc: bytes) -> Iterator[bytes]:
    size = _MAX_PAYLOAD - len(_ICC) - 2
    count = -(-len(icc) // size)
    for index in range(count):
        part = icc[index * size : (index + 1) * size]
        yield _segment(_APP2, _ICC + bytes((index + 1, count)) + part)


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _resource(iptc: bytes | None) -> bytes | None:
    if not iptc:
        return None
    return b"8BIM" + struct.pack(">HHI", _IPTC_RESOURCE, 0, len(iptc)) + iptc + bytes(len(iptc) % 2)


def _resources(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while data[position : position + 4] == b"8BIM" and position + 12 <= len(data):
        kind = struct.unpack_from(">H", data, position + 4)[0]
        name_bytes = data[position + 6] + 1
        size_at = position + 6 + name_bytes + name_bytes % 2
        if size_at + 4 > len(data):
            return
        size = struct.unpack_from(">I", data, size_at)[0]
        yield kind, data[size_at + 4 : size_at + 4 + size]
        position = size_at + 4 + size + size % 2
