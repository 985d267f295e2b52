"""Motion blur: what a camera that moves sums up while its shutter is open, in linear light.

Every frame of the exposure is decoded from sRGB, the frames are averaged, and the mean is encoded again. A path that
only shifts the picture is the same as one kernel for all of it.

Paths have their mean in the origin, so a blurred edge lies about the sharp one. Data sets of videos (GoPro) take the
frame in the middle for the sharp picture instead. On the short, nearly straight and even paths of their exposures both
are about the same. On a bent path the middle in time cannot be told from the blur, since light has no order; the mean
can, so it is what a network is to learn.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.networks.padding import rounded_up

HARMONICS = 3
"""Waves of which the turns and the haste of a hand are made."""

ROLL_MAX = 0.004
"""Largest roll within an exposure, in radians: 2 pixels at the end of a 1000-pixel picture."""


SHORT_PART = 0.2
"""What a short exposure, as of a video frame, sees of a hand's path: it hardly turns within."""

STRAIGHT_STEPS_A_PX = 8
"""So many that all pixels of a straight path have nearly the same share."""

FFT_LEAST_PX = 13
"""Kernels from this side on go through the Fourier transform: on crops of 256 pixels it is the faster way."""

FRAMES_AT_ONCE = 4
"""A stack of all frames of an exposure would be some hundred pictures large."""


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
    roll = _waves(time, generator)
    roll = roll - roll.mean()
    share = float(torch.rand((), generator=generator))
    roll = roll / roll.abs().max().clamp_min(1e-6) * ROLL_MAX * share
    return CameraPath(_fitted(path, length_px), roll)


def draw_short_path(length_px: int, generator: torch.Generator) -> CameraPath:
    """Draw a path of a short exposure: nearly straight and even; else as `draw_camera_path`."""
    whole = draw_camera_path(math.ceil(length_px / SHORT_PART), generator)
    count = round(len(whole.roll) * SHORT_PART)
    first = (len(whole.roll) - count) // 2
    shift, roll = whole.shift_px[first : first + count], whole.roll[first : first + count]
    return CameraPath(_fitted(shift, length_px), roll - roll.mean())


def straight_path(direction: float, length_px: float) -> CameraPath:
    """An even path along a straight line.

    Args:
        direction: in radians, from the right clockwise on the screen; half a turn more is the same.
        length_px: from its begin to its end.
    """
    steps = round(STRAIGHT_STEPS_A_PX * length_px) + 2
    along = torch.linspace(-0.5, 0.5, steps) * length_px
    shift_px = torch.stack((along * math.cos(direction), along * math.sin(direction)), dim=1)
    return CameraPath(shift_px, torch.zeros(steps))


def in_steps(path: CameraPath, steps: int) -> CameraPath:
    """The same path in so many equal steps of time, its mean in the origin again."""
    both = torch.cat((path.shift_px, path.roll[:, None]), dim=1).T[None]  # (1, 3, steps before)
    both = F.interpolate(both, size=steps, mode="linear", align_corners=False)[0].T
    both = both - both.mean(dim=0)
    return CameraPath(both[:, :2].contiguous(), both[:, 2].contiguous())


def _fitted(shift_px: Tensor, length_px: int) -> Tensor:
    shift_px = shift_px - shift_px.mean(dim=0)
    return shift_px / shift_px.abs().max() * ((length_px - 1) / 2)


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
    return to_srgb(spread(to_linear(sharp), kernel).clamp(0, 1))


def spread(picture: Tensor, kernel: Tensor) -> Tensor:
    """Spread every pixel by a kernel; what is summed is up to the caller.

    Args:
        picture: `(C, H, W)`, any range. Beyond its edges it goes on as its last row and column.
        kernel: `(side, side)`, side odd.

    Returns:
        `(C, H, W)`.
    """
    radius = len(kernel) // 2
    edged = F.pad(picture[:, None], (radius, radius, radius, radius), mode="replicate")
    if len(kernel) < FFT_LEAST_PX:
        # conv2d correlates; turned by half a circle the kernel is spread, not looked up.
        return F.conv2d(edged, kernel.flip(0, 1)[None, None])[:, 0]
    size = [rounded_up(length, 16) for length in edged.shape[-2:]]
    product = torch.fft.rfft2(edged[:, 0], s=size) * torch.fft.rfft2(kernel, s=size)
    height, width = picture.shape[-2:]
    # What comes round from the other side lies in the first 2 radius rows and columns only.
    found: Tensor = torch.fft.irfft2(product, s=size)
    return found[:, 2 * radius : 2 * radius + height, 2 * radius : 2 * radius + width].contiguous()


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
    light = to_linear(sharp)
    total = torch.zeros_like(light)
    for piece in pieces(path):
        total += moved(light, piece).sum(dim=0)
    return to_srgb((total / len(path.roll)).clamp(0, 1))


def pieces(path: CameraPath) -> Iterator[CameraPath]:
    """Cut a path into a few steps at a time."""
    starts = range(0, len(path.roll), FRAMES_AT_ONCE)
    parts = (slice(start, start + FRAMES_AT_ONCE) for start in starts)
    return (CameraPath(path.shift_px[part], path.roll[part]) for part in parts)


def moved(picture: Tensor, path: CameraPath) -> Tensor:
    """The frames of an exposure.

    Args:
        picture: `(C, H, W)`, any range. Beyond its edges it goes on as its last row and column.
        path: of T steps.

    Returns:
        `(T, C, H, W)`.
    """
    frames = picture.expand(len(path.roll), -1, -1, -1)
    grid = _places_before(picture.shape[-2], picture.shape[-1], path)
    return F.grid_sample(frames, grid, padding_mode="border", align_corners=False)


def _places_before(height: int, width: int, path: CameraPath) -> Tensor:
    """Where each pixel of the moved frames comes from, `(T, H, W, 2)` in the -1 to 1 of `grid_sample`."""
    cosine, sine = path.roll.cos()[:, None, None], path.roll.sin()[:, None, None]
    down = (torch.arange(height) - (height - 1) / 2)[:, None] - path.shift_px[:, 1, None, None]  # (T, H, 1)
    right = torch.arange(width) - (width - 1) / 2 - path.shift_px[:, 0, None, None]  # (T, 1, W)
    before_right = cosine * right + sine * down
    before_down = cosine * down - sine * right
    return torch.stack((before_right * 2 / width, before_down * 2 / height), dim=-1)
