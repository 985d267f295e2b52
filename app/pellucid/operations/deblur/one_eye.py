"""DeepDeblur on one photo or on a tile of it (Nah, Kim and Lee, CVPR 2017), for short blur or, reduced, for long blur.

The network goes from coarse to fine. How far all its scales see together is known, so a tile with that halo gives what
each scale, run over the whole photo before the next, would give there. Nothing has to be found about the whole photo
first, which a denoise slider that moves would make stale.

It learned paths of up to some 28 pixels, which is little in a photo of 24 megapixels. For longer ones it looks at a
copy of half or a quarter of the size, where they are short, and what it changes there is enlarged and added to the
photo.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, cast

import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.networks import deepdeblur
from pellucid.networks.deepdeblur import DeepDeblur
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage


@dataclass(frozen=True)
class OneEye:
    """The method.

    Attributes:
        reduction: how many pixels a side become one before the network looks: 1, 2 or 4.
    """

    reduction: int = 1
    MODEL: ClassVar[str] = "deepdeblur"
    ANALYSIS_PX: ClassVar[int] = 0

    @property
    def SIZE_MULTIPLE(self) -> int:  # noqa: N802 -- a constant in the other module
        """Where tiles begin, so that reduced pixels are the same ones in every tile."""
        return deepdeblur.SIZE_MULTIPLE * self.reduction

    def analyse(self, full_image: FullImage, context: Context) -> Analysis:
        """No look at the photo: how large it is, so that a tile's halo is told from its edge, and how far is looked."""
        return Analysis({"size": full_image.size, "halo_px": self._network(context).halo_px})

    def halo_px(self, analysis: Analysis, scale: float) -> int:
        """As far as the network looks at any scale, and the pixel beyond that enlarging looks at."""
        reduction, seen_px = self._reduction_at(scale), int(analysis.facts["halo_px"])
        return seen_px if reduction == 1 else reduction * (seen_px + 1)

    def share_at(self, scale: float) -> float:
        """How much of the blur that it takes away is still there in a copy at `scale`."""
        return min(1.0, self.reduction * scale)

    def sharpened(self, blurred: Tensor, analysis: Analysis, context: Context) -> Tensor:
        """Take the blur out of a picture or tile `(3, h, w)`, 0 to 1; within the halo of a tile it stays."""
        core, reduction = self._core(blurred, analysis, context), self._reduction_at(context.scale)
        rows, columns = core.slices
        sharp = blurred.clone()
        if reduction == 1:
            found = self._network(context).within(blurred[None], core)[0]
        else:
            found = sharp[:, rows, columns] + _changes_of_reduced(self._network(context), blurred, core, reduction)
        sharp[:, rows, columns] = found.clamp(0, 1)
        return sharp

    def maps(self, _blurred: Tensor, _analysis: Analysis, _context: Context) -> Mapping[str, DiagnosticMap]:
        """It tells nothing but its result."""
        return {}

    def _reduction_at(self, scale: float) -> int:
        """A copy that is reduced already is reduced the less."""
        return int(2 ** max(0, round(math.log2(self.reduction * scale))))

    def _core(self, tile: Tensor, analysis: Analysis, context: Context) -> Rect:
        """The part of a tile that is no halo; a side of the tile that is the photo's has none."""
        height, width = tile.shape[-2:]
        if context.area is None:
            return Rect(0, 0, width, height)
        size: Size = analysis.facts["size"]
        halo = self.halo_px(analysis, context.scale)
        left, top = (halo if edge else 0 for edge in (context.area.x, context.area.y))
        right = width - (halo if context.area.right < size.width else 0)
        bottom = height - (halo if context.area.bottom < size.height else 0)
        return Rect(left, top, right - left, bottom - top)

    def _network(self, context: Context) -> DeepDeblur:
        return cast(DeepDeblur, context.network(self.MODEL))


def _changes_of_reduced(network: DeepDeblur, blurred: Tensor, core: Rect, reduction: int) -> Tensor:
    """What the network would change in a reduced copy, enlarged bilinearly, for a part of the picture.

    Args:
        network: DeepDeblur.
        blurred: `(3, h, w)`, whose first pixel is the first of a reduced one.
        core: the part; it begins with a reduced pixel too.
        reduction: pixels a side that become one, by their mean; the last row and column are repeated to fill one.
    """
    height, width = blurred.shape[-2:]
    filled = F.pad(blurred[None], (0, -width % reduction, 0, -height % reduction), mode="replicate")
    small = F.avg_pool2d(filled, reduction)
    full = Rect(0, 0, small.shape[-1], small.shape[-2])
    inner = Rect(core.x // reduction, core.y // reduction, -(-core.width // reduction), -(-core.height // reduction))
    seen = inner.expanded(1, full)  # enlarging looks one pixel beyond
    rows, columns = seen.slices
    changes = network.within(small, seen) - small[..., rows, columns]
    enlarged = F.interpolate(changes, scale_factor=float(reduction), mode="bilinear", align_corners=False)
    left, top = (inner.x - seen.x) * reduction, (inner.y - seen.y) * reduction
    return enlarged[0, :, top : top + core.height, left : left + core.width]
