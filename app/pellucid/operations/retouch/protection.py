"""Which colours a retouch leaves their tint: those like skin, and those without any. Pure arithmetic of pixels.

Colour is looked at as in television, as the differences of blue and red to luma (ITU-R BT.601). Skin of all kinds lies
near one direction there, darker skin nearer to gray; wood and sand lie there, too, and are protected as well.
"""

import math

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma

SKIN_DEGREES = 129.0
"""Direction of skin, from the axis of blue towards that of red."""

SKIN_INNER, SKIN_OUTER = math.cos(math.radians(12)), math.cos(math.radians(36))
"""Within the one angle to that direction a colour counts as skin, beyond the other not at all."""

PALEST_SKIN, REDDEST_SKIN = (0.04, 0.14), (0.4, 0.7)
"""How colourful skin is, as a share of its luma: it begins between the first two, and ends between the others."""

DARK = 0.05
"""Luma near which and below a colour is taken for paler than it is: its direction is mostly noise."""

NEUTRAL, COLORED = 0.0, 0.1
"""How far from gray a colour is that counts as gray, and one that does not."""

MOST = 4.0
"""A colour is made stronger with its brightness so many times at most: out of black comes noise."""

_BLUE_SPAN, _RED_SPAN = 1.772, 1.402


def protected(before: Tensor, after: Tensor, skin: float, neutral: float) -> Tensor:
    """Give colours back their tint, at their new brightness.

    Args:
        before: `(3, h, w)`, 0 to 1.
        after: the retouched picture, as large.
        skin: 0 to 1, how much colours like skin are protected.
        neutral: 0 to 1, how much grays are.

    Returns:
        `(3, h, w)`, of the range of `after` or a little beyond.
    """
    gray, tint = _gray_and_tint(before)
    share = 1 - (1 - skin * _skin(gray, tint)) * (1 - neutral * _neutral(tint))
    lit = luma(after)
    kept = lit + (before - gray) * (lit / gray.clamp_min(1e-3)).clamp(0, MOST)
    return torch.lerp(after, kept, share)


def skin_share(picture: Tensor) -> Tensor:
    """How much pixels `(3, h, w)` look like skin: `(1, h, w)`, 0 to 1, smooth in their colour."""
    return _skin(*_gray_and_tint(picture))


def neutral_share(picture: Tensor) -> Tensor:
    """How gray pixels `(3, h, w)` are: `(1, h, w)`, 0 to 1, smooth in their colour."""
    return _neutral(_gray_and_tint(picture)[1])


def _gray_and_tint(picture: Tensor) -> tuple[Tensor, Tensor]:
    """Luma `(1, h, w)`, and what blue and red differ from it `(2, h, w)`."""
    gray = luma(picture)
    return gray, torch.cat(((picture[2:] - gray) / _BLUE_SPAN, (picture[:1] - gray) / _RED_SPAN))


def _skin(gray: Tensor, tint: Tensor) -> Tensor:
    strength = tint.square().sum(dim=0, keepdim=True).sqrt()
    angle = math.radians(SKIN_DEGREES)
    likeness = (tint[:1] * math.cos(angle) + tint[1:] * math.sin(angle)) / strength.clamp_min(1e-6)
    depth = strength / (gray + DARK)
    return (
        _rising(likeness, SKIN_OUTER, SKIN_INNER) * _rising(depth, *PALEST_SKIN) * (1 - _rising(depth, *REDDEST_SKIN))
    )


def _neutral(tint: Tensor) -> Tensor:
    return 1 - _rising(tint.square().sum(dim=0, keepdim=True).sqrt(), NEUTRAL, COLORED)


def _rising(values: Tensor, start: float, end: float) -> Tensor:
    """0 up to the start, 1 from the end on, smooth between."""
    share = ((values - start) / (end - start)).clamp(0, 1)
    return share.square() * (3 - 2 * share)
