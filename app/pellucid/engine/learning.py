"""What grids of steps on tone and colour need before they can be shown: facts of the photo, the fit, and masks."""

from collections.abc import Iterator

from pellucid.engine.scene import Scene
from pellucid.foundation.progress import Progress


def learn(scene: Scene, progress: Progress) -> Iterator[None]:
    """Find what is not known yet; while a slider moves, only what is new, but masks to the pixel.

    Gives control back whenever the frame is another one.

    Raises:
        Cancelled: something newer is wanted.
    """
    source, whole, store = scene.plane.source, scene.split.full, scene.store
    if not scene.split.tail.stack.steps:
        return
    begin = store.analyses.prepare(source, scene.split.start)
    if not store.low_res.is_ready(source, begin):
        store.low_res.prepare(source, progress, begin)
        yield
    if store.analyses.known(source, whole, hold=not scene.is_settled) is None:
        with store.engine.asking(progress):
            store.analyses.prepare(source, whole)
        yield
    yield from _outline_masks(scene, progress)
    if scene.request.dragging:
        yield from paint_masks(scene, progress)


def paint_masks(scene: Scene, progress: Progress) -> Iterator[None]:
    """Paint the masks of the steps on tone and colour where they are seen, and give control back after every tile.

    Raises:
        Cancelled: something newer is wanted.
    """
    plane, masks = scene.plane, scene.store.masks
    wanted = scene.tail_masks()
    for tile in scene.tiles:
        missing = [mask for mask in wanted if not masks.is_painted(plane, mask, tile)]
        for mask in missing:
            progress.check()
            with scene.store.engine.asking(progress):
                masks.paint(plane, mask, tile)
        if missing:
            yield


def _outline_masks(scene: Scene, progress: Progress) -> Iterator[None]:
    plane, masks = scene.plane, scene.store.masks
    unknown = [mask for mask in scene.tail_masks() if not masks.is_outlined(plane, mask)]
    for mask in unknown:
        progress.check()
        with scene.store.engine.asking(progress):
            masks.outline(plane, mask)
    if unknown:
        yield
