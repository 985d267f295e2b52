"""Reading a small map at the places of a part of a large picture, by the same rule everywhere.

Half-pixel centres: value i of n stands at the share (i + 0.5) / n of the whole; between centres it is bilinear, beyond
the outer ones it is held. So tiles agree with the whole.
"""

import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect


def sample(values: Tensor, place: UnitRect, size: tuple[int, int] | torch.Size) -> Tensor:
    """Read a map of the whole at the pixels of a part.

    Args:
        values: `(C, h, w)`, of the whole picture.
        place: left, top, right and bottom of the part, as shares of the whole.
        size: rows and columns of the part.

    Returns:
        `(C, *size)`.
    """
    left, top, right, bottom = place.edges
    rows = _weights(top, bottom, size[0], values.shape[-2], values)
    columns = _weights(left, right, size[1], values.shape[-1], values)
    return _mixed(_mixed(values, rows, -2), columns, -1)


def _weights(start: float, stop: float, wanted: int, present: int, like: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Lower and upper neighbour of each wanted place, and how far it lies between them."""
    shares = start + (torch.arange(wanted, dtype=torch.float64) + 0.5) / wanted * (stop - start)
    at = (shares * present - 0.5).clamp(0, present - 1)
    low = at.floor().long()
    high = (low + 1).clamp_max(present - 1)
    return low.to(like.device), high.to(like.device), (at - low).to(like)


def _mixed(values: Tensor, weights: tuple[Tensor, Tensor, Tensor], axis: int) -> Tensor:
    low, high, share = weights
    shares = share[:, None] if axis == -2 else share
    return torch.lerp(values.index_select(axis, low), values.index_select(axis, high), shares)
