"""Strokes are painted by blocks and bands, and are what every pixel would find by itself."""

import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Brush, Stroke
from pellucid.foundation.ways import Way
from pellucid.imaging import stroke_names
from pellucid.imaging.fields import Field
from pellucid.imaging.mask_shapes import painted
from pellucid.imaging.stroke_names import strokes_name
from pellucid.imaging.stroke_pieces import Pieces
from pellucid.imaging.strokes import stroked

WAY = [(0.5 + 0.4 * math.cos(turn / 9), 0.5 + 0.3 * math.sin(turn / 7)) for turn in range(60)]


def pieces_of(way: Way, hardness: float, field: Field) -> Pieces:
    return Pieces.of(Stroke(way, 0.05, hardness), field)


def by_itself(pieces: Pieces, field: Field) -> Tensor:
    """What every pixel finds when it looks at every piece."""
    rect = field.rect
    columns, rows = torch.arange(rect.width)[:, None] + 0.5, torch.arange(rect.height)[:, None, None] + 0.5
    square, share = pieces.near(columns, rows)
    start, end = pieces.pressed
    return (torch.lerp(start, end, share) * pieces.covered(square.sqrt())).amax(-1)


@pytest.mark.parametrize("pressures", [(), [place % 7 / 6 for place in range(len(WAY))]], ids=["firm", "pressed"])
@pytest.mark.parametrize(("hardness", "error"), [(0.9, 1e-4), (0.0, 0.05)], ids=["hard", "mixed of samples"])
def test_pieces_that_are_left_out_would_not_have_counted(pressures: list[float], hardness: float, error: float) -> None:
    # Samples that are mixed round off the crease where what two pieces give is the same.
    field = Field(500, 330, Rect(0, 0, 500, 330))
    pieces = pieces_of(Way.of(WAY, pressures), hardness, field)
    found = torch.zeros(330, 500)
    for part, share in stroked(pieces, field.rect):
        found[part.slices] = share
    torch.testing.assert_close(found, by_itself(pieces, field), atol=error, rtol=0)


def test_a_slanting_stroke_leaves_alone_what_it_does_not_cover() -> None:
    field = Field(3000, 2000, Rect(0, 0, 3000, 2000))
    pieces = pieces_of(Way.of([(0.05, 0.05), (0.95, 0.95)]), 0.0, field)
    parts = [part for part, _ in stroked(pieces, field.rect)]
    assert sum(part.width * part.height for part in parts) < 0.35 * pieces.bounds.width * pieces.bounds.height
    assert all((left.intersect(right)).is_empty for left in parts for right in parts if left is not right)


@pytest.mark.parametrize("density", [1.0, 0.6])
def test_strokes_cover_one_over_the_other_by_the_formula(density: float) -> None:
    field = Field(500, 330, Rect(0, 0, 500, 330))
    across = Stroke(Way.of([(0.1, 0.5), (0.9, 0.5)]), 0.1, hardness=0.2, flow=0.7, density=density)
    down = Stroke(Way.of([(0.5, 0.1), (0.5, 0.9)]), 0.12, density=density)
    erasing = Stroke(Way.of([(0.2, 0.2), (0.8, 0.8)]), 0.08, flow=0.9, erases=True, density=density)
    expected = torch.zeros(330, 500)
    for stroke in (across, down, erasing):
        share = torch.zeros(330, 500)
        for part, found in stroked(Pieces.of(stroke, field), field.rect):
            share[part.slices] = found * stroke.flow
        if stroke.erases:
            expected = expected - (expected - (1 - density)).clamp_min(0) * share
        else:
            expected = expected + (density - expected).clamp_min(0) * share
    torch.testing.assert_close(painted(Brush((across, down, erasing)), field), expected, atol=1e-6, rtol=0)


def test_a_stroke_that_goes_on_names_no_other_anew() -> None:
    field = Field(600, 400, Rect(0, 0, 256, 256))
    ended = tuple(Stroke(Way.of([(0.1, 0.01 * y), (0.2, 0.01 * y)]), 0.02) for y in range(20))
    first = Stroke(Way.of([(0.2, 0.2), (0.25, 0.2)]), 0.02)
    name = strokes_name(Brush((*ended, first)), field)
    named = stroke_names._ended_name.cache_info().misses
    longer = Brush((*ended, replace(first, points=first.points.longer([(0.3, 0.2)]))))
    assert strokes_name(longer, field) != name
    beyond = Brush((*longer.strokes, Stroke(Way.of([(0.9, 0.9)]), 0.02)))
    assert strokes_name(beyond, field) == strokes_name(longer, field)
    assert stroke_names._ended_name.cache_info().misses == named + 1  # of the one that was ended meanwhile
