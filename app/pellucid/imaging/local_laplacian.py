"""The local Laplacian filter: details raised and large contrasts lowered, without halos.

Paris, Hasinoff and Kautz, "Local Laplacian Filters: Edge-aware Image Processing with a Laplacian Pyramid", SIGGRAPH
2011. Each coefficient of the result's Laplacian pyramid is that of the picture remapped about the value g which the
Gaussian pyramid has there: differences to g up to sigma_r are details and go through a power alpha, larger ones are
edges and go by a slope beta. Computed as Aubry et al. do it ("Fast Local Laplacian Filters", TOG 2014): the picture is
remapped about a few values only, and each coefficient is mixed from the two nearest.

It works on the luma of sRGB; colours keep their ratios. This is a picture-sized computation of two seconds a megapixel,
made to be learned from (`training.recipes.hdrnet_laplacian`); the editor does not run it. A GPU takes many pictures and
values at once.
"""

from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import luma

SAMPLES = 64
"""Values about which the picture is remapped; evenly from black to white."""

TOGETHER = 16
"""Values that a GPU takes at once; a processor takes one, which stays in its cache."""

_LEAST_LUMA = 1e-3
"""Darker pixels are too dark for a ratio; theirs is that of this luma."""


@dataclass(frozen=True)
class Remapping:
    """What is detail and what is done to it; the defaults change nothing.

    `sigma_r` parts details from edges, in units of the picture; `alpha` below 1 raises details, above 1 smooths them;
    `beta` below 1 lowers edges, above 1 raises them. Raised details fade into untouched ones between twice `noise` and
    `noise`, as in the authors' code: a power below 1 is infinitely steep at 0 and would draw a map of the noise.
    """

    sigma_r: float = 0.2
    alpha: float = 1.0
    beta: float = 1.0
    noise: float = 0.01

    def __call__(self, values: Tensor, about: Tensor | float) -> Tensor:
        """Remap values about others, any shapes that broadcast; eq. 2 of the first paper."""
        difference = values - about
        size = difference.abs()
        small = size.clamp_max(self.sigma_r)
        detail = self.sigma_r * (small / self.sigma_r) ** self.alpha
        if self.alpha < 1 and self.noise > 0:
            seen = (small / self.noise - 1).clamp(0, 1)
            detail = torch.lerp(small, detail, seen * seen * (3 - 2 * seen))
        edge = self.beta * (size - self.sigma_r).clamp_min(0)
        return about + torch.copysign(detail + edge, difference)


def local_laplacian(picture: Tensor, remapping: Remapping, samples: int = SAMPLES) -> Tensor:
    """Filter the luma of a picture and keep its colour ratios.

    Args:
        picture: `(3, H, W)` or `(N, 3, H, W)`, sRGB, 0 to 1.
        remapping: what to do.
        samples: see `filtered`.

    Returns:
        The same shape, 0 to 1.
    """
    return (picture * gains(picture, remapping, samples)).clamp(0, 1)


def gains(picture: Tensor, remapping: Remapping, samples: int = SAMPLES) -> Tensor:
    """What `local_laplacian` multiplies each pixel's colour by, `(..., 1, H, W)`, at least 0."""
    gray = luma(picture)
    changed = filtered(gray.flatten(0, -3), remapping, samples).view(gray.shape)
    return (changed.clamp_min(0) + _LEAST_LUMA) / (gray + _LEAST_LUMA)


def filtered(gray: Tensor, remapping: Remapping, samples: int = SAMPLES) -> Tensor:
    """Filter one channel.

    Args:
        gray: `(H, W)` or `(N, H, W)`, 0 to 1.
        remapping: what to do.
        samples: values about which the picture is remapped, at least 2; the more the nearer to the definition.

    Returns:
        The same shape, not clamped.
    """
    gaussian = gaussian_pyramid(gray)
    found = [torch.zeros_like(level) for level in gaussian[:-1]]
    positions = [level.clamp(0, 1) * (samples - 1) for level in gaussian[:-1]]
    together = TOGETHER if gray.is_cuda else 1
    for first in range(0, samples, together):
        numbers = torch.arange(first, min(first + together, samples), device=gray.device).view(-1, *[1] * gray.dim())
        details = laplacian_pyramid(remapping(gray, numbers / (samples - 1)))
        for level, place, detail in zip(found, positions, details, strict=False):
            level.add_(((1 - (place - numbers).abs()).clamp_min_(0) * detail).sum(dim=0))
    return collapsed([*found, gaussian[-1]])


def gaussian_pyramid(gray: Tensor) -> list[Tensor]:
    """The picture `(..., H, W)` and its halves, down to a shorter side of one pixel."""
    levels = [gray]
    while min(levels[-1].shape[-2:]) > 1:
        levels.append(_halved(levels[-1]))
    return levels


def laplacian_pyramid(gray: Tensor) -> list[Tensor]:
    """What each level has beyond the next smaller one, and at last the smallest level itself."""
    levels = gaussian_pyramid(gray)
    details = [large - _doubled(small, large.shape) for large, small in pairwise(levels)]
    return [*details, levels[-1]]


def collapsed(levels: list[Tensor]) -> Tensor:
    """The picture of a Laplacian pyramid."""
    picture = levels[-1]
    for detail in reversed(levels[:-1]):
        picture = detail + _doubled(picture, detail.shape)
    return picture


def _halved(values: Tensor) -> Tensor:
    """Every second pixel of both axes after smoothing by (1 4 6 4 1) / 16; borders are held."""
    for _ in range(2):
        padded = _edged(values, 2)
        length = (values.shape[-1] + 1) // 2
        far, near, here, after, beyond = (padded[..., start : start + 2 * length - 1 : 2] for start in range(5))
        values = (torch.add(far, beyond).add_(torch.add(near, after), alpha=4).add_(here, alpha=6)).div_(16).mT
    return values


def _doubled(values: Tensor, size: torch.Size) -> Tensor:
    """Twice the size by the same weights; `size` is cut to."""
    for length in (size[-1], size[-2]):
        padded = _edged(values, 1)
        here = padded[..., 1:-1]
        even = torch.add(padded[..., :-2], padded[..., 2:]).add_(here, alpha=6).div_(8)
        odd = torch.add(here, padded[..., 2:]).div_(2)
        values = torch.stack((even, odd), dim=-1).flatten(-2)[..., :length].mT
    return values


def _edged(values: Tensor, count: int) -> Tensor:
    """Rows `(..., H, W)` with their first and last pixel repeated."""
    return F.pad(values.reshape(1, -1, values.shape[-1]), (count, count), mode="replicate").view(*values.shape[:-1], -1)
