"""The scattering model of haze, I = J t + A (1 - t), both ways.

The papers apply it to the sRGB numbers as they are, not to linear light, and so do the networks that undo it.

Letters: J clear picture, I hazy picture, t transmission, A airlight, d depth, beta scattering coefficient.
"""

import torch
from torch import Tensor

from pellucid.imaging.guided_filter import box

LEAST_TRANSMISSION = 0.1
"""The papers' bound of t: below it, noise is enlarged more than tenfold."""

_WINDOW_PX = 7
"""Radius of the windows in which one t explains what was done to a picture."""

_TELLING = 1e-3
"""Mean square distance from the airlight below which a window says little, and the whole picture speaks for it."""


def transmission(depth: Tensor, beta: float) -> Tensor:
    """Share of light that comes through, t = exp(-beta d), 0 to 1, in the shape of `depth`, which is at least 0."""
    return torch.exp(-beta * depth)


def scatter(clear: Tensor, transmitted: Tensor | float, airlight: Tensor) -> Tensor:
    """I = J t + A (1 - t).

    Args:
        clear: J, `(3, H, W)`, 0 to 1.
        transmitted: t, `(1, H, W)` or `(H, W)` or one number, 0 to 1.
        airlight: A, `(3,)`, 0 to 1.

    Returns:
        `(3, H, W)`, 0 to 1.
    """
    return clear * transmitted + airlight.view(3, 1, 1) * (1 - transmitted)


def clear_of(hazy: Tensor, transmitted: Tensor, airlight: Tensor, least: float = LEAST_TRANSMISSION) -> Tensor:
    """J = (I - A) / max(t, t0) + A, written so that a picture without haze, t = 1, stays as it is to the bit.

    Args:
        hazy: I, `(3, H, W)`.
        transmitted: t, `(1, H, W)` or `(H, W)`.
        airlight: A, `(3,)`.
        least: t0, above 0.

    Returns:
        `(3, H, W)`, not clamped.
    """
    return hazy + (hazy - airlight.view(3, 1, 1)) * (1 / transmitted.clamp_min(least) - 1)


def implied_transmission(hazy: Tensor, clear: Tensor, airlight: Tensor) -> Tensor:
    """The t that explains best how a picture was made clear: least squares of I - A = t (J - A) around every pixel.

    Args:
        hazy: I, `(3, H, W)`.
        clear: J, `(3, H, W)`.
        airlight: A, `(3,)`.

    Returns:
        `(1, H, W)`, 0 to 1.
    """
    air = airlight.view(3, 1, 1)
    products = ((hazy - air) * (clear - air)).mean(dim=0, keepdim=True)
    squares = (clear - air).square().mean(dim=0, keepdim=True)
    overall = products.mean() / squares.mean().clamp_min(_TELLING)
    around, size = box(products, _WINDOW_PX), box(squares, _WINDOW_PX)
    return ((around + _TELLING * overall) / (size + _TELLING)).clamp(0, 1)
