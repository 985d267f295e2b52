"""Replacing what a PNG tells beside its picture; chunks that are not of the picture itself stay out."""

import struct
import zlib
from collections.abc import Iterator

from pellucid.io.containers.png import RAW_PROFILE, SIGNATURE, TEXTS, XMP_KEYWORD, Chunk, chunks_of
from pellucid.io.metadata import Comment, Embedded

_COLOR = frozenset((b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP"))
_PICTURE = frozenset((b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"sBIT", b"bKGD", b"hIST", b"acTL", b"fcTL", b"fdAT",
                      b"mDCV", b"cLLI", b"mDCv", b"cLLi"))  # fmt: skip
_REWRITTEN = TEXTS | {b"eXIf", b"pHYs", b"tIME", b"iDOT"}
_METRES_AN_INCH = 0.0254
_HEAD_BYTES = len(SIGNATURE) + 12 + 13
_END = b"\0\0\0\0IEND\xaeB`\x82"


def rewrite(coded: bytes, embedded: Embedded, *, keeps_time: bool) -> list[bytes | memoryview]:
    """Replace the metadata of a PNG; see `jpeg_rewrite.rewrite`. There is a place for all.

    Args:
        coded: the whole file.
        embedded: the new blocks; `icc` and `resolution` None keep what is there.
        keeps_time: the time of the last change stays.
    """
    view = memoryview(coded)
    parts: list[bytes | memoryview] = [view[:_HEAD_BYTES], *_blocks(embedded)]
    start = end = _HEAD_BYTES
    for chunk in chunks_of(coded):
        end = min(chunk.position + 12 + chunk.length, len(coded))
        if chunk.position >= _HEAD_BYTES and not _stays(chunk, embedded, keeps_time=keeps_time):
            parts.append(view[start : chunk.position])
            start = end
    return [*parts, view[start:end], _END]


def has_other_data(coded: bytes) -> bool:
    """True where chunks of other programs lie in a PNG, or anything behind its end; `rewrite` leaves it out."""
    found = list(chunks_of(coded))
    end = found[-1].position + 12 + found[-1].length + len(_END) if found else len(coded)
    return end < len(coded) or any(chunk.name not in _PICTURE | _COLOR | _REWRITTEN for chunk in found)


def _stays(chunk: Chunk, embedded: Embedded, *, keeps_time: bool) -> bool:
    if chunk.name in _COLOR:
        return embedded.icc is None
    if chunk.name == b"pHYs":
        return embedded.resolution is None
    return chunk.name in _PICTURE or (keeps_time and chunk.name == b"tIME")


def _blocks(embedded: Embedded) -> Iterator[bytes]:
    if embedded.icc is not None:
        yield _chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(embedded.icc))
    if embedded.resolution is not None:
        across, down = (round(value / _METRES_AN_INCH) for value in embedded.resolution)
        yield _chunk(b"pHYs", struct.pack(">IIB", across, down, 1))
    if embedded.exif is not None:
        yield _chunk(b"eXIf", embedded.exif)
    if embedded.xmp is not None:
        yield _international(XMP_KEYWORD, embedded.xmp)
    if embedded.iptc is not None:
        yield _raw_profile("iptc", embedded.iptc)
    for comment in embedded.comments:
        yield _text(comment)


def _raw_profile(name: str, block: bytes) -> bytes:
    """A block as a packed text of digits, as ImageMagick and exiftool write and read what PNG has no chunk for."""
    digits = f"\n{name}\n{len(block):8}\n{block.hex()}\n".encode()
    return _chunk(b"zTXt", f"{RAW_PROFILE}{name}".encode() + b"\0\0" + zlib.compress(digits))


def _text(comment: Comment) -> bytes:
    """The plain kind of text where that holds it."""
    try:
        data = comment.keyword.encode("latin-1")[:79] + b"\0" + comment.text.encode("latin-1")
    except UnicodeEncodeError:
        return _international(comment.keyword, comment.text.encode())
    return _chunk(b"tEXt", data)


def _international(keyword: str, text: bytes) -> bytes:
    return _chunk(b"iTXt", keyword.encode("latin-1", "replace")[:79] + bytes(5) + text)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
