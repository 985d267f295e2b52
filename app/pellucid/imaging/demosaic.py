"""Bayer mosaic and its linear reconstruction.

Malvar, He and Cutler, "High-quality linear interpolation for demosaicing of Bayer-patterned color images",
ICASSP 2004. The method is linear, so the variance of noise passes through it by the squared coefficients.
"""

import functools

import torch
import torch.nn.functional as F
from torch import Tensor

PATTERNS = ("rggb", "bggr", "grbg", "gbrg")

# The four filters of the paper's Figure 2, times 8.
_GREEN_AT_COLOUR = [[0, 0, -1, 0, 0], [0, 0, 2, 0, 0], [-1, 2, 4, 2, -1], [0, 0, 2, 0, 0], [0, 0, -1, 0, 0]]
_COLOUR_IN_ITS_ROW = [[0, 0, 0.5, 0, 0], [0, -1, 0, -1, 0], [-1, 4, 5, 4, -1], [0, -1, 0, -1, 0], [0, 0, 0.5, 0, 0]]
_COLOUR_AT_OTHER = [
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
    in_row = torch.tensor(_COLOUR_IN_ITS_ROW)
    stack = torch.stack((identity, torch.tensor(_GREEN_AT_COLOUR), in_row, in_row.T, torch.tensor(_COLOUR_AT_OTHER)))
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
