"""JPEG 2000: what stands around and at the head of the coded picture (ISO/IEC 15444-1, Annexes A and I)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pellucid.io.containers.isobmff import Box, boxes
from pellucid.io.metadata import Embedded

_SOC_SIZ = b"\xff\x4f\xff\x51"
_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF_UUID = b"JpgTiffExif->JP2"
_BY_NUMBER, _BY_PROFILE = 1, (2, 3)
_COLOR, _OPACITY, _PREMULTIPLIED = 0, 1, 2
_MAX_COMPONENTS = 16


@dataclass(frozen=True)
class Component:
    """One channel as coded: its bits, whether it has a sign, and every how many pixels it has a sample."""

    bits: int
    is_signed: bool
    step: tuple[int, int]


@dataclass(frozen=True)
class Header:
    """What a file says of its picture.

    Attributes:
        width: as coded.
        height: as coded.
        components: the channels as coded.
        color_space: number of the colour space (16 sRGB, 17 gray, 18 sYCC, 12 CMYK); None where it is told otherwise.
        has_palette: the one channel is indices.
        opacity: which channel is transparency; None where none is.
        is_premultiplied: the colours are multiplied with it.
        embedded: profile and metadata.
    """

    width: int
    height: int
    components: tuple[Component, ...]
    color_space: int | None
    has_palette: bool
    opacity: int | None
    is_premultiplied: bool
    embedded: Embedded


def read(coded: bytes) -> Header:
    """Read the header of a JP2 file or of a bare codestream; struct.error or ValueError where it is damaged."""
    found = list(_all_boxes(coded)) if not coded.startswith(_SOC_SIZ) else []
    stream = next((box.content for box in found if box.kind == b"jp2c"), coded)
    if not stream.startswith(_SOC_SIZ):
        raise ValueError("no codestream of JPEG 2000")
    right, bottom, left, top = struct.unpack_from(">4I", stream, 8)
    count = struct.unpack_from(">H", stream, 40)[0]
    if not 0 < count <= _MAX_COMPONENTS:
        raise ValueError("a senseless number of channels")
    raw = [struct.unpack_from(">3B", stream, 42 + 3 * index) for index in range(count)]
    color_space, icc = _colors(found)
    opacity, is_premultiplied = _opacity(found)
    uuids = {box.content[:16]: box.content[16:] for box in found if box.kind == b"uuid"}
    return Header(
        width=right - left,
        height=bottom - top,
        components=tuple(Component((depth & 127) + 1, depth > 127, (across, down)) for depth, across, down in raw),
        color_space=color_space,
        has_palette=any(box.kind == b"pclr" for box in found),
        opacity=opacity,
        is_premultiplied=is_premultiplied,
        embedded=Embedded(icc, uuids.get(_EXIF_UUID), uuids.get(_XMP_UUID)),
    )


def without_profile(coded: bytes) -> bytes:
    """The same file without its profile, which the decoder would apply in 8 bits and clip to sRGB."""
    at = coded.find(b"colr", 0, max(0, coded.find(b"jp2c")))
    has_profile = coded[:4] == b"\0\0\0\x0c" and at > 0 and coded[at + 4 : at + 5] in (b"\2", b"\3")
    return coded[:at] + b"free" + coded[at + 4 :] if has_profile else coded


def _all_boxes(coded: bytes) -> Iterator[Box]:
    for box in boxes(coded):
        yield box
        if box.kind == b"jp2h":
            yield from boxes(box.content)


def _colors(found: list[Box]) -> tuple[int | None, bytes | None]:
    for box in found:
        if box.kind == b"colr" and box.content[:1] and box.content[0] == _BY_NUMBER:
            return struct.unpack_from(">I", box.content, 3)[0], None
        if box.kind == b"colr" and box.content[:1] and box.content[0] in _BY_PROFILE:
            return None, box.content[3:]
    return None, None


def _opacity(found: list[Box]) -> tuple[int | None, bool]:
    for box in found:
        if box.kind == b"cdef":
            count = struct.unpack_from(">H", box.content)[0]
            for channel, kind, _ in struct.iter_unpack(">3H", box.content[2 : 2 + 6 * count]):
                if kind in (_OPACITY, _PREMULTIPLIED):
                    return channel, kind == _PREMULTIPLIED
    return None, False
