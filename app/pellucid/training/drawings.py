"""Made-up drawings: flat colours with hard edges, as in screenshots and graphics, which photos hardly hold.

A network that saw photos only shifts saturated flat colours, and takes a thin line for an artefact, and text, fine
patterns and the steps of a gradient for noise.
"""

import string
from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from pellucid.training.degradations import from_bytes, resized, to_whole_levels

MOST_SHAPES = 6
THICKEST_LINE_PX = 5
MOST_THIN_LINES = 24
TEXT_PX = (8, 28)
CHARACTERS = string.ascii_letters + string.digits + string.punctuation + "      "
OVERSAMPLING = 4

SOFTEST_PX = (10, 250)
"""Periods of soft colours, shortest and longest."""

Kind = Callable[[int, torch.Generator], Tensor]
"""Draws a square of a side in pixels, `(3, side, side)`, 0 to 1; all that is random comes from the generator."""

Color = tuple[int, int, int]
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
    canvas = Image.new("RGB", (large_px, large_px), _color(generator))
    pen = ImageDraw.Draw(canvas)
    for _ in range(_below(MOST_SHAPES + 1, generator)):
        _draw_shape(pen, _corners(large_px, generator), generator)
    return from_bytes(np.array(canvas.resize((side_px, side_px), Image.Resampling.BOX)))


def draw_graphic(side_px: int, generator: torch.Generator) -> Tensor:
    """Draw what a screen shows: a drawing, text, a gradient, a fine pattern, or lines one pixel wide.

    Args:
        side_px: of the square.
        generator: all that is random comes from it.

    Returns:
        `(3, side, side)`, 0 to 1, whole 8-bit levels.
    """
    kinds: tuple[Kind, ...] = (draw_drawing, _draw_flat, _draw_text, _draw_gradient, _draw_pattern, _draw_thin_lines)
    return kinds[_below(len(kinds), generator)](side_px, generator)


def draw_soft_colors(side_px: int, generator: torch.Generator) -> Tensor:
    """Draw strong colours that change softly and have no detail: waves, blobs, or shapes far out of focus.

    They look like coarse colour noise, but for there being no fine noise with them. Periods are 10 px and longer.

    Args:
        side_px: of the square.
        generator: all that is random comes from it.

    Returns:
        `(3, side, side)`, 0 to 1, half of them in whole 8-bit levels.
    """
    kinds: tuple[Kind, ...] = (_draw_waves, _draw_waves, _draw_blobs, _draw_out_of_focus)
    picture = kinds[_below(len(kinds), generator)](side_px, generator)
    return to_whole_levels(picture) if _below(2, generator) else picture


def _draw_waves(side_px: int, generator: torch.Generator) -> Tensor:
    """A sum of one to three waves in each channel, or the same in all but for phase and strength."""
    count, alike = 1 + _below(3, generator), _below(2, generator)
    shape = (3, count, 1, 1)
    turns, phases, lengths, strengths = torch.rand((4, *shape), generator=generator)
    if alike:
        turns, lengths = turns[:1].expand(shape), lengths[:1].expand(shape)
    periods = SOFTEST_PX[0] * (SOFTEST_PX[1] / SOFTEST_PX[0]) ** lengths
    places = torch.arange(side_px) * (2 * torch.pi)
    across, down = torch.cos(turns * torch.pi), torch.sin(turns * torch.pi)
    waves = torch.sin((across * places + down * places[:, None]) / periods + phases * 2 * torch.pi)
    middle = torch.rand(3, 1, 1, generator=generator)
    picture: Tensor = middle + (waves * strengths).sum(dim=1) * (0.5 / count)
    return picture.clamp_(0, 1)


