"""The parts that DAVANet's networks share, and its two smaller networks: DispBiNet and what judges the other eye.

There is no norm anywhere. After each convolution comes a leaky ReLU of slope 0.1, but not after the sum of a residual
block. The whole stands in `davanet`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.foundation.geometry import UnitRect

DISPARITY_UNIT_PX = 40.0
"""DispBiNet tells disparity in so many pixels."""

SLOPE = 0.1

_DILATIONS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Match:
    """What DispBiNet found in a pair, at full size or, for large pictures, at a reduced one.

    `disparity` is `(N, 2, h, w)`, left to right and right to left, in `DISPARITY_UNIT_PX` of the size it was found at;
    `features` `(N, C, h, w)`; `scale` says how much larger the pictures are now that it is told of.
    """

    disparity: Tensor
    features: Tensor
    scale: float = 1.0

    def disparity_px(self) -> Tensor:
        """Disparity in pixels of the pictures, `(N, 2, h, w)`, float32."""
        return self.disparity.float() * (DISPARITY_UNIT_PX * self.scale)

    def held(self) -> "Match":
        """The same, through which no gradient goes back."""
        return replace(self, disparity=self.disparity.detach(), features=self.features.detach())

    def within(self, place: UnitRect, size: Sequence[int] | torch.Size) -> "Match":
        """The same told of other copies of the pictures, or of a part of such copies, bilinearly.

        Args:
            place: of the part, as shares of the whole; see `imaging.bilateral_grid`.
            size: rows and columns of the part.
        """
        left, top, right, bottom = place.edges
        rows = top + (torch.arange(size[0], dtype=torch.float64) + 0.5) * (bottom - top) / size[0]
        columns = left + (torch.arange(size[1], dtype=torch.float64) + 0.5) * (right - left) / size[1]
        down, across = torch.meshgrid(2 * rows - 1, 2 * columns - 1, indexing="ij")
        grid = torch.stack((across, down), dim=-1).to(self.disparity.device, torch.float32)[None]
        maps = [
            F.grid_sample(
                found.float(), grid.expand(len(found), -1, -1, -1), padding_mode="border", align_corners=False
            )
            for found in (self.disparity, self.features)
        ]
        return Match(maps[0], maps[1], self.scale * size[1] / ((right - left) * self.disparity.shape[-1]))

    def largest_px(self) -> float:
        """The largest disparity, in pixels of the pictures, whichever way it points."""
        return float(self.disparity_px().abs().max())


class DispBiNet(nn.Module):
    """Disparity of a pair in both directions, from one eighth of its size to all of it.

    Args:
        width: channels at full size in the encoder (published: 48); deeper ones have 1, 2 and 8/3 times as many, and
            the last features two thirds.
    """

    def __init__(self, width: int = 48) -> None:
        super().__init__()
        half, quarter, eighth, last = width, 2 * width, 8 * width // 3, 2 * width // 3
        self.last_channels = last
        self.entry = convolution(6, width)
        self.halves = nn.ModuleList(
            nn.Sequential(convolution(few, many, stride=2), convolution(many, many))
            for few, many in ((width, half), (half, quarter), (quarter, eighth))
        )
        self.deep = nn.Sequential(
            *(ResidualBlock(eighth) for _ in range(2)),
            ResidualBlock(eighth, (2, 1)),
            ContextModule(eighth),
            convolution(eighth, eighth),
        )
        self.first = _disparity(eighth)
        self.levels = nn.ModuleList(
            (
                DisparityLevel(convolution(eighth, eighth), 2 * eighth, eighth, doubled=False),
                DisparityLevel(doubling(eighth, quarter), 2 * quarter, quarter),
                DisparityLevel(doubling(quarter, half), half, half),
                DisparityLevel(doubling(half, last), last, last),
            )
        )

    def forward(self, pair: Tensor) -> tuple[list[Tensor], Tensor]:
        """Find disparity.

        Args:
            pair: left and right picture, `(N, 6, H, W)`, 0 to 1, H and W multiples of 8.

        Returns:
            Five disparities in `DISPARITY_UNIT_PX` of the full size, `(N, 2, h, w)`: of all of the size, a half, a
            quarter, and two of an eighth; and the last features `(N, C, H, W)`.
        """
        features, skips = self.entry(pair), []
        for half in self.halves:
            features = half(features)
            skips.append(features)
        features = self.deep(features)
        found = [self.first(features)]
        # Only the two coarsest levels look back at the encoder.
        for level, skip in zip(self.levels, (skips[2], skips[1], None, None), strict=True):
            features, disparity = level(features, found[0], skip)
            found.insert(0, disparity)
        return found, features

    def match(self, pair: Tensor) -> Match:
        """Find disparity at full size only."""
        found, features = self(pair)
        return Match(found[0], features)


class DisparityLevel(nn.Module):
    """One step of DispBiNet's decoder: features and disparity of the coarser level to those of this one.

    Args:
        entry: turns the coarser features.
        channels_in: of the entry's result and of the skip together.
        channels: of this level's features.
        doubled: whether this level is twice as large.
    """

    def __init__(self, entry: nn.Module, channels_in: int, channels: int, *, doubled: bool = True) -> None:
        super().__init__()
        self.entry = entry
        self.enlarge = nn.ConvTranspose2d(2, 2, 4, 2, 1, bias=False) if doubled else nn.Identity()
        self.body = nn.Sequential(convolution(channels_in + 2, channels), convolution(channels, channels))
        self.change = _disparity(channels)

    def forward(self, features: Tensor, disparity: Tensor, skip: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return this level's features and disparity; the level predicts what changes."""
        coarse = self.enlarge(disparity)
        parts = [self.entry(features), coarse] if skip is None else [skip, self.entry(features), coarse]
        features = self.body(torch.cat(parts, dim=1))
        return features, self.change(features) + coarse


