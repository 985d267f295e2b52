"""Motion blur: what a camera that moves sums up while its shutter is open, in linear light.

Every frame of the exposure is decoded from sRGB, the frames are averaged, and the mean is encoded again. A path that
only shifts the picture is the same as one kernel for all of it.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import to_linear, to_srgb

HARMONICS = 3
"""Waves of which the turns and the haste of a hand are made."""

ROLL_MAX = 0.004
"""Largest roll within an exposure, in radians: 2 pixels at the end of a 1000-pixel picture."""


@dataclass(frozen=True)
class CameraPath:
    """How the picture moves over the sensor, in equal steps of time.

    `shift_px` is `(steps, 2)`, right and down, with its mean in the origin; `roll` is `(steps,)` in radians, clockwise
    on the screen, about the middle of the picture.
    """

    shift_px: Tensor
    roll: Tensor


def draw_camera_path(length_px: int, generator: torch.Generator) -> CameraPath:
    """Draw a smooth random path of a hand.

    Args:
        length_px: side of the square around the mean that the path just fits in: a straight and even path covers as
            many pixels.
        generator: source of randomness.

    Returns:
        A path of about four steps a pixel.
    """
    steps = max(4 * length_px, 16)
    time = torch.linspace(0, 1, steps)
    heading = 2 * math.pi * float(torch.rand((), generator=generator)) + 1.5 * _waves(time, generator)
    haste = torch.exp(0.7 * _waves(time, generator))
    path = torch.cumsum(torch.stack((heading.cos(), heading.sin()), dim=1) * haste[:, None], dim=0)
    path = path - path.mean(dim=0)
    path = path / path.abs().max() * ((length_px - 1) / 2)
    roll = _waves(time, generator)
    roll = roll - roll.mean()
    share = float(torch.rand((), generator=generator))
    return CameraPath(path, roll / roll.abs().max().clamp_min(1e-6) * ROLL_MAX * share)


def _waves(time: Tensor, generator: torch.Generator) -> Tensor:
    """A smooth random function of time, `(steps,)`, with a spread of about 1."""
    size, phase = torch.randn(HARMONICS, generator=generator), torch.rand(HARMONICS, generator=generator)
    order = torch.arange(1, HARMONICS + 1)
    return (size / order * torch.sin(2 * math.pi * (0.5 * order * time[:, None] + phase))).sum(dim=1)


def path_kernel(path: CameraPath) -> Tensor:
    """The blur kernel of a path, without its roll.

    Returns:
        `(side, side)`, side odd, at least 0, of sum 1. Each step is shared out among the four pixels around it, which
        keeps the mean of the path in the middle.
    """
    radius = math.ceil(float(path.shift_px.abs().max()))
    side = 2 * radius + 1
    # One more row and column take the zero share of a step on the last pixel.
    kernel = torch.zeros(side + 1, side + 1)
    corner = path.shift_px.floor()
    right, down = (path.shift_px - corner).T
    column, row = (corner + radius).long().T
    for step_right, step_down in ((0, 0), (1, 0), (0, 1), (1, 1)):
        share = (right if step_right else 1 - right) * (down if step_down else 1 - down)
        kernel.index_put_((row + step_down, column + step_right), share, accumulate=True)
    return kernel[:side, :side] / len(path.shift_px)


def motion_blur(sharp: Tensor, kernel: Tensor) -> Tensor:
    """Blur all of a picture alike: a point of light becomes the kernel.

    Args:
        sharp: `(3, H, W)`, sRGB, 0 to 1. Beyond its edges it goes on as its last row and column.
        kernel: `(side, side)`, side odd, of sum 1.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1.
    """
    radius = len(kernel) // 2
    light = F.pad(to_linear(sharp)[:, None], (radius, radius, radius, radius), mode="replicate")
    # conv2d correlates; turned by half a circle the kernel is spread, not looked up.
    mean = F.conv2d(light, kernel.flip(0, 1)[None, None])[:, 0]
    return to_srgb(mean.clamp(0, 1))


def mean_of_frames(frames: Tensor) -> Tensor:
    """Average the frames of an exposure in linear light.

    Args:
        frames: `(T, 3, H, W)`, sRGB, 0 to 1.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1.
    """
    return to_srgb(to_linear(frames).mean(dim=0).clamp(0, 1))


def shaken(sharp: Tensor, path: CameraPath) -> Tensor:
    """Expose a picture while the camera moves and rolls, step by step.

    Args:
        sharp: `(3, H, W)`, sRGB, 0 to 1. Beyond its edges it goes on as its last row and column.
        path: of `draw_camera_path`.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1.
    """
    light = to_linear(sharp)[None]
    total = torch.zeros_like(light)
    # One step at a time: a stack of all frames would be some hundred pictures large.
    for shift, roll in zip(path.shift_px, path.roll, strict=True):
        grid = _places_before(light.shape[-2], light.shape[-1], shift, float(roll))
        total += F.grid_sample(light, grid, padding_mode="border", align_corners=False)
    return to_srgb((total[0] / len(path.roll)).clamp(0, 1))


def _places_before(height: int, width: int, shift_px: Tensor, roll: float) -> Tensor:
    """Where each pixel of a moved frame comes from, `(1, H, W, 2)` in the -1 to 1 of `grid_sample`."""
    down = torch.arange(height)[:, None] - (height - 1) / 2 - shift_px[1]
    right = torch.arange(width)[None] - (width - 1) / 2 - shift_px[0]
    before_right = math.cos(roll) * right + math.sin(roll) * down
    before_down = math.cos(roll) * down - math.sin(roll) * right
    return torch.stack((before_right * 2 / width, before_down * 2 / height), dim=-1)[None]
