"""WebP chunks (RIFF): EXIF, XMP and ICCP, announced by flags in VP8X. There is no place for IPTC."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from pellucid.foundation.translation import mark, tr
from pellucid.io.metadata import Embedded

_HEADER_BYTES = 12
_FLAG_ICC, _FLAG_ALPHA, _FLAG_EXIF, _FLAG_XMP = 0x20, 0x10, 0x08, 0x04
_PICTURE = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"))
_TOLD = frozenset((b"VP8X", b"ICCP", b"EXIF", b"XMP "))
_FRAME_HEAD_BYTES = 16
_MAX_BLOCK_BYTES = 16 * 1024 * 1024


def read(file: BinaryIO) -> Embedded:
    """Find the blocks of a WebP."""
    found: dict[bytes, bytes] = {}
    position = _HEADER_BYTES
    while True:
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            break
        name, length = struct.unpack("<4sI", head)
        if name in (b"EXIF", b"XMP ", b"ICCP") and length <= _MAX_BLOCK_BYTES:
            found.setdefault(name, file.read(length))
        position += 8 + length + length % 2
    return Embedded(found.get(b"ICCP"), found.get(b"EXIF"), found.get(b"XMP "))


def rewrite(coded: bytes, embedded: Embedded, *, size: tuple[int, int]) -> tuple[list[bytes], tuple[str, ...]]:
    """Replace the metadata of a WebP; see `jpeg_rewrite.rewrite`. IPTC and comments bring a warning.

    Args:
        coded: the whole file.
        embedded: the new blocks; `icc` None keeps the profile that is there.
        size: width and height as coded, for a file that has no VP8X chunk yet.
    """
    chunks = dict(_chunks(coded))
    new = {b"ICCP": embedded.icc or chunks.get(b"ICCP"), b"EXIF": embedded.exif, b"XMP ": embedded.xmp}
    flags = (chunks[b"VP8X"][0] if b"VP8X" in chunks else _simple_flags(chunks)) & ~(_FLAG_ICC | _FLAG_EXIF | _FLAG_XMP)
    for name, flag in ((b"ICCP", _FLAG_ICC), (b"EXIF", _FLAG_EXIF), (b"XMP ", _FLAG_XMP)):
        flags |= flag if new[name] else 0
    width, height = (side - 1 for side in size)
    shape = chunks[b"VP8X"][4:10] if b"VP8X" in chunks else width.to_bytes(3, "little") + height.to_bytes(3, "little")
    parts = [_chunk(b"VP8X", bytes((flags, 0, 0, 0)) + shape)] if flags else []
    parts += [_chunk(b"ICCP", new[b"ICCP"])] if new[b"ICCP"] else []
    # Animations repeat chunks, so the picture is walked again instead of taken from the dictionary.
    parts += [_chunk(name, _picture(name, data)) for name, data in _chunks(coded) if name in _PICTURE]
    parts += [_chunk(name, block) for name in (b"EXIF", b"XMP ") if (block := new[name])]
    head = b"RIFF" + struct.pack("<I", 4 + sum(map(len, parts))) + b"WEBP"
    homeless = ((mark("IPTC metadata"), embedded.iptc), (mark("Comments"), embedded.comments))
    lost = tuple(
        tr("{name} were left out, because WebP has no place for them.", name=tr(name))
        for name, block in homeless
        if block
    )
    return [head, *parts], lost


def has_other_data(coded: bytes) -> bool:
    """True where chunks of other programs lie in a WebP, or anything behind its end, that `rewrite` leaves out."""
    length = _HEADER_BYTES - 4 + struct.unpack_from("<I", coded, 4)[0]
    return length < len(coded) or any(name not in _PICTURE | _TOLD for name, _ in _chunks(coded))


def _picture(name: bytes, data: bytes) -> bytes:
    """A chunk of the picture; a frame of an animation may hold chunks of other programs."""
    if name != b"ANMF":
        return data
    inner = (_chunk(name, part) for name, part in _chunks(data, _FRAME_HEAD_BYTES) if name in _PICTURE)
    return data[:_FRAME_HEAD_BYTES] + b"".join(inner)


def _chunks(coded: bytes, position: int = _HEADER_BYTES) -> Iterator[tuple[bytes, bytes]]:
    while position + 8 <= len(coded):
        name, length = struct.unpack_from("<4sI", coded, position)
        yield name, coded[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _simple_flags(chunks: dict[bytes, bytes]) -> int:
    """A lossless picture says in the fifth byte of its header whether it has alpha."""
    lossless = chunks.get(b"VP8L", b"")
    return _FLAG_ALPHA if len(lossless) > 4 and lossless[4] & 0x10 else 0


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", name, len(data)) + data + bytes(len(data) % 2)
