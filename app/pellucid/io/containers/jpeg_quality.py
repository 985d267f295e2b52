"""How well a JPEG was saved, by its quantisation tables: the scale from 1 to 100 of the Independent JPEG Group.

Most programs scale the two tables that the standard gives as examples (ITU-T T.81, tables K.1 and K.2); those of
cameras and of Photoshop have another shape, and get the quality whose tables are nearest. Nothing is decoded.
"""

import functools
from collections.abc import Sequence
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from pellucid.io.containers import jpeg

_TABLES = 0xDB
_BYTE_BITS = 8
_COEFFICIENTS = 64
_BEST = 100
_HALF = 50
_COMPONENT_BYTES, _TABLE_AT = 3, 2
_LUMA_AND_CHROMA = 2

# Both in the order of the file, from low frequencies to high ones.
_LUMA = (
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
    26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
    56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
)  # fmt: skip
_CHROMA = (17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, *(99,) * 50)

Table = NDArray[Any]
"""64 steps of quantisation, in the order of the file."""


def quality(file: BinaryIO) -> int | None:
    """The quality that a JPEG was saved with.

    Returns:
        1 to 100; None where samples have other than 8 bits or are not quantised, and where tables are missing.
    """
    tables: dict[int, Table] = {}
    used: list[int] = []
    for segment in jpeg.segments(file):
        header = jpeg.frame_of(segment)
        if header is not None:
            if header.bits != _BYTE_BITS or header.is_lossless or header.unreadable_kind:
                return None
            used = list(segment.payload[jpeg.FRAME_BYTES :][_TABLE_AT::_COMPONENT_BYTES][: header.channels])
        elif segment.marker == _TABLES:
            tables |= _tables(segment.payload)
    if not used or any(number not in tables for number in used):
        return None
    # Gray has one table, and so have files that treat all three colours alike.
    return _nearest([tables[number] for number in dict.fromkeys(used[:_LUMA_AND_CHROMA])])


def _tables(payload: bytes) -> dict[int, Table]:
    """The tables of a segment by their numbers, as far as they are whole and without zeros."""
    found: dict[int, Table] = {}
    at = 0
    while at < len(payload):
        is_wide, number = payload[at] >> 4, payload[at] & 0xF
        kind = np.dtype(">u2" if is_wide else np.uint8)
        end = at + 1 + _COEFFICIENTS * kind.itemsize
        if end > len(payload):
            break
        steps = np.frombuffer(payload[at + 1 : end], kind)
        if steps.all():
            found[number] = steps.astype(np.float64)
        at = end
    return found


def _nearest(tables: Sequence[Table]) -> int:
    """The quality whose own tables differ least from these, in the mean ratio of the steps."""
    steps = np.log(np.concatenate(tables))
    distances = np.abs(np.log(_standard_tables()[:, : len(steps)]) - steps).mean(axis=1)
    return int(distances.argmin()) + 1


@functools.cache
def _standard_tables() -> Table:
    """Luma and chroma at all qualities, `(100, 128)`."""
    qualities = np.arange(1, _BEST + 1)[:, None]
    percent = np.where(qualities < _HALF, 5000 // qualities, 200 - 2 * qualities)
    tables: Table = np.clip((np.array(_LUMA + _CHROMA) * percent + 50) // 100, 1, 255)
    return tables
