"""The light a photo was taken in, told from all of its colours: convolutional colour constancy.

Another light multiplies red, green and blue, so it shifts the logarithms of red over green and of blue over green of
every colour alike. Histograms of both are laid over learned ones at every shift, which is a convolution on a torus, and
a softmax makes probabilities of it: one for each light (Barron, "Convolutional Color Constancy", ICCV 2015; Barron and
Tsai, "Fast Fourier Color Constancy", CVPR 2017). Here are five histograms: of dark, middle, bright and the brightest
pixels, as a sunset tints the sky and not the shadows, and of edges.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import luma, to_linear

HISTOGRAMS, BINS, BIN_STOPS = 5, 32, 0.25
"""Each histogram is `(BINS, BINS)` of `BIN_STOPS`: log2 of red over green down, of blue over green across."""

PLAIN_STOPS = 0.6
"""Of red over blue: what is less is no cast to speak of."""

_USABLE = (0.015, 0.985)
"""Darker channels are noise, brighter ones are clipped."""

_TONES = (0.33, 0.67, 0.95)
_LEAST_EDGE = 2e-3
_TINY = 1e-5


@dataclass(frozen=True)
class Light:
    """What makes of white what the photo has of it.

    Attributes:
        warmth: stops of red over blue, expected.
        tint: stops of green over the mean of all, expected.
        certainty: probability that red and blue are so far apart, on the side of `warmth`, that people see it, 0 to 1.
    """

    warmth: float
    tint: float
    certainty: float


@dataclass(frozen=True)
class ColorFilter:
    """What was learned of colours.

    Attributes:
        kernels: what each histogram looks like in neutral light, `(HISTOGRAMS, BINS, BINS)`.
        prior: how likely each light is, `(BINS, BINS)`.
    """

    kernels: Tensor
    prior: Tensor

    def scores(self, histograms: Tensor) -> Tensor:
        """Logarithms of how likely each light is, `(N, BINS, BINS)`, up to a constant."""
        spectra = torch.fft.rfft2(histograms) * torch.fft.rfft2(self.kernels).conj()
        matches: Tensor = torch.fft.irfft2(spectra.sum(dim=1), s=(BINS, BINS))
        return matches + self.prior


def histograms_of(picture: Tensor) -> Tensor:
    """Histograms of a small picture `(3, h, w)`, sRGB, 0 to 1: `(HISTOGRAMS, BINS, BINS)`, roots of shares."""
    light, gray = to_linear(picture), luma(picture)[0]
    usable = (picture.amin(dim=0) > _USABLE[0]) & (picture.amax(dim=0) < _USABLE[1])
    low, high, top = gray.flatten().quantile(torch.tensor(_TONES).to(gray)).tolist()
    tones = (gray < low, (gray >= low) & (gray < high), (gray >= high) & (gray < top), gray >= top)
    means = F.avg_pool2d(light[None], 3, 1, 1)[0]
    edges = F.avg_pool2d((light - means).abs()[None], 3, 1, 1)[0]
    is_edge = (edges.amin(dim=0) > _LEAST_EDGE) & (picture.amax(dim=0) < _USABLE[1])
    return torch.stack([*(_histogram(light, usable & tone) for tone in tones), _histogram(edges, is_edge)])


def _histogram(light: Tensor, chosen: Tensor) -> Tensor:
    """Each colour is shared by the four bins around it."""
    red, green, blue = light[:, chosen].clamp_min(_TINY).log2()
    places = torch.stack((red - green, blue - green)) / BIN_STOPS + BINS // 2
    down, across = places.clamp(0, BINS - 1.001)
    counts = torch.zeros(BINS * BINS)
    for rows in (down.floor(), down.floor() + 1):
        for columns in (across.floor(), across.floor() + 1):
            share = (1 - (down - rows).abs()) * (1 - (across - columns).abs())
            counts.index_add_(0, (rows * BINS + columns).long().cpu(), share.cpu())
    return (counts / counts.sum().clamp_min(1)).sqrt().view(BINS, BINS)


def light_of(scores: Tensor) -> Light:
    """What scores `(BINS, BINS)` tell of one picture."""
    likely = scores.flatten().softmax(dim=0).view(BINS, BINS)
    stops = (torch.arange(BINS) - BINS // 2) * BIN_STOPS
    red, blue = stops[:, None], stops[None, :]
    warmth = float((likely * (red - blue)).sum())
    is_plain = (red - blue) * (1 if warmth > 0 else -1) > PLAIN_STOPS
    return Light(warmth, float(-(likely * (red + blue)).sum() / 3), float(likely[is_plain].sum()))
