"""Sharpening of a finished picture for the screen or for paper: an unsharp mask on luma, held within its neighbours.

What a reduction takes away is contrast of the finest detail, so the mask is narrow, and stronger the more a picture was
reduced. Only luma is changed, so edges get no colours; and it stays near what neighbours have, so they get no halos.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.export_options import Sharpening
from pellucid.imaging.gaussian import blurred
from pellucid.imaging.srgb import luma

MARGIN = 4
"""Pixels that the mask needs around each."""

_OVERSHOOT = 0.03
"""How far a pixel may leave the range of its neighbours, in sRGB."""

_LEAST_SHARE = 0.4
"""Of the full amount, where nothing was reduced."""


@dataclass(frozen=True)
class _Mask:
    """An unsharp mask: standard deviation in pixels, and how much of the difference is added."""

    sigma: float
    amount: float


_MASKS = {
    Sharpening.SCREEN: _Mask(0.6, 0.7),
    # Ink spreads and paper is seen from nearer, so the mask is wider and stronger.
    Sharpening.PRINT: _Mask(1.1, 1.0),
}


def sharpen(picture: Tensor, sharpening: Sharpening, reduction: float) -> Tensor:
    """Sharpen a picture.

    Args:
        picture: `(3, h, w)` sRGB; with `MARGIN` pixels around those that are wanted, but at its edges.
        sharpening: for what.
        reduction: how much smaller it was made, along a side; at most 1 where it was not.

    Returns:
        `(3, h, w)`.
    """
    mask = _MASKS.get(sharpening)
    if mask is None:
        return picture
    share = _LEAST_SHARE + (1 - _LEAST_SHARE) * (1 - 1 / max(1.0, reduction))
    plain = luma(picture)
    sharp = plain + mask.amount * share * (plain - blurred(plain, mask.sigma, MARGIN - 1))
    neighbours = F.pad(plain[None], (1, 1, 1, 1), mode="replicate")
    highest = F.max_pool2d(neighbours, 3, 1)[0]
    lowest = -F.max_pool2d(-neighbours, 3, 1)[0]
    sharp = torch.minimum(torch.maximum(sharp, lowest - _OVERSHOOT), highest + _OVERSHOOT)
    return picture + (sharp - plain)
