"""What moves of a hand make of a crop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.foundation import inscribed
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.foundation.inscribed import Box
from pellucid.ui.crop.draft import HANDLES, MOVE, Draft

PHOTO = Size(600, 400)
PLAIN = Draft(PHOTO, Framing())


def rect(draft: Draft) -> Rect:
    return draft.map.crop_rect


def test_a_handle_moves_its_sides_and_the_opposite_ones_stay() -> None:
    draft = PLAIN.dragged((1, 1), PLAIN.box, -200, -100)
    assert rect(draft) == Rect(0, 0, 400, 300)
    assert rect(draft.dragged((-1, 0), draft.box, 50, 77)) == Rect(50, 0, 350, 300)
    assert rect(draft.dragged(MOVE, draft.box, 30, 40)) == Rect(30, 40, 400, 300)


def test_the_photo_holds_the_crop() -> None:
    small = PLAIN.dragged((1, 1), PLAIN.box, -200, -100)
    assert rect(small.dragged(MOVE, small.box, 900, 900)) == Rect(200, 100, 400, 300)
    assert rect(small.dragged((1, 1), small.box, 900, 100)) != rect(small)
    assert rect(small.dragged((-1, -1), small.box, -50, -50)) == rect(small)


@given(
    st.sampled_from((*HANDLES, MOVE)),
    st.floats(-700, 700),
    st.floats(-700, 700),
    st.floats(-45, 45),
    st.sampled_from([None, 1.0, 1.5, 0.5]),
)
def test_whatever_is_dragged_is_full_of_photo_and_has_its_shape(
    handle: tuple[int, int], right: float, down: float, angle: float, ratio: float | None
) -> None:
    draft = PLAIN.with_angle(angle).with_ratio(ratio)
    draft = draft.dragged(handle, draft.box, right, down)
    assert inscribed.holds(draft.map.picture_corners, draft.map.crop_box)
    box = draft.map.crop_box
    if ratio is not None:
        assert box.width / box.height == pytest.approx(ratio, abs=1e-6)


def test_a_shape_is_held_by_every_handle() -> None:
    square = PLAIN.with_ratio(1.0)
    assert rect(square) == Rect(100, 0, 400, 400)
    assert rect(square.dragged((1, 0), square.box, -100, 0)).size == Size(300, 300)
    assert rect(square.dragged((0, 1), square.box, 0, -100)).size == Size(300, 300)
    assert rect(square.dragged((1, 1), square.box, -100, -50)).size == Size(350, 350)
    assert rect(square.turned(1)).size == Size(400, 400)
    assert PLAIN.with_ratio(2.0).turned(1).ratio == 0.5


def test_turning_takes_room_and_gives_it_back() -> None:
    draft = PLAIN.dragged((1, 1), PLAIN.box, -10, -10)
    tilted = draft.with_angle(10)
    assert rect(tilted).size.pixels < rect(draft).size.pixels
    assert rect(tilted.with_angle(0)) == rect(draft)
    assert tilted.with_angle(99).framing.angle_deg == 45


@pytest.mark.parametrize(
    ("end", "expected"), [((100, 5), -2.862), ((-100, -5), -2.862), ((3, 100), 1.718), ((100, -100), 45)]
)
def test_a_line_along_the_horizon_or_a_wall_makes_it_straight(end: tuple[float, float], expected: float) -> None:
    assert abs(PLAIN.levelled((0, 0), end).framing.angle_deg) == pytest.approx(abs(expected), abs=1e-3)
    if abs(expected) < 45:
        assert PLAIN.levelled((0, 0), end).framing.angle_deg == pytest.approx(expected, abs=1e-3)


def test_a_line_counts_from_the_angle_that_is_seen() -> None:
    assert PLAIN.with_angle(3).levelled((0, 0), (100, 0)).framing.angle_deg == 3


def test_a_corner_goes_where_it_is_pulled_also_of_a_tilted_photo() -> None:
    for angle in (0.0, 7.0):
        draft = PLAIN.with_angle(angle).with_corner(1, (560.0, 50.0))
        assert draft.map.picture_corners[1] == pytest.approx((560, 50))
    assert PLAIN.with_corner(0, (299.0, 399.0)).framing.perspective[0] == pytest.approx((0.4983, 0.5), abs=1e-3)
    assert PLAIN.with_corner(2, (300.0, 200.0)) == PLAIN  # it would lie on a line with its neighbours


def test_a_crop_of_everything_is_none() -> None:
    narrow = PLAIN.dragged((1, 1), PLAIN.box, -50, 0)
    assert narrow.finished().crop is not None
    assert narrow.dragged((1, 1), Box(275, 200, 550, 400), 50, 0).finished() == Framing()
    kept = Framing(crop=UnitRect(0.1, 0.1, 0.5, 0.5))
    assert Draft(PHOTO, kept).finished() == kept
