"""A made-up scene with sharp edges every way, flat places, black, white and gray in it."""

import torch
from torch import Tensor


def scene(height: int = 384, width: int = 512, seed: int = 3) -> Tensor:
    """`(3, height, width)`, 0 to 1: turned rectangles of many grays and a few colours on a soft slope."""
    generator = torch.Generator().manual_seed(seed)
    y, x = torch.meshgrid(torch.arange(height) * 1.0, torch.arange(width) * 1.0, indexing="ij")
    picture = (0.45 + 0.2 * x / width).expand(3, -1, -1).clone()
    for _ in range(90):
        middle_x, middle_y, turn, long, short, tone = torch.rand(6, generator=generator).tolist()
        tint = 0.3 * (torch.rand(3, 1, 1, generator=generator) - 0.5)
        cos, sin = torch.cos(torch.tensor(3.2 * turn)), torch.sin(torch.tensor(3.2 * turn))
        away_x, away_y = x - middle_x * width, y - middle_y * height
        along, across = away_x * cos + away_y * sin, away_y * cos - away_x * sin
        # Edges half a pixel soft, as sharpened photos have them.
        inside = (10 + 40 * long - along.abs()).mul(2).clamp(0, 1) * (6 + 20 * short - across.abs()).mul(2).clamp(0, 1)
        picture = torch.lerp(picture, (0.02 + 0.9 * tone + tint).clamp(0, 1), inside)
    return picture
