"""What processing in a camera makes of noise: coarse luma noise, and coarser blotches of colour.

A camera smooths noise, colour much more than luma, sharpens what is left, and some photos are enlarged afterwards. All
of that is linear, one filter for luma and one for both chroma, so the covariance of the noise passes through it by
products of the filters, exactly. Filters are spectra, and the picture is taken to repeat beyond its edges.
"""

import functools
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.luma_chroma import TO_LUMA_CHROMA, TO_RGB, to_luma_chroma, to_rgb
from pellucid.imaging.noise_covariance import independent, mixed
from pellucid.training.degradations.draws import uniform

TAIL_WIDTH = 2.5
"""How much wider the wide part of a filter is: noise of real cameras is alike near by, and still a little far off."""

SHARPENING_PX = 1.0

ENLARGED_PX = 0.32
"""Cubic enlargement smooths about like a Gaussian of this sigma, in pixels before it."""


@dataclass(frozen=True)
class Processing:
    """What became of the noise of one shot.

    `luma_px` and `chroma_px` are the sigma of the Gaussians that smoothed it, 0 for none; `tail` is the share, 0 to 1,
    of a Gaussian `TAIL_WIDTH` times as wide in each; `luma_gain` and `chroma_gain` are factors on the level, which
    smoothing alone would keep; `sharpening` is the amount of an unsharp mask on luma; `enlargement` is by how much the
    photo was enlarged afterwards, 1 or more.
    """

    luma_px: float
    chroma_px: float
    tail: float = 0.0
    luma_gain: float = 1.0
    chroma_gain: float = 1.0
    sharpening: float = 0.0
    enlargement: float = 1.0


def draw_processing(generator: torch.Generator) -> Processing:
    """Draw what became of the noise of a shot; three quarters of the photos are not enlarged, half not sharpened."""
    enlarged, sharpened = torch.rand(2, generator=generator).tolist()
    return Processing(
        luma_px=uniform(0.0, 1.4, generator),
        chroma_px=uniform(0.6, 3.0, generator),
        tail=uniform(0.0, 0.5, generator),
        luma_gain=uniform(0.25, 1.0, generator),
        chroma_gain=uniform(0.3, 1.4, generator),
        sharpening=uniform(0.2, 1.5, generator) if sharpened < 0.5 else 0.0,
        enlargement=uniform(1.1, 2.0, generator) if enlarged < 1 / 4 else 1.0,
    )


def processed_noise(noise: Tensor, variance: Tensor, processing: Processing) -> tuple[Tensor, Tensor]:
    """Send white noise through the processing.

    Args:
        noise: each pixel and colour by itself, `(3, H, W)`.
        variance: of it, `(3, H, W)`.
        processing: of the shot.

    Returns:
        The noise afterwards, `(3, H, W)`, and its true covariance, `(6, H, W)`.
    """
    size = (noise.shape[-2], noise.shape[-1])
    spectra = _spectra(processing, size)  # of the filters of luma and chroma, (2, H, W / 2 + 1)
    planes = _filtered(to_luma_chroma(noise), spectra[[0, 1, 1]])
    kernels = torch.fft.irfft2(spectra, s=size)
    squares = torch.fft.rfft2(torch.stack((kernels[0].square(), kernels[1].square(), kernels[0] * kernels[1])))
    source = mixed(independent(variance), TO_LUMA_CHROMA)
    passed = _filtered(source, squares[[0, 1, 1, 2, 2, 1]])  # as in noise_covariance.PAIRS
    return to_rgb(planes), mixed(passed, TO_RGB)


def _filtered(planes: Tensor, spectra: Tensor) -> Tensor:
    filtered: Tensor = torch.fft.irfft2(torch.fft.rfft2(planes) * spectra, s=planes.shape[-2:])
    return filtered


def _spectra(processing: Processing, size: tuple[int, int]) -> Tensor:
    """The filters of luma and of chroma, which turn white noise of level 1 into noise of the level of their gain."""
    scale = processing.enlargement
    softening = _gaussian(ENLARGED_PX * scale if scale > 1 else 0.0, size)
    luma, chroma = (
        _smoothing(sigma_px * scale, processing.tail, size) * softening
        for sigma_px in (processing.luma_px, processing.chroma_px)
    )
    if processing.sharpening:
        luma = luma * (1 + processing.sharpening * (1 - _gaussian(SHARPENING_PX * scale, size)))
    gains = torch.tensor([processing.luma_gain, processing.chroma_gain]).view(2, 1, 1)
    both = torch.stack((luma, chroma))
    return both * (gains / _level(both, size[1]).view(2, 1, 1))


def _smoothing(sigma_px: float, tail: float, size: tuple[int, int]) -> Tensor:
    """A Gaussian and one that is wider, each of a kind that keeps the level of white noise."""
    narrow, wide = (_gaussian(width, size) for width in (sigma_px, sigma_px * TAIL_WIDTH))
    return narrow * ((1 - tail) / _level(narrow, size[1])) + wide * (tail / _level(wide, size[1]))


def _level(spectrum: Tensor, width: int) -> Tensor:
    """What a filter makes of white noise of level 1: the root of its mean square over all frequencies."""
    power = spectrum.square()
    half = power[..., 1 : (width + 1) // 2].sum(dim=(-2, -1))  # stands for its mirror image, too
    return ((power.sum(dim=(-2, -1)) + half) / (power.shape[-2] * width)).sqrt()


def _gaussian(sigma_px: float, size: tuple[int, int]) -> Tensor:
    """The spectrum of a Gaussian, `(H, W / 2 + 1)`."""
    down, across = (torch.exp(squared * (-0.5 * sigma_px * sigma_px)) for squared in _frequencies(size))
    return down[:, None] * across


@functools.lru_cache(maxsize=64)
def _frequencies(size: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """Squares of angular frequency along both axes, `(H,)` and `(W / 2 + 1,)`."""
    height, width = size
    turn = 2 * torch.pi
    return (torch.fft.fftfreq(height) * turn).square(), (torch.fft.rfftfreq(width) * turn).square()
