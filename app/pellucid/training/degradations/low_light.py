"""Low light: too little exposure, the sensor's noise on what is left, and the camera's tone curve.

y = c(L + n) with L = 2^ev L0, where n has the variance of `pellucid.imaging.noise_level`, and c is sRGB to a power or a
measured response curve.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.camera_response import respond
from pellucid.imaging.noise_level import light_variance
from pellucid.imaging.srgb import to_srgb
from pellucid.training.degradations.draws import normal, uniform

EXPOSURE_EV_RANGE = (-6.0, -0.5)
GAMMA_RANGE = (0.85, 1.25)
SIGMA_S_RANGE = (5e-4, 0.02)
SIGMA_C_RANGE = (3e-5, 0.002)
"""Noise of cameras from a bright evening at low sensitivity to a room at a high one, drawn evenly in its logarithm. The
extremes of CBDNet would drown a picture this dark."""

_TABLE = 4096


@dataclass(frozen=True)
class LowLight:
    """One dark shot: exposure in stops, noise per colour `(3,)` in linear light, and the tone curve.

    That is sRGB to the power `gamma`, or the response curve `(1024,)` where there is one.
    """

    exposure_ev: float
    sigma_s: Tensor
    sigma_c: Tensor
    gamma: float
    curve: Tensor | None = None


def draw_low_light(generator: torch.Generator, curve: Tensor | None = None) -> LowLight:
    """Draw the settings of one dark shot, by a camera of this response curve if there is one."""
    differ_s, differ_c = 0.8 + 0.4 * torch.rand(2, 3, generator=generator)
    return LowLight(
        exposure_ev=uniform(*EXPOSURE_EV_RANGE, generator),
        sigma_s=_log_uniform(*SIGMA_S_RANGE, generator) * differ_s,
        sigma_c=_log_uniform(*SIGMA_C_RANGE, generator) * differ_c,
        gamma=uniform(*GAMMA_RANGE, generator),
        curve=curve,
    )


def photograph(scene: Tensor, shot: LowLight, generator: torch.Generator) -> Tensor:
    """Photograph a scene with too little light.

    Args:
        scene: its light, linear, `(3, H, W)`, not below 0 and without an upper end.
        shot: settings.
        generator: source of the noise.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1.
    """
    light = (scene * 2.0**shot.exposure_ev).clamp_max_(1)
    deviation = light_variance(light, shot.sigma_s, shot.sigma_c).sqrt_()
    noisy = deviation.mul_(normal(light.shape, generator)).add_(light).clamp_(0, 1)
    return _toned(noisy, shot)


def _toned(light: Tensor, shot: LowLight) -> Tensor:
    """Apply the tone curve, by a table over the root of the light: true to a tenth of a level, and much faster."""
    steps = torch.linspace(0, 1, _TABLE).square_()
    table = to_srgb(steps) ** shot.gamma if shot.curve is None else respond(steps, shot.curve)
    return table[light.sqrt_().mul_(_TABLE - 1).add_(0.5).to(torch.int32)]


def _log_uniform(low: float, high: float, generator: torch.Generator) -> float:
    return math.exp(uniform(math.log(low), math.log(high), generator))
