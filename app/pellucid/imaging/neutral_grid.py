"""Bilateral grids that cannot tint: every gray becomes a gray, white stays white, and black stays black.

A matrix takes gray to gray where what its rows do to gray is the same for all three channels. Between such matrices a
grid mixes, so it keeps gray as well. White is looked up in the brightest cells alone and black in the darkest, as long
as the guide is luma.
"""

import torch
from torch import Tensor


def gray_kept(cells: Tensor) -> Tensor:
    """Cells `(..., 12, depth, rows, columns)` as near to these as can be that take every gray to a gray."""
    colors, added = _parted(cells)
    sums = colors.sum(dim=-4, keepdim=True)
    colors = colors - (sums - sums.mean(dim=-5, keepdim=True)) / 3
    return torch.cat((colors, added.mean(dim=-5, keepdim=True).expand_as(added)), dim=-4).flatten(-5, -4)


def white_kept(cells: Tensor) -> Tensor:
    """Cells that keep gray, `(..., 12, depth, rows, columns)`, whose brightest ones take white to white."""
    colors, added = _parted(cells)
    brightest = 1 - colors[..., -1:, :, :].sum(dim=-4, keepdim=True)
    added = torch.cat((added[..., :-1, :, :], brightest), dim=-3)
    return torch.cat((colors, added), dim=-4).flatten(-5, -4)


def black_kept(cells: Tensor) -> Tensor:
    """Cells `(..., 12, depth, rows, columns)` whose darkest ones take black to black."""
    colors, added = _parted(cells)
    added = torch.cat((torch.zeros_like(added[..., :1, :, :]), added[..., 1:, :, :]), dim=-3)
    return torch.cat((colors, added), dim=-4).flatten(-5, -4)


def _parted(cells: Tensor) -> tuple[Tensor, Tensor]:
    """What matrices do to colours, `(..., 3, 3, depth, rows, columns)`, and what they add, with 1 in place of a 3."""
    matrices = cells.view(*cells.shape[:-4], 3, 4, *cells.shape[-3:])
    return matrices[..., :3, :, :, :], matrices[..., 3:, :, :, :]
