"""The picture that a camera developed and put into its RAW file: quick to show, where developing takes a second."""

import io
from dataclasses import replace
from typing import BinaryIO

import numpy as np
import rawpy

from pellucid.io.files import Limit
from pellucid.io.readers import jpeg
from pellucid.io.readers.decoded import Decoded

_TURNS = {3: 3, 5: 8, 6: 6}
"""LibRaw's turns as orientations of EXIF."""


def read_preview(file: BinaryIO, limit: Limit, long_side_px: int) -> Decoded | None:
    """The largest preview of a RAW file, its longer side `long_side_px` at most; None where it has none."""
    file.seek(0)
    try:
        with rawpy.imread(file) as raw:
            orientation = _TURNS.get(raw.sizes.flip, 1)
            preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    if isinstance(preview.data, np.ndarray):
        samples = np.ascontiguousarray(preview.data)
        return Decoded("RAW", samples, orientation=orientation) if samples.ndim == 3 else None
    small, _ = jpeg.read_reduced(io.BytesIO(preview.data), limit, long_side_px)
    return replace(small, orientation=orientation)
