"""Geometry of a rectified pair of pictures, and the two in one picture for red and cyan glasses.

A disparity d is told in pixels: the point at x of the left picture stands at x - d in the right one, and the point at x
of the right one at x + d in the left one. It is 0 at infinity unless the pair was shifted. Rows are the same in both.
What finds disparities is a network (`networks.davanet`); nothing here does.
"""

from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.eyes import AnaglyphMode
from pellucid.imaging.srgb import LUMINANCE, luma, to_linear, to_srgb

TOLERANCE_PX = 1.0
"""Two eyes that agree to this see the same point."""

COLOR_WEIGHT = 0.2
"""How much an error of colour weighs in least-squares anaglyphs, beside one of brightness."""


def moved(pictures: Tensor, steps_px: Tensor) -> Tensor:
    """Read pictures at a distance along their rows, between pixels linearly, beyond the edges the edge.

    Args:
        pictures: `(N, C, H, W)`.
        steps_px: how far to the right of each pixel to read, `(N, 1, H, W)`.

    Returns:
        `(N, C, H, W)`, float32.
    """
    height, width = pictures.shape[-2:]
    steps = steps_px[:, 0].float()
    columns = torch.arange(width, device=steps.device) + steps
    rows = torch.arange(height, device=steps.device, dtype=columns.dtype)[:, None].expand_as(columns)
    # align_corners=False: -1 and 1 are the outer edges of the outer pixels, whose centres are half a pixel inside.
    grid = torch.stack(((2 * columns + 1) / width - 1, (2 * rows + 1) / height - 1), dim=-1)
    return F.grid_sample(pictures.float(), grid, mode="bilinear", padding_mode="border", align_corners=False)


def left_of_right(right: Tensor, disparity_px: Tensor) -> Tensor:
    """What the left eye would see, out of the right picture and the left one's disparity; see `moved`."""
    return moved(right, -disparity_px)


def right_of_left(left: Tensor, disparity_px: Tensor) -> Tensor:
    """What the right eye would see, out of the left picture and the right one's disparity; see `moved`."""
    return moved(left, disparity_px)


def swapped(pictures: Tensor, disparity_px: Tensor) -> Tensor:
    """Bring what belongs to one eye to the other, both ways.

    Args:
        pictures: `(N, 2 C, H, W)`, the left eye's channels first.
        disparity_px: `(N, 2, H, W)`, of the left and of the right picture.

    Returns:
        `(N, 2 C, H, W)`, float32: in the first C channels the right eye's as the left would see them, then the other.
    """
    left, right = pictures.chunk(2, dim=1)
    own_left, own_right = disparity_px.chunk(2, dim=1)
    return torch.cat((left_of_right(right, own_left), right_of_left(left, own_right)), dim=1)


def seen_by_both(disparity_px: Tensor, tolerance_px: float = TOLERANCE_PX) -> Tensor:
    """Where both eyes see the same point: there and back again leads to where one began.

    Args:
        disparity_px: `(N, 2, H, W)`, of the left and of the right picture, finite.
        tolerance_px: how far the two may disagree.

    Returns:
        `(N, 2, H, W)` bool; False as well where the other eye's picture ends.
    """
    width = disparity_px.shape[-1]
    columns = torch.arange(width, device=disparity_px.device)
    there = torch.stack((columns - disparity_px[:, 0], columns + disparity_px[:, 1]), dim=1)
    inside = (there >= 0) & (there <= width - 1)
    return inside & ((swapped(disparity_px, disparity_px) - disparity_px).abs() <= tolerance_px)


def anaglyph(left: Tensor, right: Tensor, anaglyph_mode: AnaglyphMode) -> Tensor:
    """Put two pictures into one, for glasses with red on the left and cyan on the right.

    Args:
        left: `(3, H, W)`, sRGB, 0 to 1.
        right: same shape.
        anaglyph_mode: see `AnaglyphMode`.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1; a gray pair stays gray.
    """
    if anaglyph_mode is AnaglyphMode.LEAST_SQUARES:
        light = to_linear(torch.cat((left, right)))
        mixed = torch.einsum("oi,ihw->ohw", _least_squares().to(light), light)
        return to_srgb(mixed.clamp(0, 1))
    red = left[:1] if anaglyph_mode is AnaglyphMode.COLOR else luma(left)
    cyan = luma(right).expand(2, -1, -1) if anaglyph_mode is AnaglyphMode.GRAY else right[1:]
    return torch.cat((red, cyan)).clamp(0, 1)


@lru_cache(maxsize=1)
def _least_squares() -> Tensor:
    """The matrix `(3, 6)` of the light of an anaglyph, from the light of left and right.

    A shown colour v reaches the left eye as F v, with F the red filter, and the right eye as G v, with G the cyan one.
    The v is wanted for which |W (F v - left)|^2 + |W (G v - right)|^2 is least, where W takes brightness and, with
    less weight, the two differences of colour. Each filter's light counts as bright as white is through none.
    """
    brightness = torch.tensor(LUMINANCE, dtype=torch.float64)
    red, green, blue = torch.eye(3, dtype=torch.float64)
    weighed = torch.stack((brightness, COLOR_WEIGHT * (red - green), COLOR_WEIGHT * (blue - green)))
    filters = [torch.diag(red) / brightness[0], torch.diag(green + blue) / brightness[1:].sum()]
    system = torch.cat([weighed @ each for each in filters])
    both = torch.kron(torch.eye(2, dtype=torch.float64), weighed)
    found: Tensor = torch.linalg.pinv(system) @ both
    # Rows of sum 1 keep grays gray.
    return (found / found.sum(dim=1, keepdim=True)).float()
