"""Layers and mask textures of a rectangle of a plane, put together from tiles. No result is computed here."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.engine.mask_tiles import MaskValues
from pellucid.engine.painting import PreparedMask
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.digest import brief_name
from pellucid.foundation.frame import Layer, MaskTexture
from pellucid.foundation.geometry import Rect


class Compositor:
    """Puts tiles together; the same ones only once.

    Args:
        store: remembers what was put together.
        plane: whose tiles they are.
        rect: the rectangle.
        tiles: those that it touches.
    """

    def __init__(self, store: TileStore, plane: Plane, rect: Rect, tiles: Sequence[Rect]) -> None:
        self._store = store
        self._plane = plane
        self._rect = rect
        self._tiles = tiles

    def layer(self, parts: Iterable[tuple[str, Callable[[], NDArray[Any]]]]) -> Layer:
        """One layer of all tiles: of each a name of its content, and how to get its pixels."""
        return Layer(*self._together(list(parts)))

    def mask(self, mask: PreparedMask, above: Sequence[PreparedMask] = ()) -> MaskTexture:
        """What is seen of a mask below others; all were outlined, and every tile is as well as it is known."""
        return MaskTexture(*self._together([self._mask_part((mask, *above), tile) for tile in self._tiles]))

    def _mask_part(self, masks: Sequence[PreparedMask], tile: Rect) -> tuple[str, Callable[[], MaskValues]]:
        """A tile of the first mask, as far as the others let it be seen."""
        parts = [self._store.masks.tile(self._plane, mask, tile) for mask in masks]

        def seen() -> MaskValues:
            first, *others = (pixels() for _, pixels in parts)
            if not others:
                return first
            left = first.astype(np.float32)
            for other in others:
                left *= (255 - other) / np.float32(255)
            return np.rint(left).astype(np.uint8)

        return f"{tile.x},{tile.y}:{' '.join(name for name, _ in parts)}", seen

    def _together(self, parts: Sequence[tuple[str, Callable[[], NDArray[Any]]]]) -> tuple[str, NDArray[Any]]:
        """The tiles as one picture, and its name."""
        photo = self._plane.source.facts.pixels
        key = brief_name(photo, str(self._plane.divisor), str(self._rect), *(tag for tag, _ in parts))
        found = self._store.cache.get((photo, key))
        if found is None:
            pixels = [make() for _, make in parts]
            found = np.empty((self._rect.height, self._rect.width, *pixels[0].shape[2:]), np.uint8)
            for tile, part in zip(self._tiles, pixels, strict=True):
                inside = tile.intersect(self._rect)
                found[inside.relative_to(self._rect).slices] = part[inside.relative_to(tile).slices]
            self._store.cache.put((photo, key), found)
        return key, found
