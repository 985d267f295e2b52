"""Levels, gamma and white balance set from the picture's own statistics: what retouching networks have to beat.

No network, no setting: what every editor's automatic button has done for decades.
"""

import math

import torch
from torch import Tensor

from pellucid.imaging.srgb import LUMINANCE, luma, to_linear, to_srgb

CLIPPED_SHARE = 0.005
"""Share of the pixels that may clip at either end of each channel."""

MIDDLE = 0.5
"""Mean luma that the gamma aims at."""

_LEAST_SPAN = 0.02
"""A channel that spans less is flat and stays as it is."""

_LEAST_MEAN, _MOST_MEAN = 0.01, 0.99
"""Beyond these the mean says nothing of a gamma."""

_LEAST_LIGHT = 1e-4
"""Mean light of a channel below which it says nothing of a cast."""


def auto_levels(picture: Tensor, clipped_share: float = CLIPPED_SHARE) -> Tensor:
    """Stretch each channel to black and white.

    Args:
        picture: `(3, H, W)` sRGB, 0 to 1.
        clipped_share: of the pixels, at either end of a channel.

    Returns:
        `(3, H, W)`, 0 to 1.
    """
    values, _ = picture.flatten(1).sort(dim=1)
    last = values.shape[1] - 1
    low, high = (values[:, round(share * last), None, None] for share in (clipped_share, 1 - clipped_share))
    stretched = ((picture - low) / (high - low).clamp_min(_LEAST_SPAN)).clamp(0, 1)
    return torch.where(high - low < _LEAST_SPAN, picture, stretched)


def auto_gamma(picture: Tensor, middle: float = MIDDLE) -> Tensor:
    """Raise a picture to the one power that takes its mean luma there, taken as one value.

    Args:
        picture: `(3, H, W)` sRGB, 0 to 1.
        middle: mean luma wanted, between 0 and 1.

    Returns:
        `(3, H, W)`, 0 to 1.
    """
    mean = min(max(float(luma(picture).mean()), _LEAST_MEAN), _MOST_MEAN)
    return picture.clamp(0, 1) ** (math.log(middle) / math.log(mean))


def gray_world(picture: Tensor) -> Tensor:
    """Multiply the light of each channel so that the picture is gray on the average, as bright as it was.

    Buchsbaum, "A spatial processor model for object colour perception", Journal of the Franklin Institute 310, 1980.

    Args:
        picture: `(3, H, W)` sRGB, 0 to 1.

    Returns:
        `(3, H, W)`, 0 to 1.
    """
    light = to_linear(picture)
    means = light.mean(dim=(1, 2), keepdim=True)
    if float(means.min()) < _LEAST_LIGHT:
        return picture
    luminance = (means * torch.tensor(LUMINANCE).to(means).view(3, 1, 1)).sum()
    return to_srgb((light * luminance / means).clamp(0, 1))
