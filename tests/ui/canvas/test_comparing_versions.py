"""Another version as *before*: in a view of its own, framed as it is, and at the same place where both share one."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect, Viewport
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.compare import Compare, CompareMode, Side
from pellucid.ui.canvas.other_view import other_view
from pellucid.ui.canvas.paint_list import make_draws
from pellucid.ui.canvas.viewing import corner_of, fit, to_photo, zoomed
from ui.frames import PHOTO, make_frame

CANVAS = Size(320, 240)
LEFT = Framing(crop=UnitRect(0.0, 0.0, 0.5, 0.5))
MIDDLE = Framing(crop=UnitRect(0.25, 0.2, 0.6, 0.6))
TURNED = Framing(quarter_turns=1, angle_deg=2.0)


def seen(framing: Framing, zoom: float | None = None, at: tuple[float, float] = (160, 120)) -> Viewport:
    map_ = framing.on(PHOTO)
    view = replace(fit(map_.output_size, CANVAS), map=map_)
    return view if zoom is None else replace(zoomed(view, map_.output_size, zoom, at), map=map_)


def test_versions_that_are_framed_alike_share_the_view() -> None:
    view = seen(LEFT, 2.0)
    assert other_view(view, PHOTO, LEFT.on(PHOTO), is_shared=False) is view


@pytest.mark.parametrize("framing", [MIDDLE, TURNED])
def test_beside_a_version_that_is_seen_whole_the_other_is_whole_too(framing: Framing) -> None:
    other = other_view(seen(LEFT), PHOTO, framing.on(PHOTO), is_shared=False)
    assert other == seen(framing)


@pytest.mark.parametrize("is_shared", [True, False])
@pytest.mark.parametrize("framing", [MIDDLE, TURNED])
def test_magnified_both_show_the_same_place_at_the_same_zoom(framing: Framing, is_shared: bool) -> None:
    view = seen(Framing(), 4.0, at=(170, 110))
    other = other_view(view, PHOTO, framing.on(PHOTO), is_shared=is_shared)
    assert other.zoom == view.zoom
    assert other.middle == pytest.approx(view.middle, abs=0.25)
    assert all(corner == pytest.approx(round(corner)) for corner in corner_of(other))


def test_under_a_divider_the_same_things_stand_at_the_same_place() -> None:
    view = seen(LEFT)
    other = other_view(view, PHOTO, MIDDLE.on(PHOTO), is_shared=True)
    for at in ((160, 120), (100, 70)):
        one, two = view.map.to_photo([to_photo(view, at)])[0], other.map.to_photo([to_photo(other, at)])[0]
        assert one == pytest.approx(two, abs=1.0)


def test_each_side_is_drawn_in_its_own_view_and_crop() -> None:
    compare = Compare(CompareMode.SIDE_BY_SIDE)
    pane = compare.view_canvas(CANVAS)
    view, other = (replace(fit(f.on(PHOTO).output_size, pane), map=f.on(PHOTO)) for f in (LEFT, MIDDLE))
    frame = make_frame(compared="other")
    before, after = make_draws((frame,), view, compare, CANVAS, other)
    for draw, own in ((before, other), (after, view)):
        size = own.map.output_size
        assert (draw.clip.width, draw.clip.height) == (
            pytest.approx(size.width * own.zoom, abs=1),
            pytest.approx(size.height * own.zoom, abs=1),
        )


def test_a_backdrop_of_another_comparison_is_not_drawn_as_before() -> None:
    compare, view = Compare(CompareMode.SPLIT), seen(Framing(), 4.0)
    backdrop, newest = make_frame(1), make_frame(2, region=Rect(180, 130, 20, 15), compared="other")
    drawn = [draw.picture for draw in make_draws((backdrop, newest), view, compare, CANVAS, view)]
    assert backdrop.before not in drawn
    assert backdrop.after in drawn


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(320, 240)
    canvas.show()
    canvas.set_photo(PHOTO)
    return canvas


def test_the_canvas_tells_what_is_seen_of_the_other_version(canvas: Canvas, qtbot: QtBot) -> None:
    told: list[Viewport | None] = []
    canvas.other_view_changed.connect(told.append)
    with qtbot.waitSignal(canvas.view_changed):
        canvas.compare_with(MIDDLE, ("Soft", "Now"))
    assert told[-1] is not None
    assert told[-1].map == MIDDLE.on(PHOTO)
    with qtbot.waitSignal(canvas.view_changed):
        canvas.set_compare(CompareMode.SPLIT)
    assert told[-1] == canvas.other_view != told[0]
    with qtbot.waitSignal(canvas.view_changed):
        canvas.compare_with(None, ("Before", "After"))
    assert told[-1] is None


def test_the_sides_are_called_by_their_names(canvas: Canvas) -> None:
    canvas.show_frame(make_frame())
    canvas.compare_with(MIDDLE, ("Soft", "Now"))
    canvas.set_compare(CompareMode.SIDE_BY_SIDE)
    assert [label.text() for label in canvas._chrome._labels] == ["Soft", "Now"]


def test_nothing_is_final_before_the_other_version_is_there(canvas: Canvas) -> None:
    canvas.show_frame(make_frame(exactness=Exactness.EXACT_EVERYWHERE))
    canvas.compare_with(Framing(), ("Soft", "Now"))
    assert canvas.exactness() is Exactness.APPROXIMATE
    canvas.show_frame(make_frame(2, exactness=Exactness.EXACT_EVERYWHERE, compared="soft"))
    assert canvas.exactness() is Exactness.EXACT_EVERYWHERE


def test_zooming_in_the_pane_of_the_other_version_goes_to_what_lies_there(canvas: Canvas) -> None:
    canvas.compare_with(MIDDLE, ("Soft", "Now"))
    canvas.set_compare(CompareMode.SIDE_BY_SIDE)
    at = (70.0, 120.0)
    assert canvas.compare.side_at(at, canvas.device_size) is Side.BEFORE
    other = canvas.other_view
    place = other.map.to_photo([to_photo(other, at)])[0]
    canvas.zoom_to(4.0, at)
    other = canvas.other_view
    assert other.map.to_photo([to_photo(other, at)])[0] == pytest.approx(place, abs=6.0)
