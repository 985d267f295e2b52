"""DAVANet: deblurring of a stereo pair, each eye helped by the other and by depth (Zhou et al., CVPR 2019).

`DeblurNet` restores one picture. In `DAVANet` both eyes go through the same one. Between its encoder and its decoder,
at a quarter of the size, come in the features of the other eye, moved along the rows by the disparity that `DispBiNet`
finds and mixed in by a gate, and features of the depth. A blurred thing that is sharper in the other eye, or whose
blur tells from its depth how it came about, is restored better so.

The structure is that of the authors' released code. Two things differ unless asked for:
- the features are moved by the disparity in their own pixels. The released code moves them by its raw number, which is
  in 40 pixels of the full size: by a tenth of the way (`released_warp`);
- no activation follows the last convolution, so corrections down and up are alike (`last_activation`).
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.imaging.stereo import swapped
from pellucid.networks.davanet_parts import (
    SLOPE,
    ContextModule,
    DispBiNet,
    GateNet,
    Match,
    ResidualBlock,
    convolution,
    doubling,
)
from pellucid.networks.padding import mirrored_to, rounded_up

SIZE_MULTIPLE = 8
"""DispBiNet halves three times; pictures are mirrored up to this inside."""

SINGLE_SIZE_MULTIPLE = 4
"""DeblurNet alone halves twice."""

SINGLE_RECEPTIVE_RADIUS_PX = 152
"""How far DeblurNet looks, at any width."""

RECEPTIVE_RADIUS_PX = 272
"""How far DAVANet looks, up and down, with a match of the same size: by DispBiNet's 196 and the decoder behind it.

