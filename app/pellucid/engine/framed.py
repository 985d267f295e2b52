"""The finished picture, tile by tile: steps on the photo, then framing, size and sharpening.

A tile of the result asks for the pixels of the photo that it is made from, with the margins of all kernels, so nothing
is ever held whole but the samples of the file. Where a framing only turns, mirrors and crops, pixels are copied.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine import heap
from pellucid.engine.analyses import Analyses, Prepared
from pellucid.engine.effective import effective, on_output, without_output
from pellucid.engine.engine import Engine
from pellucid.engine.finishing import Finishing, with_no_colors
from pellucid.engine.full_render import halo_of, tiles_of
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.engine.shape import Shape
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.output_sharpening import sharpen
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.warp import warp
from pellucid.io.reduce import to_unit
from pellucid.io.source_image import SourceImage
from pellucid.operations.contract import Context

_OPAQUE = 1e-4
"""Below this much alpha a pixel has no colour of its own any more."""


@dataclass(frozen=True)
class Finished:
    """A part of a finished picture.

    Attributes:
        rect: where it lies.
        pixels: working pixels `(3, h, w)`.
        alpha: `(h, w)` from 0 to 1; None where all is opaque.
    """

    rect: Rect
    pixels: Tensor
    alpha: Tensor | None


def render_finished(
    source: SourceImage, edit: Edit, shape: Shape, engine: Engine, progress: Progress
) -> Iterator[Finished]:
    """Render all pixels of a finished picture.

    Args:
        source: the photo.
        edit: what is done to it.
        shape: framing, size and sharpening.
        engine: computes.
        progress: told after every tile; may cancel.

    Yields:
        Parts that together are the picture.

    Raises:
        ModelError, MemoryShortError: see `render_rect`.
    """
    maker = _Maker.of(source, edit, shape, engine)
    heap.keep_for_work()
    try:
        for tile in tiles_of(shape.size, source, halo_of(maker.steps), progress, shape.resizing.reduction):
            yield maker.finished(tile)
    finally:
        engine.release_later()


def render_parts(
    source: SourceImage, edit: Edit, shape: Shape, rects: Sequence[Rect], engine: Engine, progress: Progress
) -> Iterator[Finished]:
    """Render some parts of a finished picture, each with the pixels that `render_finished` gives it.

    Args:
        source: the photo.
        edit: what is done to it.
        shape: framing, size and sharpening.
        rects: of the finished picture, in the order in which they are made.
        engine: computes.
        progress: asked between layers of networks whether to stop.

    Yields:
        The parts, one for each rectangle.

    Raises:
        Cancelled: it is not wanted any more.
        ModelError, MemoryShortError: see `render_rect`.
    """
    progress.check()
    try:
        with engine.asking(progress):
            maker = _Maker.of(source, edit, shape, engine)
        for rect in rects:
            progress.check()
            with engine.asking(progress):
                part = maker.finished(rect)
            yield part
    finally:
        engine.release_later()


@dataclass(frozen=True)
class _Maker:
    """Everything that a tile is made of."""

    plane: Plane
    steps: Prepared
    shape: Shape
    finishing: Finishing
    engine: Engine
    effective: Edit

    @classmethod
    def of(cls, source: SourceImage, edit: Edit, shape: Shape, engine: Engine) -> "_Maker":
        """All of it for an edited photo; what the steps must know of the whole photo is found here."""
        analyses = Analyses.of(engine)
        steps = analyses.prepare(source, without_output(edit))
        finishing = Finishing(analyses.prepare(source, on_output(edit)))
        return cls(Plane(source, 1), steps, shape, finishing, engine, effective(without_output(edit)))

    def finished(self, rect: Rect) -> Finished:
        """A tile of the finished picture."""
        shape = self.shape
        outer = rect.expanded(shape.margin, Rect.of(shape.size))
        framed = shape.framed_rect(outer)
        photo = shape.photo_rect(framed)
        picture = self._made_before(photo)
        if picture is None:
            picture = render_rect(self.engine, self.plane, self.steps, photo)
        alpha = self._alpha(photo)
        if alpha is not None:
            picture = torch.cat((picture, alpha[None]))
        with torch.inference_mode():
            picture = self._shaped(picture, photo, framed, outer)
            colors = sharpen(picture[:3], shape.sharpening, shape.resizing.reduction)
            rows, columns = rect.relative_to(outer).slices
            shown = None if alpha is None else picture[3, rows, columns].clamp(0, 1)
            colors = colors[:, rows, columns].contiguous()
            if self.finishing.steps:
                context = self.engine.context()
                covers = self._covers(photo, framed, outer, context)[:, rows, columns]
                colors = self.finishing.work(colors, covers, rect, shape.size, context)
            return Finished(rect, colors, shown)

    def _made_before(self, photo: Rect) -> Tensor | None:
        """A part of the photo after the steps, where a preview made all of it."""
        kept = self.engine.kept_pixels
        if kept is None or not self.effective.stack.steps:
            return None
        return kept.area(self.engine, self.plane, self.effective, photo)

    def _covers(self, photo: Rect, framed: Rect, outer: Rect, context: Context) -> Tensor:
        """The masks of the steps on output, as the framing has them."""
        if not self.finishing.masks:
            return torch.empty(0, outer.height, outer.width)
        covers = self.finishing.covers(self.plane, photo, context)
        return self._moved(with_no_colors(covers), photo, framed, outer)[3:]

    def _shaped(self, picture: Tensor, photo: Rect, framed: Rect, outer: Rect) -> Tensor:
        """Framed and resized pixels, colours and alpha, from those of the photo."""
        shape = self.shape
        if shape.map.framing.is_lossless and not shape.resizes:
            return turned(picture, shape.map)
        return _from_light(self._moved(_to_light(picture), photo, framed, outer))

    def _moved(self, channels: Tensor, photo: Rect, framed: Rect, outer: Rect) -> Tensor:
        """Any channels as the framing and the size have them; the first three are the colours, if there are more."""
        shape = self.shape
        if shape.map.framing.is_lossless:
            moved = turned(channels, shape.map)
        else:
            moved = warp(channels, photo, framed, shape.map)
        return shape.resizing.apply(moved, framed, outer) if shape.resizes else moved

    def _alpha(self, photo: Rect) -> Tensor | None:
        alpha = self.plane.source.alpha
        return None if alpha is None else torch.from_numpy(to_unit(alpha[photo.slices]))


def turned(picture: Tensor, map_: FramingMap) -> Tensor:
    """Turn and mirror a picture `(C, h, w)` as a framing does, without its crop."""
    picture = torch.rot90(picture, -map_.framing.quarter_turns, (1, 2))
    return picture.flip(2) if map_.framing.mirrored else picture


def _to_light(picture: Tensor) -> Tensor:
    """Linear light; multiplied by the alpha, so that what is not seen does not count."""
    light = to_linear(picture[:3])
    return light if len(picture) == 3 else torch.cat((light * picture[3:], picture[3:]))


def _from_light(light: Tensor) -> Tensor:
    """The inverse of `_to_light`."""
    if len(light) == 3:
        return to_srgb(light)
    alpha = light[3:]
    seen = alpha > _OPAQUE
    colors = torch.where(seen, light[:3] / torch.where(seen, alpha, 1.0), 0.0)
    return torch.cat((to_srgb(colors), alpha))
