"""A whole photo at full scale, rectangle by rectangle, so that nothing but its samples is ever held whole."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine import memory
from pellucid.engine.analyses import Analyses, Prepared
from pellucid.engine.pipeline import diagnose_rect, render_rect
from pellucid.engine.planes import Plane
from pellucid.engine.session import Engine
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import cut_evenly
from pellucid.io.source_image import SourceImage

TILE = Size(2048, 1408)
"""Largest export tile: a halo of 52 px costs a tenth more work; wide, because layers go through it in bands of rows."""

SMALLER_TILE = Size(1024, 1024)
LARGE_SAMPLES_BYTES = 200 * 2**20
"""A photo whose samples alone are larger than this leaves less room, so its tiles are smaller."""

TILE_ALIGNMENT = 4

KEPT_BYTES = 2_200 * 2**20
"""Above this the heap is given back between two tiles of a large photo; taking it anew is slower."""


def render_full(source: SourceImage, edit: Edit, engine: Engine, progress: Progress) -> Iterator[tuple[Rect, Tensor]]:
    """Render all pixels of a photo.

    Args:
        source: the photo.
        edit: what is done to it.
        engine: computes.
        progress: told after every tile; may cancel.

    Yields:
        Rectangles that together are the photo, each with its working pixels `(3, h, w)`.

    Raises:
        ModelError, MemoryShortError: see `render_rect`.
    """
    plane = Plane(source, 1)
    steps = Analyses.of(engine).prepare(source, edit)
    memory.keep_for_work()
    try:
        for core in _with_progress(plane, progress, _halo(steps)):
            yield core, render_rect(engine, plane, steps, core)
            if _is_large(plane):
                memory.give_back_above(KEPT_BYTES)
    finally:
        engine.rest()


def render_map(
    source: SourceImage, edit: Edit, operation: str, name: str, engine: Engine, progress: Progress
) -> NDArray[np.float32]:
    """Render a map of an operation over the whole photo.

    Args:
        source: the photo.
        edit: what is done to it; those before the operation are applied first.
        operation: its id, with its parameters in the stack or else its defaults.
        name: of the map.
        engine: computes.
        progress: told after every tile; may cancel.

    Returns:
        `(H, W)` float32 in the unit of the map.
    """
    plane = Plane(source, 1)
    before, own = Analyses.of(engine).belief(source, edit, operation)
    values = np.empty((plane.size.height, plane.size.width), np.float32)
    for core in _with_progress(plane, progress, _halo((*before, own))):
        found = diagnose_rect(engine, plane, before, own, core)
        values[core.slices] = found[name].numpy()
    return values


def _is_large(plane: Plane) -> bool:
    return plane.source.samples.nbytes > LARGE_SAMPLES_BYTES


def _halo(steps: Prepared) -> int:
    return sum(step.halo(1.0) for step in steps)


def _with_progress(plane: Plane, progress: Progress, halo: int) -> Iterator[Rect]:
    whole = Rect.of(plane.size)
    largest = SMALLER_TILE if _is_large(plane) else TILE
    tiles = cut_evenly(whole, largest, TILE_ALIGNMENT, halo)
    # Falling sizes: what a tile leaves in the heap is large enough for the next one.
    tiles.sort(key=lambda tile: tile.expanded(halo, whole).size.pixels, reverse=True)
    progress.check()
    for done, core in enumerate(tiles, start=1):
        yield core
        progress.report(done / len(tiles))
