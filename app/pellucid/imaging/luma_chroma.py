"""Luma and two chroma of a picture: Y, Cb and Cr of ITU-R BT.601 at full range, as in JPEG, but chroma about 0.

Y is 0 to 1 and Cb, Cr are -0.5 to 0.5 for sRGB from 0 to 1. The transform is linear without an offset, so it takes
noise and differences apart as it does pictures. Gray has no chroma.
"""

import torch
from torch import Tensor

from pellucid.imaging.srgb import LUMA, luma

_RED, _GREEN, _BLUE = LUMA

TO_LUMA_CHROMA = (
    (_RED, _GREEN, _BLUE),
    (-0.5 * _RED / (1 - _BLUE), -0.5 * _GREEN / (1 - _BLUE), 0.5),
    (0.5, -0.5 * _GREEN / (1 - _RED), -0.5 * _BLUE / (1 - _RED)),
)
"""Rows give Y, Cb and Cr of red, green and blue."""

TO_RGB = (
    (1.0, 0.0, 2 * (1 - _RED)),
    (1.0, -2 * (1 - _BLUE) * _BLUE / _GREEN, -2 * (1 - _RED) * _RED / _GREEN),
    (1.0, 2 * (1 - _BLUE), 0.0),
)
"""Rows give red, green and blue of Y, Cb and Cr: the inverse of `TO_LUMA_CHROMA`."""


def to_luma_chroma(picture: Tensor) -> Tensor:
    """Turn RGB `(..., 3, H, W)` into Y, Cb, Cr of the same shape; not clipped."""
    return _mixed(picture, TO_LUMA_CHROMA)


def to_rgb(picture: Tensor) -> Tensor:
    """Turn Y, Cb, Cr `(..., 3, H, W)` into RGB of the same shape; not clipped."""
    return _mixed(picture, TO_RGB)


def scaled(change: Tensor, of_luma: float | Tensor, of_chroma: float | Tensor) -> Tensor:
    """Take a share of the luma of a change of a picture, and another of its chroma.

    Args:
        change: RGB `(..., 3, H, W)`, the difference of two pictures.
        of_luma: factor of its luma; a tensor that broadcasts to `(..., 1, H, W)` has one for every pixel.
        of_chroma: the same of both chroma. Where the two factors are one, the change is multiplied by it to the bit.

    Returns:
        RGB of the same shape.
    """
    return of_chroma * change + (of_luma - of_chroma) * luma(change)


def luma_chroma_levels(levels: Tensor) -> Tensor:
    """Carry noise levels over, where the noise of red, green and blue is independent.

    Args:
        levels: standard deviation in red, green and blue, `(..., 3, H, W)`.

    Returns:
        Standard deviation in Y, Cb and Cr, the same shape.
    """
    squared = tuple(tuple(weight * weight for weight in row) for row in TO_LUMA_CHROMA)
    return _mixed(levels.square(), squared).sqrt()


def _mixed(planes: Tensor, rows: tuple[tuple[float, ...], ...]) -> Tensor:
    """Sums of the three planes, one for each row of weights."""
    weights = torch.tensor(rows, dtype=planes.dtype, device=planes.device)
    return (weights @ planes.flatten(-2)).view(planes.shape)
