"""An object or a region out of a few touched pixels: as GrabCut does it, with what a single click can tell.

1. How far every pixel lies from what was touched, along the picture: steps over edges and into other colours are long
   (geodesic distance, Bai and Sapiro 2007). Of all regions that are near enough, the first guess is the one whose
   border is cheapest for its size (a sweep cut, Andersen, Chung and Lang 2006).
2. In turns, colours of inside and outside as histograms, and the best division by these, the distance and the edges
   (GrabCut, Rother, Kolmogorov and Blake 2004; by total variation, see `total_variation`).

It looks at a small copy; whoever uses the result draws it to the edges of the photo.
"""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.geodesic import FAR, Edges, geodesic_distance, steps
from pellucid.imaging.guided_filter import box
from pellucid.imaging.luma_chroma import to_luma_chroma
from pellucid.imaging.total_variation import divided

LONG_SIDE_PX = 320
"""Of the copy that is looked at."""

_CHROMA = 1.4
"""Colour tells objects apart better than light, which shadows change."""

_SMOOTH_PX, _FAINTEST = 2, 0.055
"""Grain and texture below this step are no edges."""

_WALK, _STRANGENESS = 0.0006, 0.02
"""Of one step: what it costs in any case, and by how far its colour is from what was touched."""

_SWEEP, _SMALLEST, _LARGEST = 400, 0.003, 0.97
"""How many first guesses are compared, and the shares of the picture that they may cover."""

_COMPACT = 0.6
"""Power of its size by which the border of a guess is counted: 0.5 makes large and small ones equal."""

_BINS = (20, 16, 16)
_RAREST, _MOST_SURE = 2e-5, 3.0
_ROUNDS = (100, 50, 50, 50)
_TRUST = 0.12
"""Of colours and distance against the length of the border."""

_LENGTH, _LEAST_LENGTH = 0.8, 0.01


def selected(picture: Tensor, inside: Tensor, outside: Tensor, check: Callable[[], None] = lambda: None) -> Tensor:
    """The object or region that was touched.

    Args:
        picture: `(3, h, w)`, sRGB, of about `LONG_SIDE_PX`.
        inside: `(h, w)` bool, pixels that belong to it; without any, nothing is selected.
        outside: the same of pixels that do not; they win where both were touched.
        check: called between parts of the work; what it raises ends it.

    Returns:
        `(h, w)` from 0 to 1; connected, but for what of it lies under a touch of its own.
    """
    inside = inside & ~outside
    if not inside.any() or inside.numel() == 1:
        return inside.float()
    view = _smooth(to_luma_chroma(picture.clamp(0, 1)) * picture.new_tensor((1, _CHROMA, _CHROMA)).view(3, 1, 1))
    apart = steps(view)
    lengths = _lengths(apart)
    costs = _costs(view, apart, inside)
    check()
    near = geodesic_distance(costs, inside)
    check()
    reach = _best_reach(near, lengths).clamp(min=1e-6)
    nearness = near / reach
    part = (nearness <= 1).float()
    doubt = (2 * (nearness - 1)).clamp(-2, 4)
    if outside.any():
        away = geodesic_distance(costs, outside)
        part *= away > near
        doubt = torch.maximum(doubt, 3 * (near - away) / (near + away).clamp(min=1e-6))
    bounds = (inside.float(), 1 - outside.float())
    colors, border = _binned(view), Edges(_LENGTH * lengths.across, _LENGTH * lengths.down)
    weights = torch.exp(-nearness / 2)
    for rounds in _ROUNDS:
        check()
        own = _histogram(colors, part * weights + 20 * bounds[0])
        others = _histogram(colors, 1 - part + 20 * outside.float())
        strange = torch.log((others + _RAREST) / (own + _RAREST)).clamp(-_MOST_SURE, _MOST_SURE)[colors]
        part = divided(_TRUST * (strange + doubt), border, part, bounds, rounds)
    return _connected(part, inside)


