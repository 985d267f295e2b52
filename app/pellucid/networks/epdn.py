"""EPDN: haze removal as painting one picture over another, without the scattering model (Qu et al., CVPR 2019).

G1 sees the picture at half size and finds the scene, G2 adds the fine structure to what G1 found and gives a coarse
clear picture. Two enhancer blocks then mix it with means over 4 to 32 pixels. The structure is that of the authors'
released code, but for two things:
- the pooled means are enlarged bilinearly. By nearest neighbour they leave a lattice of 4 to 32 pixels, which stands
  out when contrast is raised afterwards;
- `anchored` networks, which is what this project trains, predict for each pixel one slope and three offsets of the hazy
  colour, the form that the scattering model has, J = I / t + A (1 - 1 / t). Starting at 1 and 0 they are the identity,
  and because all colours have the same slope, hues hardly move. The published network predicts the colours themselves.

Instance norm takes its mean and variance over the whole picture, so a tile gives other colours than the whole: run it
on a whole reduced copy (a long side of about 512 pixels, as in training), never on tiles. The discriminators of its
game are in `discriminators`.
"""

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.networks.padding import mirrored_to, rounded_up

SIZE_MULTIPLE = 32
"""G1 halves five times, and the widest means cover 32 pixels; pictures are mirrored up to this inside."""

LEAST_PX = 64
"""Below this side the smallest map of G1 has one pixel, whose variance instance norm cannot take."""

UNUSED_PUBLISHED_PARAMETERS = 400
"""Weights that the authors' network holds and never uses: ten affine instance norms of its enhancers."""

_POOLED_PX = (32, 16, 8, 4)
_SLOPE = 0.2
_WIDE_PX = 7


class EPDN(nn.Module):
    """Hazy picture to clear picture.

    Args:
        width: channels of G2 at full size; G1 begins with twice as many (published: 16).
        widest: G1 doubles its channels with every halving up to this many (published: 512).
        blocks: residual blocks in G1 and in G2 (published: 3).
        enhancer_width: channels in the enhancer blocks (published: 20).
        anchored: predict a slope and offsets of the hazy colours in place of the clear ones; see the module.
    """

    def __init__(
        self,
        width: int = 16,
        widest: int = 512,
        blocks: int = 3,
        enhancer_width: int = 20,
        *,
        anchored: bool = False,
    ) -> None:
        super().__init__()
        self.anchored = anchored
        channels_out = 4 if anchored else 3
        self.coarse_scene = _scene_generator(2 * width, widest, blocks)
        self.fine_in = nn.Sequential(
            *_wide_convolution(3, width), *_normed(width), nn.Conv2d(width, 2 * width, 3, 2, 1), *_normed(2 * width)
        )
        self.fine_out = nn.Sequential(
            *(ResidualBlock(2 * width) for _ in range(blocks)),
            nn.ConvTranspose2d(2 * width, width, 3, 2, 1, 1),
            *_normed(width),
            *_wide_convolution(width, channels_out),
        )
        self.enhancers = nn.ModuleList(Enhancer(enhancer_width, channels_out) for _ in range(2))

    def forward(self, hazy: Tensor) -> Tensor:
        """Remove haze.

        Args:
            hazy: a whole picture, `(N, 3, H, W)`, 0 to 1, any size.

        Returns:
            The clear picture, same shape, 0 to 1; an anchored network may leave that range a little.
        """
        return self.stages(hazy)[1]

    def stages(self, hazy: Tensor) -> tuple[Tensor, Tensor]:
        """The coarse picture, which the discriminators judge, and the enhanced one, both as in `forward`."""
        height, width = hazy.shape[-2:]
        sides = (rounded_up(height, SIZE_MULTIPLE, LEAST_PX), rounded_up(width, SIZE_MULTIPLE, LEAST_PX))
        seen = 2 * mirrored_to(hazy, *sides) - 1
        scene = self.coarse_scene(_halved(seen))  # (N, 2 width, H/2, W/2)
        coarse = self._picture(self.fine_out(self.fine_in(seen) + scene), seen)  # (N, 3, H, W)
        enhanced = self._picture(self.enhancers[0](torch.cat((coarse, seen), dim=1)), coarse)
        enhanced = self._picture(self.enhancers[1](torch.cat((coarse, enhanced), dim=1)), enhanced)
        return (coarse[..., :height, :width] + 1) / 2, (enhanced[..., :height, :width] + 1) / 2

    def begin_as_identity(self) -> None:
        """Let an anchored network give back its input, whatever its other weights are."""
        assert self.anchored
        for part in (self.fine_out, *self.enhancers):
            last = [module for module in part.modules() if isinstance(module, nn.Conv2d)][-1]
            for parameter in last.parameters():
                nn.init.zeros_(parameter)

    def _picture(self, predicted: Tensor, base: Tensor) -> Tensor:
        if not self.anchored:
            return predicted.tanh()
        predicted = predicted.float()
        return base * (1 + predicted[:, :1]) + predicted[:, 1:]


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions with instance norm, and the input added.

    Args:
        channels: in and out.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3),
            *_normed(channels),
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3),
            nn.InstanceNorm2d(channels),
        )

    def forward(self, features: Tensor) -> Tensor:
        """`(N, C, H, W)` in and out."""
        added: Tensor = features + self.body(features)
        return added


