"""Masks on photos: what the networks that they ask must know, the small copies they were found on, and their pixels."""

import io
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pellucid.engine.planes import Copy, Surface
from pellucid.engine.steps import Kept, PreparedStep, analysis_maps
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import MapRange, Mask, Raster
from pellucid.foundation.translation import tr
from pellucid.imaging.fields import Field
from pellucid.imaging.growing_masks import Cells, GrowingMask, can_grow
from pellucid.imaging.guided_filter import GuidedMap
from pellucid.imaging.mask_painting import NEAR, Ground, paint
from pellucid.imaging.mask_reach import name_in
from pellucid.io.source_image import SourceImage
from pellucid.operations.contract import Context

REMEMBERED = 24
"""Small copies of masks; each takes up to 20 MB."""


class Painter:
    """Paints masks of photos, and remembers what was found on small copies. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[str, str], GuidedMap] = OrderedDict()

    def once(self, photo: str, name: str, find: Callable[[], GuidedMap]) -> GuidedMap:
        """What a function finds about a photo, by its fingerprint, under a name."""
        key = (photo, name)
        with self._lock:
            found = self._found.pop(key, None)
        if found is None:
            found = find()  # twice where two threads want it at once: neither waits for one that may be cancelled
        with self._lock:
            self._found[key] = found
            while len(self._found) > REMEMBERED:
                self._found.popitem(last=False)
        return found

    def forget(self, is_unwanted: Callable[[str], bool]) -> None:
        """Drop what belongs to photos, by their fingerprints."""
        with self._lock:
            for key in [key for key in self._found if is_unwanted(key[0])]:
                del self._found[key]


def _make(_name: str, _rect: Rect, make: Callable[[], Tensor]) -> Tensor:
    return make()


@dataclass(frozen=True)
class PreparedMask:
    """A mask of a photo; called with a surface, a rectangle and a context it gives its pixels there.

    Attributes:
        mask: what to paint.
        estimating_step: gives the step that makes the map of a range of the unedited photo.
        painter: remembers what it finds.
    """

    mask: Mask
    estimating_step: Callable[[MapRange], PreparedStep]
    painter: Painter

    @property
    def digest(self) -> str:
        """Names all it says."""
        return self.mask.digest

    @property
    def id(self) -> str:
        """What it is called in the edit."""
        return self.mask.id

    @property
    def is_quick(self) -> bool:
        """True where painting a tile needs no network and no look at the whole photo."""
        shapes = (component.shape for component in self.mask.components)
        return self.mask.feather.radius <= NEAR and not any(isinstance(shape, MapRange | Raster) for shape in shapes)

    def __call__(self, surface: Surface, rect: Rect, context: Context, kept: Kept = _make) -> Tensor:
        """Paint it: `(1, h, w)` on the CPU, 0 to 1; `kept` may remember its parts on the same rectangle."""
        return paint(self.mask, self._ground(surface, context, kept), rect)

    @property
    def can_grow(self) -> bool:
        """True where a stroke of it may go on, and finding that needs no network and no look at the whole photo."""
        return self.is_quick and can_grow(self.mask)

    def growing(self, surface: Surface, rect: Rect, context: Context, kept: Kept, cells: Cells) -> GrowingMask:
        """The same on a rectangle, ready for its last stroke to go on."""
        return GrowingMask(self.mask, self._ground(surface, context, kept), rect, cells)

    def name_in(self, surface: Surface, rect: Rect) -> str:
        """Names what of it reaches a rectangle: while that stays, its pixels there do."""
        return name_in(self.mask, Field(*surface.extent, rect), is_right=_is_right(surface.source))

    def _ground(self, surface: Surface, context: Context, kept: Kept = _make) -> Ground:
        source = surface.source

        def estimated_here(shape: MapRange, rect: Rect) -> Tensor:
            own = self.estimating_step(shape)
            grown = own.seen(rect, surface)
            maps = analysis_maps(surface, surface.read(grown), grown, own, rect, context)
            return maps[shape.map] if shape.map in maps else torch.full((rect.height, rect.width), shape.low)

        return Ground(
            size=surface.size,
            width=surface.extent[0],
            height=surface.extent[1],
            read=surface.read,
            copy=lambda long_side_px: self._ground(Copy(source, long_side_px), context),
            estimated=estimated_here,
            decoded=decoded,
            once=lambda name, find: self.painter.once(source.facts.pixels, name, find),
            is_right=_is_right(source),
            kept=kept,
        )


def decoded(raster: Raster) -> Tensor:
    """The values of a raster, `(1, h, w)`, 0 to 1.

    Raises:
        UnreadableError: its picture is damaged, or not of the size that it says.
    """
    size = (raster.width, raster.height)
    try:
        with Image.open(io.BytesIO(raster.png), formats=["PNG"]) as picture:
            # A picture that is larger than it says is never decoded.
            values = np.asarray(picture.convert("L"), np.float32) / 255 if picture.size == size else None
    except (OSError, SyntaxError, ValueError):
        values = None
    if values is None:
        raise UnreadableError(tr("A mask of these edits holds a damaged picture. Delete the mask and make it anew."))
    return torch.from_numpy(values)[None]


def _is_right(source: SourceImage) -> bool:
    return source.other is not None and source.other.eye is Eye.LEFT
