"""A whole photo at full scale in tiles, so that nothing but its samples is ever held whole; and its maps."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pellucid.document.edit import Edit
from pellucid.engine import heap
from pellucid.engine.analyses import Analyses, Prepared
from pellucid.engine.engine import Engine
from pellucid.engine.pipeline import diagnose_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import cut_evenly
from pellucid.io.source_image import SourceImage

TILE = Size(896, 896)
"""Largest export tile. CBDNet needs 680 MiB for each megapixel of it with its halo: 24 megapixels are denoised in
1.1 GiB. Tiles of 1024 pixels are 4 in 100 less work and need 1.4 GiB; of 2048 x 1408, 11 in 100 less and 2.9 GiB."""

WIDE_HALO_PX = 64
"""With a wider halo tiles grow, by the root of how much wider it is: else most of the work would be halo."""

LARGE_SAMPLES_BYTES = 200 * 2**20
"""A photo whose samples alone are larger than this leaves no room for another one beside it."""

TILE_ALIGNMENT = 4


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
    before, own = Analyses.of(engine).estimating_step(source, edit, operation)
    values = np.empty((plane.size.height, plane.size.width), np.float32)
    for core in tiles_of(plane.size, source, halo_of((*before, own)), progress):
        found = diagnose_rect(engine, plane, before, own, core)
        values[core.slices] = found[name].numpy()
    return values


def is_large(source: SourceImage) -> bool:
    """True where the samples alone leave no room for another photo."""
    return source.samples.nbytes > LARGE_SAMPLES_BYTES


def halo_of(steps: Prepared) -> int:
    """Pixels of the photo that all steps together need around a tile."""
    return sum(step.halo(1.0) for step in steps)


def tiles_of(size: Size, source: SourceImage, halo: int, progress: Progress, reduction: float = 1.0) -> Iterator[Rect]:
    """Tiles to render one after the other; progress is told after each.

    Args:
        size: of what is rendered.
        source: the photo that it is made from.
        halo: pixels of the photo that are needed around a tile.
        progress: told; may cancel.
        reduction: pixels of the photo per pixel of what is rendered, along a side.

    Yields:
        Rectangles that together are all of it.
    """
    whole, reduction = Rect.of(size), max(1.0, reduction)
    largest = TILE.scaled(max(1.0, halo / WIDE_HALO_PX) ** 0.5 / reduction)
    halo = round(halo / reduction)
    tiles = cut_evenly(whole, largest, TILE_ALIGNMENT, halo)
    # Falling sizes: what a tile leaves in the heap is large enough for the next one.
    tiles.sort(key=lambda tile: tile.expanded(halo, whole).size.pixels, reverse=True)
    progress.check()
    for done, core in enumerate(tiles, start=1):
        yield core
        heap.bound(2 * source.samples.nbytes)  # of photo and result
        progress.report(done / len(tiles))
