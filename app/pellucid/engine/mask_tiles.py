"""Masks as the canvas mixes with them: 8 bits, in the tiles of what is seen, and at first from a small copy.

A tile is painted once, from the shapes, at the scale of its plane; exact results paint the mask anew, unrounded.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pellucid.engine.engine import Engine
from pellucid.engine.low_res import PROXY_PX
from pellucid.engine.planes import Copy, Plane
from pellucid.engine.result_cache import ResultCache
from pellucid.engine.steps import Painted
from pellucid.foundation.geometry import Rect
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.imaging.sampling import sample

MaskValues = NDArray[np.uint8]
"""`(h, w)`, 0 outside of a mask, 255 in it."""


class MaskTiles:
    """Tiles of masks, remembered.

    Args:
        engine: computes, for masks that ask a network.
        cache: remembers; its keys begin with what names the photo.
    """

    def __init__(self, engine: Engine, cache: ResultCache) -> None:
        self._engine = engine
        self._cache = cache

    def is_outlined(self, plane: Plane, mask: Painted) -> bool:
        """True where the mask is known on the copy."""
        return _copy_key(plane, mask) in self._cache

    def outline(self, plane: Plane, mask: Painted) -> None:
        """Paint the mask on the copy.

        Raises:
            Cancelled: the engine was asked to stop.
        """
        copy = Copy(plane.source, PROXY_PX)
        with torch.inference_mode():
            values = mask(copy, Rect.of(copy.size), self._engine.context(copy.scale))
        self._cache.put(_copy_key(plane, mask), _rounded(values))

    def is_painted(self, plane: Plane, mask: Painted, tile: Rect) -> bool:
        """True where a tile is known at the scale of the plane."""
        return _tile_key(plane, mask, tile) in self._cache

    def paint(self, plane: Plane, mask: Painted, tile: Rect) -> None:
        """Paint a tile.

        Args:
            plane: whose tile it is.
            mask: what is painted.
            tile: of the plane's grid.

        Raises:
            Cancelled: the engine was asked to stop.
        """
        with torch.inference_mode():
            values = mask(plane, tile.intersect(Rect.of(plane.size)), self._engine.context(plane.scale))
        self._cache.put(_tile_key(plane, mask, tile), _rounded(values))

    def tile(self, plane: Plane, mask: Painted, tile: Rect) -> MaskValues:
        """The best that is known of a tile, of a mask that was outlined."""
        found = self._cache.get(_tile_key(plane, mask, tile))
        if found is None:
            outlined = self._cache.get(_copy_key(plane, mask))
            core = tile.intersect(Rect.of(plane.size))
            if outlined is None:  # pushed out of a full memory just now
                return np.zeros((core.height, core.width), np.uint8)
            photo = plane.source.facts.size
            place = unit_rect_of(plane.photo_rect(core), (photo.width, photo.height))
            whole = torch.from_numpy(outlined.copy())[None].float() / 255
            found = _rounded(sample(whole, place, (core.height, core.width)))
        return found


def _rounded(values: Tensor) -> MaskValues:
    rounded: MaskValues = (values[0].clamp(0, 1) * 255).round_().byte().numpy()
    return rounded


def _copy_key(plane: Plane, mask: Painted) -> tuple[str, str, str]:
    return plane.source.facts.pixels, mask.digest, "outline"


def _tile_key(plane: Plane, mask: Painted, tile: Rect) -> tuple[str, int, str, Rect, str]:
    return plane.source.facts.pixels, plane.divisor, mask.digest, tile, "mask"
