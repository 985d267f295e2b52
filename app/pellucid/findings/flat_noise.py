"""Noise where a picture is flat, by differences that no plane passes (Immerkær, 1996), where it is flattest."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import luma

_BLOCK_PX = 12
_FLAT_SHARE = 0.03
"""Noise is alike in all blocks, texture is not."""

_COARSEST = 2.0
"""Noise whose neighbours are alike shows more of itself at half the size; what shows more than this is texture."""


def quiet_noise(piece: Tensor) -> float:
    """Standard deviation of the luma noise in the flattest parts of a piece `(3, h, w)`; 0 where it is too small."""
    gray = luma(piece)[None]
    if min(gray.shape[-2:]) < 4 * _BLOCK_PX:
        return 0.0
    fine = _flattest(gray, _BLOCK_PX)
    coarse = 2 * _flattest(F.avg_pool2d(gray, 2), _BLOCK_PX // 2)
    return min(max(fine, coarse), _COARSEST * fine)


def _flattest(gray: Tensor, block_px: int) -> float:
    kernel = torch.tensor([[1.0, -2.0, 1.0], [-2.0, 4.0, -2.0], [1.0, -2.0, 1.0]]).to(gray)
    response = F.conv2d(gray, kernel[None, None]).abs() * (math.sqrt(math.pi / 2) / 6)
    blocks, _ = F.avg_pool2d(response, block_px).flatten().sort()
    return float(blocks[int(_FLAT_SHARE * (len(blocks) - 1))])