class GateNet(nn.Module):
    """How much of the other eye to take, by how unlike the two eyes are where they should see the same.

    Args:
        width: channels (published: 16).
    """

    def __init__(self, width: int = 16) -> None:
        super().__init__()
        self.body = nn.Sequential(convolution(1, width), ResidualBlock(width, side=1), nn.Conv2d(width, 1, 1))

    def forward(self, difference: Tensor) -> Tensor:
        """`(N, 1, H, W)`, 0 or more, to a share `(N, 1, H, W)` between 0 and 1."""
        share: Tensor = self.body(difference).sigmoid()
        return share


class ContextModule(nn.Module):
    """Four convolutions that look 1 to 4 pixels far, side by side, one that joins them, and the input added.

    Args:
        channels: in and out.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.looks = nn.ModuleList(convolution(channels, channels, dilation=dilation) for dilation in _DILATIONS)
        self.join = nn.Conv2d(len(_DILATIONS) * channels, channels, 3, 1, 1)

    def forward(self, features: Tensor) -> Tensor:
        """`(N, C, H, W)` in and out."""
        joined: Tensor = self.join(torch.cat([look(features) for look in self.looks], dim=1))
        return features + joined


class ResidualBlock(nn.Module):
    """Two convolutions with an activation between, and the input added.

    Args:
        channels: in and out.
        dilations: of the two.
        side: of both kernels.
    """

    def __init__(self, channels: int, dilations: tuple[int, int] = (1, 1), side: int = 3) -> None:
        super().__init__()
        first, second = (
            nn.Conv2d(channels, channels, side, 1, side // 2 * dilation, dilation) for dilation in dilations
        )
        self.body = nn.Sequential(first, nn.LeakyReLU(SLOPE), second)

    def forward(self, features: Tensor) -> Tensor:
        """`(N, C, H, W)` in and out."""
        added: Tensor = features + self.body(features)
        return added


def convolution(channels_in: int, channels_out: int, *, stride: int = 1, dilation: int = 1) -> nn.Sequential:
    """A 3x3 convolution and its activation."""
    return nn.Sequential(nn.Conv2d(channels_in, channels_out, 3, stride, dilation, dilation), nn.LeakyReLU(SLOPE))


def doubling(channels_in: int, channels_out: int) -> nn.Sequential:
    """A 4x4 transposed convolution to twice the size, and its activation."""
    return nn.Sequential(nn.ConvTranspose2d(channels_in, channels_out, 4, 2, 1), nn.LeakyReLU(SLOPE))


def _disparity(channels_in: int) -> nn.Conv2d:
    return nn.Conv2d(channels_in, 2, 3, 1, 1)
