"""A small network that describes pictures, for perceptual losses: pictures that look alike are described alike.

Papers use the five maps relu1_1 to relu5_1 of VGG-19, whose weights come from a data set that is not ours to use. This
is a narrow chain of the same form that we train ourselves, with `training.recipes.features`; it serves in training
only and is never shipped.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTHS = (16, 32, 64, 96, 128)

LEAST_PX = 16
"""The coarsest of the maps has one pixel for so many; sides are multiples of it."""

FINER = 4
"""How much finer than a map the picture is that is read off it while training; less for the finest two."""

_EVEN = 1e-3
"""Added to mean squares, so that a description of nearly nothing is not enlarged."""


class FeatureNetwork(nn.Module):
    """Five maps of a picture, each of half the size of the one before.

    Args:
        widths: channels of the maps.
    """

    def __init__(self, widths: Sequence[int] = WIDTHS) -> None:
        super().__init__()
        sources = [3, *widths[:-1]]
        self.entries = nn.ModuleList(nn.Conv2d(few, many, 3, 1, 1) for few, many in zip(sources, widths, strict=True))
        self.bodies = nn.ModuleList(nn.Conv2d(width, width, 3, 1, 1) for width in widths[:-1])

    def forward(self, picture: Tensor) -> list[Tensor]:
        """Describe a picture.

        Args:
            picture: `(N, 3, H, W)`, 0 to 1, sides at least 16.

        Returns:
            `(N, C_k, H / 2^k, W / 2^k)` for k from 0, finest first. At every pixel the mean square over the channels is
            1, so that the weights of a loss mean the same whatever the loudness of a map.
        """
        maps = [found.float() for found in self.raw(picture)]
        return [found * torch.rsqrt(found.square().mean(dim=1, keepdim=True) + _EVEN) for found in maps]

    def raw(self, picture: Tensor) -> list[Tensor]:
        """The maps as the convolutions give them, 0 or more."""
        values = 2 * picture - 1
        maps: list[Tensor] = []
        for level, entry in enumerate(self.entries):
            maps.append(F.relu(entry(values)))
            if level < len(self.bodies):
                # Means in place of VGG's maxima: a loss with an even slope paints no lattice.
                values = F.avg_pool2d(F.relu(self.bodies[level](maps[-1])), 2)
        return maps


class FillingNetwork(nn.Module):
    """A feature network while it learns: a picture is read off each of its maps.

    Every map is asked for the picture at up to four times its own fineness, so the coarse ones must tell what is where.

    Args:
        widths: of the feature network.
    """

    def __init__(self, widths: Sequence[int] = WIDTHS) -> None:
        super().__init__()
        self.features = FeatureNetwork(widths)
        self.finer = [min(FINER, 2**level) for level in range(len(widths))]
        self.heads = nn.ModuleList(
            nn.Conv2d(width, 3 * finer**2, 1) for width, finer in zip(widths, self.finer, strict=True)
        )

    def forward(self, picture: Tensor) -> list[Tensor]:
        """Read the picture off each map.

        Args:
            picture: `(N, 3, H, W)`, 0 to 1, H and W multiples of 16.

        Returns:
            One picture a map, `(N, 3, h, w)`, not clamped, of the size of the map times 1, 2, 4, 4 and 4: three at
            full size, then one at a half and one at a quarter.
        """
        parts = zip(self.heads, self.features.raw(picture), self.finer, strict=True)
        return [F.pixel_shuffle(head(found), finer) for head, found, finer in parts]
