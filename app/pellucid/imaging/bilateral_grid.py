"""The affine bilateral grid: slicing it, and joining it with a colour matrix. `pellucid.imaging.grid_fit` makes one.

A grid holds a 3x4 colour matrix at every crossing of place and brightness. Slicing looks up, for each pixel, the matrix
at its place and its guide value and applies it to the pixel's own colour, so that a small grid changes a large picture
and follows its edges (Gharbi et al., "Deep Bilateral Learning for Real-Time Image Enhancement", SIGGRAPH 2017). The
rule is the one of that paper: a matrix stands in the middle of its cell, between the middles it is mixed trilinearly,
beyond the outer ones it is held. `pellucid.foundation.frame.Grid` says the same for the canvas, whose shader this file
is the reference of. Cells are `(12, depth, rows, columns)` float32, the matrices row by row.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.geometry import Rect, UnitRect
from pellucid.imaging.srgb import luma

COLUMNS = ROWS = 16
"""Cells across and down."""

DEPTH = 8
"""Cells from black to white."""

WHOLE = UnitRect()

LEAST = 1e-4
"""Smallest illumination that a picture is divided by."""

_STRIP_PIXELS = 1 << 19
"""Pixels sliced at once: their matrices take 25 MB, whatever the size of the picture."""


def unit_rect_of(area: Rect | None, size: tuple[int, int]) -> UnitRect:
    """Where photo pixels lie in a photo of that width and height; None is the whole photo."""
    if area is None:
        return WHOLE
    width, height = size
    return UnitRect(area.x / width, area.y / height, area.width / width, area.height / height)


def slice_grid(cells: Tensor, picture: Tensor, place: UnitRect = WHOLE, guide: Tensor | None = None) -> Tensor:
    """Apply a grid to a picture or to a part of one.

    Args:
        cells: `(12, depth, rows, columns)`.
        picture: working pixels `(3, h, w)`, sRGB; values outside 0 to 1 are used as they are.
        place: where the picture's pixel area lies in what the grid spans. Beyond the grid its border is held.
        guide: `(h, w)`, 0 to 1; None takes the luma of the clamped picture.

    Returns:
        A (r, g, b, 1) for each pixel, `(3, h, w)`, not clamped.
    """
    height, width = picture.shape[-2:]
    left, top, right, bottom = place.edges
    across = _centres(width, left, right, picture)
    weights = tent_weights(_centres(height, top, bottom, picture), cells.shape[2])
    result = torch.empty_like(picture)
    rows = max(1, _STRIP_PIXELS // max(width, 1))
    for start in range(0, height, rows):
        strip = slice(start, start + rows)
        pixels = picture[:, strip]
        luminance = luma(pixels.clamp(0, 1))[0] if guide is None else guide[strip]
        matrices = _matrices(cells, weights[strip], across, luminance)
        result[:, strip] = (matrices[:, :3] * pixels).sum(1).add_(matrices[:, 3])
    return result


def slice_mixed(
    base: Tensor, locals_: Sequence[tuple[Tensor, Tensor]], picture: Tensor, place: UnitRect = WHOLE
) -> Tensor:
    """Apply a grid that is another one where masks are: A = A₀ + Σ mₖ (Aₖ - A₀).

    Args:
        base: cells of A₀.
        locals_: cells of each Aₖ, and mₖ on the picture, `(1, h, w)`, 0 to 1.
        picture: see `slice_grid`.
        place: see `slice_grid`.

    Returns:
        `(3, h, w)`, not clamped.
    """
    outside = slice_grid(base, picture, place)
    result = outside.clone()
    for cells, mask in locals_:  # what is applied to the same pixel may as well be mixed afterwards
        result += mask * (slice_grid(cells, picture, place) - outside)
    return result


def slice_points(cells: Tensor, colors: Tensor, points: Tensor, guides: Tensor) -> Tensor:
    """Apply grids to single pixels anywhere, by the rule of `slice_grid`, with gradients to all.

    Args:
        cells: `(N, 12, depth, rows, columns)`.
        colors: `(N, n, 3)`, sRGB.
        points: `(N, n, 2)`, where the pixels lie across and down, as shares of what the grid spans.
        guides: `(N, n)`, 0 to 1.

    Returns:
        `(N, n, 3)`, not clamped.
    """
    places = torch.cat((points, guides[..., None]), dim=-1) * 2 - 1
    found = F.grid_sample(cells, places[:, :, None, None], padding_mode="border", align_corners=False)
    matrices = found[..., 0, 0].mT.reshape(*guides.shape, 3, 4)
    applied: Tensor = (matrices[..., :3] * colors[:, :, None]).sum(-1) + matrices[..., 3]
    return applied


def _centres(count: int, start: float, end: float, like: Tensor) -> Tensor:
    middles = (torch.arange(count, dtype=torch.float64) + 0.5) / max(count, 1)
    return (start + middles * (end - start)).to(like)


def _matrices(cells: Tensor, weights: Tensor, across: Tensor, guide: Tensor) -> Tensor:
    """Matrices `(3, 4, h, w)` at the pixels of a few rows.

    Every row of pixels first gets a texture of its own, guide by columns; one bilinear look-up in it is eight times as
    fast as torch's trilinear one in the grid.
    """
    textures = torch.einsum("yr,cdrx->ycdx", weights, cells)
    points = torch.stack((across.expand_as(guide), guide), dim=-1) * 2 - 1
    found = F.grid_sample(textures, points[:, None], padding_mode="border", align_corners=False)
    return found[:, :, 0].view(-1, 3, 4, guide.shape[1]).permute(1, 2, 0, 3)


def tent_weights(shares: Tensor, count: int) -> Tensor:
    """What each cell of one axis counts at each point: 1 in its middle, 0 from its neighbours' middles on.

    Args:
        shares: points of any shape, 0 to 1 along the axis; beyond, the outer cell counts alone.
        count: number of cells.

    Returns:
        Shape of `shares` with `count` added at the end; each sums to 1.
    """
    positions = (shares * count - 0.5).clamp(0, count - 1)[..., None]
    return (1 - (positions - torch.arange(count).to(positions)).abs()).clamp_min(0)


def divide_by_grid(cells: Tensor, picture: Tensor, place: UnitRect = WHOLE, guide: Tensor | None = None) -> Tensor:
    """Take the illumination S that a grid holds off a picture (`pellucid.foundation.frame.GridMode.DIVIDE`).

    The arguments are those of `slice_grid`.

    Returns:
        The picture divided by max(S, picture, 1e-4), a channel each; `(3, h, w)`, at most 1.
    """
    return divided(picture, slice_grid(cells, picture, place, guide))


def divided(picture: Tensor, illumination: Tensor) -> Tensor:
    """Take an illumination off a picture, both `(3, h, w)`; see `divide_by_grid`."""
    return picture / torch.maximum(illumination, picture).clamp_min(LEAST)


def composed(cells: Tensor, matrix: Tensor) -> Tensor:
    """Make the grid that does what a grid and then a colour matrix do, exactly.

    Args:
        cells: `(12, depth, rows, columns)`.
        matrix: `(3, 4)`, applied to (r, g, b, 1).

    Returns:
        Cells of the same shape.
    """
    after = matrix.to(cells)
    joined = torch.einsum("ij,jkdrc->ikdrc", after[:, :3], cells.reshape(3, 4, *cells.shape[1:]))
    joined[:, 3] += after[:, 3, None, None, None]
    return joined.flatten(0, 1)
