"""How much coarse, middle and fine detail a picture has, and which way it runs, by the spectrum of its gray.

Spectra of sharp photos fall evenly to all sides (Field, "Relations between the statistics of natural images and the
response properties of cortical cells", 1987). Out of focus, what is fine is gone whichever way one looks. A camera that
moved took it away along its path, and left what runs along the path as it was.
"""

import functools
import math
from collections.abc import Sequence

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma

DIRECTIONS = 8
"""Over half a turn, the first to the right, then clockwise on the screen."""

LEAST_PX = 64
"""Of the sides of a piece; a smaller one has too few waves."""

_RINGS = ((0.07, 0.13), (0.13, 0.20), (0.20, 0.28))
"""Coarse, middle and fine, in cycles a pixel."""

_ROUNDING = (1 / 255) ** 2 / 12
"""Power of what 8 bits leave of a smooth picture; less than it nobody can measure."""


def detail_of(pieces: Sequence[Tensor]) -> Tensor:
    """Natural logarithms of the power of coarse, middle and fine waves, by the direction in which they run.

    Args:
        pieces: full-size parts of a picture `(3, h, w)`, 0 to 1, with detail in them.

    Returns:
        `(count, 3, DIRECTIONS)`, of the pieces that are large enough.
    """
    told = [_of_piece(luma(piece)[0]) for piece in pieces if min(piece.shape[1:]) >= LEAST_PX]
    return torch.stack(told) if told else torch.zeros(0, len(_RINGS), DIRECTIONS)


def _of_piece(gray: Tensor) -> Tensor:
    height, width = gray.shape
    window = torch.outer(torch.hann_window(height), torch.hann_window(width)).to(gray)
    power = torch.fft.rfft2((gray - gray.mean()) * window).abs().square() / window.square().sum() + _ROUNDING
    return torch.stack([_means(power, places) for places in _rings(height, width)]).log()


def _means(power: Tensor, places: Tensor) -> Tensor:
    """The mean of each direction; places with number `DIRECTIONS` belong to none."""
    sums = torch.zeros(DIRECTIONS + 1).to(power).index_add_(0, places, power.flatten())
    return (sums / places.bincount(minlength=DIRECTIONS + 1).clamp_min(1))[:DIRECTIONS]


@functools.cache
def _rings(height: int, width: int) -> tuple[Tensor, ...]:
    """The direction of each wave of a ring, `(height * (width // 2 + 1),)` each."""
    down, across = torch.fft.fftfreq(height)[:, None], torch.fft.rfftfreq(width)[None]
    size = torch.hypot(down, across)
    turn = torch.atan2(down, across).remainder(math.pi) * (DIRECTIONS / math.pi)
    direction = turn.round().long() % DIRECTIONS
    return tuple(torch.where((size >= low) & (size < high), direction, DIRECTIONS).flatten() for low, high in _RINGS)
