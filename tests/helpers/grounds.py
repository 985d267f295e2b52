"""A picture in memory as masks are painted on it."""

import io
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.masks import MapRange, Raster
from pellucid.imaging.guided_filter import GuidedMap
from pellucid.imaging.mask_painting import Ground


def ground_of(picture: Tensor, is_right: bool = False) -> Ground:
    """A photo `(3, h, w)`; what a network estimates of it is its red channel."""
    height, width = picture.shape[-2:]
    memory: dict[str, GuidedMap] = {}

    def read(rect: Rect) -> Tensor:
        return picture[:, rect.slices[0], rect.slices[1]]

    def copy(long_side_px: int) -> Ground:
        scale = min(1.0, long_side_px / max(width, height))
        size = (max(1, round(height * scale)), max(1, round(width * scale)))
        return ground_of(F.interpolate(picture[None], size=size, mode="area")[0], is_right)

    def estimated(_shape: MapRange, rect: Rect) -> Tensor:
        return read(rect)[0]

    def once(name: str, find: Callable[[], GuidedMap]) -> GuidedMap:
        return memory.setdefault(name, find())

    return Ground(Size(width, height), width, height, read, copy, estimated, decoded, once, is_right)


def decoded(raster: Raster) -> Tensor:
    """The values of a raster, `(1, h, w)`."""
    with Image.open(io.BytesIO(raster.png)) as picture:
        values = np.asarray(picture.convert("L"), np.float32) / 255
    return F.interpolate(torch.from_numpy(values.copy())[None, None], size=(raster.height, raster.width))[0]


def raster_of(values: np.ndarray) -> Raster:
    """A raster of values 0 to 1, `(h, w)`."""
    coded = io.BytesIO()
    Image.fromarray((values * 255).round().astype(np.uint8)).save(coded, "PNG")
    return Raster(values.shape[1], values.shape[0], coded.getvalue(), "drawn")
