"""Clipped pixels of what is seen: where working pixels reach an end of what an export can hold.

While edits change, those of the small copy that the histogram counts. At rest those of every pixel of the photo that
is seen, as an export rounds it. A pixel of a reduced view is marked where any pixel that it stands for is clipped; its
mean on the canvas would hide that.
"""

from collections.abc import Hashable, Iterator

import numpy as np
from numpy.typing import NDArray

from pellucid.engine.display import Display, mix, to_display
from pellucid.engine.effective import NOTHING
from pellucid.engine.histograms import Histograms
from pellucid.engine.planes import Plane
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TILE_PX, TileStore, block_of
from pellucid.foundation.clipping import HIGHLIGHTS, SHADOWS, Clipping
from pellucid.foundation.digest import brief_name
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import plan_tiles

Flags = NDArray[np.uint8]
"""`(h, w)`, see `Clipping`."""

_TOP = 255


class ClippedPixels:
    """Finds what is clipped, where a request asks for it.

    Args:
        store: has the exact pixels.
        histograms: have the small copy.
    """

    def __init__(self, store: TileStore, histograms: Histograms) -> None:
        self._store = store
        self._histograms = histograms

    def of(self, scene: Scene) -> Clipping | None:
        """What is known of a scene without running a network; None where it was not asked for, or nothing is known."""
        if not scene.request.clipping:
            return None
        rect, flags = scene.rect, np.zeros((scene.rect.height, scene.rect.width), np.uint8)
        for tile in scene.tiles:
            part, inside = self._store.cache.get(_key(scene, tile)), tile.intersect(rect)
            if part is None:
                return self._estimate(scene)
            flags[inside.relative_to(rect).slices] = part[inside.relative_to(tile).slices]
        name = brief_name(*map(str, _key(scene, rect)), "clipped")
        return Clipping(name, scene.plane.photo_rect(rect), flags, is_exact=True)

    def fill(self, scene: Scene, progress: Progress) -> Iterator[None]:
        """Look at every pixel of the visible tiles, whose exact pixels are there.

        Raises:
            Cancelled: something newer is wanted.
        """
        if not scene.request.clipping:
            return
        missing = [tile for tile in scene.tiles if _key(scene, tile) not in self._store.cache]
        for tile in missing:
            progress.check()
            with self._store.engine.asking(progress):
                self._store.cache.put(_key(scene, tile), self._tile(scene, tile))
        if missing:
            yield

    def _tile(self, scene: Scene, tile: Rect) -> Flags:
        photo = Plane(scene.plane.source, 1)
        area = scene.plane.photo_rect(tile.intersect(Rect.of(scene.plane.size)))
        flags = np.empty((area.height, area.width), np.uint8)
        for part in plan_tiles(area, TILE_PX):
            inside = part.intersect(area)
            found = flags_of(self._levels(scene, photo, part))
            flags[inside.relative_to(area).slices] = found[inside.relative_to(part).slices]
        return any_of(flags, scene.plane.divisor)

    def _levels(self, scene: Scene, photo: Plane, tile: Rect) -> Display:
        """A tile of the photo itself as an export rounds it."""
        store, edit, share = self._store, scene.exact_edit, scene.share
        shown = store.find(photo, edit, tile, exact=True)
        if shown is None:
            store.ensure_block(photo, edit, block_of(tile))
            shown = store.find(photo, edit, tile, exact=True)
        below = store.find(photo, NOTHING, tile, exact=True)
        assert shown is not None
        assert below is not None
        return mix(below, shown, share)

    def _estimate(self, scene: Scene) -> Clipping | None:
        """The part of the small copy that is seen."""
        if (copy := self._histograms.copy(scene)) is None:
            return None
        name, picture = copy
        height, width = picture.shape[1:]
        photo, region = scene.plane.source.facts.size, scene.plane.photo_rect(scene.rect)
        left, right = region.x * width // photo.width, -(-region.right * width // photo.width)
        top, bottom = region.y * height // photo.height, -(-region.bottom * height // photo.height)
        across, down = photo.width / width, photo.height / height
        x, y = round(left * across), round(top * down)
        covered = Rect(x, y, round(right * across) - x, round(bottom * down) - y)
        flags = flags_of(to_display(picture[:, top:bottom, left:right]))
        return Clipping(brief_name(name, str(covered)), covered, flags, is_exact=False)


def flags_of(levels: Display) -> Flags:
    """Which pixels of `(h, w, 3 or more)` uint8 are at an end."""
    colors = levels[..., :3]
    bright, dark = (colors == _TOP).any(-1), (colors == 0).any(-1)
    flags: Flags = bright * np.uint8(HIGHLIGHTS) | dark * np.uint8(SHADOWS)
    return flags


def any_of(flags: Flags, divisor: int) -> Flags:
    """Reduce flags: those that any of n x n pixels has."""
    if divisor == 1:
        return flags
    height, width = flags.shape
    padded = np.pad(flags, ((0, -height % divisor), (0, -width % divisor)))
    blocks = padded.reshape(padded.shape[0] // divisor, divisor, padded.shape[1] // divisor, divisor)
    reduced: Flags = np.bitwise_or.reduce(np.bitwise_or.reduce(blocks, axis=3), axis=1)
    return reduced


def _key(scene: Scene, tile: Rect) -> tuple[Hashable, ...]:
    """Names the flags of a tile; begins with the photo."""
    plane = scene.plane
    return (plane.source.facts.pixels, plane.divisor, scene.exact_edit.digest, scene.share, tile, "clipped")
