"""PMS-Net: how large a patch the dark channel prior should look at, pixel by pixel.

Chen, Ding and Kuo, "PMS-Net: Robust Haze Removal Based on Patch Map for Single Images", CVPR 2019. A U-shape of
multi-scale wide residual blocks, multi-deconvolutions, global convolutions and boundary refinement, as the authors
drew it; where the paper leaves numbers open, those of their code for its successor (PMHLD, TIP 2020) stand.

Ours differs in the end: the paper regresses one bounded number, and this network scores the sizes that are told apart.
Their expectation, in octaves, is the patch size, so the output is bounded by the least and the largest. A regression
averages where two answers are plausible; scores can be taught by the best size itself too. What is done with the map is
in `imaging.patch_map`.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.imaging.patch_map import SIZES
from pellucid.networks.padding import extended

SIZE_MULTIPLE = 32
"""Five halvings; pictures are padded to a multiple of this inside.

A radius is not given: the global convolutions look over most of a working copy, so it is never cut into tiles.
"""

STEM = 16
DOWN = 32
REFINED = 32
CONTEXT_SIDES = (7, 15, 15, 21)
"""Lengths of the global convolutions, coarsest first; the code has 20 for the last, which has no middle."""

DROPOUTS = (0.25, 0.35, 0.4)
DILATIONS = ((3, 2), (2, 3), (2, 2))
"""Of the 3x3 and the 5x5 branch, by level, finest first."""

_SPREAD = 4
"""The last map stands at a quarter of the size; dense upsampling gives each of its values 4 x 4 answers."""


class PMSNet(nn.Module):
    """Scores of all patch sizes, and their expectation.

    Args:
        width: the three levels have 16, 32 and 64 times as many channels (the authors' code: 10).
        context: hidden channels of the global convolutions (64).
        norm: whether blocks have batch norms, as published; small batches do better without.
        dropout: whether to drop channels' values in training, as published.
    """

    def __init__(self, width: int = 10, context: int = 64, *, norm: bool = True, dropout: bool = True) -> None:
        super().__init__()
        first, second, third = (STEM * width * 2**level for level in range(3))
        kinds = [(norm, rate if dropout else 0.0) for rate in DROPOUTS]
        down = 3 * DOWN
        self.stem = nn.Sequential(*_unit(3, STEM, 3, stride=2, norm=norm), nn.MaxPool2d(2))
        self.level1 = WideBlock(STEM, first, DILATIONS[0], *kinds[0])
        self.down1 = MultiScaleDown(first)
        self.level2 = WideBlock(down, second, DILATIONS[1], *kinds[1])
        self.down2 = MultiScaleDown(second)
        self.level3 = WideBlock(down, third, DILATIONS[2], *kinds[2])
        self.down3 = MultiScaleDown(third)
        self.up3 = MultiDeconvolution(down, third)
        self.up2 = MultiDeconvolution(2 * third + down, second)
        self.up1 = MultiDeconvolution(2 * second + down, second)
        entering = (down, 2 * third + down, 2 * second + down, 2 * second + STEM)
        self.contexts = nn.ModuleList(
            GlobalContext(channels, context, side) for channels, side in zip(entering, CONTEXT_SIDES, strict=True)
        )
        self.before = nn.ModuleList(BoundaryRefinement() for _ in CONTEXT_SIDES)
        self.after = nn.ModuleList(BoundaryRefinement() for _ in CONTEXT_SIDES[1:])
        self.dense = nn.Conv2d(REFINED, len(SIZES) * _SPREAD**2, 3, padding=1)
        self.register_buffer("octaves", torch.tensor(SIZES, dtype=torch.float32).log2(), persistent=False)

    octaves: Tensor

    def forward(self, hazy: Tensor) -> Tensor:
        """Predict the patch map.

        Args:
            hazy: a whole picture as it is, `(N, 3, H, W)`, 0 to 1, any size; meant for a long side of 640 or less.

        Returns:
            Sides of patches in pixels of this picture, `(N, 1, H, W)`, from the least to the largest of `SIZES`.
        """
        return self.expected(self.scores(hazy))

    def expected(self, scores: Tensor) -> Tensor:
        """The patch size of scores `(N, sizes, H, W)`: their expectation, taken over octaves, `(N, 1, H, W)`."""
        shares = scores.float().softmax(dim=1)
        return torch.exp2(torch.tensordot(shares, self.octaves, dims=([1], [0]))[:, None])

    def scores(self, hazy: Tensor) -> Tensor:
        """Score each of `SIZES` at each pixel, `(N, sizes, H, W)`; see `forward`."""
        height, width = hazy.shape[-2:]
        padded = extended(hazy - 0.5, (0, -width % SIZE_MULTIPLE, 0, -height % SIZE_MULTIPLE))
        stem = self.stem(padded)  # 1/4
        fine = self.down1(self.level1(stem))  # 1/8
        middle = self.down2(self.level2(fine))  # 1/16
        coarse = self.down3(self.level3(middle))  # 1/32
        merged3 = torch.cat((self.up3(coarse), middle), dim=1)
        merged2 = torch.cat((self.up2(merged3), fine), dim=1)
        merged1 = torch.cat((self.up1(merged2), stem), dim=1)
        refined = self.before[0](self.contexts[0](coarse))
        for number, merged in enumerate((merged3, merged2, merged1)):
            found = self.before[number + 1](self.contexts[number + 1](merged))
            raised = F.interpolate(refined, scale_factor=2.0, mode="bilinear", align_corners=False)
            refined = self.after[number](found + raised)
        dense = F.pixel_shuffle(self.dense(refined), _SPREAD)
        return dense[..., :height, :width]


class WideBlock(nn.Module):
    """Multi-scale wide residual block: a projection and branches of 1x1, 3x3 and 5x5, dilated, all added.

    Args:
        channels_in: of the input.
        channels: of the output.
        dilations: of the 3x3 and the 5x5 branch.
        norm: whether convolutions are followed by batch norms.
        dropout: share of values dropped in training.
    """

    def __init__(self, channels_in: int, channels: int, dilations: tuple[int, int], norm: bool, dropout: float) -> None:
        super().__init__()
        self.projection = nn.Conv2d(channels_in, channels, 1)
        self.branch1 = nn.Sequential(
            *_unit(channels_in, channels, 1, norm=norm), nn.Dropout(dropout), *_unit(channels, channels, 1, norm=norm)
        )
        self.branch3, self.branch5 = (
            nn.Sequential(
                *_unit(channels_in, channels, 1, norm=norm),
                *_unit(channels, channels, side, dilation=dilation, norm=norm),
                nn.Dropout(dropout),
                *_unit(channels, channels, 1, norm=norm),
            )
            for side, dilation in zip((3, 5), dilations, strict=True)
        )

    def forward(self, features: Tensor) -> Tensor:
        """`(N, channels_in, h, w)` to `(N, channels, h, w)`."""
        total: Tensor = self.projection(features)
        for branch in (self.branch1, self.branch3, self.branch5):
            total = total + branch(features)
        return total


class MultiScaleDown(nn.Module):
    """Halve the size by strided convolutions of 2x2, 3x3 and 5x5 side by side."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.ways = nn.ModuleList(
            nn.Conv2d(channels, DOWN, side, stride=2, padding=(side - 1) // 2) for side in (2, 3, 5)
        )

    def forward(self, features: Tensor) -> Tensor:
        """`(N, channels, h, w)` to `(N, 96, h / 2, w / 2)`."""
        return F.relu(torch.cat([way(features) for way in self.ways], dim=1))


class MultiDeconvolution(nn.Module):
    """Double the size by transposed convolutions of 2x2 and 3x3 side by side."""

    def __init__(self, channels_in: int, channels: int) -> None:
        super().__init__()
        self.narrow = nn.ConvTranspose2d(channels_in, channels, 2, stride=2)
        self.wide = nn.ConvTranspose2d(channels_in, channels, 3, stride=2, padding=1, output_padding=1)

    def forward(self, features: Tensor) -> Tensor:
        """`(N, channels_in, h, w)` to `(N, 2 channels, 2 h, 2 w)`."""
        return F.relu(torch.cat((self.narrow(features), self.wide(features)), dim=1))


class GlobalContext(nn.Module):
    """Global convolution: a large kernel as a column and then a row, and as a row and then a column."""

    def __init__(self, channels_in: int, hidden: int, side: int) -> None:
        super().__init__()
        column, row = (side, 1), (1, side)
        self.down_across, self.across_down = (
            nn.Sequential(
                nn.Conv2d(channels_in, hidden, one, padding=(one[0] // 2, one[1] // 2)),
                nn.Conv2d(hidden, REFINED // 2, other, padding=(other[0] // 2, other[1] // 2)),
            )
            for one, other in ((column, row), (row, column))
        )

    def forward(self, features: Tensor) -> Tensor:
        """`(N, channels_in, h, w)` to `(N, 32, h, w)`."""
        return torch.cat((self.down_across(features), self.across_down(features)), dim=1)


class BoundaryRefinement(nn.Module):
    """A residual of two 3x3 convolutions that sharpens the edges of what a global convolution found."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(REFINED, REFINED, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(REFINED, REFINED, 3, padding=1)
        )

    def forward(self, features: Tensor) -> Tensor:
        """`(N, 32, h, w)` in and out."""
        residual: Tensor = self.body(features)
        return features + residual


def _unit(
    channels_in: int, channels: int, side: int, *, stride: int = 1, dilation: int = 1, norm: bool
) -> list[nn.Module]:
    """Convolution, batch norm if wanted, ReLU."""
    padding = dilation * (side - 1) // 2
    convolution = nn.Conv2d(channels_in, channels, side, stride, padding, dilation, bias=not norm)
    return [convolution, *([nn.BatchNorm2d(channels)] if norm else []), nn.ReLU(inplace=True)]
