"""Tiles cover what they are to cover, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.tiles import centre_out, cut_evenly, plan_tiles


def pixels(rects: list[Rect]) -> set[tuple[int, int]]:
    found = [(x, y) for rect in rects for y in range(rect.y, rect.bottom) for x in range(rect.x, rect.right)]
    assert len(found) == len(set(found)), "two tiles share a pixel"
    return set(found)


@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 20),
    st.integers(1, 20),
    st.sampled_from([1, 2, 4]),
    st.integers(0, 8),
)
def test_even_tiles_are_the_area(width: int, height: int, wide: int, tall: int, alignment: int, halo: int) -> None:
    area = Rect(3, 5, width, height)
    assert pixels(cut_evenly(area, Size(wide, tall), alignment, halo)) == pixels([area])


def test_even_tiles_are_equal_with_their_halos() -> None:
    area = Rect(0, 0, 6000, 4000)
    tiles = cut_evenly(area, Size(2048, 1408), 4, 52)
    windows = [tile.expanded(52, area).size for tile in tiles]
    assert len(tiles) == 9
    assert max(size.width for size in windows) - min(size.width for size in windows) <= 8
    assert max(size.height for size in windows) - min(size.height for size in windows) <= 8


def test_tiles_of_the_grid_are_whole_and_touch_the_area() -> None:
    area = Rect(70, 10, 60, 50)
    tiles = plan_tiles(area, 64)
    assert tiles == [Rect(64, 0, 64, 64), Rect(128, 0, 64, 64)]
    assert plan_tiles(Rect(5, 5, 0, 10), 64) == []


@pytest.mark.parametrize("centre", [(0.0, 0.0), (200.0, 40.0)])
def test_tiles_from_the_centre_start_with_the_one_around_it(centre: tuple[float, float]) -> None:
    ordered = centre_out(plan_tiles(Rect(0, 0, 256, 64), 64), centre)
    assert ordered[0].x <= centre[0] < ordered[0].right
