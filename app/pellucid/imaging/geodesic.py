"""Edges between neighbouring pixels, and the way along them: how much of a picture lies between a pixel and a seed.

Distances are found by scans along all rows and all columns at once. Along a line, the cheapest way to a pixel is the
least of (what it costs to a pixel before it − what the line costs up to there), plus what the line costs up to here. A
way turns once a scan, so a few rounds find all but labyrinths (Toivanen, "New geodesic distance transforms", 1996).
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

FAR = 1e6
"""Where no way leads."""

_ROUNDS = 4


@dataclass(frozen=True)
class Edges:
    """A value for every pair of neighbours: `(h, w - 1)` in rows, `(h - 1, w)` in columns."""

    across: Tensor
    down: Tensor

    def each(self, plane: Tensor) -> tuple[tuple[Tensor, Tensor, Tensor], tuple[Tensor, Tensor, Tensor]]:
        """With the values of the two pixels of `(h, w)` that every edge joins: rows, then columns."""
        return (self.across, plane[:, 1:], plane[:, :-1]), (self.down, plane[1:], plane[:-1])


def steps(planes: Tensor) -> Edges:
    """How far neighbours of `(n, h, w)` lie apart."""
    return Edges(
        (planes[:, :, 1:] - planes[:, :, :-1]).square().sum(0).sqrt(),
        (planes[:, 1:] - planes[:, :-1]).square().sum(0).sqrt(),
    )


def geodesic_distance(costs: Edges, seeds: Tensor, rounds: int = _ROUNDS) -> Tensor:
    """What the cheapest way from the nearest seed costs.

    Args:
        costs: of a step between neighbours, positive.
        seeds: `(h, w)` bool; without any, everything is `FAR`.
        rounds: of scans in all four directions; each lets ways turn four times more.

    Returns:
        `(h, w)`, at most `FAR`.
    """
    # The sum over a line is larger than what is left of it by far; 32 bits would lose the small steps.
    distance = torch.where(seeds, 0.0, FAR).double()
    across, down = costs.across.double(), costs.down.double()
    lines = (
        (1, F.pad(across, (1, 0)).cumsum(1), F.pad(across.flip(1), (1, 0)).cumsum(1)),
        (0, F.pad(down, (0, 0, 1, 0)).cumsum(0), F.pad(down.flip(0), (0, 0, 1, 0)).cumsum(0)),
    )
    for _ in range(rounds):
        for axis, there, back in lines:
            distance = _scanned(distance, there, axis)
            distance = _scanned(distance.flip(axis), back, axis).flip(axis)
    return distance.float()


def _scanned(distance: Tensor, line: Tensor, axis: int) -> Tensor:
    return line + (distance - line).cummin(axis).values
