"""The canvas: what it paints, and what hand and keys do. Painted without GL; `test_surfaces` compares both ways."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Rect, Size
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.color_maps import lookup_table
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.canvas.paint_list import OverlayStyle
from pellucid.ui.canvas.quick_preview import QUICK_PREVIEW
from ui.frames import PHOTO, make_frame, make_overlay, ramp

MIDDLE = QPoint(300, 200)


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


def color_at(canvas: Canvas, x: int, y: int) -> tuple[int, int, int]:
    color = QColor(canvas.grab().toImage().pixel(x, y))
    return color.red(), color.green(), color.blue()


def red_at(canvas: Canvas, x: int, y: int) -> int:
    return color_at(canvas, x, y)[0]


def test_at_100_percent_every_photo_pixel_is_one_screen_pixel(canvas: Canvas) -> None:
    image = canvas.grab().toImage()
    expected = ramp(PHOTO, 100)
    for x, y in ((0, 0), (17, 5), (399, 299), (200, 150)):
        color = QColor(image.pixel(100 + x, 50 + y))
        assert (color.red(), color.green(), color.blue()) == tuple(expected[y, x, :3])


def test_around_the_photo_is_neutral_gray(canvas: Canvas) -> None:
    red, green, blue = color_at(canvas, 5, 5)
    assert red == green == blue


def test_mix_chooses_between_the_two_layers(canvas: Canvas) -> None:
    canvas.show_frame(make_frame(2, mix=0.5))
    assert red_at(canvas, 300, 200) == pytest.approx(150, abs=1)


def test_at_200_percent_pixels_keep_sharp_edges(canvas: Canvas) -> None:
    canvas.zoom_to(2.0)
    image = canvas.grab().toImage()
    row = [QColor(image.pixel(x, 200)).green() for x in range(600)]
    pairs = [row[x : x + 2] for x in range(0, 600, 2)]
    assert all(left == right for left, right in pairs) or all(row[x] == row[x + 1] for x in range(1, 598, 2))


def test_a_split_shows_before_on_the_left_and_swaps(canvas: Canvas) -> None:
    canvas.set_compare(CompareMode.SPLIT)
    assert (red_at(canvas, 150, 300), red_at(canvas, 450, 300)) == (0, 100)
    canvas.swap_sides()
    assert (red_at(canvas, 150, 300), red_at(canvas, 450, 300)) == (100, 0)


def test_side_by_side_shows_the_same_place_twice(canvas: Canvas) -> None:
    canvas.set_compare(CompareMode.SIDE_BY_SIDE)
    left, right = color_at(canvas, 149, 250), color_at(canvas, 149 + 301, 250)
    assert (left[0], right[0]) == (0, 100)
    assert left[1:] == right[1:]


def test_the_original_can_be_shown_instead(canvas: Canvas) -> None:
    canvas.show_original(True)
    assert red_at(canvas, 300, 200) == 0


def test_a_map_lies_over_the_edited_photo_in_its_colours(canvas: Canvas) -> None:
    canvas.set_overlay_style(OverlayStyle(1.0, "viridis"))
    canvas.show_frame(make_frame(2, overlay=make_overlay(1.0)))
    assert color_at(canvas, 300, 200) == tuple(lookup_table("viridis")[255, :3])


def test_where_a_map_is_not_computed_yet_the_photo_is_seen(canvas: Canvas) -> None:
    canvas.set_overlay_style(OverlayStyle(1.0, "viridis"))
    plain = color_at(canvas, 480, 200)
    canvas.show_frame(make_frame(2, overlay=make_overlay(1.0, is_whole=False)))
    assert color_at(canvas, 200, 150) == tuple(lookup_table("viridis")[255, :3])
    assert color_at(canvas, 480, 200) == plain


def test_outside_the_newest_frame_the_backdrop_shows(canvas: Canvas) -> None:
    canvas.show_frame(make_frame(2, region=Rect(150, 100, 100, 100), mix=1.0))
    assert (red_at(canvas, 300, 200), red_at(canvas, 120, 60)) == (200, 100)


def test_an_older_frame_is_dropped(canvas: Canvas) -> None:
    canvas.show_frame(make_frame(5, mix=1.0))
    canvas.show_frame(make_frame(4, mix=0.0))
    assert canvas.newest_generation == 5
    assert red_at(canvas, 300, 200) == 200


def test_a_first_look_is_shown_until_a_frame_comes(canvas: Canvas) -> None:
    canvas.show_first_look(np.full((30, 40, 3), 77, np.uint8), PHOTO)
    assert color_at(canvas, 300, 200) == (77, 77, 77)
    canvas.show_frame(make_frame(9))
    assert red_at(canvas, 300, 200) == 100


def test_a_first_look_is_painted_before_anything_else_happens(canvas: Canvas, qtbot: QtBot) -> None:
    qtbot.waitExposed(canvas)
    painted: list[int] = []
    canvas.frame_painted.connect(painted.append)
    canvas.show_first_look(np.full((30, 40, 3), 77, np.uint8), PHOTO)
    assert painted == [QUICK_PREVIEW]


def test_nothing_moves_from_the_first_look_to_the_open_photo(canvas: Canvas) -> None:
    canvas.clear()
    canvas.show_first_look(np.full((30, 40, 3), 77, np.uint8), Size(4000, 3000))
    place, before = canvas.view, canvas.grab().toImage()
    canvas.set_photo(Size(4000, 3000))
    assert canvas.view == place
    assert canvas.grab().toImage() == before


def test_pictures_of_another_size_are_not_laid_into_a_photo(canvas: Canvas) -> None:
    canvas.show_first_look(np.full((30, 40, 3), 77, np.uint8), Size(40, 30))
    canvas.set_photo(Size(4000, 3000))
    assert canvas.grab().toImage().pixelColor(2, 2) == canvas.grab().toImage().pixelColor(canvas.width() // 2, 3)
    assert 77 not in {canvas.grab().toImage().pixelColor(x, 2).red() for x in range(0, canvas.width(), 5)}


def test_a_painted_frame_is_told(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.frame_painted, check_params_cb=lambda generation: generation == 7):
        canvas.show_frame(make_frame(7))


def test_a_frame_for_another_view_is_not_called_exact(canvas: Canvas) -> None:
    assert canvas.exactness() is Exactness.EXACT_HERE
    canvas.show_frame(make_frame(2, region=Rect(150, 100, 100, 100)))
    assert canvas.exactness() is Exactness.APPROXIMATE


def test_many_changes_of_the_view_are_told_once(canvas: Canvas, qtbot: QtBot) -> None:
    told: list[object] = []
    canvas.zoom_to(3.0)
    QApplication.processEvents()
    canvas.view_changed.connect(told.append)
    for _ in range(20):
        canvas.pan(3, 0)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [canvas.view]


def test_the_wheel_zooms_at_the_pointer(canvas: Canvas) -> None:
    at = QPointF(200, 120)
    turn = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, turn)
    assert canvas.view.zoom == pytest.approx(1.25)


def test_dragging_pushes_the_photo(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.zoom_to(4.0)
    before = canvas.view
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=MIDDLE)
    qtbot.mouseMove(canvas, MIDDLE + QPoint(40, 20))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=MIDDLE + QPoint(40, 20))
    assert (before.centre_x - canvas.view.centre_x) * 4 == pytest.approx(40)
    assert (before.centre_y - canvas.view.centre_y) * 4 == pytest.approx(20)


def test_the_divider_follows_the_mouse_and_is_recentred_by_a_double_click(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.set_compare(CompareMode.SPLIT)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=MIDDLE)
    qtbot.mouseMove(canvas, QPoint(450, 200))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(450, 200))
    assert canvas.compare.position == pytest.approx(0.75)
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(450, 100))
    assert canvas.compare.position == 0.5


def test_a_double_click_goes_to_100_percent_at_the_point_and_back(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.set_photo(Size(4000, 3000))
    fitted = canvas.view
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
    assert canvas.view.zoom == 1.0
    assert canvas.view.centre_x < 2000
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))
    assert canvas.view == fitted


def test_arrows_pan_a_magnified_photo_and_walk_on_from_a_whole_one(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.walk_requested) as walked:
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert walked.args == [1]
    canvas.zoom_to(4.0)
    before = canvas.view.centre_x
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.view.centre_x > before


def test_a_larger_canvas_still_shows_the_whole_photo(canvas: Canvas) -> None:
    canvas.set_photo(Size(4000, 3000))
    canvas.resize(900, 500)
    assert canvas.view.visible(Size(4000, 3000)) == Rect(0, 0, 4000, 3000)
    assert canvas.view.canvas == Size(900, 500)
