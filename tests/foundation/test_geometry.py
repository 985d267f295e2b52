"""Rectangles and views."""

from hypothesis import given
from hypothesis import strategies as st

from pellucid.foundation.geometry import Rect, Size, Viewport

rects = st.builds(Rect, *[st.integers(-50, 50)] * 2, *[st.integers(0, 60)] * 2)


@given(rects, rects)
def test_an_intersection_lies_in_both_and_does_not_depend_on_the_order(first: Rect, second: Rect) -> None:
    common = first.intersect(second)
    assert common == second.intersect(first)
    assert common.is_empty or (first.contains(common) and second.contains(common))


@given(rects, st.integers(1, 9))
def test_aligned_corners_are_multiples_and_nothing_is_lost(rect: Rect, multiple: int) -> None:
    world = Rect(-500, -500, 1000, 1000)
    aligned = rect.aligned(multiple, world)
    assert aligned.contains(rect)
    assert {aligned.x % multiple, aligned.y % multiple, aligned.right % multiple, aligned.bottom % multiple} == {0}
    assert aligned.width < rect.width + 2 * multiple


def test_an_expanded_rectangle_stops_at_the_border() -> None:
    assert Rect(2, 3, 4, 5).expanded(3, Rect(0, 0, 8, 20)) == Rect(0, 0, 8, 11)


def test_a_place_is_the_same_seen_from_another_corner() -> None:
    outer = Rect(10, 20, 100, 100)
    assert Rect(15, 27, 3, 4).relative_to(outer) == Rect(5, 7, 3, 4)
    assert Rect(5, 7, 3, 4).slices == (slice(7, 11), slice(5, 8))


def test_a_reduced_size_has_at_least_one_pixel() -> None:
    assert Size(1000, 3).scaled(0.1) == Size(100, 1)


def test_a_view_at_double_size_shows_half_the_canvas_in_photo_pixels() -> None:
    view = Viewport(50.0, 40.0, 2.0, Size(40, 20))
    assert view.visible(Size(100, 80)) == Rect(40, 35, 20, 10)
    assert view.render_scale == 1.0


def test_a_view_over_the_edge_shows_only_what_the_photo_has() -> None:
    view = Viewport(0.0, 0.0, 0.5, Size(40, 20))
    assert view.visible(Size(100, 80)) == Rect(0, 0, 40, 20)
    assert view.render_scale == 0.5


def test_the_rectangle_around_two_has_both_and_nothing_of_an_empty_one() -> None:
    first, second = Rect(2, 3, 4, 5), Rect(-1, 6, 2, 9)
    assert first.around(second) == second.around(first) == Rect(-1, 3, 7, 12)
    assert first.around(Rect(90, 90, 0, 3)) == Rect(90, 90, 0, 3).around(first) == first
