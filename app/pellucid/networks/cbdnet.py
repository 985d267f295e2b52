"""CBDNet: blind denoising of real photographs in two networks.

Guo et al., "Toward Convolutional Blind Denoising of Real Photographs", CVPR 2019.
CNN_E estimates the noise level map sigma_hat(y); CNN_D removes noise given y and a map. The user's slider is
the factor gamma between them, rho = gamma * sigma_hat(y) (Section 3.2), so it is an input of CNN_D and not a
blend of its output.

Two things differ from the paper where the configuration says so (`app/decisions/0024-luma-and-chroma-maps.md`): the map
may be that of luma and two chroma, so that each has a gamma of its own, and the layers may run on the folded picture,
blocks of pixels turned into channels, with fewer and wider positions. A third always does: the map is never much above
what the picture itself varies (`app/decisions/0020-what-denoising-learns.md`).
"""

from collections.abc import Sequence
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.imaging import local_variation
from pellucid.imaging.luma_chroma import luma_chroma_levels, to_luma_chroma, to_rgb
from pellucid.networks import bands as row_bands
from pellucid.networks.bands import cut_bands, in_bands
from pellucid.networks.noise_estimator import ESTIMATOR_RADIUS_PX, NoiseEstimator, conv3
from pellucid.networks.padding import extended

MapKind = Literal["rgb", "luma_chroma"]
"""What the three planes of the map are the noise of: red, green and blue as published, or Y, Cb and Cr."""

SIZE_MULTIPLE = 4
"""Two levels of stride 2: height and width are padded to a multiple of this."""

RIM_PX = 8
"""By how much pictures are mirrored over their edges; more than the radius of CNN_E, and a size multiple."""

RECEPTIVE_RADIUS_PX = 52
"""Receptive radius of the map and CNN_D together, for tiles that start at a multiple of 4.

3 (output convolutions) + 2*3 + 4*6 + 2*3 + 2 (level 1) + 7 (bound of the map; CNN_E has 5) + 3 lost to alignment = 51,
rounded up to the size multiple.
"""

MOST_OF_VARIATION = 2.5
"""A map is at most this many times what the picture varies nearby. Real noise hangs together over some pixels, so that
it varies less within a small window than its level says."""

_LEVEL1_ROWS, _MERGE1_ROWS = 2, 4
"""What the layers at full resolution see: two convolutions going down, three going up, rounded to even rows."""

_BLOCK2_ROWS = 4
"""What three convolutions of the middle level see, rounded to even rows."""


