"""How noisy a small part of a picture is, whatever the picture shows there."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

SMALLEST_PX = 5
"""Of a side: fewer pixels say nothing."""

_KERNEL = torch.tensor([[1.0, -2.0, 1.0], [-2.0, 4.0, -2.0], [1.0, -2.0, 1.0]]) / 6


def local_sigma(part: Tensor) -> float | None:
    """Standard deviation of the noise in a gray picture.

    The difference of two Laplacians takes out what is even, rises evenly or bends evenly; of white noise it leaves as
    much as there was (Immerkær, "Fast Noise Variance Estimation", CVIU 1996). Its mean magnitude is little moved by
    single edges.

    Args:
        part: `(h, w)` float32.

    Returns:
        In the unit of the picture; None where it has fewer than `SMALLEST_PX` rows or columns.
    """
    if min(part.shape) < SMALLEST_PX:
        return None
    left = F.conv2d(part[None, None], _KERNEL[None, None].to(part))
    return float(left.abs().mean()) * math.sqrt(math.pi / 2)