def _draw_blobs(side_px: int, generator: torch.Generator) -> Tensor:
    """Random colours on a coarse grid, and smooth between them."""
    cells = 2 + _below(max(1, side_px // SOFTEST_PX[0] - 1), generator)
    grid = torch.rand((3, cells, cells), generator=generator)
    grid = torch.lerp(grid.mean(dim=(1, 2), keepdim=True), grid, float(torch.rand((), generator=generator)))
    return resized(grid, side_px, side_px)


def _draw_out_of_focus(side_px: int, generator: torch.Generator) -> Tensor:
    """A drawing as a lens shows it that is far out of focus."""
    small = max(2, side_px // (4 + _below(SOFTEST_PX[0], generator)))
    return resized(resized(draw_drawing(side_px, generator), small, small), side_px, side_px)


def _draw_flat(side_px: int, generator: torch.Generator) -> Tensor:
    """Two plain areas side by side, half of them of pure colours, which no camera shows."""
    colors = torch.rand((2, 3, 1, 1), generator=generator)
    first, second = colors.round() if _below(2, generator) else colors
    edge = _below(side_px + 1, generator)
    picture = torch.where(torch.arange(side_px) < edge, first, second).expand(3, side_px, side_px)
    return to_whole_levels(picture)


def _draw_text(side_px: int, generator: torch.Generator) -> Tensor:
    """Lines of random characters of one size on a plain ground, half of them black on white."""
    plain = _below(2, generator) == 0
    ground, ink = ((255, 255, 255), (0, 0, 0)) if plain else (_color(generator), _color(generator))
    canvas = Image.new("RGB", (side_px, side_px), ground)
    pen = ImageDraw.Draw(canvas)
    size = TEXT_PX[0] + _below(TEXT_PX[1] - TEXT_PX[0], generator)
    for top in range(-_below(size, generator), side_px, size + 2 + _below(size, generator)):
        letters = (CHARACTERS[_below(len(CHARACTERS), generator)] for _ in range(2 * side_px // size))
        pen.text((-_below(size, generator), top), "".join(letters), fill=ink, font=ImageFont.load_default(size))
    return from_bytes(np.array(canvas))


def _draw_gradient(side_px: int, generator: torch.Generator) -> Tensor:
    """A gradient between two colours, across, down or slanted, in whole levels."""
    first, second = torch.rand((2, 3, 1, 1), generator=generator)
    across, down = (torch.linspace(0, 1, side_px) * float(torch.rand((), generator=generator)) for _ in range(2))
    share = across[None] + down[:, None]
    return to_whole_levels(torch.lerp(first, second, share / share.max().clamp_min(1e-6)))


def _draw_pattern(side_px: int, generator: torch.Generator) -> Tensor:
    """A checkerboard or stripes in two colours: half of them of one pixel, the others of two to four."""
    step = 1 + max(0, _below(6, generator) - 2)
    places = torch.arange(side_px) // step
    kind = _below(4, generator)  # half are checkerboards
    rows = places[:, None] if kind != 1 else torch.zeros(side_px, 1, dtype=places.dtype)
    columns = places[None] if kind != 2 else torch.zeros(1, side_px, dtype=places.dtype)
    first, second = torch.rand((2, 3, 1, 1), generator=generator)
    if _below(2, generator) == 0:
        first, second = torch.zeros(3, 1, 1), torch.ones(3, 1, 1)
    return to_whole_levels(torch.where((rows + columns) % 2 == 0, first, second))


def _draw_thin_lines(side_px: int, generator: torch.Generator) -> Tensor:
    """Straight lines and outlines one or two pixels wide without smooth edges."""
    canvas = Image.new("RGB", (side_px, side_px), _color(generator))
    pen = ImageDraw.Draw(canvas)
    ink = _color(generator)
    for _ in range(1 + _below(MOST_THIN_LINES, generator)):
        corners, width = _corners(side_px, generator), 1 + _below(2, generator)
        straight, round_outline = partial(pen.line, fill=ink), partial(pen.ellipse, outline=ink)
        (straight if _below(2, generator) else round_outline)(corners, width=width)
    return from_bytes(np.array(canvas))


def _draw_shape(pen: ImageDraw.ImageDraw, corners: Corners, generator: torch.Generator) -> None:
    color, kind = _color(generator), _below(3, generator)
    if kind == 0:
        pen.rectangle(corners, fill=color)
    elif kind == 1:
        pen.ellipse(corners, fill=color)
    else:
        pen.line(corners, fill=color, width=OVERSAMPLING * (1 + _below(THICKEST_LINE_PX, generator)))


def _corners(side_px: int, generator: torch.Generator) -> Corners:
    """Two corners of a box that may reach beyond the drawing, upper left first."""
    first, second = (torch.rand((2, 2), generator=generator) * 1.5 - 0.25) * side_px
    left, top = torch.minimum(first, second).tolist()
    right, bottom = torch.maximum(first, second).tolist()
    return left, top, right, bottom


def _color(generator: torch.Generator) -> Color:
    red, green, blue = torch.randint(256, (3,), generator=generator).tolist()
    return red, green, blue


def _below(bound: int, generator: torch.Generator) -> int:
    return int(torch.randint(bound, (), generator=generator))
