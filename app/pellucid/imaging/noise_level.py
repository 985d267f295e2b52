"""How noisy a camera picture is: the heteroscedastic model and its map in sRGB.

Guo et al., CVPR 2019, Section 3.1: in linear light L the noise n(L) = n_s(L) + n_c has a part that grows
with the light, variance L * sigma_s^2, and a stationary part, variance sigma_c^2.

Letters: L linear light, sigma_s and sigma_c one number a colour channel, f the response curve.
"""

from torch import Tensor

from pellucid.imaging.camera_response import slope

LEVELS = 255.0
"""8-bit levels in the unit range: maps are shown to people in these."""

SIGMA_S_MAX = 0.16
SIGMA_C_MAX = 0.06


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
    """Carry a variance in linear light through the response curve, to first order.

    Args:
        variance: in linear light, `(3, H, W)`.
        light: the clean light, `(3, H, W)`, 0 to 1.
        curve: response curve `(1024,)`.

    Returns:
        Standard deviation of the noise in brightness, `(3, H, W)`: the true noise level map.
    """
    return variance.sqrt() * slope(light, curve)
