"""PNG chunks: EXIF in eXIf, XMP in iTXt, ICC in iCCP. There is no place for IPTC."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pellucid.io.metadata import Embedded

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP_KEY = b"XML:com.adobe.xmp"
_TEXT = frozenset((b"tEXt", b"zTXt", b"iTXt"))
_COLOUR = frozenset((b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP"))
_PICTURE = frozenset((b"IDAT", b"fdAT"))
# ImageMagick and exiftool hide whole EXIF blocks, with the location, in text chunks of this name.
_RAW_PROFILE = b"Raw profile type"
_MAX_BLOCK_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Header:
    """What IHDR says: size in pixels, bits of a sample, colour type of the specification."""

    width: int
    height: int
    depth: int
    colour_type: int


@dataclass(frozen=True)
class Chunk:
    """Name, place of its length field, length of its data."""

    name: bytes
    position: int
    length: int


def header(file: BinaryIO) -> Header:
    """Read IHDR; raises struct.error or ValueError on a damaged one."""
    file.seek(len(SIGNATURE))
    length, name = struct.unpack(">I4s", file.read(8))
    if name != b"IHDR" or length != 13:
        raise ValueError("IHDR is not the first chunk")
    return Header(*struct.unpack(">IIBB", file.read(10)))


def read(file: BinaryIO) -> Embedded:
    """Find the blocks of a PNG."""
    icc = exif = xmp = None
    for chunk in chunks(file):
        if chunk.length > _MAX_BLOCK_BYTES:
            continue
        if chunk.name == b"iCCP":
            _, _, packed = _data(file, chunk).partition(b"\0")
            icc = _unpack(packed[1:])
        elif chunk.name == b"eXIf":
            exif = _data(file, chunk)
        elif chunk.name == b"iTXt":
            xmp = xmp or _xmp(_data(file, chunk))
    return Embedded(icc, exif, xmp)


def transparent_colour(file: BinaryIO) -> tuple[int, ...]:
    """The one colour that counts as transparent (tRNS of a picture without palette); empty where there is none."""
    for chunk in chunks(file):
        if chunk.name == b"tRNS" and chunk.length in (2, 6):
            return struct.unpack(f">{chunk.length // 2}H", _data(file, chunk))
    return ()


def rewrite(coded: bytes, embedded: Embedded, *, keep_others: bool) -> tuple[list[bytes | memoryview], tuple[str, ...]]:
    """Replace the metadata of a PNG; see `containers.jpeg.rewrite`. IPTC brings a warning."""
    view = memoryview(coded)
    first_end = len(SIGNATURE) + 12 + 13
    parts: list[bytes | memoryview] = [view[:first_end], *_blocks(embedded)]
    start = first_end
    for chunk in chunks_of(coded):
        end = chunk.position + 12 + chunk.length
        if chunk.position >= first_end and not _stays(coded, chunk, embedded, keep_others=keep_others):
            parts.append(view[start : chunk.position])
            start = end
    parts.append(view[start:])
    lost = ("IPTC metadata were left out, because PNG has no place for them.",) if embedded.iptc else ()
    return parts, lost


def chunks(file: BinaryIO) -> Iterator[Chunk]:
    """Walk the chunks up to IEND or the end of the file."""
    position = len(SIGNATURE)
    while True:
        file.seek(position)
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        length = struct.unpack(">I", head[:4])[0]
        yield Chunk(head[4:], position, length)
        position += 12 + length


def chunks_of(coded: bytes) -> Iterator[Chunk]:
    """The same for a file in memory."""
    position = len(SIGNATURE)
    while position + 8 <= len(coded):
        length, name = struct.unpack_from(">I4s", coded, position)
        if name == b"IEND":
            return
        yield Chunk(name, position, length)
        position += 12 + length


def _data(file: BinaryIO, chunk: Chunk) -> bytes:
    file.seek(chunk.position + 8)
    return file.read(chunk.length)


def _unpack(packed: bytes) -> bytes | None:
    try:
        unpacked = zlib.decompressobj().decompress(packed, _MAX_BLOCK_BYTES)
    except zlib.error:
        return None
    return unpacked if len(unpacked) < _MAX_BLOCK_BYTES else None


def _xmp(data: bytes) -> bytes | None:
    key, _, rest = data.partition(b"\0")
    if key != _XMP_KEY or len(rest) < 2:
        return None
    fields = rest[2:].split(b"\0", 2)
    if len(fields) < 3:
        return None
    return _unpack(fields[2]) if rest[0] else fields[2]


def _stays(coded: bytes, chunk: Chunk, embedded: Embedded, *, keep_others: bool) -> bool:
    if chunk.name in _PICTURE:
        return True
    if chunk.name in _COLOUR:
        return embedded.icc is None
    if chunk.name in _TEXT:
        key = coded[chunk.position + 8 : chunk.position + 8 + len(_XMP_KEY)]
        return keep_others and not key.startswith(_RAW_PROFILE) and key != _XMP_KEY
    return chunk.name != b"eXIf" and (keep_others or chunk.name != b"tIME")


def _blocks(embedded: Embedded) -> Iterator[bytes]:
    if embedded.icc is not None:
        yield _chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(embedded.icc))
    if embedded.exif is not None:
        yield _chunk(b"eXIf", embedded.exif)
    if embedded.xmp is not None:
        yield _chunk(b"iTXt", _XMP_KEY + bytes(5) + embedded.xmp)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
