"""PNG chunks, and what is told in them; `png_rewrite` replaces it.

EXIF lies in eXIf, XMP in an iTXt, ICC in iCCP, the print resolution in pHYs. ImageMagick and exiftool put whole blocks
into texts called `Raw profile type …`, as hexadecimal digits; for IPTC there is no other place.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from pellucid.io.metadata import Comment, Embedded

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = "XML:com.adobe.xmp"
TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt"))
RAW_PROFILE = "Raw profile type "
_METRES_AN_INCH = 0.0254
_XMP_PREFIX = b"http://ns.adobe.com/xap/1.0/\0"
_RESOURCE = b"8BIM\x04\x04"
_MAX_BLOCK_BYTES = 16 * 1024 * 1024
_MAX_COMMENTS = 1000


@dataclass(frozen=True)
class Header:
    """What IHDR says: size in pixels, bits of a sample, colour type of the specification, order of the pixels."""

    width: int
    height: int
    depth: int
    color_type: int
    is_interlaced: bool


@dataclass(frozen=True)
class Chunk:
    """Name, place of its length field, length of its data."""

    name: bytes
    position: int
    length: int


@dataclass
class _Found:
    """What the chunks told so far."""

    blocks: dict[str, bytes] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    resolution: tuple[float, float] | None = None


def header(file: BinaryIO) -> Header:
    """Read IHDR; raises struct.error or ValueError on a damaged one."""
    file.seek(len(SIGNATURE))
    length, name = struct.unpack(">I4s", file.read(8))
    if name != b"IHDR" or length != 13:
        raise ValueError("IHDR is not the first chunk")
    width, height, depth, color_type, _, _, interlace = struct.unpack(">IIBBBBB", file.read(13))
    return Header(width, height, depth, color_type, interlace == 1)


def read(file: BinaryIO) -> Embedded:
    """Find the blocks of a PNG."""
    found = _Found()
    raw = _Found()  # what lies in texts gives way to what lies in chunks of its own
    for chunk in chunks(file):
        if chunk.length > _MAX_BLOCK_BYTES:
            continue
        if chunk.name == b"iCCP":
            _, _, packed = _data(file, chunk).partition(b"\0")
            _keep(found, "icc", _unpack(packed[1:]))
        elif chunk.name == b"eXIf":
            _keep(found, "exif", _data(file, chunk))
        elif chunk.name == b"pHYs" and chunk.length == 9:
            found.resolution = found.resolution or _resolution(_data(file, chunk))
        elif chunk.name in TEXTS and (comment := _comment(chunk.name, _data(file, chunk))):
            _take(comment, found, raw)
    blocks = raw.blocks | found.blocks
    return Embedded(
        blocks.get("icc"),
        blocks.get("exif"),
        blocks.get("xmp"),
        blocks.get("iptc"),
        tuple(found.comments[:_MAX_COMMENTS]),
        found.resolution,
    )


def transparent_color(file: BinaryIO) -> tuple[int, ...]:
    """The one colour that counts as transparent (tRNS of a picture without palette); empty where there is none."""
    for chunk in chunks(file):
        if chunk.name == b"tRNS" and chunk.length in (2, 6):
            return struct.unpack(f">{chunk.length // 2}H", _data(file, chunk))
    return ()


def is_animation(file: BinaryIO) -> bool:
    """True where there are further pictures behind the first (acTL)."""
    counts = (_data(file, chunk)[:4] for chunk in chunks(file) if chunk.name == b"acTL")
    return any(int.from_bytes(count, "big") > 1 for count in counts)


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


def _keep(found: _Found, name: str, block: bytes | None) -> None:
    if block:
        found.blocks.setdefault(name, block)


def _take(comment: Comment, found: _Found, raw: _Found) -> None:
    """Sort a text to where it belongs."""
    if comment.keyword == XMP_KEYWORD:
        _keep(found, "xmp", comment.text.encode(errors="surrogateescape"))
    elif comment.keyword.startswith(RAW_PROFILE):
        block = _unhexed(comment.text)
        name = comment.keyword.removeprefix(RAW_PROFILE).lower()
        if name in ("exif", "app1"):
            is_xmp = block.startswith(_XMP_PREFIX)
            _keep(raw, "xmp" if is_xmp else "exif", block.removeprefix(_XMP_PREFIX))
        elif name == "xmp":
            _keep(raw, "xmp", block)
        elif name in ("iptc", "8bim"):
            _keep(raw, "iptc", _records(block))
    else:
        found.comments.append(comment)


def _comment(name: bytes, data: bytes) -> Comment | None:
    """A text chunk; None where it is damaged."""
    keyword, found, rest = data.partition(b"\0")
    if not found:
        return None
    value: bytes | None = rest
    if name == b"zTXt":
        value = _unpack(rest[1:])
    elif name == b"iTXt":
        fields = rest[2:].split(b"\0", 2)
        value = fields[2] if len(fields) == 3 else None
        value = _unpack(value) if value is not None and rest[0] else value
    if value is None:
        return None
    coding = "utf-8" if name == b"iTXt" else "latin-1"
    # A packet of XMP may be in another coding of its own.
    errors = "surrogateescape" if keyword == XMP_KEYWORD.encode() else "replace"
    return Comment(keyword.decode("latin-1"), value.decode(coding, errors))


def _unhexed(text: str) -> bytes:
    """The bytes of a raw profile: its name, its length, and digits."""
    words = text.split()
    try:
        return bytes.fromhex("".join(words[2:]))
    except ValueError:
        return b""


def _records(block: bytes) -> bytes:
    """IPTC records, without the resource of Photoshop around them."""
    at = block.find(_RESOURCE)
    if at < 0:
        return block if block[:1] == b"\x1c" else b""
    start = at + len(_RESOURCE) + 6
    return block[start : start + int.from_bytes(block[start - 4 : start], "big")]


def _resolution(data: bytes) -> tuple[float, float] | None:
    across, down, unit = struct.unpack(">IIB", data)
    if unit != 1 or not across or not down:
        return None
    return across * _METRES_AN_INCH, down * _METRES_AN_INCH


def _data(file: BinaryIO, chunk: Chunk) -> bytes:
    file.seek(chunk.position + 8)
    return file.read(chunk.length)


def _unpack(packed: bytes) -> bytes | None:
    try:
        unpacked = zlib.decompressobj().decompress(packed, _MAX_BLOCK_BYTES)
    except zlib.error:
        return None
    return unpacked if len(unpacked) < _MAX_BLOCK_BYTES else None
