"""Pictures as masks: gray, white where the mask is."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import RASTER_BYTES, RASTER_SIDE_PX, Raster
from pellucid.foundation.translation import tr
from pellucid.io.decode import open_photo

_SMALLER = 0.8
"""A picture that cannot be written short enough is made so much smaller, as often as need be."""


def read_mask_picture(file: Path) -> Raster:
    """A mask out of a picture of any size and depth; the photo that it is used on may be larger.

    Raises:
        UnreadableError: it is no picture, or one in colours.
    """
    source = open_photo(file)
    size = source.facts.size
    side = max(size.width, size.height)
    whole = source.overview(RASTER_SIDE_PX) if side > RASTER_SIDE_PX else source.working(Rect.of(size))
    if np.ptp(whole, axis=2).max() > 1 / 255:
        raise UnreadableError(tr("{file}: a mask is a gray picture, and this one has colours.", file=file))
    return raster_of(whole.mean(axis=2), file.name)


def raster_of(values: NDArray[np.float32], source: str) -> Raster:
    """A mask of values 0 to 1, `(h, w)`, its long side at most `RASTER_SIDE_PX`; made smaller where it is too long."""
    picture = Image.fromarray((np.clip(values, 0, 1) * 255).round().astype(np.uint8))
    while True:
        coded = io.BytesIO()
        picture.save(coded, "PNG", optimize=True)
        if len(coded.getvalue()) <= RASTER_BYTES:
            return Raster(picture.width, picture.height, coded.getvalue(), source)
        size = (max(1, round(picture.width * _SMALLER)), max(1, round(picture.height * _SMALLER)))
        picture = picture.resize(size, Image.Resampling.BOX)
