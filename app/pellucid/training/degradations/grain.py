"""Grain of film, as a scanner delivers it: coarser than a pixel, nearly alike in all colours, loudest at middle tones.

White noise passes through a difference of two Gaussians, the narrow one for the size of the grain and the wide one for
the sharpening of the scanner, and is then as loud as the tone of the film makes it.
"""

import functools
import math
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma
from pellucid.training.degradations.draws import uniform

SHARPENING_PX = 1.0
"""Sigma of what an unsharp mask of a scanner takes away."""

COARSEST_PX = 1.2
REACH_PX = math.ceil(3 * math.hypot(COARSEST_PX, SHARPENING_PX))
"""How far a filter reaches; what it has beyond three times its sigma does not count."""


@dataclass(frozen=True)
class Grain:
    """The grain of one scan.

    Attributes:
        level: its standard deviation where it is loudest, 0 to 1.
        size_px: sigma of the Gaussian that makes neighbours alike.
        color: share of its energy that each channel has for itself, 0 (as of black and white film) to 1.
        loudest: the luma where it is loudest, between 0 and 1.
        in_black, in_white: the level there, as a share of the loudest.
        sharpening: amount of the scanner's unsharp mask.
    """

    level: float
    size_px: float
    color: float = 0.0
    loudest: float = 0.5
    in_black: float = 1.0
    in_white: float = 1.0
    sharpening: float = 0.0


def draw_grain(highest_level: float, generator: torch.Generator) -> Grain:
    """Draw the grain of a scan: faint grain is more frequent than loud grain, and half of the scans are sharpened."""
    share, sharpened = torch.rand(2, generator=generator).tolist()
    return Grain(
        level=highest_level * share**1.5,
        size_px=uniform(0.3, COARSEST_PX, generator),
        color=uniform(0.0, 0.8, generator),
        loudest=uniform(0.3, 0.6, generator),
        in_black=uniform(0.2, 1.0, generator),
        in_white=uniform(0.1, 0.8, generator),
        sharpening=uniform(0.2, 1.5, generator) if sharpened < 0.5 else 0.0,
    )


def add_grain(clean: Tensor, grain: Grain, generator: torch.Generator) -> Tensor:
    """Take a picture on grainy film and scan it.

    Args:
        clean: `(3, H, W)`, 0 to 1.
        grain: of the scan.
        generator: source of randomness.

    Returns:
        `(3, H, W)`, not clamped.
    """
    height, width = clean.shape[-2:]
    white = torch.randn((4, height + 2 * REACH_PX, width + 2 * REACH_PX), generator=generator)
    shared, own = white[:1], white[1:]
    colored = math.sqrt(1 - grain.color) * shared + math.sqrt(grain.color) * own
    return clean + grain.level * _loudness(luma(clean), grain) * _filtered(colored, grain, (height, width))


def _loudness(gray: Tensor, grain: Grain) -> Tensor:
    """Share of the level at each tone: parabolas from the loudest tone down to black and to white."""
    below = ((grain.loudest - gray) / grain.loudest).clamp(0, 1).square() * (1 - grain.in_black)
    above = ((gray - grain.loudest) / (1 - grain.loudest)).clamp(0, 1).square() * (1 - grain.in_white)
    return 1 - below - above


def _filtered(white: Tensor, grain: Grain, size: tuple[int, int]) -> Tensor:
    """White noise through the size of the grain and the sharpening, still of standard deviation 1.

    Args:
        white: `(3, H + 2 REACH_PX, W + 2 REACH_PX)`.
        grain: of the scan.
        size: H and W.
    """
    terms = [(1.0, grain.size_px)]
    if grain.sharpening:
        wide_px = math.hypot(grain.size_px, SHARPENING_PX)
        terms = [(1 + grain.sharpening, grain.size_px), (-grain.sharpening, wide_px)]
    filters = [(weight, [_smoothing(round(sigma_px, 1), length) for length in size]) for weight, sigma_px in terms]
    # The energy of separable filters: each matrix repeats one row.
    energy = sum(
        one * other * math.prod(float(first[0] @ second[0]) for first, second in zip(these, those, strict=True))
        for one, these in filters
        for other, those in filters
    )
    parts = [weight * (down @ white @ across.T) for weight, (down, across) in filters]
    return torch.stack(parts).sum(dim=0) / math.sqrt(energy)


@functools.lru_cache(maxsize=256)
def _smoothing(sigma_px: float, length: int) -> Tensor:
    """A Gaussian along an axis that has `REACH_PX` more at either end, `(length, length + 2 REACH_PX)`."""
    offsets = torch.arange(-REACH_PX, REACH_PX + 1)
    weights = torch.exp(-(offsets / sigma_px).square() / 2)
    weights[offsets.abs() > 3 * sigma_px + 1] = 0  # numbers too small slow processors down tenfold
    row = weights / weights.sum()
    matrix = torch.zeros(length, length + 2 * REACH_PX)
    return matrix.scatter_(1, torch.arange(length)[:, None] + torch.arange(len(row)), row.expand(length, -1))
