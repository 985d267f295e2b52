"""A look that was taught: colours and curves of the whole picture first, then HDRNet for what depends on the place.

What most edits do is the same everywhere: a matrix on colours, a curve for each channel, a matrix again. `Development`
holds just these, few enough numbers to be found exactly from a handful of pairs. A bilateral grid cannot hold them
well, for its matrices know the brightness of a pixel but not each of its channels. What is left of the look, the local
part, is HDRNet's, which sees the developed picture and begins as the identity. How a look is kept is in `look_file`,
how it is taught in `pellucid.training.looks`.
"""

import torch
from torch import Tensor, nn

from pellucid.networks.hdrnet import HDRNet, sliced

KNOTS = 33
"""Of a curve; between them it is straight."""


class Development(nn.Module):
    """A colour matrix, a curve for each channel, and a colour matrix; it begins as the identity."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Parameter(torch.eye(3, 4))
        self.curves = nn.Parameter(torch.linspace(0, 1, KNOTS).repeat(3, 1))
        self.last = nn.Parameter(torch.eye(3, 4))

    def forward(self, colours: Tensor) -> Tensor:
        """Develop colours `(3, ...)`; float32, not clamped, each by itself."""
        mixed = _mixed(self.first, colours.float().flatten(1))
        positions = mixed * (KNOTS - 1)
        below = positions.detach().clamp(0, KNOTS - 2).floor().long()
        low, high = self.curves.gather(1, below), self.curves.gather(1, below + 1)
        bent = low + (positions - below) * (high - low)
        return _mixed(self.last, bent).view(colours.shape)


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

    def forward(self, picture: Tensor) -> Tensor:
        """Edit whole pictures `(N, 3, H, W)`, sRGB, 0 to 1; float32, not clamped."""
        developed = self.developed(picture)
        return sliced(self.local.cells(developed), developed, self.local.guide(developed))

    def developed(self, picture: Tensor) -> Tensor:
        """What is done everywhere, `(N, 3, H, W)`; every pixel by itself."""
        done: Tensor = self.development(picture.movedim(1, 0))
        return done.movedim(0, 1)


def _mixed(matrix: Tensor, colours: Tensor) -> Tensor:
    """`(3, 4)` applied to `(3, n)`."""
    return matrix[:, :3] @ colours + matrix[:, 3:]
