"""Made-up drawings: flat colours with hard edges, as in screenshots and graphics, which photos hardly hold.

A network that saw photos only shifts saturated flat colours, and takes a thin line for an artefact.
"""

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor

from pellucid.training.degradations import from_bytes

MOST_SHAPES = 6
THICKEST_LINE_PX = 5
OVERSAMPLING = 4

Colour = tuple[int, int, int]
Corners = tuple[float, float, float, float]


def draw_drawing(side_px: int, generator: torch.Generator) -> Tensor:
    """Draw rectangles, ellipses and lines of random colours on a plain ground, with smooth edges.

    Args:
        side_px: of the square.
        generator: all that is random comes from it.

    Returns:
        `(3, side, side)`, 0 to 1.
    """
    large_px = side_px * OVERSAMPLING
    canvas = Image.new("RGB", (large_px, large_px), _colour(generator))
    pen = ImageDraw.Draw(canvas)
    for _ in range(_below(MOST_SHAPES + 1, generator)):
        _draw_shape(pen, _corners(large_px, generator), generator)
    return from_bytes(np.array(canvas.resize((side_px, side_px), Image.Resampling.BOX)))


def _draw_shape(pen: ImageDraw.ImageDraw, corners: Corners, generator: torch.Generator) -> None:
    colour, kind = _colour(generator), _below(3, generator)
    if kind == 0:
        pen.rectangle(corners, fill=colour)
    elif kind == 1:
        pen.ellipse(corners, fill=colour)
    else:
        pen.line(corners, fill=colour, width=OVERSAMPLING * (1 + _below(THICKEST_LINE_PX, generator)))


def _corners(side_px: int, generator: torch.Generator) -> Corners:
    """Two corners of a box that may reach beyond the drawing, upper left first."""
    first, second = (torch.rand((2, 2), generator=generator) * 1.5 - 0.25) * side_px
    left, top = torch.minimum(first, second).tolist()
    right, bottom = torch.maximum(first, second).tolist()
    return left, top, right, bottom


def _colour(generator: torch.Generator) -> Colour:
    red, green, blue = torch.randint(256, (3,), generator=generator).tolist()
    return red, green, blue


def _below(bound: int, generator: torch.Generator) -> int:
    return int(torch.randint(bound, (), generator=generator))
