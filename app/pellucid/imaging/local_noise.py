"""How noisy a small part of a picture is, whatever the picture shows there."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

SMALLEST_PX = 5
"""Of a side: fewer pixels say nothing."""

_KERNEL = torch.tensor([[1.0, -2.0, 1.0], [-2.0, 4.0, -2.0], [1.0, -2.0, 1.0]])
_SCALE = math.sqrt(math.pi / 2) / 6


def deviations(gray: Tensor) -> Tensor:
    """How far pixels are from what their neighbours let expect, so that of white noise the mean is its deviation.

    The difference of two Laplacians takes out what is even, rises evenly or bends evenly; of white noise it leaves as
    much as there was (Immerkær, "Fast Noise Variance Estimation", CVIU 1996). Its mean magnitude is little moved by
    single edges.

    Args:
        gray: `(h, w)` float32, of 3 rows and columns at least.

    Returns:
        `(1, h - 2, w - 2)`, in the unit of the picture.
    """
    return F.conv2d(gray[None, None], _KERNEL[None, None].to(gray))[0].abs() * _SCALE


def deviations_of_flat(gray: Tensor, block_px: int) -> Tensor:
    """The mean `deviations` of square blocks, rising: the flattest, in which there is nothing but noise, come first."""
    return F.avg_pool2d(deviations(gray), block_px).flatten().sort().values


def local_sigma(part: Tensor) -> float | None:
    """Standard deviation of the noise in a gray picture, by the mean of its `deviations`.

    Args:
        part: `(h, w)` float32.

    Returns:
        In the unit of the picture; None where it has fewer than `SMALLEST_PX` rows or columns.
    """
    if min(part.shape) < SMALLEST_PX:
        return None
    return float(deviations(part).mean())
