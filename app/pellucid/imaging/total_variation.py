"""The smoothest division of a picture into two parts, by total variation: a graph cut without its grid.

Unger, Pock, Trobin, Cremers and Bischof, "TVSeg: Interactive Total Variation Based Image Segmentation", BMVC 2008: the
u from 0 to 1 with the least Σ g |∇u| + c u, by the primal-dual steps of Chambolle and Pock, 2011. Any threshold of the
result cuts as well as its own optimum, and where pixels say little the division follows the edges of the picture.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.geodesic import Edges

_STEP = 0.35
"""Of both kinds of steps; the product of the two may be 1 / 8 at most."""


def divided(cost: Tensor, lengths: Edges, start: Tensor, bounds: tuple[Tensor, Tensor], rounds: int) -> Tensor:
    """Go on towards the best division.

    Args:
        cost: c, of a pixel that belongs to the part; `(h, w)`.
        lengths: g, of a border between two neighbours.
        start: u as it is so far, `(h, w)`.
        bounds: the least and the most that u may be.
        rounds: steps to go.

    Returns:
        u, `(h, w)`, within its bounds.
    """
    low, high = bounds
    part, ahead = start.clone(), start.clone()
    across, down = torch.zeros_like(lengths.across), torch.zeros_like(lengths.down)
    least_across, least_down = -lengths.across, -lengths.down
    for _ in range(rounds):
        across.add_(ahead[:, 1:] - ahead[:, :-1], alpha=_STEP).clamp_(least_across, lengths.across)
        down.add_(ahead[1:] - ahead[:-1], alpha=_STEP).clamp_(least_down, lengths.down)
        flow = F.pad(across, (0, 1)) - cost
        flow[:, 1:] -= across
        flow[:-1] += down
        flow[1:] -= down
        moved = torch.add(part, flow, alpha=_STEP).clamp_(low, high)
        ahead = torch.sub(2 * moved, part)
        part = moved
    return part
