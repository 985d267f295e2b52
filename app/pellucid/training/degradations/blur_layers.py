"""Things that move by themselves before a background: cut out along a soft outline, each with a path of its own.

At every moment of the exposure the layers cover what is behind them there, and the frames are averaged. So the
background shows through where a layer was only for a part of the time, and neither leaves a halo around the other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.training.degradations.blur import CameraPath, moved, pieces
from pellucid.training.degradations.draws import uniform

RADIUS_SHARES = (0.12, 0.45)
"""Mean radius of an outline, as a share of the side of the picture."""

MOST_STRETCH = 2.5
OUTLINE_WAVES = 6
SOFTNESS_PX = (0.5, 1.5)
"""How far a drawn edge takes to fade: about as sharp as the photo that lies within it."""


@dataclass(frozen=True)
class Layer:
    """What moves: its picture `(3, H, W)`, where it covers `(1, H, W)`, 0 to 1, and its path, in the steps of all."""

    picture: Tensor
    mask: Tensor
    path: CameraPath


def draw_outline(height: int, width: int, generator: torch.Generator) -> Tensor:
    """Draw where a layer covers: a wavy, stretched and turned disc with soft edges.

    Returns:
        `(1, height, width)`, 0 to 1.
    """
    middle_x, middle_y = (length * uniform(0.1, 0.9, generator) for length in (width, height))
    radius_px = min(height, width) * uniform(*RADIUS_SHARES, generator)
    turn, stretch = uniform(0, math.pi, generator), uniform(1.0, MOST_STRETCH, generator)
    right = torch.arange(width)[None] - middle_x
    down = torch.arange(height)[:, None] - middle_y
    along = (math.cos(turn) * right + math.sin(turn) * down) / math.sqrt(stretch)
    across = (math.cos(turn) * down - math.sin(turn) * right) * math.sqrt(stretch)
    angle = torch.atan2(across, along)
    bulge = torch.zeros_like(angle)
    for order in range(1, OUTLINE_WAVES + 1):
        bulge += uniform(-0.35, 0.35, generator) / order * torch.cos(order * angle + uniform(0, 7, generator))
    outside_px = torch.hypot(along, across) - radius_px * bulge.exp()
    return torch.sigmoid(-outside_px / uniform(*SOFTNESS_PX, generator))[None]


def at_rest(background: Tensor, layers: Sequence[Layer]) -> Tensor:
    """The scene where nothing moves, `(3, H, W)`: what a very short exposure sees when each path is in its mean."""
    for layer in layers:
        background = torch.lerp(background, layer.picture, layer.mask)
    return background


def exposed(background: Tensor, path: CameraPath, layers: Sequence[Layer] = ()) -> Tensor:
    """Average a scene over its paths.

    Args:
        background: `(3, H, W)`, in linear light where light is to be summed.
        path: of the background.
        layers: from back to front, each with a path of as many steps.

    Returns:
        `(3, H, W)`.
    """
    total = torch.zeros_like(background)
    for piece, *own in zip(pieces(path), *(pieces(layer.path) for layer in layers), strict=True):
        frames = moved(background, piece)
        for layer, motion in zip(layers, own, strict=True):
            both = moved(torch.cat((layer.picture, layer.mask)), motion)  # (T, 4, H, W)
            frames = torch.lerp(frames, both[:, :3], both[:, 3:])
        total += frames.sum(dim=0)
    return total / len(path.roll)
