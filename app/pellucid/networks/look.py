"""A look that was taught: colours and curves of the whole picture first, then HDRNet for what depends on the place.

What most edits do is the same everywhere: a matrix on colours, a curve for each channel, a matrix again. `Development`
holds just these, few enough numbers to be found exactly from a handful of pairs. A bilateral grid cannot hold them
well, for its matrices know the brightness of a pixel but not each of its channels. What is left of the look, the local
part, is HDRNet's, which sees the developed picture and begins as the identity. How a look is kept is in `look_file`,
how it is taught in `pellucid.training.looks`.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.imaging.bilateral_grid import COLUMNS, DEPTH, ROWS, tent_weights
from pellucid.imaging.srgb import luma
from pellucid.networks.hdrnet import COEFFICIENTS, HDRNet, reduced, sliced

KNOTS = 33
"""Of a curve; between them it is straight."""

_REACHES = (0, 1, 2, 4, 7)
"""How many cells around a place are looked at, to each side; beside them the whole picture is."""

_BINS = 32
_WIDTHS = (0.05, 0.1, 0.2, 0.4)
"""How far from its own brightness a cell looks, as standard deviations."""

_HIDDEN = 32


class Development(nn.Module):
    """A colour matrix, a curve for each channel, and a colour matrix; it begins as the identity."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Parameter(torch.eye(3, 4))
        self.curves = nn.Parameter(torch.linspace(0, 1, KNOTS).repeat(3, 1))
        self.last = nn.Parameter(torch.eye(3, 4))

    def forward(self, colors: Tensor) -> Tensor:
        """Develop colours `(3, ...)`; float32, not clamped, each by itself."""
        mixed = _mixed(self.first, colors.float().flatten(1))
        positions = mixed * (KNOTS - 1)
        below = positions.detach().clamp(0, KNOTS - 2).floor().long()
        low, high = self.curves.gather(1, below), self.curves.gather(1, below + 1)
        bent = low + (positions - below) * (high - low)
        return _mixed(self.last, bent).view(colors.shape)


class Surroundings(nn.Module):
    """What is added to each cell of the grid for what lies around it: one small function for all cells; first nothing.

    A cell knows, near and far, how much of the picture is darker or lighter than the brightness it is for, and by how
    much. A local edit that is the same everywhere is learned from a few pictures by this, for all their cells teach it.
    """

    kernels: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kernels", _kernels(), persistent=False)
        inputs = self.kernels.shape[-1] * (len(_REACHES) + 1) + 1
        self.layers = nn.Sequential(nn.Conv3d(inputs, _HIDDEN, 1), nn.GELU(), nn.Conv3d(_HIDDEN, _HIDDEN, 1), nn.GELU())
        self.last = nn.Conv3d(_HIDDEN, COEFFICIENTS, 1)
        nn.init.zeros_(self.last.weight)
        assert self.last.bias is not None
        nn.init.zeros_(self.last.bias)

    def forward(self, facts: Tensor) -> Tensor:
        """Facts of pictures to what is added to their cells, `(N, 12, 8, 16, 16)`."""
        added: Tensor = self.last(self.layers(facts))
        return added

    def facts(self, small: Tensor) -> Tensor:
        """What cells know of reduced pictures `(N, 3, 256, 256)`: `(N, inputs, 8, 16, 16)`, by plain counting."""
        shares = torch.cat([_shares(picture) for picture in small])
        reaches = [_mean_around(shares, reach) for reach in _REACHES]
        reaches.append(shares.mean((2, 3), keepdim=True).expand_as(shares))
        known = torch.cat([torch.einsum("nbyx,zbk->nkzyx", around, self.kernels) for around in reaches], dim=1)
        return torch.cat((known, _levels(DEPTH).to(small).view(1, 1, DEPTH, 1, 1).expand_as(known[:, :1])), dim=1)


class Look(nn.Module):
    """Makes pictures look as a person's own edits do.

    Args:
        multiplier: of all channels of HDRNet.
        guide: see `HDRNet`.
    """

    def __init__(self, multiplier: float = 1, guide: str = "curves") -> None:
        super().__init__()
        self.development = Development()
        self.local = HDRNet(multiplier, guide)
        self.surroundings = Surroundings()

    def forward(self, picture: Tensor) -> Tensor:
        """Edit whole pictures `(N, 3, H, W)`, sRGB, 0 to 1; float32, not clamped."""
        developed = self.developed(picture)
        return sliced(self.cells(developed), developed, self.local.guide(developed))

    def cells(self, developed: Tensor) -> Tensor:
        """The grids `(N, 12, 8, 16, 16)` of developed pictures `(N, 3, H, W)`; a small copy does as well."""
        small = reduced(developed)
        cells: Tensor = self.local.coefficients(small) + self.surroundings(self.surroundings.facts(small))
        return cells

    def developed(self, picture: Tensor) -> Tensor:
        """What is done everywhere, `(N, 3, H, W)`; every pixel by itself."""
        done: Tensor = self.development(picture.movedim(1, 0))
        return done.movedim(0, 1)


def _levels(count: int) -> Tensor:
    """Middles of so many steps from black to white."""
    return (torch.arange(count) + 0.5) / count


def _kernels() -> Tensor:
    """What a cell counts of each brightness around it, `(8, bins, counts)`: how much is like it, and differences."""
    difference = _levels(_BINS) - _levels(DEPTH)[:, None]
    counts = [4 * difference]
    for width in _WIDTHS:
        near = torch.exp(-(difference / width).square() / 2)
        counts += [near, 4 * near * difference]
    return torch.stack(counts, dim=-1)


def _shares(picture: Tensor) -> Tensor:
    """How much of each place is of each brightness: `(1, bins, rows, columns)` of a picture `(3, h, w)`."""
    counted = tent_weights(luma(picture)[0].clamp(0, 1), _BINS).movedim(-1, 0)
    return F.adaptive_avg_pool2d(counted[None], (ROWS, COLUMNS))


def _mean_around(shares: Tensor, reach: int) -> Tensor:
    """Means of `(N, bins, rows, columns)` over so many cells to each side; borders are held."""
    padded = F.pad(shares, (reach, reach, reach, reach), mode="replicate")
    return F.avg_pool2d(padded, 2 * reach + 1, stride=1)


def _mixed(matrix: Tensor, colors: Tensor) -> Tensor:
    """`(3, 4)` applied to `(3, n)`."""
    return matrix[:, :3] @ colors + matrix[:, 3:]
