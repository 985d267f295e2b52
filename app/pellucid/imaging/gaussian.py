"""Gaussian blur of planes."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

_CUT_AT = 3.0
"""Standard deviations, beyond which nothing counts."""


def blurred(planes: Tensor, sigma: float, reach: int | None = None) -> Tensor:
    """Blur planes; their borders are repeated.

    Args:
        planes: `(n, h, w)` float.
        sigma: standard deviation in pixels; 0 leaves the planes as they are.
        reach: pixels to each side that count; None goes by `sigma`.

    Returns:
        `(n, h, w)`.
    """
    if sigma == 0:
        return planes
    reach = math.ceil(_CUT_AT * sigma) if reach is None else reach
    offsets = torch.arange(-reach, reach + 1, dtype=planes.dtype, device=planes.device)
    kernel = torch.exp(-(offsets**2) / (2 * sigma**2))
    kernel = kernel / kernel.sum()
    padded = F.pad(planes[:, None], (reach,) * 4, mode="replicate")
    return F.conv2d(F.conv2d(padded, kernel.view(1, 1, 1, -1)), kernel.view(1, 1, -1, 1))[:, 0]
