"""Bayer mosaic and its linear reconstruction.

Malvar, He and Cutler, "High-quality linear interpolation for demosaicing of Bayer-patterned color images",
ICASSP 2004. The method is linear, so the variance of noise passes through it by the squared coefficients.
"""

import functools
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

PATTERNS = ("rggb", "bggr", "grbg", "gbrg")

# The four filters of the paper's Figure 2, times 8.
_GREEN_AT_COLOR = [[0, 0, -1, 0, 0], [0, 0, 2, 0, 0], [-1, 2, 4, 2, -1], [0, 0, 2, 0, 0], [0, 0, -1, 0, 0]]
_COLOR_IN_ITS_ROW = [[0, 0, 0.5, 0, 0], [0, -1, 0, -1, 0], [-1, 4, 5, 4, -1], [0, -1, 0, -1, 0], [0, 0, 0.5, 0, 0]]
_COLOR_AT_OTHER = [
    [0, 0, -1.5, 0, 0],
    [0, 2, 0, 2, 0],
    [-1.5, 0, 6, 0, -1.5],
    [0, 2, 0, 2, 0],
    [0, 0, -1.5, 0, 0],
]


def channel_masks(height: int, width: int, pattern: str) -> Tensor:
    """Say which colour each sensor site sees.

    Args:
        height: rows.
        width: columns.
        pattern: one of `PATTERNS`, the upper left 2x2 sites row by row.

    Returns:
        `(3, height, width)`, 1 where the site has that colour.
    """
    sites = torch.tensor(["rgb".index(letter) for letter in pattern]).view(2, 2)
    tiled = sites.repeat((height + 1) // 2, (width + 1) // 2)[:height, :width]
    return (tiled[None] == torch.arange(3).view(3, 1, 1)).float()


@functools.cache
def _filters(squared: bool) -> Tensor:
    identity = torch.zeros(5, 5)
    identity[2, 2] = 8.0
    in_row = torch.tensor(_COLOR_IN_ITS_ROW)
    stack = torch.stack((identity, torch.tensor(_GREEN_AT_COLOR), in_row, in_row.T, torch.tensor(_COLOR_AT_OTHER)))
    stack = stack[:, None] / 8.0  # (5, 1, 5, 5)
    return stack.square() if squared else stack


def demosaic(mosaic: Tensor, masks: Tensor, *, variance: bool = False) -> Tensor:
    """Interpolate the missing colours.

    Args:
        mosaic: one number a sensor site, `(H, W)`.
        masks: of `channel_masks`.
        variance: carry the variance of independent noise at the sites through the interpolation instead.

    Returns:
        `(3, H, W)`.
    """
    padded = F.pad(mosaic[None, None], (2, 2, 2, 2), mode="reflect")
    same, green, in_row, in_column, at_other = F.conv2d(padded, _filters(variance))[0]  # 5 x (H, W)
    red_site, green_site, blue_site = masks
    # A green site lies in a red row where a red site is its neighbour to the left or right.
    red_row = (red_site.sum(dim=1, keepdim=True) > 0).float()
    red_at_green = red_row * in_row + (1 - red_row) * in_column
    blue_at_green = red_row * in_column + (1 - red_row) * in_row
    return torch.stack(
        (
            red_site * same + green_site * red_at_green + blue_site * at_other,
            green_site * same + (1 - green_site) * green,
            blue_site * same + green_site * blue_at_green + red_site * at_other,
        )
    )


def shared_variance(site_variance: Tensor, pattern: str, pairs: Sequence[tuple[int, int]]) -> Tensor:
    """What the interpolated noise of two colours has in common: their covariance at each pixel.

    Args:
        site_variance: variance of independent noise at the sensor sites, `(H, W)`.
        pattern: one of `PATTERNS`.
        pairs: numbers of the colours, red 0, green 1, blue 2.

    Returns:
        One plane a pair, `(len(pairs), H, W)`.
    """
    height, width = site_variance.shape
    padded = F.pad(site_variance[None, None], (2, 2, 2, 2), mode="reflect")
    first, second = zip(*pairs, strict=True)
    kernels = _products(pattern)[first, second]
    shared = F.conv2d(padded, kernels.flatten(0, 2)[:, None])[0].view(len(pairs), 2, 2, height, width)
    result = torch.empty(len(pairs), height, width)
    for row in range(2):
        for column in range(2):
            result[:, row::2, column::2] = shared[:, row, column, row::2, column::2]
    return result


@functools.cache
def _products(pattern: str) -> Tensor:
    """Products of the weights that two colours have of the sites around, `(3, 3, 2, 2, 5, 5)`, by the 2x2 site.

    One site after the other is lit, and what the interpolation makes of it is seen.
    """
    side, reach = 10, 2
    masks = channel_masks(side, side, pattern)
    lit = torch.eye(side * side).view(-1, side, side)
    seen = torch.stack([demosaic(each, masks) for each in lit], dim=-1).view(3, side, side, side, side)
    around = [
        [seen[:, row, column, row - reach : row + reach + 1, column - reach : column + reach + 1] for column in (4, 5)]
        for row in (4, 5)
    ]
    weights = torch.stack([torch.stack(each, dim=1) for each in around], dim=1)  # (3, 2, 2, 5, 5)
    return weights[:, None] * weights[None]
