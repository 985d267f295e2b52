"""Masks as the canvas mixes with them: 8 bits, in the tiles of what is seen, and at first from a small copy.

A tile is painted once, from the shapes, at the scale of its plane, and goes by what of the mask reaches it: a stroke
that is being painted leaves all other tiles as they are. Until a tile is painted anew, it shows what it showed of the
mask before. Exact results paint the mask anew, unrounded.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pellucid.engine.engine import Engine
from pellucid.engine.growing_tiles import GrowingTiles
from pellucid.engine.low_res import PROXY_PX, one_thread
from pellucid.engine.painting import PreparedMask
from pellucid.engine.planes import Copy, Plane
from pellucid.engine.result_cache import ResultCache
from pellucid.engine.steps import Kept
from pellucid.foundation.geometry import Rect
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.imaging.sampling import sample

MaskValues = NDArray[np.uint8]
"""`(h, w)`, 0 outside of a mask, 255 in it."""

PARTS_BYTES = 96 * 2**20
"""Of parts of masks on tiles, unrounded, for the next stroke or slider of the same mask."""

Key = tuple[object, ...]


class MaskTiles:
    """Tiles of masks, remembered.

    Args:
        engine: computes, for masks that ask a network.
        cache: remembers; its keys begin with what names the photo.
    """

    def __init__(self, engine: Engine, cache: ResultCache) -> None:
        self._engine = engine
        self._cache = cache
        self._parts = ResultCache(PARTS_BYTES, lambda: engine.precision)
        self._latest: dict[Key, Key] = {}
        self._growing: GrowingTiles | None = None

    def is_sketched(self, plane: Plane, mask: PreparedMask, tiles: Iterable[Rect]) -> bool:
        """True where something is known of the mask for all these tiles."""
        if _copy_key(plane, mask) in self._cache:
            return True
        return all(self._known_key(plane, mask, tile) is not None for tile in tiles)

    def outline(self, plane: Plane, mask: PreparedMask) -> None:
        """Paint the mask on the copy.

        Raises:
            Cancelled: the engine was asked to stop.
        """
        copy = Copy(plane.source, PROXY_PX)
        with torch.inference_mode():
            values = mask(copy, Rect.of(copy.size), self._engine.context(copy.scale), self._kept(plane, "copy"))
        self._cache.put(_copy_key(plane, mask), _rounded(values))

    def is_painted(self, plane: Plane, mask: PreparedMask, tile: Rect) -> bool:
        """True where a tile is known at the scale of the plane."""
        return self._key(plane, mask, tile) in self._cache

    def paint(self, plane: Plane, mask: PreparedMask, tile: Rect) -> None:
        """Paint a tile.

        Args:
            plane: whose tile it is.
            mask: what is painted.
            tile: of the plane's grid.

        Raises:
            Cancelled: the engine was asked to stop.
        """
        core, kept = tile.intersect(Rect.of(plane.size)), self._kept(plane, plane.divisor)
        with torch.inference_mode(), one_thread() if mask.is_quick else nullcontext():
            values = mask(plane, core, self._engine.context(plane.scale), kept)
        self._put(plane, mask, tile, _rounded(values))

    def begin(self, plane: Plane, mask: PreparedMask, tiles: Sequence[Rect]) -> None:
        """Make ready for the last stroke of a mask to go on, once the mask is painted on all visible tiles."""
        if not tiles or not mask.can_grow or (self._growing and self._growing.is_of(plane, mask, tiles)):
            return
        kept, context = self._kept(plane, plane.divisor), self._engine.context(plane.scale)
        with torch.inference_mode(), one_thread():
            self._growing = GrowingTiles(plane, mask, tiles, context, kept)

    def go_on(self, plane: Plane, mask: PreparedMask, tiles: Sequence[Rect]) -> bool:
        """Paint what a stroke that goes on has changed since the last time.

        Returns:
            False where nothing was done: it is no such stroke, and tiles are to be painted one by one.
        """
        growing = self._growing
        if growing is None or not growing.is_of(plane, mask, tiles):
            return False
        before = {tile: self._cache.get(_tile_key(plane, name, tile)) for tile, name in growing.names.items()}
        known = {tile: values for tile, values in before.items() if values is not None}
        with torch.inference_mode(), one_thread():
            changed = growing.grow(mask) if len(known) == len(before) else None
            if changed is None:
                self._growing = None
                return False
            if not changed.is_empty:
                self._lay(plane, mask, changed, _rounded(growing.paint(changed)), known)
        return True

    def _lay(
        self,
        plane: Plane,
        mask: PreparedMask,
        rect: Rect,
        values: MaskValues,
        before: dict[Rect, MaskValues],
    ) -> None:
        """Lay the pixels of a rectangle over what tiles were before."""
        whole = Rect.of(plane.size)
        for tile, found in before.items():
            core = tile.intersect(whole)
            part = core.intersect(rect)
            if not part.is_empty:
                painted = found.copy()
                painted[part.relative_to(core).slices] = values[part.relative_to(rect).slices]
                self._put(plane, mask, tile, painted)

    def tile(self, plane: Plane, mask: PreparedMask, tile: Rect) -> tuple[str, Callable[[], MaskValues]]:
        """The best that is known of a tile, of a mask that was sketched: a name of it, and how to get it."""
        key = self._known_key(plane, mask, tile)
        is_outlined = _copy_key(plane, mask) in self._cache
        if key is not None and (key == self._key(plane, mask, tile) or not is_outlined):
            return str(key[2]), lambda: self._painted(key, plane, tile)
        name = f"sketch {mask.digest}" if is_outlined else "nothing is known"
        return name, lambda: self._sketch(plane, mask, tile)

    def forget(self, is_unwanted: Callable[[str], bool]) -> None:
        """Drop what belongs to photos, by what names their pixels."""
        self._parts.forget(lambda key: isinstance(key, tuple) and is_unwanted(str(key[0])))
        self._growing = None
        self._latest = {place: key for place, key in self._latest.items() if not is_unwanted(str(place[0]))}

    def _put(self, plane: Plane, mask: PreparedMask, tile: Rect, values: MaskValues) -> None:
        key = self._key(plane, mask, tile)
        self._cache.put(key, values)
        self._latest[_place(plane, mask, tile)] = key

    def _key(self, plane: Plane, mask: PreparedMask, tile: Rect) -> Key:
        grown = self._growing.name(plane, mask, tile) if self._growing else None
        return _tile_key(plane, grown or mask.name_in(plane, tile), tile)

    def _known_key(self, plane: Plane, mask: PreparedMask, tile: Rect) -> Key | None:
        """Of the tile as it is, or as it was painted last."""
        for key in (self._key(plane, mask, tile), self._latest.get(_place(plane, mask, tile))):
            if key is not None and key in self._cache:
                return key
        return None

    def _painted(self, key: Key, plane: Plane, tile: Rect) -> MaskValues:
        found = self._cache.get(key)
        return _nothing(plane, tile) if found is None else found  # pushed out of a full memory just now

    def _sketch(self, plane: Plane, mask: PreparedMask, tile: Rect) -> MaskValues:
        outlined = self._cache.get(_copy_key(plane, mask))
        if outlined is None:
            return _nothing(plane, tile)
        core, photo = tile.intersect(Rect.of(plane.size)), plane.source.facts.size
        place = unit_rect_of(plane.photo_rect(core), (photo.width, photo.height))
        whole = torch.from_numpy(outlined.copy())[None].float() / 255
        return _rounded(sample(whole, place, (core.height, core.width)))

    def _kept(self, plane: Plane, scale: object) -> Kept:
        """Remembers parts of masks on rectangles of a photo at one scale."""

        def kept(name: str, rect: Rect, make: Callable[[], Tensor]) -> Tensor:
            key = (plane.source.facts.pixels, scale, name, rect)
            found = self._parts.get(key)
            if found is None:
                found = make().numpy()
                self._parts.put(key, found)
            return torch.from_numpy(found.copy())

        return kept


def _nothing(plane: Plane, tile: Rect) -> MaskValues:
    core = tile.intersect(Rect.of(plane.size))
    return np.zeros((core.height, core.width), np.uint8)


def _rounded(values: Tensor) -> MaskValues:
    rounded: MaskValues = (values[0].clamp(0, 1) * 255).round_().byte().numpy()
    return rounded


def _copy_key(plane: Plane, mask: PreparedMask) -> Key:
    return plane.source.facts.pixels, mask.digest, "outline"


def _tile_key(plane: Plane, name: str, tile: Rect) -> Key:
    return plane.source.facts.pixels, plane.divisor, name, tile, "mask"


def _place(plane: Plane, mask: PreparedMask, tile: Rect) -> Key:
    return plane.source.facts.pixels, plane.divisor, mask.id, tile
