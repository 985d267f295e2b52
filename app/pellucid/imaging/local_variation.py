"""How much a picture varies from place to place, noise included: no noise there can be much louder than that."""

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import luma

BLOCK_PX = 4
"""One value for a square of this side; tiles have to start at its multiples."""

RADIUS_PX = 7
"""How far the value of a pixel looks: over its own block and the eight about it. They are wider than a block of JPEG,
which may have lost all that varied in it while its neighbours still differ."""

_BLACK, _WHITE = 8 / 255, 247 / 255


def local_variation(planes: Tensor, picture: Tensor) -> Tensor:
    """Measure the standard deviation about each block of pixels.

    It is put together from that within blocks and that of their means: sums of squares over the whole window would lose
    what hardly varies in their rounding.

    Args:
        planes: what is to be measured, `(N, C, H, W)`, any size.
        picture: the sRGB picture they come from, `(N, 3, H, W)`, 0 to 1.

    Returns:
        `(N, C, H, W)`, in the units of the planes. It is infinite where the picture is nearly black or white: there the
        ends of the scale may have taken all that varies, and it says nothing of the places beside.
    """
    height, width = planes.shape[-2:]
    whole = F.pad(planes, (0, -width % BLOCK_PX, 0, -height % BLOCK_PX), mode="replicate")
    means = F.avg_pool2d(whole, BLOCK_PX)
    within = F.avg_pool2d((whole - _enlarged(means)).square_(), BLOCK_PX)
    variance = _about(within).mean(dim=2) + _about(means).var(dim=2, correction=0)
    brightness = _about(F.avg_pool2d(luma(picture), BLOCK_PX, ceil_mode=True)).mean(dim=2)
    is_clipped = (brightness < _BLACK) | (brightness > _WHITE)
    return _enlarged(torch.where(is_clipped, torch.inf, variance.sqrt()))[..., :height, :width]


def _about(blocks: Tensor) -> Tensor:
    """Each block with the eight about it, `(N, C, 9, h, w)` of `(N, C, h, w)`; those at the edges stand for others."""
    count, channels, height, width = blocks.shape
    wide = F.pad(blocks, (1, 1, 1, 1), mode="replicate")
    return F.unfold(wide, 3).view(count, channels, 9, height, width)


def _enlarged(blocks: Tensor) -> Tensor:
    return F.interpolate(blocks, scale_factor=float(BLOCK_PX))
