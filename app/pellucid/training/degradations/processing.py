"""What processing in a camera makes of noise: coarse luma noise, and coarser blotches of colour.

A camera smooths noise, colour much more than luma, sharpens what is left, and some photos are enlarged afterwards. All
of that is linear, so the variance of white noise passes through it by the squared weights, exactly.

Letters: a filter is a sum of terms `weight * down @ picture @ across.T`, each separable.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import LUMA
from pellucid.training.degradations.draws import uniform

TAIL_WIDTH = 3.0
"""How much wider the wide part of a filter is: noise of real cameras is alike near by, and still a little far off."""

SHARPENING_PX = 1.0

NARROWEST_PX = 0.05
"""A Gaussian this narrow changes nothing, and no narrower one is computed."""

LEAST_WEIGHT = 1e-6


@dataclass(frozen=True)
class Processing:
    """What became of the noise of one shot.

    `luma_px` and `chroma_px` are the sigma of the Gaussians that smoothed it, 0 for none; `tail` is the share, 0 to 1,
    of a Gaussian three times as wide in each; `luma_gain` and `chroma_gain` are factors on the level, which smoothing
    alone would keep; `sharpening` is the amount of an unsharp mask on luma; `enlargement` is by how much the photo was
    enlarged afterwards, 1 or more.
    """

    luma_px: float
    chroma_px: float
    tail: float = 0.0
    luma_gain: float = 1.0
    chroma_gain: float = 1.0
    sharpening: float = 0.0
    enlargement: float = 1.0


def draw_processing(generator: torch.Generator) -> Processing:
    """Draw what became of the noise of a shot; two thirds of the photos are not enlarged, half not sharpened."""
    enlarged, sharpened = torch.rand(2, generator=generator).tolist()
    return Processing(
        luma_px=uniform(0.0, 1.4, generator),
        chroma_px=uniform(0.6, 3.5, generator),
        tail=uniform(0.0, 0.5, generator),
        luma_gain=uniform(0.25, 1.0, generator),
        chroma_gain=uniform(0.3, 1.4, generator),
        sharpening=uniform(0.2, 1.5, generator) if sharpened < 0.5 else 0.0,
        enlargement=uniform(1.2, 2.8, generator) if enlarged < 1 / 3 else 1.0,
    )


def size_before(height: int, width: int, enlargement: float) -> tuple[int, int]:
    """Height and width of a photo before it was enlarged to the stated ones."""
    return max(1, round(height / enlargement)), max(1, round(width / enlargement))


def enlarged(picture: Tensor, height: int, width: int) -> Tensor:
    """Enlarge a picture `(3, h, w)` by cubic interpolation; not clamped."""
    down, across = _cubic(picture.shape[-2], height), _cubic(picture.shape[-1], width)
    return down @ picture @ across.T


def processed_noise(
    variance: Tensor, processing: Processing, size: tuple[int, int], generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Draw white noise and send it through the processing.

    Args:
        variance: of the white noise, `(3, h, w)`, before the photo was enlarged.
        processing: of the shot.
        size: height and width afterwards.
        generator: source of randomness.

    Returns:
        The noise, and its true variance, both `(3, height, width)`.
    """
    luma, chroma = _filters(processing, (variance.shape[-2], variance.shape[-1]), size)
    white = torch.randn(variance.shape, generator=generator) * variance.sqrt()
    weights = torch.tensor(LUMA)
    gray = (weights.view(3, 1, 1) * white).sum(dim=0)
    noise = _apply(luma, gray) + _apply(chroma, white - gray)
    # What output k has of input j: its luma weight through one filter, and what is left of it through the other.
    by_luma = weights.expand(3, 3)
    by_chroma = torch.eye(3) - by_luma
    passed = (
        torch.einsum("kj,jhw->khw", by_luma.square(), _shared_variance(luma, luma, variance))
        + torch.einsum("kj,jhw->khw", 2 * by_luma * by_chroma, _shared_variance(luma, chroma, variance))
        + torch.einsum("kj,jhw->khw", by_chroma.square(), _shared_variance(chroma, chroma, variance))
    )
    return noise, passed.clamp_min(0)


