"""Haze put into clear pictures by the scattering model of `imaging.scattering`, with drawn air and made-up depth."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.scattering import scatter, transmission
from pellucid.training.degradations.draws import uniform

BETA_RANGE = (0.4, 1.8)
"""RESIDE draws its indoor haze from 0.6 to 1.8; the fainter haze of ordinary photos is added."""

AIRLIGHT_RANGE = (0.7, 1.0)
TINT = 0.05
"""How far the airlight of one colour may lie from the common level."""

FARTHEST = 2.0
"""Depth of the horizon of a made-up scene, in units in which beta is about 1."""

SKY_DEPTH = 8.0
"""Depth of a made-up sky: far enough that nothing comes through."""


@dataclass(frozen=True)
class Haze:
    """The air of one shot: scattering coefficient, and airlight `(3,)`, 0 to 1."""

    beta: float
    airlight: Tensor


def draw_haze(generator: torch.Generator) -> Haze:
    """Draw the air of one shot; the airlight is nearly gray."""
    level = uniform(*AIRLIGHT_RANGE, generator)
    tint = (2 * torch.rand(3, generator=generator) - 1) * TINT
    return Haze(uniform(*BETA_RANGE, generator), (level + tint).clamp(0, 1))


def add_haze(clear: Tensor, depth: Tensor, air: Haze) -> tuple[Tensor, Tensor]:
    """Put a scene into haze.

    Args:
        clear: `(3, H, W)`, 0 to 1.
        depth: `(H, W)`, measured or of `made_up_depth`, in units of 1 / beta.
        air: settings.

    Returns:
        The hazy picture `(3, H, W)` and the true transmission `(1, H, W)`.
    """
    transmitted = transmission(depth, air.beta)[None]
    return scatter(clear, transmitted, air.airlight), transmitted


def made_up_depth(height: int, width: int, generator: torch.Generator) -> Tensor:
    """Invent a plausible landscape: a ground plane up to a horizon, things standing on it, the sky behind.

    Args:
        height: rows.
        width: columns.
        generator: source of randomness.

    Returns:
        Depth `(height, width)`: 0 to 2, and 8 in the sky.
    """
    rows = torch.linspace(0, 1, height)[:, None]
    columns = torch.linspace(0, 1, width)
    horizon = uniform(-0.2, 0.5, generator)
    nearest = uniform(0.05, 0.5, generator)
    ground = _ground(rows, horizon, nearest)
    depth = torch.where(rows > horizon, ground, torch.tensor(SKY_DEPTH)).expand(height, width)
    count = int(torch.randint(2, 7, (), generator=generator))
    # Things that stand farther down are nearer and hide those behind them.
    for foot in sorted(uniform(max(horizon, 0.0), 1.0, generator) for _ in range(count)):
        top = foot - uniform(0.1, 0.6, generator) + _outline(columns, generator)
        here = (rows > top) & (rows <= foot)
        standing = _ground(torch.tensor(foot), horizon, nearest)
        depth = torch.where(here, standing.minimum(depth), depth)
    return depth.contiguous()


def _ground(rows: Tensor, horizon: float, nearest: float) -> Tensor:
    """Depth of the ground plane: the inverse of the distance below the horizon, `nearest` at the lower edge."""
    below = (rows - horizon).clamp_min(1e-3)
    return (nearest * (1 - horizon) / below).clamp_max(FARTHEST)


def _outline(columns: Tensor, generator: torch.Generator) -> Tensor:
    """A smooth random skyline; it falls below every foot at the ends of the thing."""
    middle, half = uniform(0, 1, generator), uniform(0.1, 0.6, generator)
    waves = [
        uniform(0, 0.08, generator) * torch.sin(2 * math.pi * (k * columns + uniform(0, 1, generator)))
        for k in (1, 2, 5)
    ]
    return torch.stack(waves).sum(dim=0) + ((columns - middle) / half) ** 6
