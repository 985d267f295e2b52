"""The arithmetic of looking at a photo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.ui.canvas.viewing import ZOOM_MAX, fit, is_fit, panned, resized, target_of, to_photo, zoomed

PHOTO, CANVAS = Size(6000, 4000), Size(1201, 803)


def test_fit_shows_all_of_a_large_photo() -> None:
    view = fit(PHOTO, CANVAS)
    assert view.visible(PHOTO) == Rect.of(PHOTO)
    assert view.zoom == pytest.approx(1201 / 6000)


def test_fit_does_not_magnify_a_small_photo() -> None:
    assert fit(Size(100, 80), CANVAS).zoom == 1.0


@given(st.floats(1.0, 8.0), st.floats(0.35, 0.65), st.floats(0.35, 0.65))
def test_zooming_keeps_the_point_below_the_pointer(zoom: float, across: float, down: float) -> None:
    at = (across * CANVAS.width, down * CANVAS.height)
    start = zoomed(fit(PHOTO, CANVAS), PHOTO, 1.0, (CANVAS.width / 2, CANVAS.height / 2))
    before = to_photo(start, at)
    after = to_photo(zoomed(start, PHOTO, zoom, at), at)
    # The corner of the photo falls on a whole pixel, which moves it by half a pixel at most.
    assert after == pytest.approx(before, abs=0.51 / zoom + 0.001)


@given(st.floats(0.01, 40.0), st.integers(-9000, 9000), st.integers(-9000, 9000))
def test_the_corner_of_the_photo_falls_on_a_whole_device_pixel(zoom: float, right: int, down: int) -> None:
    view = panned(zoomed(fit(PHOTO, CANVAS), PHOTO, zoom, (300, 200)), PHOTO, right, down)
    target = target_of(view, Rect.of(PHOTO), Size(1, 1))
    assert target.x == pytest.approx(round(target.x), abs=1e-6)
    assert target.y == pytest.approx(round(target.y), abs=1e-6)


@given(st.integers(-20000, 20000), st.integers(-20000, 20000))
def test_panning_leaves_no_empty_border_where_the_photo_is_larger(right: int, down: int) -> None:
    view = panned(zoomed(fit(PHOTO, CANVAS), PHOTO, 1.0, (0, 0)), PHOTO, right, down)
    target = target_of(view, Rect.of(PHOTO), Size(1, 1))
    assert target.x <= 0
    assert target.y <= 0
    assert target.x + target.width >= CANVAS.width
    assert target.y + target.height >= CANVAS.height


def test_zoom_ends_at_its_limit() -> None:
    assert zoomed(fit(PHOTO, CANVAS), PHOTO, 1e6, (0, 0)).zoom == ZOOM_MAX


def test_a_view_of_the_whole_photo_stays_one_when_the_canvas_grows() -> None:
    view = resized(fit(PHOTO, CANVAS), PHOTO, Size(2000, 1500))
    assert is_fit(view, PHOTO)
    assert view.canvas == Size(2000, 1500)


def test_a_magnified_view_keeps_its_zoom_when_the_canvas_grows() -> None:
    view = resized(zoomed(fit(PHOTO, CANVAS), PHOTO, 2.0, (600, 400)), PHOTO, Size(2000, 1500))
    assert view.zoom == 2.0


def test_a_picture_made_for_this_zoom_is_laid_on_device_pixels() -> None:
    view = Viewport(500.0, 500.0, 1 / 3, Size(400, 400))
    target = target_of(view, Rect(100, 100, 301, 301), Size(100, 100))
    assert (target.x, target.y) == (round(target.x), round(target.y))
    assert (target.width, target.height) == (100, 100)
