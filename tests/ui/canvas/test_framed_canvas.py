"""A photo that is turned, straightened or cropped on the canvas, before and after the engine has resampled it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size, UnitRect, Viewport
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.compare import Compare
from pellucid.ui.canvas.framed_view import in_picture
from pellucid.ui.canvas.paint_list import make_draws
from pellucid.ui.canvas.viewing import corner_of
from ui.frames import PHOTO, make_frame, ramp

BACKGROUND = (0x60, 0x60, 0x60)
TILTED = Framing(angle_deg=5.0)


@pytest.fixture
def canvas(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canvas]:
    monkeypatch.setenv("PELLUCID_NO_GL", "1")
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.set_photo(PHOTO)
    canvas.show_frame(make_frame())
    return canvas


def color_at(canvas: Canvas, output: tuple[float, float]) -> tuple[int, int, int]:
    """The colour at a place of the framed photo."""
    left, top = corner_of(canvas.view)
    x, y = left + output[0] * canvas.view.zoom, top + output[1] * canvas.view.zoom
    color = QColor(canvas.grab().toImage().pixel(int(x), int(y)))
    return color.red(), color.green(), color.blue()


def expected_at(place: tuple[float, float]) -> tuple[int, int, int]:
    return tuple(int(value) for value in ramp(PHOTO, 100)[int(place[1]), int(place[0]), :3])  # type: ignore[return-value]


@pytest.mark.parametrize(
    "framing",
    [
        Framing(quarter_turns=1),
        Framing(quarter_turns=3, mirrored=True),
        Framing(crop=UnitRect(0.25, 0.5, 0.5, 0.25)),
        Framing(quarter_turns=1, crop=UnitRect(0.1, 0.1, 0.5, 0.5)),
        TILTED,
        Framing(angle_deg=-8, perspective=((0.05, 0.0), (0.0, 0.05), (0.0, 0.0), (-0.05, 0.0))),
    ],
)
def test_every_place_is_where_the_framing_says(canvas: Canvas, framing: Framing) -> None:
    canvas.show_framing(framing)
    map_ = framing.on(PHOTO)
    size = map_.output_size
    assert canvas.seen_size == size
    for across, down in ((0.02, 0.02), (0.5, 0.5), (0.97, 0.1), (0.2, 0.9)):
        output = (int(size.width * across) + 0.5, int(size.height * down) + 0.5)
        found, expected = color_at(canvas, output), expected_at(map_.to_photo([output])[0])
        assert found == pytest.approx(expected, abs=0 if framing.is_lossless and canvas.view.zoom == 1 else 2)


def test_nothing_is_shown_that_the_crop_leaves_out(canvas: Canvas) -> None:
    canvas.show_framing(Framing(crop=UnitRect(0.25, 0.25, 0.5, 0.5)))
    assert color_at(canvas, (-3, 40)) == BACKGROUND
    assert color_at(canvas, (203, 40)) == BACKGROUND
    canvas.show_framing(TILTED)
    assert color_at(canvas, (-3, 40)) == BACKGROUND


def test_resampled_pixels_take_the_place_of_those_of_the_photo(canvas: Canvas) -> None:
    canvas.show_framing(TILTED)
    assert canvas.exactness() is Exactness.EXACT_HERE
    map_ = TILTED.on(PHOTO)
    canvas.show_frame(make_frame(2, Rect.of(map_.output_size), framing=map_, layers=make_frame(2).after.layers[1:]))
    size = map_.output_size
    middle = (size.width // 2 + 0.5, size.height // 2 + 0.5)
    assert color_at(canvas, middle)[0] == 200
    assert canvas.exactness() is Exactness.EXACT_HERE


def test_pixels_of_an_older_framing_are_placed_and_are_not_exact(canvas: Canvas) -> None:
    map_ = TILTED.on(PHOTO)
    canvas.show_framing(TILTED)
    canvas.show_frame(make_frame(2, Rect.of(map_.output_size), framing=map_))
    canvas.show_framing(Framing(angle_deg=7.0))
    assert canvas.exactness() is Exactness.APPROXIMATE
    newer = Framing(angle_deg=7.0).on(PHOTO)
    middle = newer.output_size.width / 2 + 20, newer.output_size.height / 2 - 10
    x, y = map_.to_output(newer.to_photo([middle]))[0]
    size = map_.output_size
    found = color_at(canvas, middle)
    assert found[1] == pytest.approx(x / size.width * 255, abs=3)
    assert found[2] == pytest.approx(y / size.height * 255, abs=3)


def test_what_was_seen_stays_in_the_middle_when_the_framing_changes(canvas: Canvas) -> None:
    canvas.zoom_to(4.0)
    canvas.pan(-100, -60)
    before = canvas.view.middle
    canvas.show_framing(TILTED)
    assert canvas.view.middle == pytest.approx(before, abs=1)
    canvas.show_framing(Framing())
    assert canvas.view.map is None
    assert canvas.view.middle == pytest.approx(before, abs=1)


def test_a_whole_photo_stays_whole(canvas: Canvas) -> None:
    canvas.show_framing(Framing(crop=UnitRect(0, 0, 0.5, 0.5)))
    assert canvas.view.visible(Size(200, 150)) == Rect(0, 0, 200, 150)


def test_a_colour_is_picked_where_it_is_seen(canvas: Canvas) -> None:
    canvas.show_framing(Framing(quarter_turns=1))
    frame = canvas.newest
    assert frame is not None
    assert in_picture(frame.after, canvas.view, (299.5, 0.5)) == pytest.approx((0.5, 0.5))


def test_while_a_crop_is_chosen_pixels_of_all_the_photo_are_wanted_whatever_its_angle(canvas: Canvas) -> None:
    window = Rect(-40, -40, 480, 380)
    views = set()
    for angle in (0.0, 3.0, 7.0):
        canvas.show_map(FramingMap(Framing(angle_deg=angle), PHOTO, window))
        views.add(canvas.wanted_view)
    (view,) = views
    assert view.map is None
    assert view.visible(PHOTO) == Rect.of(PHOTO)


def test_a_covered_backdrop_is_not_painted_in_a_framing_either() -> None:
    map_ = TILTED.on(PHOTO)
    size = map_.output_size
    view = Viewport(size.width / 2, size.height / 2, 1.0, size, map_)
    frames = (make_frame(1), make_frame(2))
    assert len(make_draws(frames, view, Compare(), size)) == 1
    part = make_frame(2, Rect(100, 100, 50, 50))
    assert len(make_draws((frames[0], part), view, Compare(), size)) == 2
    assert replace(view, map=None).seen(PHOTO) == view.visible(size)
