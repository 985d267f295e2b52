"""The dark channel with a patch size of its own at every pixel, as PMS-Net uses it (Chen et al., CVPR 2019).

A small patch follows edges, but takes what is bright by itself for haze; a large one finds something dark, but smears
the near over the far. A patch map says which is better where. Few sizes are computed, each out of the one before; a
size between two of them gives what lies between their dark channels, so a smooth map leaves no steps in the result.

Patch sizes are in pixels of the picture they are used on. Whoever predicts them (`networks.pmsnet`) is not here.
"""

import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.airlight import airlight_of_transmission
from pellucid.imaging.dark_channel import KEPT_HAZE
from pellucid.imaging.guided_filter import GuidedMap, box, guided_map
from pellucid.imaging.scattering import LEAST_TRANSMISSION
from pellucid.imaging.srgb import luma

SIZES = (1, 3, 5, 7, 11, 15, 21, 31, 45, 65, 91, 119)
"""The sides of patches that are told apart. All are odd, so a patch has a middle; the paper's go up to 120."""

REFERENCE_PX = 640
"""Long side of the pictures that the sizes are meant for, as the paper's; on other copies they grow or shrink."""

REFINED_RADIUS_PX = 15
REFINED_EPSILON = 1e-3
"""The authors' guided filter, which brings the edges of the picture back into the transmission."""

_ERROR_RADIUS_PX = 3
"""The best size is judged over 7 x 7 pixels: a single one is restored best by chance."""

_WORTH_A_SMALLER = 0.02
"""A smaller patch has to be better by this share; where all are equally good, the largest is."""


def composed_dark(picture: Tensor, patches: Tensor) -> Tensor:
    """The dark channel of a patch size per pixel.

    Args:
        picture: `(3, h, w)` or a batch `(N, 3, h, w)`.
        patches: sides of the patches, `(1, h, w)` or `(N, 1, h, w)`, in pixels of this picture; at least 1.
            Between two computed sizes the result is linear in the logarithm of the size, so it has a gradient.

    Returns:
        `(1, h, w)` or `(N, 1, h, w)`. Beyond the border nothing counts.
    """
    dark = picture.amin(dim=-3, keepdim=True)
    composed = dark
    wanted = patches.clamp_min(1).log()
    for size, larger in pairwise(_ladder(float(patches.detach().max()))):
        wider = _widened(dark, (larger - size) // 2)
        share = ((wanted - math.log(size)) / math.log(larger / size)).clamp(0, 1)
        composed = composed + share * (wider - dark)
        dark = wider
    return composed


def composed_transmission(picture: Tensor, airlight: Tensor, patches: Tensor, kept: float = KEPT_HAZE) -> Tensor:
    """T = 1 - omega dark(I / A) with a patch size per pixel.

    Args:
        picture: `(3, h, w)` or `(N, 3, h, w)`.
        airlight: `(3,)` or `(N, 3)`.
        patches: see `composed_dark`.
        kept: omega.

    Returns:
        `(1, h, w)` or `(N, 1, h, w)`, at most 1; not clamped below.
    """
    return 1 - kept * composed_dark(picture / airlight[..., None, None], patches)


def airlight_of_patches(picture: Tensor, patches: Tensor) -> Tensor:
    """The airlight `(3,)`: the brightest tenth of the 1 % where the composed dark channel finds most haze.

    The authors' code takes the mean of the 1 %, which is too dark where the haze is thin everywhere: with the best
    sizes, on indoor scenes with measured depth, that gained 8.5 dB, and this 11.5.
    """
    return airlight_of_transmission(picture, 1 - composed_dark(picture, patches))


def refined(picture: Tensor, transmitted: Tensor) -> GuidedMap:
    """Let a composed transmission `(1, h, w)` follow the edges of its picture `(3, h, w)`, here or at full size."""
    return guided_map(luma(picture), transmitted, REFINED_RADIUS_PX, REFINED_EPSILON)


@torch.no_grad()
def best_patches(hazy: Tensor, clear: Tensor, airlight: Tensor) -> Tensor:
    """Which patch size brings each pixel of a hazy picture nearest to the clear one: what PMS-Net learns to predict.

    Args:
        hazy: `(3, h, w)`, 0 to 1.
        clear: the same scene without haze.
        airlight: `(3,)`.

    Returns:
        Sides of patches, `(1, h, w)`, each one of `SIZES`.
    """
    dark = (hazy / airlight[:, None, None]).amin(dim=0, keepdim=True)
    # With u = 1 / t the squared error over the colours is that of (I - A) u + A - J: a polynomial in u.
    air = airlight[:, None, None]
    square = (hazy - air).square().sum(dim=0, keepdim=True)
    linear = 2 * ((hazy - air) * (air - clear)).sum(dim=0, keepdim=True)
    rest = (air - clear).square().sum(dim=0, keepdim=True)
    errors = []
    for size, larger in pairwise((*SIZES, SIZES[-1])):
        magnified = 1 / (1 - KEPT_HAZE * dark).clamp_min(LEAST_TRANSMISSION)
        errors.append(box((square * magnified + linear) * magnified + rest, _ERROR_RADIUS_PX))
        dark = _widened(dark, (larger - size) // 2)
    best, least = torch.full_like(errors[-1], SIZES[-1]), errors[-1]
    for size, error in zip(SIZES[-2::-1], errors[-2::-1], strict=True):
        better = error < (1 - _WORTH_A_SMALLER) * least
        best, least = best.masked_fill(better, size), torch.where(better, error, least)
    return best


def _ladder(largest: float) -> list[int]:
    """`SIZES` up to the first that is large enough, and beyond them more of that kind."""
    sizes = list(SIZES)
    while sizes[-1] < largest:
        sizes.append(sizes[-1] * 3 // 2 | 1)
    enough = next(number for number, size in enumerate(sizes) if size >= largest)
    return sizes[: enough + 1]


def _widened(least: Tensor, reach_px: int) -> Tensor:
    """The least over patches that reach farther, out of the least over smaller ones `(..., h, w)`.

    Three overlapping patches side by side are one of up to three times the width. What a patch beyond the border would
    see is held within the patch at the border, so the border may be repeated.
    """
    if reach_px == 0:
        return least
    for axis, sides in ((-1, (reach_px, reach_px, 0, 0)), (-2, (0, 0, reach_px, reach_px))):
        length = least.shape[axis]
        padded = F.pad(least, sides, mode="replicate")
        before, after = padded.narrow(axis, 0, length), padded.narrow(axis, 2 * reach_px, length)
        least = torch.minimum(torch.minimum(before, after), least)
    return least