class Enhancer(nn.Module):
    """Two convolutions, and beside their output its means over 4 to 32 pixels, for a last one.

    Args:
        width: channels (published: 20).
        channels_out: of the last convolution, which no activation follows here.
    """

    def __init__(self, width: int, channels_out: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(6, width, 3, 1, 1), nn.LeakyReLU(_SLOPE), nn.Conv2d(width, width, 3, 1, 1), nn.LeakyReLU(_SLOPE)
        )
        self.means = nn.ModuleList(nn.Conv2d(width, 1, 1) for _ in _POOLED_PX)
        self.last = nn.Conv2d(width + len(_POOLED_PX), channels_out, 3, 1, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Two pictures one behind the other, `(N, 6, H, W)` with H and W multiples of 32, to `(N, C_out, H, W)`."""
        features = self.body(pictures)
        size = features.shape[-2:]
        maps = []
        for side_px, mixing in zip(_POOLED_PX, self.means, strict=True):
            mean = F.leaky_relu(mixing(F.avg_pool2d(features, side_px)), _SLOPE)  # (N, 1, H/side, W/side)
            maps.append(F.interpolate(mean, size=size, mode="bilinear", align_corners=False))
        enhanced: Tensor = self.last(torch.cat((*maps, features), dim=1))
        return enhanced


def _scene_generator(width: int, widest: int, blocks: int) -> nn.Sequential:
    """G1 without its last convolution: four halvings, residual blocks, four doublings; `width` channels out."""
    channels = [min(width * 2**level, max(width, widest)) for level in range(5)]
    layers = [*_wide_convolution(3, width), *_normed(width)]
    for wide, wider in pairwise(channels):
        layers += [nn.Conv2d(wide, wider, 3, 2, 1), *_normed(wider)]
    layers += [ResidualBlock(channels[-1]) for _ in range(blocks)]
    for wider, wide in pairwise(channels[::-1]):
        layers += [nn.ConvTranspose2d(wider, wide, 3, 2, 1, 1), *_normed(wide)]
    return nn.Sequential(*layers)


def _wide_convolution(channels_in: int, channels_out: int) -> list[nn.Module]:
    return [nn.ReflectionPad2d(_WIDE_PX // 2), nn.Conv2d(channels_in, channels_out, _WIDE_PX)]


def _normed(channels: int) -> list[nn.Module]:
    return [nn.InstanceNorm2d(channels), nn.ReLU()]


def _halved(picture: Tensor) -> Tensor:
    return F.avg_pool2d(picture, 3, 2, 1, count_include_pad=False)