def _smooth(planes: Tensor) -> Tensor:
    """Planes without grain and texture, their edges as they were: twice a guided filter by themselves."""
    for _ in range(2):
        mean = box(planes, _SMOOTH_PX)
        spread = (box(planes * planes, _SMOOTH_PX) - mean * mean).mean(0, keepdim=True).clamp(min=0)
        share = spread / (spread + _FAINTEST**2)
        planes = box(share, _SMOOTH_PX) * planes + box(mean * (1 - share), _SMOOTH_PX)
    return planes


def _lengths(apart: Edges) -> Edges:
    """What a border between neighbours costs: little where they differ by more than most do."""
    squares = torch.cat((apart.across.flatten(), apart.down.flatten())).square()
    sharpness = 1 / (2 * squares.mean() + 5e-5)
    return Edges(
        torch.exp(-sharpness * apart.across.square()) + _LEAST_LENGTH,
        torch.exp(-sharpness * apart.down.square()) + _LEAST_LENGTH,
    )


def _costs(view: Tensor, apart: Edges, inside: Tensor) -> Edges:
    """What a step between neighbours costs, whatever the size of the copy."""
    scale = 384 / max(inside.shape)
    strangeness = (view - view[:, inside].mean(1).view(3, 1, 1)).square().sum(0).sqrt()
    across, down = (
        edge + scale * (_WALK + _STRANGENESS * (one + other) / 2) for edge, one, other in apart.each(strangeness)
    )
    return Edges(across, down)


def _best_reach(near: Tensor, lengths: Edges) -> Tensor:
    """The distance up to which the region has the shortest border for its size."""
    ranks = torch.linspace(0, near.numel() - 1, _SWEEP).long()
    reaches = near.flatten().sort().values[ranks].contiguous()
    place = torch.bucketize(near, reaches)
    border = near.new_zeros(_SWEEP + 1)
    for length, one, other in lengths.each(place):
        border += _counted(torch.minimum(one, other), length) - _counted(torch.maximum(one, other), length)
    share = _counted(place, torch.ones_like(near)).cumsum(0) / near.numel()
    size = torch.minimum(share, 1 - share).clamp(min=1e-6)
    quality = border.cumsum(0) / size**_COMPACT
    quality[(share < _SMALLEST) | (share > _LARGEST)] = math.inf
    return reaches[quality.argmin().clamp(max=_SWEEP - 1)]


def _counted(places: Tensor, weights: Tensor) -> Tensor:
    return torch.bincount(places.flatten(), weights.flatten(), minlength=_SWEEP + 1)


def _binned(view: Tensor) -> Tensor:
    """The bin of every pixel's colour, `(h, w)`."""
    last = view.new_tensor(_BINS).view(3, 1, 1) - 1
    middle = view.new_tensor((0.0, 0.5, 0.5)).view(3, 1, 1)
    luma, blue, red = ((view + middle) * last).round().clamp_min(0).minimum(last).long()
    return torch.add(red, torch.add(blue, luma, alpha=_BINS[1]), alpha=_BINS[2])


def _histogram(colors: Tensor, weights: Tensor) -> Tensor:
    """How often colours are, a bin's neighbours as well; the sum is 1."""
    counts = torch.bincount(colors.flatten(), weights.flatten(), minlength=math.prod(_BINS)).view(1, 1, *_BINS)
    kernel = counts.new_tensor((0.25, 0.5, 0.25))
    for axis in range(3):
        shape, padding = [1, 1, 1, 1, 1], [0, 0, 0]
        shape[2 + axis], padding[axis] = 3, 1
        counts = F.conv3d(counts, kernel.view(shape), padding=padding)
    return (counts / counts.sum().clamp(min=1e-9)).flatten()


def _connected(part: Tensor, inside: Tensor) -> Tensor:
    """What of a part hangs together with what was touched, and its soft border."""
    has = part > 0.5
    walls = Edges(*(torch.where(one & other, 1e-3, FAR) for _, one, other in Edges(has, has).each(has)))
    reached = geodesic_distance(walls, inside) < FAR / 2
    return part * (box(reached[None].float(), 1)[0] > 0)
