"""JPEG XL headers (ISO/IEC 18181-1): size, depth, extra channels and colours, which decoders keep to themselves.

The header is a stream of bits, the lowest first, in which most fields are left out where they have their usual value.
Only what stands before the first coded table is read.
"""

from dataclasses import dataclass
from typing import BinaryIO

import imagecodecs

from pellucid.io import code_points, profiles
from pellucid.io.code_points import ColorSignal
from pellucid.io.containers.isobmff import Box, boxes
from pellucid.io.metadata import Embedded
from pellucid.io.profiles import Point

CODESTREAM = b"\xff\x0a"
_HEADER_BYTES = 4096
_MAX_BLOCK_BYTES = 16 * 1024 * 1024
_GRAY, _XYB = 1, 2
_CUSTOM = 2
_ALPHA, _SPOT, _CFA = 0, 2, 5
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))
_WHITES: dict[int, Point] = {1: profiles.D65_XY, 10: (1 / 3, 1 / 3), 11: (0.314, 0.351)}
# How numbers of the header are coded: four pairs of an offset and a count of bits, of which two bits choose one.
_U32 = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]
_ENUM: _U32 = ((0, 0), (1, 0), (2, 4), (18, 6))
_SIDE: _U32 = ((1, 9), (1, 13), (1, 18), (1, 30))
_COORDINATE: _U32 = ((0, 19), (524_288, 19), (1_048_576, 20), (2_097_152, 21))


@dataclass(frozen=True)
class Header:
    """What a codestream says of its picture.

    Attributes:
        width: as coded.
        height: as coded.
        bits: of a sample; of its fraction and more where it is a float.
        is_float: samples are floats.
        orientation: as EXIF has it; decoders turn the picture themselves.
        extra: kinds of the channels beside the colours; 0 is transparency.
        is_premultiplied: the colours are multiplied with the transparency.
        is_animation: there are several pictures.
        is_gray: one colour channel.
        has_icc: the colours are told by a profile that only decoders can unpack.
        signal: the colours where they are told by numbers; None is sRGB.
    """

    width: int
    height: int
    bits: int
    is_float: bool
    orientation: int
    extra: tuple[int, ...]
    is_premultiplied: bool
    is_animation: bool
    is_gray: bool
    has_icc: bool
    signal: ColorSignal | None


