"""Estimating the airlight: the colour of haze that is so thick that nothing comes through.

Each method has its own way to find such pixels; none looks at less than the whole picture.
"""

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma

DARK_SHARE = 0.001
"""He, Sun and Tang, CVPR 2009, Section 4.4: among the brightest 0.1 % of the dark channel."""

OPAQUE_SHARE = 0.01
"""DehazeNet's released code: among the 1 % with the least transmission."""

FAINTEST = 0.05
"""An airlight is divided by; a black picture has none."""


def airlight_of_dark(picture: Tensor, dark: Tensor, share: float = DARK_SHARE) -> Tensor:
    """Mean colour of the pixels that are brightest in the dark channel.

    Args:
        picture: `(3, H, W)`, 0 to 1.
        dark: dark channel `(1, H, W)`.
        share: of all pixels, at least one of them.

    Returns:
        `(3,)`, at least `FAINTEST`.
    """
    return _mean_color(picture, _highest(dark.flatten(), share))


def airlight_of_transmission(picture: Tensor, transmitted: Tensor, share: float = OPAQUE_SHARE) -> Tensor:
    """Mean colour of the brightest pixels among those through which least light comes, as DehazeNet's code has it.

    Args:
        picture: `(3, H, W)`, 0 to 1.
        transmitted: t, `(1, H, W)`.
        share: of all pixels that count as opaque; of those the brightest tenth is taken, so that one pixel decides
            nothing, where the code takes the single brightest value.

    Returns:
        `(3,)`, at least `FAINTEST`.
    """
    opaque = _highest(-transmitted.flatten(), share)
    brightest = _highest(luma(picture).flatten()[opaque], 0.1)
    return _mean_color(picture, opaque[brightest])


def _highest(values: Tensor, share: float) -> Tensor:
    """Places of the highest values, at least one."""
    return torch.topk(values, max(1, int(share * values.numel()))).indices


def _mean_color(picture: Tensor, places: Tensor) -> Tensor:
    return picture.flatten(1)[:, places].mean(dim=1).clamp_min(FAINTEST)
