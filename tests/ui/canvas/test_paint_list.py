"""What is laid out where, before anything is painted."""

from dataclasses import replace

import pytest

from pellucid.foundation.frame import TailMix
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.projective import mapped
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.paint_list import Draw, make_draws
from pellucid.ui.canvas.viewing import corner_of, fit, panned, zoomed
from ui.frames import PHOTO, make_frame, make_grid, make_mask, make_overlay

CANVAS = Size(320, 240)
WHOLE = fit(PHOTO, CANVAS)
CLOSE = zoomed(WHOLE, PHOTO, 2.0, (160, 120))


def names(draws: tuple[Draw, ...]) -> list[str]:
    return [draw.picture.layers[0].key for draw in draws]


@pytest.mark.parametrize("mode", [CompareMode.SPLIT, CompareMode.SPLIT_HORIZONTAL, CompareMode.SIDE_BY_SIDE])
def test_before_is_shown_without_grid_and_map(mode: CompareMode) -> None:
    frame = make_frame(tail=TailMix(make_grid()), overlay=make_overlay(0.5))
    compare = Compare(mode)
    before, after = make_draws((frame,), replace(WHOLE, canvas=compare.view_canvas(CANVAS)), compare, CANVAS)
    assert (before.picture, before.overlay) == (frame.before, None)
    assert after.picture is frame.after


def test_a_grid_is_placed_by_the_part_of_its_area_that_the_frame_shows() -> None:
    frame = make_frame(region=Rect(100, 60, 200, 120), tail=TailMix(make_grid(Rect(50, 60, 300, 240))))
    (draw,) = make_draws((frame,), WHOLE, Compare(), CANVAS)
    assert draw.edges == pytest.approx((50 / 300, 0, 250 / 300, 120 / 240))


def test_a_backdrop_is_not_painted_where_the_newest_frame_covers_all_that_is_seen() -> None:
    backdrop = make_frame(1)
    newest = make_frame(2, region=CLOSE.visible(PHOTO))
    assert names(make_draws((backdrop, newest), CLOSE, Compare(CompareMode.SPLIT), CANVAS)) == [
        newest.before.layers[0].key,
        newest.after.layers[0].key,
    ]
    assert names(make_draws((backdrop, make_frame(3)), WHOLE, Compare(), CANVAS)) == [make_frame(3).after.layers[0].key]


def test_a_backdrop_is_painted_where_the_newest_frame_leaves_a_part_open() -> None:
    backdrop = make_frame(1)
    newest = make_frame(2, region=CLOSE.visible(PHOTO))
    draws = make_draws((backdrop, newest), panned(CLOSE, PHOTO, 9, 0), Compare(), CANVAS)
    assert names(draws) == [backdrop.after.layers[0].key, newest.after.layers[0].key]


@pytest.mark.parametrize(("mix", "shown"), [(0.0, [0]), (0.3, [0, 1]), (1.0, [1])])
def test_a_layer_of_which_nothing_is_seen_is_not_looked_at(mix: float, shown: list[int]) -> None:
    frame = make_frame(mix=mix)
    (draw,) = make_draws((frame,), WHOLE, Compare(), CANVAS)
    assert draw.picture.shown == tuple(frame.after.layers[index] for index in shown)


def test_a_single_layer_is_shown_whatever_the_mix() -> None:
    frame = make_frame(mix=1.0)
    only = replace(frame.after, layers=frame.after.layers[:1])
    (draw,) = make_draws((replace(frame, after=only),), WHOLE, Compare(), CANVAS)
    assert draw.picture.shown == only.layers


def test_both_layers_are_looked_at_where_a_mask_mixes_them() -> None:
    frame = make_frame(mix=make_mask(lambda across, down: across))
    (draw,) = make_draws((frame,), WHOLE, Compare(), CANVAS)
    assert draw.picture.shown == frame.after.layers


def test_before_and_after_may_be_framed_differently() -> None:
    """A version with another crop lies where its pixels are in the photo, and is not stretched into the other's."""
    framing = Framing(angle_deg=4.0).on(PHOTO)
    frame = make_frame()
    straightened = replace(frame.before, region=Rect.of(framing.output_size), framing=framing)
    view = fit(PHOTO, CANVAS)
    before, after = make_draws((replace(frame, before=straightened),), view, Compare(CompareMode.SPLIT), CANVAS)
    assert before.tilt is not None
    assert after.tilt is None
    corner = mapped(before.tilt, 0, 0)
    x, y = framing.to_photo([(0, 0)])[0]
    left, top = corner_of(view)
    assert corner == pytest.approx((left + x * view.zoom, top + y * view.zoom))
