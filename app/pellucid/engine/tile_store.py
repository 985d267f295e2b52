"""Tiles of the canvas: computed once, remembered by photo, edit, plane and place.

What is exact is always computed at full scale. A reduced plane takes the means of exact full-scale tiles, which are
remembered too: once the whole photo was exact in the window, it is at 100 %. Exact pixels of the steps on detail are
remembered before rounding, so that the steps after them can be carried out anew without the networks.
"""

import logging
import time
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine import heap
from pellucid.engine.analyses import Analyses, Prepared
from pellucid.engine.display import Display, means, to_display
from pellucid.engine.effective import NOTHING, models_of
from pellucid.engine.engine import Engine
from pellucid.engine.light import light_of, needed
from pellucid.engine.low_res import LowRes
from pellucid.engine.mask_tiles import MaskTiles
from pellucid.engine.pipeline import render_rect, work_on
from pellucid.engine.planes import Plane
from pellucid.engine.result_cache import ResultCache
from pellucid.engine.result_folder import ResultFolder, name_of
from pellucid.engine.stack_split import StackSplit
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.srgb import to_linear
from pellucid.imaging.tiles import plan_tiles

log = logging.getLogger("pellucid.engine")

TILE_PX = 256
"""Side of a canvas tile: a quarter of a second of CPU time, so a newer request waits no longer than that."""

BLOCK_PX = 2 * TILE_PX
"""Side of what is computed at once where nobody waits for a single tile: less of it is halo."""

EXPENSIVE_S = 0.02
"""Tiles that took longer than this are worth a file."""

PHOTOS = 3
"""Photos whose results are remembered: going back and forth between two is quick, and the memory is given back."""


