"""What the canvas mixes with needs before it can be shown: facts of the photo, the fit of grids, and masks."""

import time
from collections.abc import Iterator

from pellucid.engine.scene import Scene
from pellucid.engine.sides import Sides
from pellucid.foundation.progress import Progress

AT_ONCE_S = 0.03


def learn(scene: Scene, progress: Progress) -> Iterator[None]:
    """Find what is not known yet; while a slider moves, only what is new, but masks to the pixel.

    Gives control back whenever the frame is another one.

    Raises:
        Cancelled: something newer is wanted.
    """
    if scene.split.tail.stack.steps or scene.sides:
        yield from _learn_steps(scene, progress)
    yield from _outline_masks(scene, progress)
    if scene.request.dragging or scene.seen.shown:
        yield from paint_masks(scene, progress)


def paint_at_once(scene: Scene) -> None:
    """Paint what a stroke or a handle has changed since the last move, so that no frame comes without it.

    Where that would take longer than a person notices, the rest is painted after the frame.
    """
    if not scene.request.dragging or scene.request.touched.operation:
        return
    begun, masks = time.perf_counter(), scene.store.masks
    for mask in (mask for mask in scene.painted_masks() if mask.id == scene.request.touched.mask and mask.is_quick):
        if masks.go_on(scene.plane, mask, scene.tiles):
            continue
        for tile in scene.tiles:
            if time.perf_counter() - begun > AT_ONCE_S:
                return
            if not masks.is_painted(scene.plane, mask, tile):
                masks.paint(scene.plane, mask, tile)
        masks.begin(scene.plane, mask, scene.tiles)


def _learn_steps(scene: Scene, progress: Progress) -> Iterator[None]:
    source, whole, store = scene.plane.source, scene.split.full, scene.store
    begin = store.analyses.prepare(source, scene.split.start)
    if scene.split.tail.stack.steps and not store.low_res.is_ready(source, begin):
        store.low_res.prepare(source, progress, begin)
        yield
    if store.analyses.known(source, whole, hold=not scene.is_settled) is None:
        with store.engine.asking(progress):
            store.analyses.prepare(source, whole)
        yield


def paint_masks(scene: Scene, progress: Progress) -> Iterator[None]:
    """Paint the masks that the canvas mixes by where they are seen, and give control back after every tile.

    Raises:
        Cancelled: something newer is wanted.
    """
    plane, masks = scene.plane, scene.store.masks
    wanted = scene.painted_masks()
    for tile in scene.tiles:
        missing = [mask for mask in wanted if not masks.is_painted(plane, mask, tile)]
        for mask in missing:
            progress.check()
            with scene.store.engine.asking(progress):
                masks.paint(plane, mask, tile)
        if missing:
            yield


def fill_sides(scene: Scene, sides: Sides, progress: Progress) -> Iterator[None]:
    """Compute what is mixed by a mask that is painted; it stays, however the mask goes on. Gives control back likewise.

    Raises:
        Cancelled: something newer is wanted.
    """
    for edit in sides.edits:
        for tile in [tile for tile in scene.tiles if not scene.has_side(edit, (tile,))]:
            scene.store.compute(scene.plane, edit, tile, progress, exact=False)
            yield


def _outline_masks(scene: Scene, progress: Progress) -> Iterator[None]:
    plane, masks = scene.plane, scene.store.masks
    unknown = [mask for mask in scene.painted_masks() if not scene.seen.is_sketched(mask)]
    for mask in unknown:
        progress.check()
        with scene.store.engine.asking(progress):
            masks.outline(plane, mask)
    if unknown:
        yield
