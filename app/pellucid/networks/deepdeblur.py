"""DeepDeblur: motion blur taken away from coarse to fine (Nah, Kim and Lee, CVPR 2017).

A binomial pyramid of the picture, and for each scale a chain of 5x5 residual blocks of its own, without batch norm and
without a ReLU after the sum. Each scale sees its own blurred picture and, enlarged, what the coarser one made of it.
Two things differ from the authors' code:
- the pyramid takes four pixels a side, weighed 1 3 3 1. So a coarse pixel lies in the middle of four fine ones, where
  pixel shuffle and bilinear enlargement put it back;
- `residual` networks, which is what this project trains, predict what to add: the picture of a scale is its blurred
  one, plus what the coarser scale changed, plus what this one changes. With zero last layers that is the identity.

Nothing here looks at the whole picture, so tiles are exact. `within` gives a part of the result out of that part of the
picture and `halo_px` more on every side; each scale runs on no more of it than the next one looks at. The discriminator
of the game that the network may be trained with is in `discriminators`.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.tiles import cut_evenly

SIZE_MULTIPLE = 4
"""Of the sides of the three-scale network; `padded` repeats the last row and column up to it."""

TILE_PX = 768
"""Longest side of what a scale runs on at once, without its halo."""

_BILINEAR = (0.75, 0.25)
_MIDDLE = 0.5
"""Taken off the values, so that the zeros around a picture are gray."""


class DeepDeblur(nn.Module):
    """Blurred picture to sharp picture.

    Args:
        widths: channels of each scale, coarsest first (published: 64, three times).
        blocks: residual blocks of each scale (published: 19, three times).
        kernel_px: side of all kernels (published: 5).
        residual: predict what to add to the blurred picture; see the module.

    Raises:
        ValueError: there are not as many widths as numbers of blocks, or none.
    """

    def __init__(
        self,
        widths: Sequence[int] = (64, 64, 64),
        blocks: Sequence[int] = (19, 19, 19),
        kernel_px: int = 5,
        *,
        residual: bool = False,
    ) -> None:
        super().__init__()
        if len(widths) != len(blocks) or not widths:
            raise ValueError(f"{len(widths)} widths do not go with {len(blocks)} numbers of blocks")
        self.residual, self.kernel_px = residual, kernel_px
        channels_in = [3, *(6 for _ in widths[1:])]
        parts = zip(channels_in, widths, blocks, strict=True)
        self.scales = nn.ModuleList(_scale(few, width, count, kernel_px) for few, width, count in parts)
        self.enlargers = nn.ModuleList(_convolution(3, 12, kernel_px) for _ in widths[1:])

    @property
    def multiple_px(self) -> int:
        """What the sides of the padded picture are multiples of."""
        return int(2 ** (len(self.scales) - 1))

    @property
    def halos_px(self) -> tuple[int, ...]:
        """The halo of a tile at each scale, coarsest first, in even pixels of that scale.

        It is what the convolutions of the scale see, and for all but the coarsest also the coarser pixels that the
        enlarging convolution sees, each of which is two of this scale.
        """
        reach = self.kernel_px // 2
        chains = [reach * sum(isinstance(layer, nn.Conv2d) for layer in scale.modules()) for scale in self.scales]
        whole = [chain + (2 * max(reach, 1) if level else 0) for level, chain in enumerate(chains)]
        return tuple(halo + halo % 2 for halo in whole)

    @property
    def halo_px(self) -> int:
        """The halo at full size that all scales together need: theirs, and what reducing sees beyond them."""
        last = len(self.halos_px) - 1
        return sum(halo << (last - level) for level, halo in enumerate(self.halos_px)) + self.multiple_px

    def forward(self, blurred: Tensor) -> Tensor:
        """Sharpen.

        Args:
            blurred: `(N, 3, H, W)`, 0 to 1, any size.

        Returns:
            The sharp picture, same shape, not clamped.
        """
        return self.stages(blurred)[-1][..., : blurred.shape[-2], : blurred.shape[-1]]

    def stages(self, blurred: Tensor) -> list[Tensor]:
        """The sharp pictures of all scales, coarsest first; they have the sizes of `pyramid(padded(blurred))`."""
        made: list[Tensor] = []
        for level, picture in enumerate(self.pyramid(self.padded(blurred))):
            made.append(self.at_scale(level, picture, made[-1] if made else None))
        return made

    def pyramid(self, picture: Tensor) -> list[Tensor]:
        """A padded picture at all scales, coarsest first."""
        pictures = [picture]
        for _ in self.enlargers:
            pictures.append(self.halved(pictures[-1]))
        return pictures[::-1]

    def padded(self, picture: Tensor) -> Tensor:
        """Repeat the last row and column until the sides fit."""
        height, width = picture.shape[-2:]
        return F.pad(picture, (0, -width % self.multiple_px, 0, -height % self.multiple_px), mode="replicate")

    def halved(self, picture: Tensor) -> Tensor:
        """A picture `(N, 3, h, w)` of even sides at half size; a pixel sees one pixel beyond its four."""
        edged = F.pad(picture, (1, 1, 1, 1), mode="replicate")
        rows = _pairs_merged(edged[..., 0::2, :], edged[..., 1::2, :], -2)  # (N, 3, h / 2, w + 2)
        return _pairs_merged(rows[..., 0::2], rows[..., 1::2], -1)  # (N, 3, h / 2, w / 2)

    def within(self, blurred: Tensor, core: Rect) -> Tensor:
        """Sharpen a part of a picture.

        Args:
            blurred: `(N, 3, h, w)`, 0 to 1: the part and `halo_px` more on every side, or less where the picture ends.
                It starts at pixels of the picture that are multiples of `multiple_px`, and ends at such or with it.
            core: the part, in pixels of `blurred`.

        Returns:
            `(N, 3, *core)`, not clamped: what the whole picture gives there.
        """
        pictures = self.pyramid(self.padded(blurred))
        wholes = [Rect(0, 0, picture.shape[-1], picture.shape[-2]) for picture in pictures]
        seen: list[Rect] = []
        wanted = core
        for halo, whole in zip(reversed(self.halos_px), reversed(wholes), strict=True):
            seen.insert(0, wanted.aligned(2, whole).expanded(halo, whole))
            wanted = _half(seen[0])
        made, place = None, seen[0]
        for level, (picture, area) in enumerate(zip(pictures, seen, strict=True)):
            coarser = None if made is None else _cut(made, _half(area).relative_to(place))
            made, place = self.at_scale(level, _cut(picture, area), coarser), area
        assert made is not None
        return _cut(made, core.relative_to(place))

    def at_scale(self, level: int, blurred: Tensor, coarser: Tensor | None) -> Tensor:
        """Run one scale, tile by tile where the picture is large.

        Args:
            level: of the scale, 0 for the coarsest.
            blurred: at this scale, `(N, 3, h, w)`.
            coarser: what the coarser scale gave of the same part, `(N, 3, h / 2, w / 2)`; None for the coarsest.
        """
        whole, halo = Rect(0, 0, blurred.shape[-1], blurred.shape[-2]), self.halos_px[level]
        tiles = cut_evenly(whole, Size(TILE_PX, TILE_PX), 2, halo)
        if len(tiles) == 1:
            return self._sharpened(level, blurred, coarser)
        result = torch.empty_like(blurred, dtype=torch.float32)
        for tile in tiles:
            seen = tile.expanded(halo, whole)
            part = None if coarser is None else _cut(coarser, _half(seen))
            made = self._sharpened(level, _cut(blurred, seen), part)
            _cut(result, tile).copy_(_cut(made, tile.relative_to(seen)))
        return result

    def begin_as_identity(self) -> None:
        """Let a residual network give back its input, and enlarge bilinearly what it hands from scale to scale."""
        assert self.residual
        for scale in self.scales:
            last = [module for module in scale.modules() if isinstance(module, nn.Conv2d)][-1]
            for parameter in last.parameters():
                nn.init.zeros_(parameter)
        for enlarger in self.enlargers:
            assert isinstance(enlarger, nn.Conv2d)
            _enlarge_bilinearly(enlarger)

    def multiply_adds_per_px(self) -> float:
        """Multiply-adds of all convolutions for one pixel of the picture."""
        total = 0.0
        for level, scale in enumerate(self.scales):
            weights = sum(layer.weight.numel() for layer in scale.modules() if isinstance(layer, nn.Conv2d))
            total += weights / 4 ** (len(self.scales) - 1 - level)
        for level, enlarger in enumerate(self.enlargers):  # it runs on the coarser pixels
            assert isinstance(enlarger, nn.Conv2d)
            total += enlarger.weight.numel() / 4 ** (len(self.scales) - 1 - level)
        return total

    def _sharpened(self, level: int, blurred: Tensor, coarser: Tensor | None) -> Tensor:
        seen = blurred - _MIDDLE
        if coarser is not None:
            seen = torch.cat((seen, F.pixel_shuffle(self.enlargers[level - 1](coarser - _MIDDLE), 2)), dim=1)
        made: Tensor = self.scales[level](seen).float()
        if not self.residual:
            return made + _MIDDLE
        if coarser is None:
            return blurred + made
        changed = coarser - self.halved(blurred)
        return blurred + F.interpolate(changed, scale_factor=2.0, mode="bilinear", align_corners=False) + made


class ResidualBlock(nn.Module):
    """Convolution, ReLU, convolution, and the input added; nothing follows the sum.

    Args:
        channels: in and out.
        kernel_px: side of the kernels.
    """

    def __init__(self, channels: int, kernel_px: int) -> None:
        super().__init__()
        self.first = nn.Sequential(_convolution(channels, channels, kernel_px), nn.ReLU())
        self.last = _convolution(channels, channels, kernel_px)

    def forward(self, features: Tensor) -> Tensor:
        """`(N, C, h, w)` in and out."""
        added: Tensor = features + self.last(self.first(features))
        return added


def _scale(channels_in: int, width: int, blocks: int, kernel_px: int) -> nn.Sequential:
    return nn.Sequential(
        _convolution(channels_in, width, kernel_px),
        *(ResidualBlock(width, kernel_px) for _ in range(blocks)),
        _convolution(width, 3, kernel_px),
    )


def _convolution(channels_in: int, channels_out: int, kernel_px: int) -> nn.Conv2d:
    return nn.Conv2d(channels_in, channels_out, kernel_px, padding=kernel_px // 2)


def _pairs_merged(even: Tensor, odd: Tensor, axis: int) -> Tensor:
    """Weigh four neighbours 1 3 3 1, each result two further; by sums, since autocast would round a convolution."""
    count = even.shape[axis] - 1
    first, second = even.narrow(axis, 0, count), odd.narrow(axis, 0, count)
    third, fourth = even.narrow(axis, 1, count), odd.narrow(axis, 1, count)
    return (first + fourth) * (1 / 8) + (second + third) * (3 / 8)


@torch.no_grad()
def _enlarge_bilinearly(enlarger: nn.Conv2d) -> None:
    """Before its pixel shuffle each output is one colour at one of four places, nearest to one of the corners."""
    for parameter in enlarger.parameters():
        nn.init.zeros_(parameter)
    middle = enlarger.kernel_size[0] // 2
    for output in range(enlarger.out_channels):
        color, place = divmod(output, 4)
        down, right = divmod(place, 2)
        for step_down, share_down in zip((0, 2 * down - 1), _BILINEAR, strict=True):
            for step_right, share_right in zip((0, 2 * right - 1), _BILINEAR, strict=True):
                enlarger.weight[output, color, middle + step_down, middle + step_right] = share_down * share_right


def _half(rect: Rect) -> Rect:
    return Rect(rect.x // 2, rect.y // 2, rect.width // 2, rect.height // 2)


def _cut(picture: Tensor, rect: Rect) -> Tensor:
    rows, columns = rect.slices
    return picture[..., rows, columns]
