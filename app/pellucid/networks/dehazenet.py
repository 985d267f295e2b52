"""DehazeNet: how much light comes through the haze, pixel by pixel (Cai et al., TIP 2016).

The structure and the borders are those of the authors' released code: they train on patches of 16 x 16 with one t each,
and run the same kernels over the whole picture, mirrored at its edges. `estimate` says how a photo is given to it;
undoing the haze is not done here, but in `imaging.scattering`.

It runs on bands of rows, so that its 48 maps stay small; see `bands`.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.imaging.airlight import airlight_of_transmission
from pellucid.imaging.guided_filter import GuidedMap, guided_map
from pellucid.imaging.srgb import luma
from pellucid.networks.bands import cut_bands

SIZE_MULTIPLE = 1
"""Any size will do."""

RECEPTIVE_RADIUS_PX = 11
"""2 (features) + 3 (scales) + 3 (local maximum) + 3 (regression, which sees 2 up and left, 3 down and right)."""

REFERENCE_PX = 640
"""Long side of the pictures for which the authors' code is made."""

REFINE_RADIUS_PX = 50
"""Radius of the guided filter in the authors' code, on such a picture."""

REFINE_EPSILON = 1e-3

SCALES_PX = (3, 5, 7)
"""Kernels of the multi-scale mapping."""

LEAK = 0.1
"""Slope of `DehazeNet.leaky` beyond 0 and 1."""

_RIVALS = 4
"""Maps that Maxout chooses from."""

_FEATURE_PX, _MAXIMUM_PX, _REGRESSION_PX = 5, 7, 6
_MIDDLE = 0.5

_MAXIMUM_STEPS = (1, 2, 3)
"""Shifts by which the greatest of 7 neighbours is found: of 2, then of 4, then of 7."""

_BAND_ROWS = 96
_BLOCK = 4
"""Sides of the squares in which `_in_blocks` computes."""


