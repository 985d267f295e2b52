"""DeepUPE: HDRNet taught to find the illumination of an underexposed picture, which is then divided out.

Wang et al., "Underexposed Photo Enhancement using Deep Illumination Estimation", CVPR 2019. The parts are those of
`hdrnet` with more convolutions: six at either size of the global path and six in the local one, 998,816 parameters with
curves as the guide. What is sliced is not the result but the illumination S, three values a pixel, and the result is
I / S with I <= S <= 1, so nothing is brighter than white and nothing becomes darker. A new network finds S = 1, which
changes nothing. `imaging.bilateral_grid.divide_by_grid`, which the canvas draws, is the same but for the bound of 1.
"""

import torch
from torch import Tensor, nn

from pellucid.imaging.bilateral_grid import LEAST
from pellucid.networks.hdrnet import Coefficients, make_guide, reduced, sliced, thinned

LIGHT = (0.0, 0.0, 0.0, 1.0) * 3
"""The matrix whose illumination is 1 everywhere, row by row."""


class DeepUPE(nn.Module):
    """Relights a picture.

    Args:
        multiplier: of all channels (published: 1).
        guide: one of `hdrnet.GUIDES` (published: curves).
        more_global: plain convolutions after each halving of the global path (published: 5).
        linear_local: convolutions that end the local path (published: 5).
    """

    def __init__(
        self, multiplier: float = 1, guide: str = "curves", more_global: int = 5, linear_local: int = 5
    ) -> None:
        super().__init__()
        self.coefficients = Coefficients(multiplier, more_global, linear_local)
        self.coefficients.begin_at(LIGHT)
        self.guide = make_guide(guide)

    def forward(self, picture: Tensor) -> Tensor:
        """Relight whole pictures.

        Args:
            picture: `(N, 3, H, W)` sRGB, 0 to 1, any size.

        Returns:
            I / S, the same shape, float32, 0 to 1.
        """
        return divided(picture, self.illumination(picture))

    def illumination(self, picture: Tensor, every: int = 1) -> Tensor:
        """S as it comes out of the grid, `(N, 3, H, W)`, float32, without bounds; see `divided`.

        Args:
            picture: `(N, 3, H, W)`.
            every: find S at every n-th pixel of every n-th row only; see `hdrnet.thinned`.
        """
        thin, place = thinned(picture, every)
        return sliced(self.cells(picture), thin, self.guide(thin), [place] * len(thin))

    def cells(self, picture: Tensor) -> Tensor:
        """The grids of S, `(N, 12, 8, 16, 16)`, of whole pictures `(N, 3, H, W)`; a small copy does as well."""
        cells: Tensor = self.coefficients(reduced(picture))
        return cells


def divided(picture: Tensor, illumination: Tensor) -> Tensor:
    """I / S with S within I and 1, both `(N, 3, H, W)`; gradients go to S where it lies within."""
    bounded = torch.maximum(illumination.clamp_max(1), picture).clamp_min(LEAST)
    return picture / bounded