class TileStore:
    """Display tiles of photos. A tile is a place on the fixed grid of a plane; at the edge it is cut.

    Args:
        engine: computes.
        limit_bytes: bound of the remembered tiles.
        folder: where exact tiles are kept for the next time; None for nowhere.
    """

    def __init__(self, engine: Engine, limit_bytes: int, folder: ResultFolder | None = None) -> None:
        self.engine = engine
        self.cache = ResultCache(limit_bytes, lambda: engine.precision)
        self.analyses = Analyses.of(engine)
        self.low_res = LowRes(engine)
        self.masks = MaskTiles(engine, self.cache)
        self.computed = 0
        """Tiles and blocks that were computed so far, of any photo."""
        self._folder = folder
        self._photos: list[str] = []

    def activate_photo(self, photo: str) -> None:
        """Say which photo, by its fingerprint, is looked at now; all but the last `PHOTOS` are forgotten.

        Memory that the last one has used goes back to the system when one comes that is not remembered. Between those
        that are it costs nothing, since the two eyes of a pair take turns.
        """
        is_remembered = photo in self._photos
        self._photos = [*(other for other in self._photos if other != photo), photo][-PHOTOS:]
        if is_remembered:
            return
        self.cache.forget(self._is_of_another_photo)
        self.analyses.forget(self._is_another_photo)
        self.masks.forget(self._is_another_photo)
        self.low_res.forget(self._is_another_photo)
        self.engine.release_memory()

    def find(
        self, plane: Plane, edit: Edit, tile: Rect, *, exact: bool, remembers_photo: bool = True
    ) -> Display | None:
        """A remembered tile of an effective edit, or None. Exact ones serve as previews; the photo is always there.

        Whoever goes through all tiles once had better not have those of the photo remembered.
        """
        if not edit.stack.steps:
            return self._photo(plane, tile, remembers=remembers_photo)
        found = self.cache.get(_key(plane, edit, tile, exact=True))
        return self.cache.get(_key(plane, edit, tile, exact=False)) if found is None and not exact else found

    def recall(self, plane: Plane, edit: Edit, tiles: Iterable[Rect]) -> None:
        """Take exact tiles out of the folder, where they were kept an earlier time."""
        if self._folder is None or not edit.stack.steps:
            return
        for tile in tiles:
            if self.find(plane, edit, tile, exact=True) is None:
                kept = self._folder.get(name_of(self.engine, plane, edit, tile))
                if kept is not None:
                    self.cache.put(_key(plane, edit, tile, exact=True), kept)

    def compute(
        self, plane: Plane, edit: Edit, tile: Rect, progress: Progress, *, exact: bool, light: Plane | None = None
    ) -> None:
        """Compute a tile and remember it.

        Args:
            plane: whose tile it is.
            edit: effective.
            tile: of the plane's grid.
            progress: may cancel, between any two layers of a network; of a reduced exact tile it is told the share.
            exact: take the means of full-scale results, instead of running on the reduced photo. Kept for next time.
            light: the plane whose light is remembered as well where it is exact, or None; see `light`.
        """
        self.computed += 1
        started = time.perf_counter()
        with self.engine.asking(progress):
            progress.check()
            if plane.divisor == 1:
                picture = self._full(plane, edit, tile)
                if exact and time.perf_counter() - started > EXPENSIVE_S:
                    self._leave_for_export(plane, edit, tile, picture)
                shown = to_display(picture)
                if light and light.divisor == 1:
                    self._keep_light(plane, edit, tile, to_linear(picture))
            elif exact:
                shown = self._reduced(plane, edit, tile, progress, light)
            else:
                steps = self.analyses.prepare(plane.source, edit)
                shown = to_display(render_rect(self.engine, plane, steps, tile.intersect(Rect.of(plane.size))))
        self.cache.put(_key(plane, edit, tile, exact=exact or plane.divisor == 1), shown)
        seconds = time.perf_counter() - started
        if exact and self._folder is not None and seconds > EXPENSIVE_S:
            self._folder.put(name_of(self.engine, plane, edit, tile), shown)
        if exact:
            heap.bound()
        log.debug("tile %d,%d of 1/%d in %.3f s", tile.x, tile.y, plane.divisor, seconds)

    def light(self, plane: Plane, edit: Edit, rect: Rect) -> Tensor:
        """Exact pixels before rounding, in linear light; what is not remembered is computed.

        Args:
            plane: its divisor divides the side of a tile.
            edit: effective, with steps.
            rect: of the plane.

        Returns:
            `(3, rect.height, rect.width)` float32.

        Raises:
            Cancelled: the engine was asked to stop.
        """
        result = torch.empty(3, rect.height, rect.width)
        photo = Plane(plane.source, 1)
        for tile in plan_tiles(plane.photo_rect(rect), TILE_PX):
            covered = plane.plane_rect(tile)
            inside = covered.intersect(rect)
            rows, columns = inside.relative_to(covered).slices
            found = self._light_of_tile(plane, photo, edit, tile)[:, rows, columns]
            result[(slice(None), *inside.relative_to(rect).slices)] = found
        return result

    def has_light(self, plane: Plane, edit: Edit, area: Rect) -> bool:
        """True where the light of pixels of the photo is remembered."""
        return all(_light_key(plane, edit, tile) in self.cache for tile in plan_tiles(area, TILE_PX))

    def _light_of_tile(self, plane: Plane, photo: Plane, edit: Edit, tile: Rect) -> Tensor:
        key = _light_key(plane, edit, tile)
        if key not in self.cache:
            if plane.divisor == 1:
                self.computed += 1
                self._keep_light(plane, edit, tile, to_linear(self._full(photo, edit, tile)))
            else:
                self.ensure_block(photo, edit, block_of(tile), plane)
        kept = self.cache.get(key)
        assert kept is not None
        return torch.from_numpy(kept.astype(np.float32))

    def _keep_light(self, plane: Plane, edit: Edit, tile: Rect, light: Tensor) -> None:
        self.cache.put(_light_key(plane, edit, tile), light.half().numpy())

    def _is_of_another_photo(self, key: Any) -> bool:
        """Every key begins with the fingerprint of its photo."""
        return self._is_another_photo(key[0])

    def _is_another_photo(self, fingerprint: str) -> bool:
        return fingerprint not in self._photos

    def _photo(self, plane: Plane, tile: Rect, *, remembers: bool) -> Display:
        key = _key(plane, NOTHING, tile, exact=True)
        found = self.cache.get(key)
        if found is None:
            found = to_display(plane.read(tile.intersect(Rect.of(plane.size))))
            if remembers:
                self.cache.put(key, found)
        return found

    def _full(self, photo: Plane, edit: Edit, tile: Rect) -> Tensor:
        """Working pixels of a tile of the photo itself, on the CPU.

        Steps after those on detail are carried out on the remembered pixels.
        """
        split = StackSplit.of(edit)
        steps = self.analyses.prepare(photo.source, split.full)
        core, count = tile.intersect(Rect.of(photo.size)), len(split.detail.stack.steps)
        if any(step.halo(1.0) for step in steps[count:]):
            return render_rect(self.engine, photo, steps, core)
        picture = self._working(photo, split.detail, steps[:count], tile)
        if split.tail.stack.steps:
            picture = work_on(self.engine, picture, steps[count:], photo, core)
        return picture

    def _working(self, photo: Plane, detail: Edit, steps: Prepared, tile: Rect) -> Tensor:
        """Working pixels of a tile after the steps on detail, on the CPU."""
        core = tile.intersect(Rect.of(photo.size))
        if not steps:
            return photo.read(core)
        key = (*_key(photo, detail, tile, exact=True), "working")
        found = self.cache.get(key)
        if found is None:
            found = render_rect(self.engine, photo, steps, core).numpy()
            self.cache.put(key, found)
        return torch.from_numpy(found.copy())

    def _reduced(self, plane: Plane, edit: Edit, tile: Rect, progress: Progress, light: Plane | None) -> Display:
        """Means of all full-scale tiles below a tile of a reduced plane."""
        photo = Plane(plane.source, 1)
        area = plane.photo_rect(tile.intersect(Rect.of(plane.size)))
        full = np.empty((area.height, area.width, 4), np.uint8)
        blocks = plan_tiles(area, BLOCK_PX)
        for done, block in enumerate(blocks):
            progress.report(done / len(blocks))
            self.ensure_block(photo, edit, block, light)
            for part in plan_tiles(block.intersect(area), TILE_PX):
                inside, found = part.intersect(area), self.find(photo, edit, part, exact=True)
                assert found is not None
                full[inside.relative_to(area).slices] = found[inside.relative_to(part).slices]
        return means(full, plane.divisor)

    def ensure_block(self, photo: Plane, edit: Edit, block: Rect, light: Plane | None = None) -> None:
        """Compute the exact tiles of a block of the photo at once, where one of them is missing.

        Args:
            photo: at full scale.
            edit: effective.
            block: of the grid of blocks.
            light: the plane whose light is to be there as well, or None.
        """
        core = block.intersect(Rect.of(photo.size))
        tiles = plan_tiles(core, TILE_PX)
        self.recall(photo, edit, tiles)
        is_lit = light is None or self.has_light(light, edit, core)
        if is_lit and all(self.find(photo, edit, tile, exact=True) is not None for tile in tiles):
            return
        self.computed += 1
        steps = self.analyses.prepare(photo.source, edit)
        started = time.perf_counter()
        area = needed(light, light.plane_rect(core)) if light else core
        picture = render_rect(self.engine, photo, steps, area)
        if light:
            for tile in tiles:
                self._keep_light(light, edit, tile, light_of(picture, area, light, light.plane_rect(tile)))
        rows, columns = core.relative_to(area).slices
        shown = to_display(picture[:, rows, columns])
        is_expensive = time.perf_counter() - started > EXPENSIVE_S * len(tiles)
        for tile in tiles:
            part = np.ascontiguousarray(shown[tile.intersect(core).relative_to(core).slices])
            self.cache.put(_key(photo, edit, tile, exact=True), part)
            if is_expensive and self._folder is not None:
                self._folder.put(name_of(self.engine, photo, edit, tile), part)
            if is_expensive:
                rows, columns = tile.intersect(core).relative_to(area).slices
                self._leave_for_export(photo, edit, tile, picture[:, rows, columns])
        heap.bound()

    def _leave_for_export(self, photo: Plane, edit: Edit, tile: Rect, picture: Tensor) -> None:
        """So that an export computes no tile a second time."""
        if self.engine.kept_pixels is not None and models_of(edit):
            self.engine.kept_pixels.keep(self.engine, photo, edit, tile, picture)


def block_of(tile: Rect) -> Rect:
    """The block that a tile of the photo belongs to."""
    return plan_tiles(Rect(tile.x, tile.y, 1, 1), BLOCK_PX)[0]


def _light_key(plane: Plane, edit: Edit, tile: Rect) -> tuple[Hashable, ...]:
    """The tile is one of the photo; the light of it has the divisor of the plane. Tiles at an edge may be cut."""
    return (plane.source.facts.pixels, plane.divisor, edit.digest, tile.x, tile.y, "light")


def _key(plane: Plane, edit: Edit, tile: Rect, *, exact: bool) -> tuple[Hashable, ...]:
    return (plane.source.facts.pixels, plane.divisor, edit.digest, tile.x, tile.y, tile.width, tile.height, exact)