@dataclass(frozen=True)
class _Term:
    """One separable term of a filter: `down` is `(height, h)`, `across` is `(width, w)`."""

    weight: float
    down: Tensor
    across: Tensor

    def then(self, matrices: Sequence[Tensor], factor: float = 1.0) -> "_Term":
        """This term and then another filter, down and across, times a factor."""
        down, across = matrices
        return _Term(self.weight * factor, down @ self.down, across @ self.across)


_Filter = Sequence[_Term]


def _filters(processing: Processing, before: tuple[int, int], after: tuple[int, int]) -> tuple[_Filter, _Filter]:
    """The filters of luma and of colour, from the sensor's size to the photo's."""
    luma = _smoothing(processing.luma_px, processing.tail, before)
    chroma = _smoothing(processing.chroma_px, processing.tail, before)
    amount = processing.sharpening
    if amount:
        soft = [_gaussian(length, SHARPENING_PX) for length in before]
        unchanged = [torch.eye(length) for length in before]
        luma = [term.then(unchanged, 1 + amount) for term in luma] + [term.then(soft, -amount) for term in luma]
    return (
        _enlarging(luma, before, after, processing.luma_gain),
        _enlarging(chroma, before, after, processing.chroma_gain),
    )


def _smoothing(sigma_px: float, tail: float, size: tuple[int, int]) -> list[_Term]:
    """A Gaussian and one that is wider, each of a kind that keeps the level of white noise."""
    widths = ((1 - tail, sigma_px), (tail, sigma_px * TAIL_WIDTH))
    narrow_and_wide = ((weight, [_gaussian(length, width) for length in size]) for weight, width in widths)
    return [
        _Term(weight, *(matrix / matrix.norm(dim=1, keepdim=True) for matrix in matrices))
        for weight, matrices in narrow_and_wide
        if weight
    ]


def _enlarging(terms: _Filter, before: tuple[int, int], after: tuple[int, int], gain: float) -> _Filter:
    """A filter and then the enlargement, which turn white noise of level 1 into noise whose mean square is gain^2."""
    if before != after:
        matrices = [_cubic(*lengths) for lengths in zip(before, after, strict=True)]
        terms = [term.then(matrices) for term in terms]
    energy = float(_shared_variance(terms, terms, torch.ones(1, *before)).mean())
    return [_Term(term.weight * gain / energy**0.5, term.down, term.across) for term in terms]


def _apply(terms: _Filter, picture: Tensor) -> Tensor:
    return torch.stack([term.weight * (term.down @ picture @ term.across.T) for term in terms]).sum(dim=0)


def _shared_variance(first: _Filter, second: _Filter, variance: Tensor) -> Tensor:
    """Covariance, at each pixel, of the same white noise sent through two filters; `variance` is `(n, h, w)`."""
    pairs = (
        one.weight * other.weight * ((one.down * other.down) @ variance @ (one.across * other.across).T)
        for one, other in product(first, second)
    )
    return torch.stack(list(pairs)).sum(dim=0)


def _gaussian(length: int, sigma_px: float) -> Tensor:
    """Means with Gaussian weights along an axis, `(length, length)`; what lies beyond the end does not count."""
    places = torch.arange(length, dtype=torch.float32)
    weights = torch.exp(-((places[:, None] - places) / max(sigma_px, NARROWEST_PX)).square() / 2)
    weights[weights < LEAST_WEIGHT] = 0  # products of smaller ones are so small that processors slow down tenfold
    return weights / weights.sum(dim=1, keepdim=True)


@functools.lru_cache(maxsize=512)
def _cubic(before: int, after: int) -> Tensor:
    """Cubic interpolation along an axis, `(after, before)`."""
    every = torch.eye(before)[None, :, :, None]  # one picture a sample, each a column
    return F.interpolate(every, size=(after, 1), mode="bicubic", align_corners=False)[0, :, :, 0].T.contiguous()
