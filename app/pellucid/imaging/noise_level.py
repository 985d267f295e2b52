"""How noisy a camera picture is: the heteroscedastic model and its map in sRGB.

Guo et al., CVPR 2019, Section 3.1: in linear light L the noise n(L) = n_s(L) + n_c has a part that grows
with the light, variance L * sigma_s^2, and a stationary part, variance sigma_c^2.

Letters: L linear light, sigma_s and sigma_c one number a colour channel, f the response curve.
"""

import functools

import numpy as np
import torch
from torch import Tensor

from pellucid.imaging.camera_response import respond

LEVELS = 255.0
"""8-bit levels in the unit range: maps are shown to people in these."""

SIGMA_S_MAX = 0.16
SIGMA_C_MAX = 0.06

NODES = 10
"""Of the integral over the noise: half a Gaussian, cut at the end of the curve, comes out right to 2 %."""


def light_variance(light: Tensor, sigma_s: Tensor, sigma_c: Tensor) -> Tensor:
    """Variance of camera noise in linear light, L * sigma_s^2 + sigma_c^2.

    Args:
        light: `(3, H, W)`, 0 to 1.
        sigma_s: `(3,)`, 0 to 0.16.
        sigma_c: `(3,)`, 0 to 0.06.

    Returns:
        `(3, H, W)`.
    """
    return light * sigma_s.view(3, 1, 1).square() + sigma_c.view(3, 1, 1).square()


def brightness_level(variance: Tensor, light: Tensor, curve: Tensor) -> Tensor:
    """Carry the variance of Gaussian noise in linear light through the response curve, its two ends included.

    The slope of the curve alone would promise noise that no picture can hold: hundreds of levels where a steep curve
    meets its end. So the mean and the mean square of the brightness are integrated over the noise.

    Args:
        variance: in linear light, `(3, H, W)`.
        light: the clean light, `(3, H, W)`, 0 to 1.
        curve: response curve `(1024,)`.

    Returns:
        Standard deviation of the noise in brightness, `(3, H, W)`: the true noise level map.
    """
    nodes, weights = _gaussian_nodes()
    # About the clean brightness, so that faint noise is not lost in the rounding of large squares.
    changes = respond(light + nodes * variance.sqrt(), curve) - respond(light, curve)  # (NODES, 3, H, W)
    mean, mean_square = (torch.einsum("n,nchw->chw", weights, powers) for powers in (changes, changes.square()))
    return (mean_square - mean.square_()).clamp_min_(0).sqrt_()


@functools.cache
def _gaussian_nodes() -> tuple[Tensor, Tensor]:
    """Places `(NODES, 1, 1, 1)` and weights `(NODES,)` that integrate over a standard Gaussian."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return torch.tensor(nodes).float().view(-1, 1, 1, 1), torch.tensor(weights / weights.sum()).float()
