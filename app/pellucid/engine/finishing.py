"""Steps on output: on the picture as it leaves, after framing, size and sharpening.

They look at no neighbours and at no whole picture, and measure in shares of the output's long side. Their masks lie in
the photo; they are painted there and go through the framing with it.
"""

import functools
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from pellucid.engine.analyses import Prepared
from pellucid.engine.engine import Engine
from pellucid.engine.planes import Plane, Surface
from pellucid.engine.resampling import Finish, Resampling
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.warp import warp
from pellucid.operations.contract import Context


@dataclass(frozen=True)
class Finishing:
    """The steps on output of an edit."""

    steps: Prepared

    @property
    def masks(self) -> int:
        """How many masks they have together."""
        return sum(len(step.locals) for step in self.steps)

    def covers(self, surface: Surface, rect: Rect, context: Context) -> Tensor:
        """All their masks, at least one, on a rectangle of the photo, `(masks, h, w)`, to go through the framing."""
        return torch.cat([local.mask(surface, rect, context) for step in self.steps for local in step.locals])

    def work(self, picture: Tensor, covers: Tensor, rect: Rect, size: Size, context: Context) -> Tensor:
        """Carry them out on a part of the output.

        Args:
            picture: `(3, h, w)` on the CPU.
            covers: the masks after the framing, `(masks, h, w)`.
            rect: the part, in pixels of the whole output at full scale.
            size: of the whole output.
            context: of the scale of the picture.
        """
        placed = replace(context, area=rect, output=size)
        waiting = [cover[None] for cover in covers.clamp(0, 1).to(context.device)]
        picture = picture.to(context.device)
        for step in self.steps:
            own, waiting = waiting[: len(step.locals)], waiting[len(step.locals) :]
            picture = step.laid_together(picture, own, lambda _variant: placed)
        return picture.cpu()


def framed_finish(finishing: Finishing, resampling: Resampling, part: tuple[Plane, Rect], engine: Engine) -> Finish:
    """The steps on output, for parts of a framed plane.

    Args:
        finishing: the steps.
        resampling: brings the photo into the framing.
        part: the plane and the rectangle of it whose pixels are resampled.
        engine: computes.
    """
    plane, area = part
    context = engine.context(plane.scale)

    @functools.cache
    def covers() -> Tensor:
        return finishing.covers(plane, area, context)

    def finish(colors: Tensor, strip: Rect) -> Tensor:
        moved = torch.empty(0, strip.height, strip.width)
        if finishing.masks:
            channels = with_no_colors(covers())
            moved = warp(channels, area, strip, resampling.map, plane.scale)[3:]
        return finishing.work(colors, moved, resampling.full(strip), resampling.map.output_size, context)

    return finish


def with_no_colors(covers: Tensor) -> Tensor:
    """Masks behind three empty channels, because a lens moves the first three of any picture apart."""
    return torch.cat((covers.new_zeros(3, *covers.shape[1:]), covers))
