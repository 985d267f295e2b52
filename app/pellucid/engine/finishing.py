"""Steps on output: on the picture as it leaves, after framing, size and sharpening.

They look at no neighbours and at no whole picture, and measure in shares of the output's long side. Their masks lie in
the photo; they are painted there and go through the framing with it.
"""

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from pellucid.engine.analyses import Prepared
from pellucid.engine.planes import Surface
from pellucid.foundation.geometry import Rect, Size
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
            rect: the part.
            size: of the whole output.
            context: of full scale.
        """
        placed = replace(context, area=rect, output=size)
        waiting = [cover[None] for cover in covers.clamp(0, 1).to(context.device)]
        picture = picture.to(context.device)
        for step in self.steps:
            own, waiting = waiting[: len(step.locals)], waiting[len(step.locals) :]
            picture = step.laid_together(picture, own, lambda _variant: placed)
        return picture.cpu()
