"""What the steps on detail take away of a whole photo, without a window."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine.analyses import Analyses
from pellucid.engine.difference import measured, spread
from pellucid.engine.effective import effective
from pellucid.engine.engine import Engine
from pellucid.engine.full_render import halo_of, tiles_of
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TILE_PX
from pellucid.foundation.difference import Difference, DifferenceView
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.luma_chroma import to_luma_chroma
from pellucid.imaging.tiles import plan_tiles
from pellucid.io.source_image import SourceImage
from pellucid.operations.spec import Stage


def render_difference(
    source: SourceImage, edit: Edit, engine: Engine, progress: Progress
) -> tuple[NDArray[np.float32], Difference]:
    """Render the difference of luma over the whole photo, and measure it.

    Args:
        source: the photo.
        edit: its steps on detail count.
        engine: computes.
        progress: told after every tile; may cancel.

    Returns:
        `(H, W)` float32, before less after in levels of 255; and what it tells.
    """
    plane, acting = Plane(source, 1), effective(edit.up_to(Stage.DETAIL))
    view, whole = DifferenceView(), Rect.of(plane.size)
    taken = np.zeros((plane.size.height, plane.size.width), np.float32)
    if not acting.stack.steps:
        return taken, Difference(view, is_empty=True)
    steps = Analyses.of(engine).prepare(source, acting)
    for core in tiles_of(plane.size, source, halo_of(steps), progress):
        gone = plane.read(core) - render_rect(engine, plane, steps, core)
        taken[core.slices] = _luma(gone).numpy()
    tiles = [tile.intersect(whole) for tile in spread(plan_tiles(whole, TILE_PX))]
    before = [_luma(plane.read(tile))[None] for tile in tiles]
    parts = [torch.from_numpy(taken[tile.slices])[None] for tile in tiles]
    return taken * np.float32(255), measured(before, parts, view)


def _luma(picture: Tensor) -> Tensor:
    return to_luma_chroma(picture)[0]
