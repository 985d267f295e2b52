"""Noise of a picture, told from where it is flattest."""

import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.local_noise import deviations_of_flat
from pellucid.imaging.srgb import luma

_BLOCK_PX = 12
_FLAT_SHARE = 0.03
"""Noise is alike in all blocks, texture is not."""

_COARSEST = 2.0
"""Noise whose neighbours are alike shows more of itself at half the size; what shows more than this is texture."""


def quiet_noise(piece: Tensor) -> float:
    """Standard deviation of the luma noise in the flattest parts of a piece `(3, h, w)`; 0 where it is too small."""
    gray = luma(piece)[0]
    if min(gray.shape[-2:]) < 4 * _BLOCK_PX:
        return 0.0
    fine = _flattest(gray, _BLOCK_PX)
    coarse = 2 * _flattest(F.avg_pool2d(gray[None], 2)[0], _BLOCK_PX // 2)
    return min(max(fine, coarse), _COARSEST * fine)


def _flattest(gray: Tensor, block_px: int) -> float:
    blocks = deviations_of_flat(gray, block_px)
    return float(blocks[int(_FLAT_SHARE * (len(blocks) - 1))])
