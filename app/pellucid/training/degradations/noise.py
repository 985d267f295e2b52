"""Noise: white Gaussian as DnCNN is trained on, and the camera model of CBDNet."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.camera_response import invert, respond
from pellucid.imaging.demosaic import PATTERNS, channel_masks, demosaic, shared_variance
from pellucid.imaging.noise_covariance import PAIRS, clipped, in_levels, independent, luma_chroma_noise
from pellucid.imaging.noise_level import LEVELS, SIGMA_C_MAX, SIGMA_S_MAX, brightness_level, light_variance
from pellucid.training.degradations.levels import to_whole_levels
from pellucid.training.degradations.processing import Processing, processed_noise

TABLE = 257
"""Brightnesses for which the level of noise is found; in between it is interpolated."""


@dataclass(frozen=True)
class CameraNoise:
    """What one draw of the camera model did, apart from the noise itself.

    `sigma_s` and `sigma_c` are per colour channel in linear light; `pattern` is a Bayer pattern or empty;
    `blur` is the 3x3 kernel of unit energy that correlates neighbours, or None. `processing` is what the camera made
    of the noise instead of either, or None.
    """

    curve: Tensor
    sigma_s: Tensor
    sigma_c: Tensor
    pattern: str
    blur: Tensor | None
    processing: Processing | None = None


def draw_camera_noise(curves: Tensor, generator: torch.Generator) -> CameraNoise:
    """Draw the settings of one shot.

    The paper draws sigma_s from U[0, 0.16] and sigma_c from U[0, 0.06]; both are scaled by a common random factor
    here, so that the faint noise of ordinary photos is as frequent as that of the darkest ones.

    Args:
        curves: response curves `(count, 1024)`.
        generator: source of randomness.
    """

    def uniform(*shape: int) -> Tensor:
        return torch.rand(shape, generator=generator)

    curve = curves[int(torch.randint(len(curves), (), generator=generator))]
    strength = float(uniform())
    # The channels of one sensor differ, but not as independent draws would.
    sigma_s = SIGMA_S_MAX * strength * uniform() * (0.7 + 0.6 * uniform(3))
    sigma_c = SIGMA_C_MAX * strength * uniform() * (0.7 + 0.6 * uniform(3))
    kind = float(uniform())
    pattern = PATTERNS[int(uniform() * 4)] if kind < 0.35 else ""
    blur = _correlating_kernel(generator) if 0.35 <= kind < 0.85 else None
    return CameraNoise(curve, sigma_s.clamp_max(SIGMA_S_MAX), sigma_c.clamp_max(SIGMA_C_MAX), pattern, blur)


def _correlating_kernel(generator: torch.Generator) -> Tensor:
    width = 0.3 + 0.7 * float(torch.rand((), generator=generator))
    offsets = torch.tensor([-1.0, 0.0, 1.0])
    row = torch.exp(-offsets.square() / (2 * width * width))
    kernel = torch.outer(row, row) * (0.8 + 0.4 * torch.rand(3, 3, generator=generator))
    return kernel / kernel.square().sum().sqrt()


def camera_noise(clean: Tensor, shot: CameraNoise, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Photograph a clean picture again: y = f(DM(L + n(L))), CBDNet eq. 2 without its JPEG.

    Args:
        clean: `(3, H, W)`.
        shot: settings of the shot.
        generator: source of randomness.

    Returns:
        The noisy picture and the true noise level map of Y, Cb and Cr, both `(3, H, W)`. The map is the standard
        deviation of y: the linear variance, carried through the interpolation, the curve and the processing.
    """
    inverse = invert(shot.curve)
    light = respond(clean, inverse)
    if shot.pattern:
        return _through_mosaic(light, shot, generator)
    noise = torch.randn(light.shape, generator=generator)
    if shot.blur is not None:
        padded = F.pad(noise[:, None], (1, 1, 1, 1), mode="reflect")
        noise = F.conv2d(padded, shot.blur[None, None])[:, 0]
    noisy = respond(light + noise * light_variance(light, shot.sigma_s, shot.sigma_c).sqrt(), shot.curve)
    variance = _brightness_levels(clean, shot, inverse).square()
    if shot.processing is None:
        return noisy, luma_chroma_noise(independent(variance))
    noise, covariance = processed_noise(noisy - clean, variance, shot.processing)
    return (clean + noise).clamp_(0, 1), luma_chroma_noise(clipped(covariance, clean))


def _brightness_levels(clean: Tensor, shot: CameraNoise, inverse: Tensor) -> Tensor:
    """Level of noise that hangs on the brightness of its own pixel alone, read off a table, `(3, H, W)`."""
    light = respond(torch.linspace(0, 1, TABLE).expand(3, 1, TABLE), inverse)
    table = brightness_level(light_variance(light, shot.sigma_s, shot.sigma_c), light, shot.curve)[:, 0]
    place = clean.flatten(1) * (TABLE - 1)
    index = place.long().clamp_max_(TABLE - 2)
    return torch.lerp(table.gather(1, index), table.gather(1, index + 1), place - index).view_as(clean)


def _through_mosaic(light: Tensor, shot: CameraNoise, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Draw noise at the sensor sites and interpolate it; its covariance likewise. See `camera_noise`."""
    masks = channel_masks(light.shape[-2], light.shape[-1], shot.pattern)
    site_variance = (light_variance(light, shot.sigma_s, shot.sigma_c) * masks).sum(dim=0)
    site_noise = torch.randn(site_variance.shape, generator=generator) * site_variance.sqrt()
    variance = demosaic(site_variance, masks, variance=True)
    levels = brightness_level(variance, light, shot.curve)
    shared = shared_variance(site_variance, shot.pattern, PAIRS[3:])
    covariance = in_levels(torch.cat((variance, shared)), levels)
    return respond(light + demosaic(site_noise, masks), shot.curve), luma_chroma_noise(covariance)


def gaussian_noise(clean: Tensor, sigma_levels: float, generator: torch.Generator, *, clipped: bool = False) -> Tensor:
    """Add white Gaussian noise.

    Args:
        clean: any shape, 0 to 1.
        sigma_levels: standard deviation in 8-bit levels.
        generator: source of randomness.
        clipped: clamp to 0 to 1 and round to whole levels, as every 8-bit photo has been. Published tables are
            measured without.
    """
    noisy = clean + torch.randn(clean.shape, generator=generator) * (sigma_levels / LEVELS)
    return to_whole_levels(noisy) if clipped else noisy
