"""Discriminators, which learn to tell made pictures from true ones.

- `MultiScaleDiscriminator` looks at patches, so each score is about a part of the picture (EPDN, in the form of
  pix2pixHD). It is told the picture that was given beside the one that was made of it;
- `SharpnessDiscriminator` looks at a whole crop and says whether it is sharp (DeepDeblur).

They serve in training only and are never shipped. The losses of the game are in `training.losses.adversarial`.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_SIDE_PX = 4
_SLOPE = 0.2
_SHARPNESS_STRIDES = (2, 2, 4, 4)
"""Of every second convolution of `SharpnessDiscriminator`."""


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


class SharpnessDiscriminator(nn.Module):
    """Convolutions of 5x5 without biases, two a width, down to one logit for the whole crop.

    Args:
        width: channels after the first convolution; they double four times (published: 32).
        side_px: of the crops, a multiple of 64 (published: 256).

    Raises:
        ValueError: the side is no such multiple.
    """

    def __init__(self, width: int = 32, side_px: int = 256) -> None:
        super().__init__()
        last_px, rest = divmod(side_px, math.prod(_SHARPNESS_STRIDES))
        if rest or not last_px:
            raise ValueError(f"crops of {side_px} px cannot be judged; their side is to be a multiple of 64")
        widths = [width * 2**level for level in range(len(_SHARPNESS_STRIDES) + 1)]
        layers: list[nn.Module] = []
        for narrow, wide, stride in zip((3, *widths), widths[:-1], _SHARPNESS_STRIDES, strict=False):
            layers += [*_sharpness_step(narrow, wide, 1), *_sharpness_step(wide, wide, stride)]
        layers += _sharpness_step(widths[-2], widths[-1], 1)
        layers += [nn.Conv2d(widths[-1], widths[-1], last_px, last_px, bias=False), nn.LeakyReLU(_SLOPE)]
        self.body = nn.Sequential(*layers, nn.Conv2d(widths[-1], 1, 1, bias=False))

    def forward(self, pictures: Tensor) -> Tensor:
        """Judge crops `(N, 3, side, side)`, 0 to 1.

        Returns:
            Logits `(N,)`, positive for sharp.
        """
        logits: Tensor = self.body(pictures - 0.5)
        return logits.flatten(0)


def _convolution(channels_in: int, channels_out: int, stride: int) -> nn.Conv2d:
    return nn.Conv2d(channels_in, channels_out, _SIDE_PX, stride, _SIDE_PX // 2)


def _sharpness_step(channels_in: int, channels_out: int, stride: int) -> list[nn.Module]:
    return [nn.Conv2d(channels_in, channels_out, 5, stride, 2, bias=False), nn.LeakyReLU(_SLOPE)]
