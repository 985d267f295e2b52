"""Light sources: what colour they have, what a camera balanced for another one sees, and what a photo tells of them.

Colours of light lie on the daylight locus (CIE 15) or, below 4000 K, on that of Planck's radiator (Kang and others,
"Design of advanced color temperature control system for HDTV applications", 2002); what lies across the locus, green or
magenta, is a distance Duv in the CIE 1960 diagram, as of fluorescent tubes. Adaptation is von Kries' in the sharpened
cones of Bradford, which are near the channels of a camera. Estimates are the classical ones, each blind in its way.
"""

import torch
from torch import Tensor

from pellucid.imaging.srgb import XYZ_OF_SRGB, luma, to_linear

D65_MIRED = 1e6 / 6504

_PLANCK_BELOW_KELVIN = 4000.0

_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))

ESTIMATES = ("gray world", "shades of gray", "white patch", "gray edge", "near gray")
"""What `estimated_stops` gives, in this order."""

_NORM = 6.0
"""Exponent of shades of gray (Finlayson and Trezzi, "Shades of gray and colour constancy", 2004)."""

_CLIPPED = 0.98
"""A pixel with a channel over this may have lost the colour of its light."""

_NEAR = 0.1
"""How far from gray a colour counts as nearly gray, as a difference of sRGB."""

_BRIGHTEST = 0.02
"""Share of the pixels that are the white patch."""

_FLOOR = 1e-3
"""Added to every mean of light: where there is none, nothing is told."""


def chromaticity(mired: Tensor, duv: Tensor) -> Tensor:
    """CIE 1931 x, y of light.

    Args:
        mired: reciprocal colour temperature, `(n,)`, 60 to 600.
        duv: distance across the locus in the CIE 1960 diagram, `(n,)`; positive is greenish.

    Returns:
        `(n, 2)`.
    """
    u, v = _uv(_locus(mired))
    ahead_u, ahead_v = _uv(_locus(mired + 1))
    length = torch.hypot(ahead_u - u, ahead_v - v)
    # Along growing mired u grows; the normal with growing v is the side of green.
    u, v = u - duv * (ahead_v - v) / length, v + duv * (ahead_u - u) / length
    return torch.stack((3 * u, 2 * v), dim=1) / (2 * u - 8 * v + 4)[:, None]


def _locus(mired: Tensor) -> Tensor:
    t = mired / 1000  # 1000 K
    daylight = torch.where(
        mired > 1e6 / 7000,
        ((-4.6070 * t + 2.9678) * t + 0.09911) * t + 0.244063,
        ((-2.0064 * t + 1.9018) * t + 0.24748) * t + 0.237040,
    )
    daylight_y = (-3.0 * daylight + 2.870) * daylight - 0.275
    planck = ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.179910
    planck_y = ((-0.9549476 * planck - 1.37418593) * planck + 2.09137015) * planck - 0.16748867
    # The loci are 0.003 apart where one takes over; a step there would be a cast of its own.
    share = ((mired - 1e6 / 5000) / (1e6 / _PLANCK_BELOW_KELVIN - 1e6 / 5000)).clamp(0, 1)
    return torch.stack((torch.lerp(daylight, planck, share), torch.lerp(daylight_y, planck_y, share)), dim=1)


def _uv(xy: Tensor) -> tuple[Tensor, Tensor]:
    x, y = xy.unbind(1)
    below = -2 * x + 12 * y + 3
    return 4 * x / below, 6 * y / below


def miscast(true_mired: Tensor, true_duv: Tensor, assumed_mired: Tensor, assumed_duv: Tensor) -> Tensor:
    """What linear sRGB becomes when a scene under one light is balanced for another.

    Args:
        true_mired: of the light, `(n,)`; the others likewise.
        true_duv: of the light.
        assumed_mired: what the camera was balanced for.
        assumed_duv: likewise.

    Returns:
        Matrices `(n, 3, 3)`, which keep the luminance of gray.
    """
    to_cones = torch.tensor(_BRADFORD) @ torch.tensor(XYZ_OF_SRGB)
    found, assumed = (
        _xyz(chromaticity(mired, duv)) @ torch.tensor(_BRADFORD).T
        for mired, duv in ((true_mired, true_duv), (assumed_mired, assumed_duv))
    )
    matrices = torch.linalg.inv(to_cones) @ ((found / assumed)[:, :, None] * to_cones)
    luminance = (matrices.sum(2) * torch.tensor(XYZ_OF_SRGB[1])).sum(1)
    balanced: Tensor = matrices / luminance[:, None, None]
    return balanced


def _xyz(xy: Tensor) -> Tensor:
    x, y = xy.unbind(1)
    return torch.stack((x / y, torch.ones_like(y), (1 - x - y) / y), dim=1)


def estimated_stops(pictures: Tensor) -> Tensor:
    """What would make the light of pictures white, by each estimate.

    Args:
        pictures: `(N, 3, h, w)` sRGB, 0 to 1; small ones do.

    Returns:
        Stops of red, green and blue, `(N, estimates, 3)`, whose sum is 0; all 0 where a picture is gray.
    """
    light = to_linear(pictures)
    unclipped = (pictures.amax(dim=1, keepdim=True) < _CLIPPED).to(light)
    gray = luma(pictures)
    near = torch.exp(-((pictures - gray) / _NEAR).square().sum(dim=1, keepdim=True)) * unclipped
    brightest = (gray * unclipped).flatten(1).quantile(1 - _BRIGHTEST, dim=1).view(-1, 1, 1, 1)
    patch = (gray >= brightest).to(light) * unclipped
    means = (
        light.mean((2, 3)),
        ((light.clamp_min(1e-6) ** _NORM * unclipped).mean((2, 3)) + _FLOOR**_NORM) ** (1 / _NORM),
        (light * patch).mean((2, 3)) / patch.mean((2, 3)).clamp_min(1e-6),
        light.diff(dim=2).abs().mean((2, 3)) + light.diff(dim=3).abs().mean((2, 3)),
        (light * near).mean((2, 3)) / near.mean((2, 3)).clamp_min(1e-6),
    )
    stops = -(torch.stack(means, dim=1) + _FLOOR).log2()
    return stops - stops.mean(dim=2, keepdim=True)
