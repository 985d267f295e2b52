"""How near one picture is to another."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def psnr_db(estimate: Tensor, truth: Tensor) -> float:
    """Peak signal to noise ratio of pictures in 0 to 1, over all pixels and channels together.

    Returns:
        Decibels; infinity where both are equal.
    """
    error = (estimate.double() - truth.double()).square().mean().item()
    return math.inf if error == 0 else -10 * math.log10(error)


def ssim(estimate: Tensor, truth: Tensor) -> float:
    """Structural similarity, Wang et al. 2004: 11x11 Gaussian window of sigma 1.5, valid pixels only.

    Args:
        estimate: `(C, H, W)`, 0 to 1, at least 11 pixels a side.
        truth: same shape.

    Returns:
        The mean over channels, -1 to 1.
    """
    offsets = torch.arange(11, dtype=torch.float64) - 5
    row = torch.exp(-offsets.square() / (2 * 1.5**2))
    window = torch.outer(row, row)[None, None] / row.sum().square()

    def blurred(picture: Tensor) -> Tensor:
        return F.conv2d(picture[:, None], window)

    x, y = estimate.double(), truth.double()
    mean_x, mean_y = blurred(x), blurred(y)
    variance_x = blurred(x * x) - mean_x.square()
    variance_y = blurred(y * y) - mean_y.square()
    covariance = blurred(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    likeness = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    scale = (mean_x.square() + mean_y.square() + c1) * (variance_x + variance_y + c2)
    return float((likeness / scale).mean())