Along rows it is this or, where that is more, DeblurNet's radius and the largest disparity.
"""

_BLOCKS = 3


@dataclass(frozen=True)
class Views:
    """What DAVANet makes of a pair: both eyes restored `(N, 6, H, W)`, not clamped, and its gates `(N, 2, H, W)`.

    Half as many channels where one eye only was wanted. A gate is the share of the other eye in the features of one, 0
    to 1.
    """

    restored: Tensor
    gates: Tensor


class DeblurNet(nn.Module):
    """One blurred picture to a sharp one.

    Args:
        width: channels at full size (published: 32); twice and four times as many at a half and a quarter.
        further: channels that come in before the decoder; 0 for a single picture.
        last_activation: a leaky ReLU after the last convolution, as published.
    """

    def __init__(self, width: int = 32, *, further: int = 0, last_activation: bool = False) -> None:
        super().__init__()
        full, half, quarter = width, 2 * width, 4 * width
        self.encoder = nn.ModuleList(
            nn.Sequential(convolution(few, many, stride=stride), *_blocks(many))
            for few, many, stride in ((3, full, 1), (full, half, 2), (half, quarter, 2))
        )
        self.deep = nn.Sequential(
            ResidualBlock(quarter, (2, 1)), ResidualBlock(quarter, (3, 1)), ContextModule(quarter)
        )
        self.decoder = nn.ModuleList(
            nn.Sequential(convolution(many, few), *_blocks(few))
            for many, few in ((quarter + further, quarter), (2 * half, half), (2 * full, full))
        )
        self.enlarge = nn.ModuleList((doubling(quarter, half), doubling(half, full)))
        last = nn.Conv2d(full, 3, 3, 1, 1)
        self.last = nn.Sequential(last, nn.LeakyReLU(SLOPE)) if last_activation else nn.Sequential(last)

    def forward(self, blurred: Tensor) -> Tensor:
        """Restore single pictures; only without further channels.

        Args:
            blurred: `(N, 3, H, W)`, 0 to 1, any size.

        Returns:
            Same shape, not clamped.
        """
        height, width = blurred.shape[-2:]
        seen = mirrored_to(blurred, *(rounded_up(side, SINGLE_SIZE_MULTIPLE) for side in (height, width)))
        return self.decode(seen, self.encode(seen))[..., :height, :width]

    def encode(self, blurred: Tensor) -> list[Tensor]:
        """Features of pictures whose sides are multiples of 4: at full size, at a half, and deep ones at a quarter."""
        features, levels = blurred, []
        for level in self.encoder:
            features = level(features)
            levels.append(features)
        return [*levels[:2], self.deep(features)]

    def decode(self, blurred: Tensor, levels: list[Tensor]) -> Tensor:
        """Restore pictures by what `encode` found; the further channels stand behind the deep features."""
        full, half, features = levels
        features = self.decoder[0](features)
        for skip, enlarge, body in zip((half, full), self.enlarge, self.decoder[1:], strict=True):
            features = body(torch.cat((skip, enlarge(features)), dim=1))
        restored: Tensor = blurred + self.last(features).float()
        return restored

    def begin_as_identity(self) -> None:
        """Let it give back its input, whatever its other weights are."""
        for parameter in self.last.parameters():
            nn.init.zeros_(parameter)


class FusionNet(nn.Module):
    """What each eye adds to the deep features of the other, and what depth adds to both.

    Args:
        width: channels of the depth features, of each eye (published: 32).
        found: channels of DispBiNet's last features.
        gate_width: of `GateNet` (published: 16).
        released_warp: move features as the authors' released code does; see the module.
    """

    def __init__(self, width: int, found: int, gate_width: int, *, released_warp: bool = False) -> None:
        super().__init__()
        self.released_warp = released_warp
        self.gate = GateNet(gate_width)
        self.depths = nn.ModuleList(
            nn.Sequential(convolution(found + 1, width), ResidualBlock(width)) for _ in range(2)
        )

    def forward(self, pair: Tensor, deep: Tensor, match: Match) -> tuple[Tensor, Tensor]:
        """Aggregate the views.

        Args:
            pair: `(N, 6, H, W)`, 0 to 1.
            deep: deep features of both eyes, `(2 N, C, H / 4, W / 4)`, those of all left ones first.
            match: of the pair.

        Returns:
            The deep features with the aggregated ones and those of depth behind them,
            `(2 N, 2 C + width, H / 4, W / 4)`, and the gates of the left and the right eye, `(2 N, 1, H / 4, W / 4)`.
        """
        size = (deep.shape[-2], deep.shape[-1])
        share = self.gate(F.adaptive_avg_pool2d(_unlikeness(pair, match.disparity_px()), size))
        coarse = F.adaptive_avg_pool2d(match.disparity.float(), size)  # in 40 px, which the depth features want
        moved_by = coarse if self.released_warp else _in_own_pixels(match, size)
        other = _by_eye(swapped(_side_by_side(deep), moved_by)).to(deep.dtype)
        aggregated = torch.lerp(deep, other, share.to(deep.dtype))
        features = F.adaptive_avg_pool2d(match.features, size)
        depth = [
            body(torch.cat((features, own.to(features.dtype)), dim=1))
            for body, own in zip(self.depths, coarse.chunk(2, dim=1), strict=True)
        ]
        return torch.cat((deep, aggregated, torch.cat(depth)), dim=1), share


class DAVANet(nn.Module):
    """A blurred pair to a sharp one.

    Args:
        width: of `DeblurNet`, and of the features of depth (published: 32); the gate has half as many channels.
        disparity_width: of `DispBiNet` (published: 48).
        released_warp: see the module.
        last_activation: see `DeblurNet`.
    """

    def __init__(
        self,
        width: int = 32,
        disparity_width: int = 48,
        *,
        released_warp: bool = False,
        last_activation: bool = False,
    ) -> None:
        super().__init__()
        self.disparity = DispBiNet(disparity_width)
        self.fusion = FusionNet(width, self.disparity.last_channels, width // 2, released_warp=released_warp)
        self.deblur = DeblurNet(width, further=5 * width, last_activation=last_activation)

    def forward(self, pair: Tensor) -> Tensor:
        """Restore pairs.

        Args:
            pair: left and right picture, `(N, 6, H, W)`, 0 to 1, any size.

        Returns:
            Same shape, not clamped.
        """
        return self.restored(pair, self.match(pair)).restored

    def match(self, pair: Tensor) -> Match:
        """Find the disparity of pairs, `(N, 6, H, W)` of any size; what is found has that size."""
        height, width = pair.shape[-2:]
        found = self.disparity.match(_padded(pair))
        return Match(found.disparity[..., :height, :width], found.features[..., :height, :width])

    def restored(self, pair: Tensor, match: Match, eye: int | None = None) -> Views:
        """Restore pairs by a match.

        Args:
            pair: `(N, 6, H, W)`, 0 to 1, any size.
            match: of this size; it may have been found on reduced copies, of which these are a part (`Match.within`).
            eye: 0 or 1 for one of the two, whose decoder alone is run then.
        """
        height, width = pair.shape[-2:]
        seen = _padded(pair)
        maps = [mirrored_to(found, *seen.shape[-2:]) for found in (match.disparity, match.features)]
        pictures = _by_eye(seen)
        full, half, deep = self.deblur.encode(pictures)
        fused, share = self.fusion(seen, deep, Match(maps[0], maps[1], match.scale))
        eyes = slice(None) if eye is None else slice(eye * len(pair), (eye + 1) * len(pair))
        restored = self.deblur.decode(pictures[eyes], [full[eyes], half[eyes], fused[eyes]])
        gates = F.interpolate(share[eyes].float(), size=seen.shape[-2:], mode="bilinear")
        both = (restored, gates) if eye is not None else (_side_by_side(restored), _side_by_side(gates))
        return Views(both[0][..., :height, :width], both[1][..., :height, :width])


def _unlikeness(pair: Tensor, disparity_px: Tensor) -> Tensor:
    """Sum over the colours of how far each eye is from the other one as it would see it, `(2 N, 1, H, W)`."""
    return _by_eye((pair - swapped(pair, disparity_px)).abs()).sum(dim=1, keepdim=True)


def _in_own_pixels(match: Match, size: tuple[int, int]) -> Tensor:
    """Disparity in pixels of a map of this size, `(N, 2, *size)`."""
    disparity_px = match.disparity_px()
    return F.adaptive_avg_pool2d(disparity_px, size) * (size[-1] / disparity_px.shape[-1])


def _by_eye(pairs: Tensor) -> Tensor:
    """`(N, 2 C, H, W)` to `(2 N, C, H, W)`, all left ones first."""
    return torch.cat(pairs.chunk(2, dim=1))


def _side_by_side(eyes: Tensor) -> Tensor:
    """`(2 N, C, H, W)` to `(N, 2 C, H, W)`."""
    return torch.cat(eyes.chunk(2), dim=1)


def _padded(pair: Tensor) -> Tensor:
    return mirrored_to(pair, *(rounded_up(side, SIZE_MULTIPLE) for side in pair.shape[-2:]))


def _blocks(channels: int) -> list[nn.Module]:
    return [ResidualBlock(channels) for _ in range(_BLOCKS)]
