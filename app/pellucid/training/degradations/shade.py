"""Light that falls unevenly on a scene: a window at one side, the shadow of a roof, a sky behind all.

Two things take light away, in linear light. A shade changes smoothly from place to place. A hard light is a power of
the brightest channel, which keeps every colour: what is dark lies in deeper shadow then.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.training.degradations.draws import uniform

DEPTH_RANGE = (0.5, 3.0)
"""Stops from the best lit place to the worst."""

HARDNESS_RANGE = (0.05, 0.4)
CELLS = (2, 5)
"""The fewest and the most cells of a shade along a side."""

_LEAST_LIGHT = 1e-4
"""What is darker is taken as this dark: black has no shadow that is deeper."""


@dataclass(frozen=True)
class Shade:
    """Stops on a coarse grid `(rows, columns)`, at most 0, and the hardness of the light, 0 for none."""

    stops: Tensor
    hardness: float = 0.0


def draw_shade(generator: torch.Generator) -> Shade:
    """Draw an uneven light; one of three is only hard, one only shady, one both."""
    kind = int(torch.randint(3, (), generator=generator))
    rows, columns = (int(torch.randint(CELLS[0], CELLS[1] + 1, (), generator=generator)) for _ in range(2))
    depths = torch.rand(rows, columns, generator=generator)
    span = (depths.max() - depths.min()).clamp_min(1e-3)
    stops = (depths - depths.max()) / span * (uniform(*DEPTH_RANGE, generator) if kind else 0.0)
    return Shade(stops, uniform(*HARDNESS_RANGE, generator) if kind != 1 else 0.0)


def shaded(light: Tensor, shade: Shade) -> Tensor:
    """Take light away.

    Args:
        light: linear, `(3, H, W)`, not below 0.
        shade: settings.

    Returns:
        Linear light `(3, H, W)`; nothing is brighter than before up to the light 1.
    """
    rows, columns = shade.stops.shape
    stops = F.interpolate(shade.stops.view(1, 1, rows, columns), size=light.shape[-2:], mode="bilinear")[0]
    gain = stops.exp2_()
    if shade.hardness:
        gain = gain * light.amax(dim=0, keepdim=True).clamp_min(_LEAST_LIGHT).pow_(shade.hardness)
    return light * gain
