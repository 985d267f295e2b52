"""Painting: a stroke grows with the pen, is made simpler at its end, and stays the same stroke."""

import math

import pytest

from pellucid.document import brushing, masking
from pellucid.document.brushing import BrushTip
from pellucid.document.edit import Edit
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Brush, Stroke
from pellucid.imaging.fields import Field
from pellucid.imaging.mask_shapes import painted

TIP = BrushTip(radius=0.04, hardness=0.5, flow=0.8, density=0.9)
CIRCLE = [(0.5 + 0.3 * math.cos(k / 50), 0.5 + 0.3 * math.sin(k / 50)) for k in range(200)]


def begun(pressure: float = 1.0) -> tuple[Edit, str]:
    edit, mask = masking.with_new_mask(Edit())
    return brushing.begun(edit, mask, TIP, CIRCLE[0], pressure), mask


def last(edit: Edit, mask: str) -> Stroke:
    stroke = brushing.last_stroke(edit, mask)
    assert stroke is not None
    return stroke


def test_a_stroke_grows_with_the_pen_and_leaves_out_what_is_too_near() -> None:
    edit, mask = begun()
    for point in CIRCLE[1:]:
        edit = brushing.extended(edit, mask, [point])
    stroke = last(edit, mask)
    assert (stroke.radius, stroke.hardness, stroke.flow, stroke.density) == (0.04, 0.5, 0.8, 0.9)
    assert 100 < len(stroke.points) <= len(CIRCLE)
    assert brushing.extended(edit, mask, [stroke.points.last]) is edit


def test_an_ended_stroke_is_shorter_and_covers_the_same() -> None:
    edit, mask = begun()
    edit = brushing.extended(edit, mask, CIRCLE[1:])
    ended = brushing.ended(edit, mask)
    assert len(last(ended, mask).points) < 0.5 * len(last(edit, mask).points)
    field = Field(600, 400, Rect(0, 0, 600, 400))
    before, after = (painted(Brush((last(one, mask),)), field) for one in (edit, ended))
    assert float((before - after).abs().max()) < 4 / 255


def test_pressure_is_kept_from_the_first_point_that_has_one() -> None:
    edit, mask = begun()
    edit = brushing.extended(edit, mask, CIRCLE[1:40], [1.0] * 39)
    assert last(edit, mask).points.pressures == b""
    edit = brushing.extended(edit, mask, CIRCLE[40:60], [0.5] * 20)
    felt = last(edit, mask).points.pressures
    assert (felt[0], felt[-1]) == (255, 128)
    felt = last(brushing.ended(edit, mask), mask).points.pressures
    assert (felt[0], felt[-1]) == (255, 128)


def test_strokes_go_into_the_last_brush_of_a_mask_or_a_new_one() -> None:
    edit, mask = begun()
    edit = brushing.begun(edit, mask, BrushTip(erases=True), (0.1, 0.1))
    edit = brushing.straight(edit, mask, TIP, (0.4, 0.1))
    (component,) = edit.mask(mask).components
    assert [stroke.erases for stroke in component.shape.strokes] == [False, True, False]
    assert len(last(edit, mask).points) == 2
    assert len(brushing.begun(edit, mask, TIP, (0.2, 0.2), aside=True).mask(mask).components) == 2


def test_the_density_is_the_most_that_is_covered_and_an_eraser_leaves_the_rest() -> None:
    field = Field(60, 40, Rect(0, 0, 60, 40))
    dab = Stroke.along([(0.5, 0.5)], 0.2, 1.0, 0.7, density=0.6)
    assert float(painted(Brush((dab,) * 9), field).max()) == pytest.approx(0.6, abs=1e-4)
    eraser = Stroke.along([(0.5, 0.5)], 0.3, 1.0, erases=True, density=0.75)
    assert float(painted(Brush((dab,) * 9 + (eraser,)), field).max()) == pytest.approx(0.25, abs=1e-6)
