"""Discriminators that look at patches: each score is about a part of the picture (EPDN, in the form of pix2pixHD).

They are told the picture that was given beside the one that was made of it, and learn to tell made ones from true ones.
They serve in training only and are never shipped. The losses of the game are in `training.losses.adversarial`.
"""

from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_SIDE_PX = 4
_SLOPE = 0.2


@dataclass(frozen=True)
class Verdict:
    """What one discriminator found: its scores `(N, 1, h, w)`, 1 for true, and the maps of its inner layers."""

    scores: Tensor
    layers: tuple[Tensor, ...]


class PatchDiscriminator(nn.Module):
    """Convolutions of 4x4 down to one score for each patch.

    Args:
        channels: of all pictures that it sees together.
        width: channels after the first convolution, doubled by each further one up to 8 times (published: 64).
        layers: convolutions that halve (published: 3); one more and the scores follow.
    """

    def __init__(self, channels: int = 6, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        widths = [width * min(2**level, 8) for level in range(layers + 1)]
        steps = [nn.Sequential(_convolution(channels, width, 2), nn.LeakyReLU(_SLOPE))]
        for level, (narrow, wide) in enumerate(pairwise(widths), start=1):
            stride = 2 if level < layers else 1
            steps.append(
                nn.Sequential(_convolution(narrow, wide, stride), nn.InstanceNorm2d(wide), nn.LeakyReLU(_SLOPE))
            )
        self.steps = nn.ModuleList(steps)
        self.last = _convolution(widths[-1], 1, 1)

    def forward(self, pictures: Tensor) -> Verdict:
        """Judge pictures `(N, C, H, W)`, -1 to 1."""
        layers: list[Tensor] = []
        for step in self.steps:
            layers.append(step(layers[-1] if layers else pictures))
        return Verdict(self.last(layers[-1]), tuple(layers))


class MultiScaleDiscriminator(nn.Module):
    """The same at full size, at half size and so on, each with weights of its own.

    Args:
        scales: how many (published: 2).
        width: see `PatchDiscriminator`.
        layers: see `PatchDiscriminator`.
    """

    def __init__(self, scales: int = 2, width: int = 64, layers: int = 3) -> None:
        super().__init__()
        self.scales = nn.ModuleList(PatchDiscriminator(6, width, layers) for _ in range(scales))

    def forward(self, given: Tensor, judged: Tensor) -> list[Verdict]:
        """Judge pictures beside what they were made from.

        Args:
            given: `(N, 3, H, W)`, 0 to 1.
            judged: the same shape and range, true or made; at least 32 pixels a side for each further scale.

        Returns:
            One verdict a scale, the finest first.
        """
        pictures = 2 * torch.cat((given, judged), dim=1) - 1
        verdicts = []
        for discriminator in self.scales:
            verdicts.append(discriminator(pictures))
            pictures = F.avg_pool2d(pictures, 3, 2, 1, count_include_pad=False)
        return verdicts


def _convolution(channels_in: int, channels_out: int, stride: int) -> nn.Conv2d:
    return nn.Conv2d(channels_in, channels_out, _SIDE_PX, stride, _SIDE_PX // 2)
