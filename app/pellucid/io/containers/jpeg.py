"""JPEG segments, and what is told in them. `jpeg_rewrite` replaces it.

EXIF and XMP lie in APP1, ICC in APP2, IPTC inside Photoshop's APP13, the print resolution in the JFIF header. What is
too large for one segment of 64 KB goes on in others: profiles and resources by turns, XMP as an extension of its own.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pellucid.io import xmp
from pellucid.io.metadata import Comment, Embedded

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
APP0, APP1, APP2, APP3, APP13, APP14, APP15 = 0xE0, 0xE1, 0xE2, 0xE3, 0xED, 0xEE, 0xEF
COMMENT, SCAN, END = 0xFE, 0xDA, 0xD9
JFIF = b"JFIF\x00"
EXIF = b"Exif\x00\x00"
XMP = b"http://ns.adobe.com/xap/1.0/\x00"
XMP_EXTENSION = b"http://ns.adobe.com/xmp/extension/\x00"
ICC = b"ICC_PROFILE\x00"
PHOTOSHOP = b"Photoshop 3.0\x00"
IPTC_RESOURCE = 0x0404
MAX_PAYLOAD = 65533
DIGEST_BYTES = 32
COMMENT_KEYWORD = "Comment"
FRAME_BYTES = 6
"""What a frame header says before it goes through the components."""

_JFIF_BYTES = 9
_DOTS_AN_INCH = {1: 1.0, 2: 2.54}
_MAX_XMP_BYTES = 64 * 1024 * 1024
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xF7}
_LOSSLESS_FRAME, _JPEG_LS_FRAME = 0xC3, 0xF7
_HIERARCHICAL_FRAMES = frozenset((0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF))


@dataclass(frozen=True)
class Segment:
    """One segment before the picture: marker, payload, and where its 0xFF lies."""

    marker: int
    payload: bytes
    position: int


@dataclass(frozen=True)
class Frame:
    """The frame header: its marker, bits of a sample, height and width as coded, and how many colours."""

    marker: int
    bits: int
    height: int
    width: int
    channels: int

    @property
    def unreadable_kind(self) -> str:
        """Name a coding that no decoder here knows; empty for all others."""
        if self.marker == _JPEG_LS_FRAME:
            return "JPEG-LS picture"
        return "hierarchical JPEG" if self.marker in _HIERARCHICAL_FRAMES else ""

    @property
    def is_lossless(self) -> bool:
        """True where samples are coded as differences to their neighbours."""
        return self.marker == _LOSSLESS_FRAME


def read(file: BinaryIO) -> Embedded:
    """Find the blocks of a JPEG."""
    return blocks_of(list(segments(file)))


def blocks_of(found: list[Segment]) -> Embedded:
    """The blocks among the segments of a JPEG."""
    profile = {part[0]: part[2:] for part in _payloads(found, APP2, ICC) if len(part) > 2}
    icc = b"".join(profile[index] for index in sorted(profile)) or None
    packet = next(_payloads(found, APP1, XMP), None)
    resources = dict(_resources(b"".join(_payloads(found, APP13, PHOTOSHOP))))
    densities = [density for payload in _payloads(found, APP0, JFIF) if (density := _resolution(payload))]
    return Embedded(
        icc,
        next(_payloads(found, APP1, EXIF), None),
        _whole_xmp(packet, list(_payloads(found, APP1, XMP_EXTENSION))) if packet else None,
        resources.get(IPTC_RESOURCE),
        comments(_payloads(found, COMMENT)),
        densities[0] if densities else None,
    )


def frame(file: BinaryIO) -> Frame | None:
    """What the file says of the picture's coding; None where it has no frame before its first scan."""
    return first_frame(segments(file))


def first_frame(found: Iterable[Segment]) -> Frame | None:
    """Likewise, of its segments."""
    return next((frame for segment in found if (frame := frame_of(segment))), None)


