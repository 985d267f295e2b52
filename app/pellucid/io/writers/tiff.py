"""TIFF: strips packed with deflate and horizontal differences, any of our depths, all metadata.

The EXIF block is itself a small TIFF, so it becomes the head of the file: its offsets stay valid, maker notes
included, and its first directory is replaced by one that also describes the picture.
"""

import io
import struct
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.errors import UnsupportedError
from pellucid.foundation.translation import tr
from pellucid.io import exif, exif_edit
from pellucid.io.writers.picture import Picture

_STRIP_BYTES = 1024 * 1024
_LEVEL = 6
_MAX_BYTES = 2**32 - 2**20
_SHORT, _LONG, _BYTE, _UNDEFINED = 3, 4, 1, 7
_FORMATS = {_SHORT: "H", _LONG: "I"}
_DEFLATE, _DIFFERENCES, _NO_PREDICTOR = 8, 2, 1
_PHOTOMETRIC = {1: 1, 3: 2, 4: 5}
_UNSIGNED, _FLOAT = 1, 3
_UNASSOCIATED = 2
_EMPTY_HEAD = b"II*\x00" + bytes(4)


def write(picture: Picture, file: BinaryIO) -> tuple[str, ...]:
    """Write a picture into an empty file; comments bring a warning.

    Raises:
        UnsupportedError: more than 4 GiB, which TIFF cannot address.
    """
    head = picture.metadata.exif or _EMPTY_HEAD
    order = exif.byte_order(head) or "<"
    file.write(head + bytes(len(head) % 2))
    spans, rows = _write_strips(picture, file, order)
    position = file.tell()
    if position > _MAX_BYTES:
        raise UnsupportedError(tr("The picture is larger than TIFF can hold (4 GiB). Export it as PNG or JPEG."))
    tags = _inherited(head) | _description(picture, spans, rows, order)
    # Values of inherited tags are four bytes that already point into the head.
    file.write(exif.write_directory(tags, position, order))
    file.seek(4)
    file.write(struct.pack(f"{order}I", position))
    return (tr("Comments were left out, because TIFF has no place for them."),) if picture.metadata.comments else ()


def _write_strips(picture: Picture, file: BinaryIO, order: str) -> tuple[list[tuple[int, int]], int]:
    """Pack and write the strips; their places and lengths, and rows a strip."""
    samples, alpha = picture.samples, picture.alpha
    height, width, channels = samples.shape
    row_bytes = width * (channels + (alpha is not None)) * samples.dtype.itemsize
    rows = max(1, min(height, _STRIP_BYTES // row_bytes))
    spans = []
    for top in range(0, height, rows):
        strip = samples[top : top + rows]
        if alpha is not None:
            strip = np.concatenate([strip, alpha[top : top + rows, :, None]], axis=2)
        packed = imagecodecs.deflate_encode(_differences(strip, order), level=_LEVEL, raw=False)
        spans.append((file.tell(), len(packed)))
        file.write(packed)
        file.write(bytes(len(packed) % 2))
    return spans, rows


def _differences(strip: NDArray[Any], order: str) -> bytes:
    """Each sample less its left neighbour, modulo its range, in the byte order of the file; floats as they are."""
    if strip.dtype.kind == "u":
        left = strip[:, :-1]
        strip = strip.copy()
        strip[:, 1:] -= left
    return strip.astype(strip.dtype.newbyteorder("<" if order == "<" else ">"), copy=False).tobytes()


def _inherited(head: bytes) -> exif.RawTags:
    """Entries of the EXIF block's own first directory; their values stay where they are."""
    found = exif.first_ifd(io.BytesIO(head))
    if found is None:
        return {}
    return {
        entry.tag: (entry.kind, entry.count, head[entry.position + 8 : entry.position + 12])
        for entry in found[0].entries
        if exif.describes_photo(entry.tag)
    }


def _description(picture: Picture, spans: list[tuple[int, int]], rows: int, order: str) -> exif.RawTags:
    samples = picture.samples
    height, width, colors = samples.shape
    channels = colors + (picture.alpha is not None)
    is_float = samples.dtype.kind == "f"
    numbers: dict[int, tuple[int, list[int]]] = {
        256: (_LONG, [width]),
        257: (_LONG, [height]),
        258: (_SHORT, [samples.dtype.itemsize * 8] * channels),
        259: (_SHORT, [_DEFLATE]),
        262: (_SHORT, [_PHOTOMETRIC[colors]]),
        273: (_LONG, [place for place, _ in spans]),
        exif.ORIENTATION: (_SHORT, [1]),
        277: (_SHORT, [channels]),
        278: (_LONG, [rows]),
        279: (_LONG, [length for _, length in spans]),
        284: (_SHORT, [1]),
        317: (_SHORT, [_NO_PREDICTOR if is_float else _DIFFERENCES]),
        339: (_SHORT, [_FLOAT if is_float else _UNSIGNED] * channels),
    }
    if picture.alpha is not None:
        numbers[338] = (_SHORT, [_UNASSOCIATED])
    tags = {
        tag: (kind, len(values), struct.pack(f"{order}{len(values)}{_FORMATS[kind]}", *values))
        for tag, (kind, values) in numbers.items()
    }
    if picture.metadata.resolution is not None:
        tags |= exif_edit.resolution_tags(picture.metadata.resolution, order)
    blocks = ((700, _BYTE, picture.metadata.xmp), (33723, _UNDEFINED, picture.metadata.iptc),
              (34675, _UNDEFINED, picture.icc))  # fmt: skip
    return tags | {tag: (kind, len(block), block) for tag, kind, block in blocks if block}
