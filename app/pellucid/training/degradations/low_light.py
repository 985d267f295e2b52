"""Low light: too little exposure, the sensor's noise on what is left, and the camera's tone curve.

y = s(L + n)^gamma with L = 2^ev s^-1(x), where s encodes linear light as sRGB and n has the variance of
`pellucid.imaging.noise_level`.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.noise_level import light_variance
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.training.degradations.draws import uniform

EXPOSURE_EV_RANGE = (-5.0, -1.5)
GAMMA_RANGE = (0.85, 1.25)
SIGMA_S_RANGE = (0.0, 0.03)
SIGMA_C_RANGE = (0.0, 0.004)
"""Noise of an ordinary camera at high sensitivity. The extremes of CBDNet would drown a picture this dark."""


@dataclass(frozen=True)
class LowLight:
    """One dark shot: exposure in stops, noise per colour `(3,)` in linear light, exponent of the tone curve."""

    exposure_ev: float
    sigma_s: Tensor
    sigma_c: Tensor
    gamma: float


def draw_low_light(generator: torch.Generator) -> LowLight:
    """Draw the settings of one dark shot."""
    differ_s, differ_c = 0.8 + 0.4 * torch.rand(2, 3, generator=generator)
    return LowLight(
        exposure_ev=uniform(*EXPOSURE_EV_RANGE, generator),
        sigma_s=uniform(*SIGMA_S_RANGE, generator) * differ_s,
        sigma_c=uniform(*SIGMA_C_RANGE, generator) * differ_c,
        gamma=uniform(*GAMMA_RANGE, generator),
    )


def underexpose(clean: Tensor, shot: LowLight, generator: torch.Generator) -> Tensor:
    """Photograph a well-exposed picture again with too little light.

    Args:
        clean: `(3, H, W)`, sRGB, 0 to 1.
        shot: settings.
        generator: source of the noise.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1.
    """
    light = to_linear(clean) * 2.0**shot.exposure_ev
    noise = torch.randn(light.shape, generator=generator) * light_variance(light, shot.sigma_s, shot.sigma_c).sqrt()
    return to_srgb((light + noise).clamp(0, 1)) ** shot.gamma
