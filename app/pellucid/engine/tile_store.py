"""Tiles of the canvas: computed once, remembered by photo, stack, plane and place."""

import logging
import time
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np

from pellucid.document.edit_stack import EditStack
from pellucid.engine.display import Display, to_display
from pellucid.engine.pipeline import PreparedStep, prepare, render_rect
from pellucid.engine.planes import Plane, reduce_by
from pellucid.engine.result_cache import ResultCache
from pellucid.engine.session import Engine
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import cut_evenly

log = logging.getLogger("pellucid.engine")

EXACT_PART_PX = 512
"""Longest side of the parts in which an exact tile of a reduced plane is computed."""

PHOTOS = 3
"""Photos whose results are remembered: going back and forth between two is quick, and the memory is given back."""

PREPARED = 32
"""Stacks whose analyses are remembered."""


class TileStore:
    """Display tiles of photos. A tile is a place on the fixed grid of a plane; at the edge it is cut.

    Args:
        engine: computes.
        limit_bytes: bound of the remembered tiles.
    """

    def __init__(self, engine: Engine, limit_bytes: int) -> None:
        self.engine = engine
        self.cache = ResultCache(limit_bytes)
        self._prepared: dict[Hashable, tuple[PreparedStep, ...]] = {}
        self._photos: list[str] = []

    def turn_to(self, photo: str) -> None:
        """Say which photo, by its fingerprint, is looked at now; all but the last `PHOTOS` are forgotten.

        Memory that the last one has used goes back to the system.
        """
        if self._photos and self._photos[-1] == photo:
            return
        self._photos = [*(other for other in self._photos if other != photo), photo][-PHOTOS:]
        self.cache.forget(self._is_of_another_photo)
        for key in [key for key in self._prepared if self._is_of_another_photo(key)]:
            del self._prepared[key]
        self.engine.release_memory()

    def find(self, plane: Plane, stack: EditStack, tile: Rect, *, exact: bool) -> Display | None:
        """A remembered tile of a stack, or None. An exact one serves as a preview, and the photo is always there."""
        if not stack.steps:
            return self._photo(plane, tile)
        found = self.cache.get(_key(plane, stack, tile, exact=True))
        return self.cache.get(_key(plane, stack, tile, exact=False)) if found is None and not exact else found

    def compute(self, plane: Plane, stack: EditStack, tile: Rect, progress: Progress, *, exact: bool) -> None:
        """Compute a tile and remember it.

        Args:
            plane: whose tile it is.
            stack: the edits.
            tile: of the plane's grid.
            progress: may cancel; it is never told anything.
            exact: take the means of full-scale results, instead of running on the reduced photo.
        """
        core = tile.intersect(Rect.of(plane.size))
        progress.check()
        started = time.perf_counter()
        if plane.divisor == 1 or not exact:
            shown = to_display(render_rect(self.engine, plane, self.prepared(plane, stack), core))
        else:
            shown = self._exact_on_reduced(plane, stack, core, progress)
        self.cache.put(_key(plane, stack, tile, exact=exact or plane.divisor == 1), shown)
        log.debug("tile %d,%d of 1/%d in %.3f s", tile.x, tile.y, plane.divisor, time.perf_counter() - started)

    def prepared(self, plane: Plane, stack: EditStack) -> tuple[PreparedStep, ...]:
        """The steps of a stack with their analyses, made once a photo."""
        key = (plane.source.facts.fingerprint, stack)
        if key not in self._prepared:
            while len(self._prepared) >= PREPARED:
                self._prepared.pop(next(iter(self._prepared)))
            self._prepared[key] = prepare(stack, Plane(plane.source, 1), self.engine)
        return self._prepared[key]

    def _is_of_another_photo(self, key: Any) -> bool:
        """Every key begins with the fingerprint of its photo."""
        return key[0] not in self._photos

    def _photo(self, plane: Plane, tile: Rect) -> Display:
        key = _key(plane, EditStack(), tile, exact=True)
        found = self.cache.get(key)
        if found is None:
            found = to_display(plane.read(tile.intersect(Rect.of(plane.size))))
            self.cache.put(key, found)
        return found

    def _exact_on_reduced(self, plane: Plane, stack: EditStack, core: Rect, progress: Progress) -> Display:
        """Compute all photo pixels below a tile of a reduced plane, and take their means."""
        photo = Plane(plane.source, 1)
        shown = np.empty((core.height, core.width, 4), np.uint8)
        for part in exact_parts(core, plane):
            progress.check()
            full = render_rect(self.engine, photo, self.prepared(plane, stack), plane.photo_rect(part))
            shown[part.relative_to(core).slices] = to_display(reduce_by(full, plane.divisor))
        return shown


def exact_parts(core: Rect, plane: Plane) -> Iterable[Rect]:
    """Cut a rectangle of a reduced plane so small that each part is a short piece of full-scale work."""
    side = max(1, EXACT_PART_PX // plane.divisor)
    return cut_evenly(core, Size(side, side), 1)


def _key(plane: Plane, stack: EditStack, tile: Rect, *, exact: bool) -> Hashable:
    return (plane.source.facts.fingerprint, plane.divisor, stack, tile, exact)
