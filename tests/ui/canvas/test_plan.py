"""What is laid out where, before anything is painted."""

from dataclasses import replace

import pytest

from pellucid.foundation.geometry import Rect, Size
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.plan import Draw, make_draws
from pellucid.ui.canvas.viewing import fit, panned, zoomed
from ui.frames import PHOTO, make_frame, make_grid, make_overlay

CANVAS = Size(320, 240)
WHOLE = fit(PHOTO, CANVAS)
CLOSE = zoomed(WHOLE, PHOTO, 2.0, (160, 120))


def names(draws: tuple[Draw, ...]) -> list[str]:
    return [draw.layers[0].key for draw in draws]


@pytest.mark.parametrize("mode", [CompareMode.SPLIT, CompareMode.SPLIT_HORIZONTAL, CompareMode.SIDE_BY_SIDE])
def test_before_is_shown_without_grid_and_map(mode: CompareMode) -> None:
    frame = make_frame(grid=make_grid(), overlay=make_overlay(0.5))
    compare = Compare(mode)
    before, after = make_draws((frame,), replace(WHOLE, canvas=compare.view_canvas(CANVAS)), compare, CANVAS)
    assert (before.layers, before.grid, before.overlay) == ((frame.before,), None, None)
    assert after.grid is not None
    assert after.grid.grid is frame.grid


def test_a_grid_is_placed_by_the_part_of_its_area_that_the_frame_shows() -> None:
    frame = make_frame(region=Rect(100, 60, 200, 120), grid=make_grid(Rect(50, 60, 300, 240)))
    (draw,) = make_draws((frame,), WHOLE, Compare(), CANVAS)
    assert draw.grid is not None
    edges = (draw.grid.left, draw.grid.top, draw.grid.right, draw.grid.bottom)
    assert edges == pytest.approx((50 / 300, 0, 250 / 300, 120 / 240))


def test_a_backdrop_is_not_painted_where_the_newest_frame_covers_all_that_is_seen() -> None:
    backdrop = make_frame(1)
    newest = make_frame(2, region=CLOSE.visible(PHOTO))
    assert names(make_draws((backdrop, newest), CLOSE, Compare(CompareMode.SPLIT), CANVAS)) == [
        newest.before.key,
        newest.layers[0].key,
    ]
    assert names(make_draws((backdrop, make_frame(3)), WHOLE, Compare(), CANVAS)) == [make_frame(3).layers[0].key]


def test_a_backdrop_is_painted_where_the_newest_frame_leaves_a_part_open() -> None:
    backdrop = make_frame(1)
    newest = make_frame(2, region=CLOSE.visible(PHOTO))
    draws = make_draws((backdrop, newest), panned(CLOSE, PHOTO, 9, 0), Compare(), CANVAS)
    assert names(draws) == [backdrop.layers[0].key, newest.layers[0].key]


@pytest.mark.parametrize(("mix", "shown"), [(0.0, [0]), (0.3, [0, 1]), (1.0, [1])])
def test_a_layer_of_which_nothing_is_seen_is_not_looked_at(mix: float, shown: list[int]) -> None:
    frame = make_frame(mix=mix)
    (draw,) = make_draws((frame,), WHOLE, Compare(), CANVAS)
    assert draw.shown == tuple(frame.layers[index] for index in shown)


def test_a_single_layer_is_shown_whatever_the_mix() -> None:
    frame = make_frame(mix=1.0)
    (draw,) = make_draws((replace(frame, layers=frame.layers[:1]),), WHOLE, Compare(), CANVAS)
    assert draw.shown == frame.layers[:1]