def _conv_block(channels: int, count: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for _ in range(count):
        layers += [conv3(channels, channels), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class NonBlindDenoiser(nn.Module):
    """CNN_D: a three-level U-Net that learns the residual, given the picture and a noise level map.

    Strided 2x2 convolutions go down, transposed 2x2 convolutions go up, and skips are added, not concatenated.

    Args:
        widths: channels of the three levels (published: 64, 128, 256).
        fold: side of the blocks of pixels that are turned into channels (published: 1, none).
    """

    def __init__(self, widths: Sequence[int] = (64, 128, 256), fold: int = 1) -> None:
        super().__init__()
        self.fold = fold
        first, second, third = widths
        relu = nn.ReLU(inplace=True)
        self.level1 = nn.Sequential(conv3(6 * fold * fold, first), relu, conv3(first, first), relu)
        self.down1 = nn.Sequential(nn.Conv2d(first, second, 2, stride=2), relu)
        self.level2 = _conv_block(second, 3)
        self.down2 = nn.Sequential(nn.Conv2d(second, third, 2, stride=2), relu)
        self.level3 = _conv_block(third, 6)
        self.up2 = nn.ConvTranspose2d(third, second, 2, stride=2)
        self.merge2 = _conv_block(second, 3)
        self.up1 = nn.ConvTranspose2d(second, first, 2, stride=2)
        self.merge1 = _conv_block(first, 2)
        self.last = conv3(first, 3 * fold * fold)

    def forward(self, noisy: Tensor, noise_map: Tensor) -> Tensor:
        """Remove noise of the stated level.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1, H and W multiples of 4 times `fold`.
            noise_map: standard deviation of the noise, (N, 3, H, W), same units.

        Returns:
            The clean estimate, (N, 3, H, W), not clipped.
        """
        folded = (F.pixel_unshuffle(planes, self.fold) for planes in (noisy, noise_map))
        return F.pixel_shuffle(self._restored(*folded), self.fold)

    def _restored(self, noisy: Tensor, noise_map: Tensor) -> Tensor:
        """The layers, on folded planes."""
        height = noisy.shape[-2]
        bands = cut_bands(height, SIZE_MULTIPLE)
        # Whole pictures are made before the bands, one after the other, so that they do not lie in the gaps that bands
        # leave: in the order of use they took twice the memory.
        kind = self.up1.weight.dtype
        fine = _empty_like(noisy, self.up1.out_channels, 1, kind)  # (N, w1, H, W)
        half = _empty_like(noisy, self.up1.in_channels, 2, kind)  # (N, w2, H/2, W/2)
        skip = torch.empty_like(half)
        restored = torch.empty_like(noisy)
        for band in bands:
            wide = band.wider(_LEVEL1_ROWS)
            part = self.level1(torch.cat((wide.of(noisy), wide.of(noise_map)), dim=1))  # (N, w1, rows, W)
            own = band.within(wide, part)
            band.of(half, 2).copy_(self.down1(own))  # (N, w2, rows/2, W/2)
            band.of(fine).copy_(own)
            del part, own
        middle = self._below(half, skip)
        for band in bands:
            wide = band.wider(_MERGE1_ROWS)
            part = self.up1(wide.of(middle, 2)).add_(wide.of(fine))
            residual = self.last(self.merge1(part))
            band.of(restored).copy_(band.of(noisy) + band.within(wide, residual))
            del part, residual
        return restored

    def _below(self, half: Tensor, skip: Tensor) -> Tensor:
        """The two lower levels: (N, w2, H/2, W/2) in and out.

        The middle level goes in bands as well: of its three convolutions in a row only two pictures exist whole.

        Args:
            half: what level 1 gives; without gradients the result takes its place.
            skip: of the same shape, for what level 2 gives.
        """
        rows = row_bands.BAND_ROWS // 2
        skip = in_bands(self.level2, half, _BLOCK2_ROWS, rows, skip)
        coarse = self.level3(self.down2(skip))  # (N, w3, H/4, W/4)
        merged = torch.empty_like(half) if torch.is_grad_enabled() else half
        for band in cut_bands(half.shape[-2], 2, rows):
            wide = band.wider(_BLOCK2_ROWS)
            middle = self.up2(wide.of(coarse, 2)).add_(wide.of(skip))
            band.of(merged).copy_(band.within(wide, self.merge2(middle)))
            del middle
        return merged


def _empty_like(planes: Tensor, channels: int, divisor: int, kind: torch.dtype) -> Tensor:
    """Room for channels at a whole fraction of a picture's size, channels last."""
    count, _, height, width = planes.shape
    shape = (count, channels, height // divisor, width // divisor)
    return torch.empty(shape, dtype=kind, device=planes.device, memory_format=torch.channels_last)


class CBDNet(nn.Module):
    """Both networks with gamma between them; any picture size.

    Sizes and radii of this module are those of a picture that is not folded; else they are `fold` times as many pixels.

    Args:
        widths: channels of CNN_D (published: 64, 128, 256).
        estimator_width: channels of CNN_E (published: 32).
        map_kind: what the three planes of the map are the noise of (published: red, green and blue).
        fold: side of the blocks of pixels that both networks see as channels of one position (published: 1).
        told_apart: CNN_D has learned to be told of luma and of chroma apart; matters to a map of them alone.
    """

    def __init__(
        self,
        widths: Sequence[int] = (64, 128, 256),
        estimator_width: int = 32,
        map_kind: MapKind = "rgb",
        fold: int = 1,
        *,
        told_apart: bool = True,
    ) -> None:
        super().__init__()
        self.map_kind, self.fold, self.told_apart = map_kind, fold, told_apart and map_kind == "luma_chroma"
        self.estimator = NoiseEstimator(estimator_width, fold)
        self.denoiser = NonBlindDenoiser(widths, fold)

    def forward(
        self, noisy: Tensor, gamma: float | Tensor = 1.0, color_gamma: float | Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Denoise with the estimated map scaled by gamma.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1, any H and W.
            gamma: factor on the estimated noise of luma, 0 to 2; a tensor that broadcasts to (N, 1, H, W) has one
                for every pixel.
            color_gamma: the same for both chroma; None is `gamma`. Where CNN_D cannot be told of them apart, another
                value costs a second run, of which only the chroma are taken.

        Returns:
            The clean estimate, not clipped, and the unscaled map sigma_hat, both (N, 3, H, W).
        """
        noise_map = self.noise_map(noisy)
        color_gamma = gamma if color_gamma is None else color_gamma
        if self.told_apart:
            given = torch.cat((gamma * noise_map[:, :1], color_gamma * noise_map[:, 1:]), dim=1)
            return self.denoise(noisy, given), noise_map
        restored = self.denoise(noisy, gamma * noise_map)
        if not _are_same(gamma, color_gamma):
            colored = to_luma_chroma(self.denoise(noisy, color_gamma * noise_map))
            restored = to_rgb(torch.cat((to_luma_chroma(restored)[:, :1], colored[:, 1:]), dim=1))
        return restored, noise_map

    def noise_map(self, noisy: Tensor) -> Tensor:
        """The map sigma_hat that CNN_D is told of, times gamma: what CNN_E estimates, within what the picture allows.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1, any H and W.

        Returns:
            The map, (N, 3, H, W), nowhere above `MOST_OF_VARIATION` times the local standard deviation of its plane.
        """
        planes = to_luma_chroma(noisy) if self.map_kind == "luma_chroma" else noisy
        allowed = MOST_OF_VARIATION * local_variation.local_variation(planes, noisy)
        return torch.minimum(self.estimate(noisy), allowed)

    def estimate(self, noisy: Tensor) -> Tensor:
        """Run CNN_E alone on a picture of any size.

        The picture is mirrored over its edges: convolutions pad with black, which CNN_E would take for a hard edge
        and so for noise all around the picture.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1.

        Returns:
            What it takes for the noise, (N, 3, H, W); see `noise_map`.
        """
        height, width = noisy.shape[-2:]
        rim, radius = RIM_PX * self.fold, ESTIMATOR_RADIUS_PX * self.fold + self.fold - 1
        noise_map = in_bands(self.estimator, extended(noisy, self._sides(height, width, self.fold)), radius)
        return noise_map[..., rim : rim + height, rim : rim + width]

    def luma_chroma_map(self, noise_map: Tensor) -> Tensor:
        """A map of this network as noise of Y, Cb and Cr, whatever kind it is of.

        Args:
            noise_map: of `estimate`, (N, 3, H, W).

        Returns:
            (N, 3, H, W); of a map of red, green and blue as if their noise were independent.
        """
        return noise_map if self.map_kind == "luma_chroma" else luma_chroma_levels(noise_map)

    def denoise(self, noisy: Tensor, noise_map: Tensor) -> Tensor:
        """Run CNN_D alone on a picture of any size, mirrored likewise: its outermost pixels gain 0.2 dB by that.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1.
            noise_map: the scaled map rho, (N, 3, H, W).

        Returns:
            The clean estimate, (N, 3, H, W), not clipped.
        """
        height, width = noisy.shape[-2:]
        rim, sides = RIM_PX * self.fold, self._sides(height, width, SIZE_MULTIPLE * self.fold)
        restored: Tensor = self.denoiser(extended(noisy, sides), extended(noise_map, sides))
        return restored[..., rim : rim + height, rim : rim + width]

    def _sides(self, height: int, width: int, multiple: int) -> tuple[int, int, int, int]:
        """By how much a picture is mirrored to the left, right, top and bottom: a rim, and up to a multiple."""
        rim = RIM_PX * self.fold
        return rim, rim + -width % multiple, rim, rim + -height % multiple


def _are_same(first: float | Tensor, second: float | Tensor) -> bool:
    return bool((torch.as_tensor(first) == torch.as_tensor(second)).all())
