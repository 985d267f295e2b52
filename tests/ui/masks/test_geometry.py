"""Handles of gradients: where they are, and what dragging them makes."""

import math

import pytest

from pellucid.foundation.geometry import Size
from pellucid.foundation.masks import Band, Brush, LinearGradient, RadialGradient, Range
from pellucid.foundation.ways import Point
from pellucid.ui.masks.geometry import (
    END,
    MIDDLE,
    SIDES,
    SOFT,
    START,
    TURN,
    Sides,
    circle,
    dragged,
    drawn,
    handles,
    outlines,
)
from pellucid.ui.masks.shape_settings import settings, with_setting

WIDE = Sides.of(Size(400, 200))
LINE = LinearGradient((0.5, 0.2), (0.5, 0.6))
ELLIPSE = RadialGradient((0.5, 0.5), 0.2, 0.1, 30.0, 0.4)


def by(point: Point, x: float, y: float) -> Point:
    return point[0] + x, point[1] + y


def near(one: Point, other: Point) -> bool:
    return math.dist(one, other) < 1e-9


def test_a_circle_is_one_whatever_the_shape_of_the_photo() -> None:
    points = [WIDE.length(point) for point in circle((0.5, 0.5), 0.1, WIDE).points]
    assert {round(math.dist(point, WIDE.length((0.5, 0.5))), 9) for point in points} == {0.1}


@pytest.mark.parametrize("shape", [LINE, ELLIPSE])
@pytest.mark.parametrize("name", [START, END, MIDDLE, SOFT, TURN, *SIDES])
def test_a_handle_that_is_dragged_stays_below_the_hand(shape: LinearGradient | RadialGradient, name: str) -> None:
    found = handles(shape, WIDE)
    if name not in found:
        return
    start = found[name]
    # Along its own way: what an ellipse's handle cannot follow is left out.
    middle = found[MIDDLE]
    now = by(start, 0.05, 0.02) if name in (MIDDLE, START, END, TURN) else _further(middle, start)
    moved = dragged(shape, name, start, now, WIDE)
    there = handles(moved, WIDE)[name]
    if name == TURN:
        assert _direction(there, middle) == pytest.approx(_direction(now, middle))
    else:
        assert near(there, now)


def test_the_ends_of_a_line_are_dragged_alone_and_the_middle_takes_both() -> None:
    assert dragged(LINE, START, (0.5, 0.2), (0.4, 0.1), WIDE) == LinearGradient((0.4, 0.1), LINE.end)
    moved = dragged(LINE, MIDDLE, (0.5, 0.4), (0.6, 0.5), WIDE)
    assert isinstance(moved, LinearGradient)
    assert near(moved.start, (0.6, 0.3))
    assert near(moved.end, (0.6, 0.7))


def test_with_shift_angles_go_by_steps_and_an_ellipse_stays_as_oblong() -> None:
    line = drawn(LINE, (0.2, 0.5), (0.6, 0.52), WIDE, evenly=True)
    assert isinstance(line, LinearGradient)
    assert line.end[1] == pytest.approx(0.5)
    turned = dragged(ELLIPSE, TURN, (0.5, 0.2), (0.75, 0.35), WIDE, evenly=True)
    assert isinstance(turned, RadialGradient)
    assert turned.angle_deg % 15 == 0
    right = handles(ELLIPSE, WIDE)["right"]
    grown = dragged(ELLIPSE, "right", right, _further((0.5, 0.5), right), WIDE, evenly=True)
    assert isinstance(grown, RadialGradient)
    assert grown.radius_x / grown.radius_y == pytest.approx(2)


def test_an_ellipse_is_drawn_around_its_middle() -> None:
    made = drawn(ELLIPSE, (0.5, 0.5), (0.6, 0.7), WIDE)
    assert isinstance(made, RadialGradient)
    assert (made.radius_x, made.radius_y) == pytest.approx((0.1, 0.1))
    assert made.softness == ELLIPSE.softness


def test_a_shape_never_vanishes_under_the_hand() -> None:
    right = handles(ELLIPSE, WIDE)["right"]
    flat = dragged(ELLIPSE, "right", right, ELLIPSE.centre, WIDE)
    assert isinstance(flat, RadialGradient)
    assert flat.radius_x > 0
    far = dragged(LINE, START, LINE.start, (1e6, -1e6), WIDE)
    assert isinstance(far, LinearGradient)


def test_gradients_have_outlines_and_brushes_none() -> None:
    assert [outline.is_main for outline in outlines(LINE, WIDE)] == [True, False, True]
    assert [outline.is_closed for outline in outlines(ELLIPSE, WIDE)] == [True, True]
    assert outlines(Brush(), WIDE) == ()
    assert handles(Brush(), WIDE) == {}


@pytest.mark.parametrize("shape", [LINE, ELLIPSE])
def test_numbers_of_a_gradient_come_back_as_they_were_set(shape: LinearGradient | RadialGradient) -> None:
    for name, setting in settings(shape, WIDE).items():
        same = with_setting(shape, name, setting.value, WIDE)
        assert [found.value for found in settings(same, WIDE).values()] == pytest.approx(
            [found.value for found in settings(shape, WIDE).values()]
        )
        wanted = (setting.value + setting.number.high) / 2
        there = settings(with_setting(shape, name, wanted, WIDE), WIDE)
        assert there[name].value == pytest.approx(wanted)
        others = {other: found.value for other, found in there.items() if other != name}
        assert others == pytest.approx(
            {other: found.value for other, found in settings(shape, WIDE).items() if other != name}
        )


def test_ends_of_a_range_push_each_other_and_those_of_hues_go_round() -> None:
    shape = Range(lightness=Band(0.2, 0.4), hue=Band(0.2, 0.4))
    pushed = with_setting(shape, "lightness low", 0.6, WIDE)
    assert pushed == Range(lightness=Band(0.6, 0.6), hue=Band(0.2, 0.4))
    assert with_setting(shape, "lightness high", 0.1, WIDE) == Range(lightness=Band(0.1, 0.1), hue=Band(0.2, 0.4))
    assert with_setting(shape, "hue low", 0.6, WIDE) == Range(lightness=Band(0.2, 0.4), hue=Band(0.6, 0.4))


def _further(middle: Point, at: Point) -> Point:
    return middle[0] + 1.2 * (at[0] - middle[0]), middle[1] + 1.2 * (at[1] - middle[1])


def _direction(at: Point, middle: Point) -> float:
    (x, y), (to_x, to_y) = WIDE.length(middle), WIDE.length(at)
    return math.atan2(to_y - y, to_x - x)
