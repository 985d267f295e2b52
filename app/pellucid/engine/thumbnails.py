"""Small pictures of what edits make of a photo, for lists of presets and versions.

They are made by the low-res path: steps on tone and colour run on its copy of the photo, and the framing is laid on
that. Steps on detail are left out, because nothing of noise or blur is seen at this size.
"""

from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine.display import Display, to_display
from pellucid.engine.effective import effective, part_of
from pellucid.engine.engine import Engine
from pellucid.engine.low_res import PROXY_PX, one_thread
from pellucid.engine.planes import Copy
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.warp import warp
from pellucid.io.documents import Document
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair
from pellucid.operations.catalogue import find
from pellucid.operations.spec import Stage


def thumbnail_of(document: Document, edit: Edit, engine: Engine, progress: Progress) -> Display:
    """A small picture of an edit of any photo, as `thumbnail`; of a pair the left eye.

    What the canvas has found out of the photo is not found out again.
    """
    source = document.left if isinstance(document, Pair) else document
    return thumbnail(TileStore(engine, 0), source, edit, progress)


def thumbnail(store: TileStore, source: SourceImage, edit: Edit, progress: Progress) -> Display:
    """A small picture of an edited photo, as large as the low-res copy: about twice what lists show, for dense screens.

    Args:
        store: of the preview, which knows the photo; what is learnt of it here is known there as well.
        source: the photo.
        edit: what is done to it.
        progress: may cancel, within a layer of a network.

    Returns:
        `(h, w, 4)` uint8 sRGB.

    Raises:
        Cancelled: somebody asked to stop.
        ModelError: a network is missing or damaged.
    """
    progress.check()
    with store.engine.asking(progress):
        steps = store.analyses.prepare(source, _toned(edit))
        with one_thread():
            picture = store.low_res.copy_after(source, steps)
            progress.check()
            return to_display(_framed(picture, Copy(source, PROXY_PX), edit.framing))


def _toned(edit: Edit) -> Edit:
    """The effective steps but those on detail."""
    full = effective(edit)
    return part_of(full, tuple(step for step in full.stack.steps if find(step.operation).stage is not Stage.DETAIL))


def _framed(picture: Tensor, copy: Copy, framing: Framing) -> Tensor:
    """A copy of a photo in a framing, no side longer than that of any copy."""
    map_ = framing.on(copy.source.facts.size)
    size = map_.output_size
    scale = min(copy.scale, PROXY_PX / max(size.width, size.height))
    output = Rect.of(_held(size.scaled(scale), PROXY_PX))
    return to_srgb(warp(to_linear(picture), Rect.of(copy.size), output, map_, scale, copy.scale / scale))


def _held(size: Size, longest_px: int) -> Size:
    return Size(min(size.width, longest_px), min(size.height, longest_px))
