"""The size of the picture where metadata tell it: rewritten for a picture of another size."""

import io
import re
import struct
from dataclasses import replace

from pellucid.foundation.geometry import Size
from pellucid.io import exif
from pellucid.io.metadata import Metadata

_WIDTH_TAGS, _HEIGHT_TAGS = frozenset((0xA002, 0x0100)), frozenset((0xA003, 0x0101))
_SHORT, _LONG = 3, 4
_LARGEST_SHORT = 0xFFFF

_XMP = {
    axis: re.compile(
        rb"((?:" + names + rb")(?:\s*=\s*[\"']\s*|[^<>]*>\s*))\d+",
    )
    for axis, names in (
        ("width", rb"exif:PixelXDimension|tiff:ImageWidth"),
        ("height", rb"exif:PixelYDimension|tiff:ImageLength"),
    )
}


def with_size(metadata: Metadata, size: Size) -> Metadata:
    """Metadata that tell this size wherever they told one; nothing is added."""
    xmp = metadata.xmp
    if xmp:
        for axis, number in (("width", size.width), ("height", size.height)):
            xmp = _XMP[axis].sub(rb"\g<1>%d" % number, xmp)
    return replace(metadata, exif=_exif_with_size(metadata.exif, size) if metadata.exif else None, xmp=xmp)


def _exif_with_size(block: bytes, size: Size) -> bytes:
    """Numbers are changed in place: a directory that moves would break maker notes."""
    found = exif.first_ifd(io.BytesIO(block))
    if found is None:
        return block
    ifd, order = found
    below = exif.sub_ifd(io.BytesIO(block), ifd, exif.EXIF_IFD, order)
    changed = bytearray(block)
    for entry in (*ifd.entries, *(below.entries if below else ())):
        if entry.tag in _WIDTH_TAGS:
            _put(changed, entry.position, order, size.width)
        elif entry.tag in _HEIGHT_TAGS:
            _put(changed, entry.position, order, size.height)
    return bytes(changed)


def _put(block: bytearray, position: int, order: str, number: int) -> None:
    """Write an entry's kind, count and value: a short where it fits, as cameras do."""
    if number <= _LARGEST_SHORT:
        struct.pack_into(f"{order}HIHH", block, position + 2, _SHORT, 1, number, 0)
    else:
        struct.pack_into(f"{order}HII", block, position + 2, _LONG, 1, number)