class DehazeNet(nn.Module):
    """t of a hazy picture in four steps: Maxout features, three scales, local maximum, bounded regression.

    Args:
        width: maps of each convolution but the last, a multiple of 4 (published: 16).
    """

    def __init__(self, width: int = 16) -> None:
        super().__init__()
        self.width = width
        self.features = nn.Conv2d(3, width, _FEATURE_PX)
        self.scales = nn.ModuleList(nn.Conv2d(width // _RIVALS, width, side) for side in SCALES_PX)
        self.regression = nn.Conv2d(len(SCALES_PX) * width, 1, _REGRESSION_PX)

    def forward(self, hazy: Tensor) -> Tensor:
        """Estimate the transmission.

        Args:
            hazy: `(N, 3, H, W)`, 0 to 1, any size.

        Returns:
            t, `(N, 1, H, W)`, 0 to 1: the regression through BReLU, min(1, max(0, x)).
        """
        return self._unbounded(hazy).clamp(0, 1)

    def leaky(self, hazy: Tensor) -> Tensor:
        """As `forward`, but with a slope of `LEAK` beyond 0 and 1.

        For training only: where BReLU clips it passes no gradient back, and a network that clips everywhere stays dead.
        """
        found = self._unbounded(hazy)
        bounded = found.clamp(0, 1)
        return bounded + LEAK * (found - bounded)

    def _unbounded(self, hazy: Tensor) -> Tensor:
        parts = []
        done = 0
        for band in cut_bands(hazy.shape[-2], 1, _BAND_ROWS):
            wide = band.wider(RECEPTIVE_RADIUS_PX)
            found = band.within(wide, self._regressed(wide.of(hazy)))
            parts.append(found[..., done - band.top :, :])  # the last two bands overlap
            done = band.bottom
        return torch.cat(parts, dim=-2)

    def _regressed(self, hazy: Tensor) -> Tensor:
        features = self.features(mirrored(hazy - _MIDDLE, *_around(_FEATURE_PX)))
        strongest = features.unflatten(1, (-1, _RIVALS)).amax(dim=2)
        rim = max(SCALES_PX) // 2
        whole = mirrored(strongest, rim, rim)
        layers = zip(self.scales, SCALES_PX, strict=True)
        mapped = [scale(_without_rim(whole, rim - side // 2)) for scale, side in layers]
        return self._regression_of(torch.cat(mapped, dim=1))

    def _regression_of(self, mapped: Tensor) -> Tensor:
        """Local maximum and regression, mirrored once for both.

        Beyond the border the authors' maximum repeats the edge. Mirrored pixels are within its window as well, so it
        finds the same among them, and beyond the border the mirror of what it finds inside.
        """
        height, width = mapped.shape[-2:]
        before, after = (rim + _MAXIMUM_PX // 2 for rim in _around(_REGRESSION_PX))
        if torch.is_grad_enabled():
            learning: Tensor = self.regression(local_maximum(mirrored(mapped, before, after)))
            return learning
        spare = _BLOCK - 1  # so that the last block may end beyond the picture
        local = local_maximum(mirrored(mapped, before, after + spare))
        return _in_blocks(self.regression, local)[..., :height, :width]


def estimate(network: Callable[[Tensor], Tensor], picture: Tensor) -> tuple[GuidedMap, Tensor]:
    """Find transmission and airlight of a picture: first as it is, and then in white airlight.

    The authors train with white airlight only. Once the airlight is known the picture is divided by it, and the second
    look sees what the network knows best; the airlight of that look is the one that counts.

    Args:
        network: a `DehazeNet`.
        picture: `(3, H, W)`, 0 to 1; a long side of `REFERENCE_PX` is what the radius of the guided filter is made for.

    Returns:
        t as a function of the luma of the picture, whose values may lie outside 0 to 1, and the airlight `(3,)`.
    """
    _, airlight = _one_look(network, picture, picture)
    return _one_look(network, picture, (picture / airlight[:, None, None]).clamp(0, 1))


def _one_look(network: Callable[[Tensor], Tensor], picture: Tensor, seen: Tensor) -> tuple[GuidedMap, Tensor]:
    radius = refine_radius_px(max(picture.shape[1:]))
    fitted = guided_map(luma(picture), network(seen[None])[0].float(), radius, REFINE_EPSILON)
    return fitted, airlight_of_transmission(picture, fitted.at(luma(picture)).clamp(0, 1))


def refine_radius_px(long_side_px: int) -> int:
    """Radius of the guided filter for a picture of that long side."""
    return max(1, round(REFINE_RADIUS_PX * long_side_px / REFERENCE_PX))


def mirrored(picture: Tensor, before: int, after: int) -> Tensor:
    """Mirror a picture over its edges, the edge itself included, as MATLAB does under the name symmetric.

    Args:
        picture: `(N, C, H, W)`; one smaller than the rim is mirrored again and again.
        before: pixels added above and to the left.
        after: pixels added below and to the right.
    """
    for axis in (-2, -1):
        length = picture.shape[axis]
        places = torch.arange(-before, length + after, device=picture.device) % (2 * length)
        places = torch.minimum(places, 2 * length - 1 - places)
        rims = [picture.index_select(axis, rim) for rim in (places[:before], places[before + length :])]
        picture = torch.cat([rims[0], picture, rims[1]], dim=axis)
    return picture


def local_maximum(maps: Tensor) -> Tensor:
    """The greatest value within squares of 7 x 7 pixels, where these lie whole in `(N, C, H, W)`: 6 pixels less a side.

    Rows first and then columns. Six comparisons a pixel take least time, but pooling has the cheaper gradient.
    """
    if torch.is_grad_enabled():
        return F.max_pool2d(F.max_pool2d(maps, (1, _MAXIMUM_PX), 1), (_MAXIMUM_PX, 1), 1)
    for axis in (-1, -2):
        for step in _MAXIMUM_STEPS:
            kept = maps.shape[axis] - step
            maps = torch.maximum(maps.narrow(axis, 0, kept), maps.narrow(axis, step, kept))
    return maps


def _in_blocks(convolution: nn.Conv2d, maps: Tensor) -> Tensor:
    """A convolution to one channel that computes 4 x 4 pixels at a time; those past the last whole block are left out.

    Kernels of CPUs fill blocks of 16 output channels, so one costs as much as sixteen. Sixteen neighbours are the
    channels of one larger convolution of stride 4, whose weights are the same ones, shifted (see
    `layout.NarrowConvolution`).
    """
    weight = convolution.weight
    side = weight.shape[-1]
    shifted = weight.new_zeros(_BLOCK, _BLOCK, weight.shape[1], side + _BLOCK - 1, side + _BLOCK - 1)
    for row in range(_BLOCK):
        for column in range(_BLOCK):
            shifted[row, column, :, row : row + side, column : column + side] = weight[0]
    assert convolution.bias is not None
    kernels = shifted.flatten(0, 1).contiguous(memory_format=torch.channels_last)
    return F.pixel_shuffle(F.conv2d(maps, kernels, convolution.bias.expand(_BLOCK**2), stride=_BLOCK), _BLOCK)


def _without_rim(picture: Tensor, rim: int) -> Tensor:
    """The picture without a rim."""
    return picture[..., rim : picture.shape[-2] - rim, rim : picture.shape[-1] - rim]


def _around(side_px: int) -> tuple[int, int]:
    """Pixels that a kernel sees before and after its centre; MATLAB's even ones reach farther after it."""
    return (side_px - 1) // 2, side_px // 2
