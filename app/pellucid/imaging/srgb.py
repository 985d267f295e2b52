"""The sRGB transfer curve on tensors, and luma.

IEC 61966-2-1. Physics of light (exposure, white balance, blur) is done on linear light; the networks and the files
speak sRGB. The curve is mirrored below zero, f(-x) = -f(x), as for files in `pellucid.io.transfer_curves`, which has
the same numbers for numpy and may not load torch.
"""

import torch
from torch import Tensor

_EDGE = 0.04045
_SLOPE = 12.92
"""Below the edge, sRGB is so many times the light."""

LUMA = (0.299, 0.587, 0.114)
"""Weights of red, green and blue in the gray of a picture (ITU-R BT.601)."""

LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of linear red, green and blue in the luminance of light (ITU-R BT.709)."""

XYZ_OF_SRGB = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
"""Rows give X, Y and Z of linear red, green and blue."""


def to_linear(picture: Tensor) -> Tensor:
    """Decode sRGB values of any shape to linear light; 0 and 1 stay, values outside are not clipped."""
    size = picture.abs()
    curved = ((size + 0.055) * (1 / 1.055)) ** 2.4
    return torch.copysign(_joined(size, _EDGE, size * (1 / _SLOPE), curved), picture)


def to_srgb(light: Tensor) -> Tensor:
    """Encode linear light of any shape as sRGB; the inverse of `to_linear`."""
    size = light.abs()
    curved = 1.055 * size ** (1 / 2.4) - 0.055
    return torch.copysign(_joined(size, _EDGE / _SLOPE, size * _SLOPE, curved), light)


def luma(picture: Tensor) -> Tensor:
    """The gray of a picture: `(..., 3, H, W)` to `(..., 1, H, W)`, in the range of the picture."""
    weights = torch.tensor(LUMA, dtype=picture.dtype, device=picture.device).view(3, 1, 1)
    return (picture * weights).sum(dim=-3, keepdim=True)


def _joined(size: Tensor, edge: float, straight: Tensor, curved: Tensor) -> Tensor:
    """The straight part of the curve below the edge, the curved one above.

    `torch.where` on noise costs as much as all the rest. The weight is 0 or 1 but within a millionth of the edge, where
    both parts are the same.
    """
    return torch.lerp(curved, straight, ((edge - size) * 1e6).clamp(0, 1))