class _Bits:
    """Reads a header."""

    def __init__(self, data: bytes) -> None:
        self._value, self._left = int.from_bytes(data, "little"), 8 * len(data)

    def take(self, count: int) -> int:
        if count > self._left:
            raise ValueError("the header is cut short")
        value = self._value & ((1 << count) - 1)
        self._value >>= count
        self._left -= count
        return value

    def flag(self) -> bool:
        return self.take(1) == 1

    def number(self, ways: _U32) -> int:
        offset, count = ways[self.take(2)]
        return offset + self.take(count)

    def point(self) -> Point:
        x, y = (self.number(_COORDINATE) for _ in range(2))
        return tuple((value >> 1 if value % 2 == 0 else -(value + 1) // 2) / 1e6 for value in (x, y))  # type: ignore[return-value]


def read(file: BinaryIO) -> tuple[Header, Embedded]:
    """Read the header and the blocks of metadata.

    Raises:
        ValueError: it is no JPEG XL, or its header is damaged.
    """
    file.seek(0)
    content = file.read()
    if content.startswith(CODESTREAM):
        return parse(content), Embedded()
    streams = []
    blocks: dict[bytes, bytes] = {}
    for box in boxes(content):
        if box.kind in (b"jxlc", b"jxlp"):
            streams.append(box.content if box.kind == b"jxlc" else box.content[4:])
        else:
            _keep(blocks, box)
    exif = blocks.get(b"Exif", b"")
    # Four bytes say how far behind them the block begins.
    start = 4 + int.from_bytes(exif[:4], "big")
    embedded = Embedded(None, exif[start:] or None, blocks.get(b"xml ") or None)
    return parse(b"".join(stream[:_HEADER_BYTES] for stream in streams)), embedded


def parse(codestream: bytes) -> Header:
    """Read the header of a codestream; ValueError where it is damaged."""
    if not codestream.startswith(CODESTREAM):
        raise ValueError("no codestream of JPEG XL")
    bits = _Bits(codestream[2 : 2 + _HEADER_BYTES])
    width, height = _size(bits)
    if bits.flag():  # everything as usual
        return Header(width, height, 8, False, 1, (), False, False, False, False, None)
    orientation, is_animation = _extra_fields(bits) if bits.flag() else (1, False)
    depth, is_float = _depth(bits)
    bits.flag()  # whether 16 bits are enough for a decoder
    channels = [_channel(bits) for _ in range(bits.number(((0, 0), (1, 0), (2, 4), (1, 12))))]
    is_xyb = bits.flag()
    is_gray, has_icc, signal = (False, False, None) if bits.flag() else _colors(bits)
    return Header(
        width=width,
        height=height,
        bits=depth,
        is_float=is_float,
        orientation=orientation,
        extra=tuple(kind for kind, _ in channels),
        is_premultiplied=any(kind == _ALPHA and premultiplied for kind, premultiplied in channels),
        is_animation=is_animation,
        is_gray=is_gray,
        # Colours coded as XYB come as sRGB where their profile is packed.
        has_icc=has_icc and not is_xyb,
        signal=signal,
    )


def _keep(blocks: dict[bytes, bytes], box: Box) -> None:
    kind, content = box.kind, box.content
    if kind == b"brob" and len(content) <= _MAX_BLOCK_BYTES:
        kind = content[:4]
        if kind in (b"Exif", b"xml "):
            content = bytes(imagecodecs.brotli_decode(content[4:], out=_MAX_BLOCK_BYTES))
    if kind in (b"Exif", b"xml ") and len(content) <= _MAX_BLOCK_BYTES:
        blocks.setdefault(kind, content)


def _size(bits: _Bits) -> tuple[int, int]:
    in_eights = bits.flag()

    def side() -> int:
        return 8 * (1 + bits.take(5)) if in_eights else bits.number(_SIDE)

    height = side()
    ratio = bits.take(3)
    if ratio == 0:
        return side(), height
    across, down = _RATIOS[ratio - 1]
    return height * across // down, height


def _extra_fields(bits: _Bits) -> tuple[int, bool]:
    orientation = 1 + bits.take(3)
    if bits.flag():
        _size(bits)
    if bits.flag():
        _preview(bits)
    is_animation = bits.flag()
    if is_animation:
        bits.number(((100, 0), (1000, 0), (1, 10), (1, 30)))
        bits.number(((1, 0), (1001, 0), (1, 8), (1, 10)))
        bits.number(((0, 0), (0, 3), (0, 16), (0, 32)))
        bits.flag()
    return orientation, is_animation


def _preview(bits: _Bits) -> None:
    in_eights = bits.flag()
    ways: _U32 = ((16, 0), (32, 0), (1, 5), (33, 9)) if in_eights else ((1, 6), (65, 8), (321, 10), (1345, 12))
    bits.number(ways)
    if bits.take(3) == 0:
        bits.number(ways)


def _depth(bits: _Bits) -> tuple[int, bool]:
    if not bits.flag():
        return bits.number(((8, 0), (10, 0), (12, 0), (1, 6))), False
    depth = bits.number(((32, 0), (16, 0), (24, 0), (1, 6)))
    bits.take(4)
    return depth, True


def _channel(bits: _Bits) -> tuple[int, bool]:
    """Kind of an extra channel, and whether the colours are multiplied with it."""
    if bits.flag():
        return _ALPHA, False
    kind = bits.number(_ENUM)
    _depth(bits)
    bits.number(((0, 0), (3, 0), (4, 0), (1, 3)))
    for _ in range(bits.number(((0, 0), (0, 4), (16, 5), (48, 10)))):
        bits.take(8)
    premultiplied = kind == _ALPHA and bits.flag()
    if kind == _SPOT:
        bits.take(64)
    if kind == _CFA:
        bits.number(((1, 0), (0, 2), (3, 4), (19, 8)))
    return kind, premultiplied


def _colors(bits: _Bits) -> tuple[bool, bool, ColorSignal | None]:
    """Whether gray, whether by a profile, and else the signal."""
    has_icc = bits.flag()
    space = bits.number(_ENUM)
    if has_icc or space == _XYB:
        return space == _GRAY, has_icc, None
    white_code = bits.number(_ENUM)
    white = bits.point() if white_code == _CUSTOM else _WHITES.get(white_code, profiles.D65_XY)
    primaries_code = 1 if space == _GRAY else bits.number(_ENUM)
    # P3 has the number 11 whatever its white is.
    named = 12 if primaries_code == 11 else primaries_code
    primaries = (bits.point(), bits.point(), bits.point()) if primaries_code == _CUSTOM else named
    transfer = bits.take(24) / 1e7 if bits.flag() else bits.number(_ENUM)
    return space == _GRAY, False, code_points.of_parts(primaries, white, transfer)
