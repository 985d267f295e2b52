"""What a repair took away of a picture, as numbers: is it noise, or is it detail?

The difference of a picture and its repaired self is called method noise (Buades, Coll and Morel, SIAM MMS 2005): of a
good denoiser it looks like noise, with an even spectrum and nothing of the picture in it.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from pellucid.imaging.gaussian import blurred

_BAND = (0.7, 2.0)
"""Detail is what lies between these two blurs: fine, but not so fine that it is mostly noise."""

_EDGE_SIGMA, _TONE_SIGMA = 2.0, 3.0
_BINS = 8
_FLAT, _EDGES = 0.35, 0.8
"""Of the pixels of one brightness, the share with the least structure is flat, and that above this share is edges."""

_LEAST_EXCESS = 0.1
"""Edges with less detail than this, as a share of what noise puts into the flats, are none."""

_LEAST_DETAIL = (0.5 / 255) ** 2
_BORDER_PX = 8
"""Kernels see repeated borders there."""


def lost_detail(pictures: Sequence[Tensor], taken: Sequence[Tensor]) -> float | None:
    """Share of the fine detail along edges that was taken away.

    With h the detail of the picture and d what was taken, the share is E[d h] / E[h h] over pixels at edges. Noise is
    in h and in d and would count as detail, so what both expectations are in flat parts of the same brightness is
    subtracted: there is nothing but noise.

    Args:
        pictures: parts of a picture before the repair, each `(n, h, w)`, luma or both chroma.
        taken: before less after, of the same parts.

    Returns:
        0 where nothing of it is detail, 1 where all detail went; less than 0 where detail was added. None where the
        picture has no edges to judge by.
    """
    columns = [_facts(picture, gone) for picture, gone in zip(pictures, taken, strict=True) if _is_wide(picture)]
    if not columns:
        return None
    tone, edge, product, power = (torch.cat(parts) for parts in zip(*columns, strict=True))
    eaten = excess = flat_power = 0.0
    for places in torch.argsort(tone).tensor_split(_BINS):
        flat_below, edge_above = torch.quantile(_thinned(edge[places]), torch.tensor([_FLAT, _EDGES]))
        flat, edges = places[edge[places] <= flat_below], places[edge[places] >= edge_above]
        eaten += float(product[edges].mean() - product[flat].mean())
        excess += float(power[edges].mean() - power[flat].mean())
        flat_power += float(power[flat].mean())
    if excess / _BINS < _LEAST_DETAIL or excess < _LEAST_EXCESS * flat_power:
        return None
    return eaten / excess


def radial_spectrum(planes: Sequence[Tensor], bands: int) -> Tensor:
    """How strong a signal is at each frequency, whatever its direction.

    Args:
        planes: parts of the signal, `(n, h, w)` each; a power of a frequency is the mean over all.
        bands: from 0 to half a cycle a pixel, evenly.

    Returns:
        `(bands,)`: of white noise with a standard deviation of s, s everywhere.
    """
    power, count = torch.zeros(bands), torch.zeros(bands)
    for plane in planes:
        height, width = plane.shape[-2:]
        window = _hann(height)[:, None] * _hann(width)[None]
        level = plane - plane.mean(dim=(-2, -1), keepdim=True)
        found = torch.fft.fft2(level * window).abs().square().sum(0) / window.square().sum()
        rows, columns = torch.fft.fftfreq(height)[:, None], torch.fft.fftfreq(width)[None]
        band = ((rows.square() + columns.square()).sqrt() * 2 * bands).long().flatten()
        inside = band < bands
        power.index_add_(0, band[inside], found.flatten()[inside])
        count.index_add_(0, band[inside], torch.ones(int(inside.sum())))
    return (power / count.clamp_min(1)).sqrt()


def _facts(picture: Tensor, taken: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Of each pixel, in one line: brightness, structure, and detail times what was taken and times itself."""
    fine, coarse = (blurred(picture, sigma) for sigma in _BAND)
    detail, smooth = fine - coarse, blurred(picture, _EDGE_SIGMA)
    across, down = (torch.gradient(smooth, dim=axis)[0] for axis in (-1, -2))
    facts = (blurred(picture, _TONE_SIGMA), across.square() + down.square(), detail * taken, detail * detail)
    inner = slice(_BORDER_PX, -_BORDER_PX)
    tone, edge, product, power = (fact[:, inner, inner].flatten() for fact in facts)
    return tone, edge, product, power


def _is_wide(picture: Tensor) -> bool:
    return min(picture.shape[-2:]) >= 4 * _BORDER_PX


def _thinned(values: Tensor) -> Tensor:
    """Few enough values for a quantile to be quick."""
    return values[:: max(1, math.ceil(len(values) / 50_000))]


def _hann(length: int) -> Tensor:
    return torch.hann_window(length, periodic=True) if length > 1 else torch.ones(1)
