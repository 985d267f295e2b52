"""Which part of the canvas shows which side."""

from dataclasses import replace

import pytest

from pellucid.foundation.geometry import Rect, Size
from pellucid.ui.canvas.compare import GAP_PX, Compare, CompareMode, Side

CANVAS = Size(1001, 600)


@pytest.mark.parametrize("mode", [mode for mode in CompareMode if mode is not CompareMode.LENS])
def test_panes_lie_inside_the_canvas_and_not_upon_each_other(mode: CompareMode) -> None:
    panes = Compare(mode).panes(CANVAS)
    assert all(Rect.of(CANVAS).contains(pane.area) for pane in panes)
    if len(panes) == 2:
        assert panes[0].area.intersect(panes[1].area).is_empty


def test_a_split_cuts_the_canvas_where_the_divider_is() -> None:
    left, right = Compare(CompareMode.SPLIT, position=0.25).panes(CANVAS)
    assert (left.side, right.side) == (Side.BEFORE, Side.AFTER)
    assert left.area == Rect(0, 0, 250, 600)
    assert right.area == Rect(250, 0, 751, 600)


def test_a_horizontal_split_has_before_above() -> None:
    upper, lower = Compare(CompareMode.SPLIT_HORIZONTAL).panes(CANVAS)
    assert upper.area == Rect(0, 0, 1001, 300)
    assert (upper.side, lower.side) == (Side.BEFORE, Side.AFTER)


def test_swapping_changes_the_sides_and_not_the_places() -> None:
    compare = Compare(CompareMode.SPLIT)
    swapped = replace(compare, swapped=True)
    assert [pane.area for pane in swapped.panes(CANVAS)] == [pane.area for pane in compare.panes(CANVAS)]
    assert [pane.side for pane in swapped.panes(CANVAS)] == [Side.AFTER, Side.BEFORE]


def test_side_by_side_gives_each_half_a_view_of_its_own_size() -> None:
    compare = Compare(CompareMode.SIDE_BY_SIDE)
    left, right = compare.panes(CANVAS)
    assert left.area.size == right.area.size == compare.view_canvas(CANVAS)
    assert right.origin_x >= left.area.right + GAP_PX


@pytest.mark.parametrize("mode", list(CompareMode))
def test_the_original_fills_the_canvas_in_every_mode(mode: CompareMode) -> None:
    (pane,) = Compare(mode, original=True).panes(CANVAS)
    assert (pane.area, pane.side) == (Rect.of(CANVAS), Side.BEFORE)


@pytest.mark.parametrize("x", [-500.0, 0.0, 1001.0, 5000.0])
def test_a_dragged_divider_can_always_be_grabbed_again(x: float) -> None:
    compare = Compare(CompareMode.SPLIT).dragged((x, 10.0), CANVAS)
    assert 10 < compare.position * CANVAS.width < CANVAS.width - 10


def test_the_divider_is_found_along_its_whole_length() -> None:
    compare = Compare(CompareMode.SPLIT_HORIZONTAL)
    assert compare.distance_px((3.0, 304.0), CANVAS) == 4.0
    assert Compare().distance_px((3.0, 304.0), CANVAS) == float("inf")


@pytest.mark.parametrize("at", [(0.0, 0.0), (500.0, 300.0), (1001.0, 600.0), (-50.0, 9999.0)])
def test_the_lens_shows_before_over_after_and_stays_on_the_canvas(at: tuple[float, float]) -> None:
    under, lens = Compare(CompareMode.LENS).dragged(at, CANVAS).panes(CANVAS)
    assert (under.area, under.side) == (Rect.of(CANVAS), Side.AFTER)
    assert lens.side is Side.BEFORE
    assert Rect.of(CANVAS).contains(lens.area)
    assert (lens.area.width, lens.area.height) == (240, 240)


def test_the_lens_lies_around_the_pointer() -> None:
    lens = Compare(CompareMode.LENS).dragged((500, 300), CANVAS).lens_area(CANVAS)
    assert lens.centre == (500, 300)
