"""How the noise of three colours hangs together at each pixel, and what becomes of that.

A covariance is six planes, `(6, H, W)`: the variances of the three colours, then what the first shares with the second
and third, and the second with the third. Linear mixing of colours takes it to another one exactly.
"""

import functools
import math

import torch
from torch import Tensor

from pellucid.imaging.luma_chroma import TO_LUMA_CHROMA

PAIRS = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))
"""Which colours each plane belongs to."""

LEAST_LEVEL = 1e-6
"""Fainter noise counts as this much where it is divided by."""


def independent(variance: Tensor) -> Tensor:
    """The covariance of colours that share nothing; `variance` is `(3, H, W)`."""
    return torch.cat((variance, torch.zeros_like(variance)))


def in_levels(covariance: Tensor, levels: Tensor) -> Tensor:
    """A covariance whose colours have other levels, `(3, H, W)`, and are as alike as before."""
    factors = levels / covariance[:3].clamp_min(LEAST_LEVEL**2).sqrt()
    return _scaled(covariance, factors)


def mixed(covariance: Tensor, rows: tuple[tuple[float, ...], ...]) -> Tensor:
    """The covariance of three sums of the colours, `(6, H, W)`; each row has the weights of one sum."""
    planes = _mixing(rows) @ covariance.flatten(1)
    return planes.view_as(covariance)


def luma_chroma_noise(covariance: Tensor) -> Tensor:
    """Standard deviation in Y, Cb and Cr, `(3, H, W)`, of noise of red, green and blue."""
    variance = _mixing(TO_LUMA_CHROMA)[:3] @ covariance.flatten(1)
    return variance.clamp_min_(0).sqrt_().view(3, *covariance.shape[1:])


def clipped(covariance: Tensor, picture: Tensor) -> Tensor:
    """What is left of Gaussian noise where a noisy picture is clipped to 0 to 1.

    The variances are exact; what colours share is taken to lose as much as they do.

    Args:
        covariance: `(6, H, W)`, before.
        picture: without noise, `(3, H, W)`, 0 to 1.
    """
    levels = covariance[:3].clamp_min(LEAST_LEVEL**2).sqrt()
    below, above = -picture / levels, (1 - picture) / levels
    area, density = _area(above) - _area(below), (_density(below), _density(above))
    under, over = _area(below), 1 - _area(above)
    mean = density[0] - density[1] + below * under + above * over
    square = area + below * density[0] - above * density[1] + below.square() * under + above.square() * over
    kept = (square - mean.square()).clamp(0, 1).sqrt()  # in units of the level
    return _scaled(covariance, kept)


def _scaled(covariance: Tensor, factors: Tensor) -> Tensor:
    """The covariance of colours that are multiplied with factors, `(3, H, W)`."""
    return covariance * torch.stack([factors[i] * factors[j] for i, j in PAIRS])


def _area(bound: Tensor) -> Tensor:
    """Share of a standard Gaussian below a bound."""
    return 0.5 * (1 + torch.erf(bound * math.sqrt(0.5)))


def _density(place: Tensor) -> Tensor:
    return torch.exp(-0.5 * place.square()) * (1 / math.sqrt(2 * math.pi))


@functools.cache
def _mixing(rows: tuple[tuple[float, ...], ...]) -> Tensor:
    """Weights of the six planes of a covariance in those of the mixed one, `(6, 6)`."""
    weights = [
        [rows[a][i] * rows[b][j] + (rows[a][j] * rows[b][i] if i != j else 0.0) for i, j in PAIRS] for a, b in PAIRS
    ]
    return torch.tensor(weights)
