"""Damaged PNG files: finding out that one is, and making a whole one of what is left.

Every chunk has a checksum. A wrong one in a text costs that chunk alone. Where the packed picture
is damaged or cut, it is unpacked as far as it goes and filled up with zeros, so that any decoder takes it.
"""

import enum
import os
import struct
import zlib
from typing import BinaryIO

from pellucid.io.containers import png

_BLOCK_BYTES, _MAX_CHUNKS = 1 << 20, 1_000_000
# Unpacking loses at most the output of one piece at the place of the damage.
_PIECE_BYTES = 128
_CRITICAL = frozenset((b"IHDR", b"PLTE", b"IDAT"))
# Chunks beside the picture without which it looks otherwise.
_TELLING = frozenset((b"iCCP", b"cICP", b"gAMA", b"cHRM", b"sRGB", b"tRNS", b"eXIf"))
# What is said of further pictures may be what is wrong.
_ANIMATION = frozenset((b"acTL", b"fcTL", b"fdAT"))
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# First column and row and the steps of the seven passes of an interlaced picture.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


class State(enum.Enum):
    """How a file is: whole, whole but for chunks that do not matter to the picture, or damaged."""

    WHOLE = enum.auto()
    FLAWED = enum.auto()
    DAMAGED = enum.auto()


def examine(file: BinaryIO) -> State:
    """Check all checksums up to the end of the picture.

    Raises:
        ValueError: more chunks than any picture needs; such a file was made to keep readers busy.
    """
    size = os.fstat(file.fileno()).st_size if hasattr(file, "fileno") else file.seek(0, os.SEEK_END)
    state = State.WHOLE
    for number, chunk in enumerate(png.chunks(file)):
        if number > _MAX_CHUNKS:
            raise ValueError("far too many chunks")
        if not _is_sound(file, chunk, size):
            if chunk.name in _CRITICAL | _TELLING or chunk.position + 12 + chunk.length > size:
                return State.DAMAGED
            state = State.FLAWED
    return state if _has_end(file, size) else State.DAMAGED


def mended(file: BinaryIO, head: png.Header, *, trusting: bool) -> bytes:
    """A whole PNG of what is left of a file.

    Args:
        file: the file.
        head: of the file; its size was found to be allowed.
        trusting: chunks that say how the picture looks are kept where only their checksum speaks against them.

    Raises:
        ValueError: nothing is left of the picture.
    """
    size = file.seek(0, os.SEEK_END)
    kept, packed = [], []
    for chunk in png.chunks(file):
        if chunk.name == b"IDAT":
            packed.append(_data(file, chunk))
        elif chunk.name in _CRITICAL or (trusting and chunk.name in _TELLING) or _is_kept(file, chunk, size):
            kept.append(_chunk(chunk.name, _data(file, chunk)))
    expected = _raw_bytes(head)
    raw = _unpacked(b"".join(packed), expected)
    if not raw:
        raise ValueError("nothing of the picture can be unpacked")
    picture = _chunk(b"IDAT", zlib.compress(raw.ljust(expected, b"\0"), 1))
    return b"".join((png.SIGNATURE, *kept, picture, _chunk(b"IEND", b"")))


def _is_kept(file: BinaryIO, chunk: png.Chunk, size: int) -> bool:
    return chunk.name not in _ANIMATION and _is_sound(file, chunk, size)


def _is_sound(file: BinaryIO, chunk: png.Chunk, size: int) -> bool:
    if chunk.position + 12 + chunk.length > size:
        return False
    file.seek(chunk.position + 8)
    sum_, left = zlib.crc32(chunk.name), chunk.length
    while left:
        block = file.read(min(left, _BLOCK_BYTES))
        sum_ = zlib.crc32(block, sum_)
        left -= len(block)
    return file.read(4) == struct.pack(">I", sum_)


def _has_end(file: BinaryIO, size: int) -> bool:
    """True where the walk over the chunks ends with IEND."""
    end = len(png.SIGNATURE)
    for chunk in png.chunks(file):
        end = chunk.position + 12 + chunk.length
    if end + 8 > size:
        return False
    file.seek(end + 4)
    return file.read(4) == b"IEND"


def _data(file: BinaryIO, chunk: png.Chunk) -> bytes:
    file.seek(chunk.position + 8)
    return file.read(chunk.length)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _unpacked(packed: bytes, most: int) -> bytes:
    """Unpack as far as it goes, `most` bytes at most."""
    unpacker = zlib.decompressobj()
    raw = bytearray()
    try:
        for at in range(0, len(packed), _PIECE_BYTES):
            piece = packed[at : at + _PIECE_BYTES]
            while piece and len(raw) < most:
                raw += unpacker.decompress(piece, most - len(raw))
                piece = unpacker.unconsumed_tail
            if len(raw) >= most or unpacker.eof:
                break
    except zlib.error:
        pass  # what came before is what there is
    return bytes(raw)


def _raw_bytes(head: png.Header) -> int:
    """Length of the unpacked picture: each row begins with a byte that names its filter."""
    bits = head.depth * _CHANNELS[head.color_type]
    if not head.is_interlaced:
        return _pass_bytes(head.width, head.height, bits)
    return sum(
        _pass_bytes(-(-(head.width - left) // right), -(-(head.height - top) // down), bits)
        for left, top, right, down in _PASSES
    )


def _pass_bytes(width: int, height: int, bits: int) -> int:
    return height * (1 + -(-width * bits // 8)) if width > 0 and height > 0 else 0