def frame_of(segment: Segment) -> Frame | None:
    """What a segment says of the picture's coding; None where it is no frame header."""
    if segment.marker in _FRAMES and len(segment.payload) >= FRAME_BYTES:
        return Frame(segment.marker, *struct.unpack_from(">BHHB", segment.payload))
    return None


def with_segment(coded: bytes, marker: int, payload: bytes) -> tuple[bytes, int]:
    """Add a segment behind JFIF, EXIF and XMP.

    Args:
        coded: the whole file.
        marker: of the new segment.
        payload: at most 65,533 bytes.

    Returns:
        The new file, and where the payload lies in it.
    """
    at = len(SOI)
    for segment in segments_of(coded):
        if segment.marker not in (APP0, APP1):
            break
        at = segment.position + 4 + len(segment.payload)
    return coded[:at] + segment_bytes(marker, payload) + coded[at:], at + 4


def segments(file: BinaryIO) -> Iterator[Segment]:
    """Segments up to and with the first scan."""
    file.seek(2)
    position = 2
    while (marker := _next_marker(file)) not in (None, END):
        assert marker is not None
        position = file.tell() - 2
        head = file.read(2)
        length = struct.unpack(">H", head)[0] - 2 if len(head) == 2 else -1
        payload = file.read(max(length, 0))
        if length < 0 or len(payload) < length:
            return
        yield Segment(marker, payload, position)
        if marker == SCAN:
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
        if length < 0 or marker == END:
            return
        yield Segment(marker, coded[position + 4 : position + 4 + length], position)
        if marker == SCAN:
            return
        position += 4 + length


def _next_marker(file: BinaryIO) -> int | None:
    byte = file.read(1)
    if byte != b"\xff":
        return None
    while byte == b"\xff":
        byte = file.read(1)
    return byte[0] if byte else None


def segment_bytes(marker: int, payload: bytes) -> bytes:
    """One segment, laid out; the payload has at most `MAX_PAYLOAD` bytes."""
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _payloads(found: list[Segment], marker: int, prefix: bytes = b"") -> Iterator[bytes]:
    """Of all segments of a kind, what follows the words that they begin with."""
    for segment in found:
        if segment.marker == marker and segment.payload.startswith(prefix):
            yield segment.payload[len(prefix) :]


def _resolution(header: bytes) -> tuple[float, float] | None:
    """Dots an inch in a JFIF header; a mere ratio of the sides is none."""
    if len(header) < _JFIF_BYTES:
        return None
    unit, across, down = struct.unpack_from(">BHH", header, 2)
    factor = _DOTS_AN_INCH.get(unit)
    return (across * factor, down * factor) if factor and across and down else None


def comments(payloads: Iterable[bytes]) -> tuple[Comment, ...]:
    """Comments as they lie in files that give them no keyword; empty ones are left out."""
    return tuple(Comment(COMMENT_KEYWORD, text) for payload in payloads if (text := _text(payload)))


def _text(payload: bytes) -> str:
    payload = payload.rstrip(b"\0")
    try:
        return payload.decode("utf-8").strip()
    except UnicodeDecodeError:
        return payload.decode("latin-1").strip()


def _whole_xmp(packet: bytes, extensions: list[bytes]) -> bytes:
    """The packet with its extension, where that is complete and is the one that the packet names."""
    parts: dict[int, bytes] = {}
    total = 0
    for extension in extensions:
        digest, head = extension[:DIGEST_BYTES], extension[DIGEST_BYTES : DIGEST_BYTES + 8]
        if len(head) == 8 and digest in packet:
            total, offset = struct.unpack(">II", head)
            parts[offset] = extension[DIGEST_BYTES + 8 :]
    pieces, at = [], 0
    while parts.get(at):
        pieces.append(parts[at])
        at += len(parts[at])
    is_complete = 0 < at == total <= _MAX_XMP_BYTES
    return xmp.joined(packet, b"".join(pieces)) if is_complete else packet


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
