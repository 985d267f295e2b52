"""The crop tool in the window: keys, mouse, its own undo, and one entry in the history."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.foundation.photo_facts import StereoFacts
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.crop.control import NOT_FOUND
from pellucid.ui.main_window import MainWindow
from pellucid.ui.tool_frame import MARGIN_PX
from ui.frames import PHOTO, make_facts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.commands["crop"].trigger()
    return window


def crop_rect(window: MainWindow) -> Rect:
    draft = window.crop.tool.draft
    assert draft is not None
    return draft.map.crop_rect


def on_overlay(window: MainWindow, x: float, y: float) -> QPoint:
    """Where a place of the frame is on the overlay."""
    return window.crop.tool.overlay._place.on_canvas((x, y)).toPoint()


def drag(qtbot: QtBot, window: MainWindow, start: tuple[float, float], end: tuple[float, float]) -> None:
    overlay = window.crop.tool.overlay
    qtbot.mousePress(overlay, LEFT, pos=on_overlay(window, *start))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    for place in (middle, end):
        qtbot.mouseMove(overlay, on_overlay(window, *place))
    qtbot.mouseRelease(overlay, LEFT, pos=on_overlay(window, *end))


def test_the_whole_photo_is_seen_with_room_for_its_controls(window: MainWindow) -> None:
    crop = window.crop.tool
    assert crop.is_active
    assert crop.overlay.isVisible()
    corner, end = on_overlay(window, 0, 0), on_overlay(window, PHOTO.width, PHOTO.height)
    assert corner.x() > 0
    assert corner.y() > 0
    assert end.y() < crop.bar.y()
    assert crop.bar.geometry().bottom() <= window.canvas.height()


def test_a_handle_is_dragged_and_enter_leaves_one_entry(qtbot: QtBot, window: MainWindow) -> None:
    drag(qtbot, window, (400, 300), (300, 200))
    drag(qtbot, window, (0, 100), (50, 100))
    assert crop_rect(window) == Rect(50, 0, 250, 200)
    assert window.session.edit.framing == Framing()
    qtbot.keyClick(window.crop.tool.overlay, Qt.Key.Key_Return)
    assert not window.crop.tool.is_active
    assert [entry.label for entry in window.session.entries] == ["Opened", "Crop"]
    assert window.session.edit.framing.on(PHOTO).crop_rect == Rect(50, 0, 250, 200)
    assert window.canvas.seen_size == Size(250, 200)
    assert "400 × 300 → 250 × 200" in window.status.photo_text
    window.commands["undo"].trigger()
    assert "→" not in window.status.photo_text
    assert window.session.edit.framing == Framing()
    assert window.canvas.seen_size == PHOTO


def test_words_of_its_buttons_are_whole_where_there_is_room(qtbot: QtBot, window: MainWindow) -> None:
    bar, corners = window.crop.tool.bar, window.crop.tool.bar.corners
    bar.place(1200, window.canvas.height())
    assert corners.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    before = corners.width()
    corners.setText("Perspective correction")
    qtbot.waitUntil(lambda: corners.width() >= corners.sizeHint().width() > before)


def test_words_that_come_back_have_their_room_however_long_they_are(window: MainWindow) -> None:
    bar, height = window.crop.tool.bar, window.canvas.height()
    bar.place(400, height)
    for button in (bar.corners, bar.line, bar.auto):
        button.setText("Much longer words than in English")
    bar.place(2000, height)
    assert bar.corners.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert bar.width() >= bar.minimumSizeHint().width()


@pytest.mark.parametrize("width", [560, 700, 1200])
def test_its_bar_floats_with_one_margin_on_all_sides(window: MainWindow, width: int) -> None:
    bar = window.crop.tool.bar
    bar.place(width, 500)
    margins = (bar.x(), width - bar.geometry().right() - 1, 500 - bar.geometry().bottom() - 1)
    assert margins[2] == MARGIN_PX
    assert min(margins) == MARGIN_PX
    assert bar.width() >= bar.minimumSizeHint().width()


def test_escape_leaves_all_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    drag(qtbot, window, (400, 300), (300, 200))
    window.commands["cancel"].trigger()
    assert not window.crop.tool.is_active
    assert len(window.session.entries) == 1
    assert window.canvas.view.map is None


def test_undo_inside_is_the_tools_own(qtbot: QtBot, window: MainWindow) -> None:
    drag(qtbot, window, (400, 300), (300, 200))
    window.crop.tool.bar.turn_requested.emit(1)
    assert crop_rect(window).size == Size(200, 300)
    window.commands["undo"].trigger()
    assert crop_rect(window) == Rect(0, 0, 300, 200)
    window.commands["undo"].trigger()
    assert crop_rect(window) == Rect.of(PHOTO)
    assert not window.commands["undo"].isEnabled()
    window.commands["redo"].trigger()
    assert crop_rect(window) == Rect(0, 0, 300, 200)
    assert len(window.session.entries) == 1


def test_the_tool_comes_back_to_what_was_kept_with_the_rest_still_there(qtbot: QtBot, window: MainWindow) -> None:
    drag(qtbot, window, (400, 300), (300, 200))
    window.commands["crop"].trigger()
    assert not window.crop.tool.is_active
    window.commands["crop"].trigger()
    assert crop_rect(window) == Rect(0, 0, 300, 200)
    drag(qtbot, window, (300, 200), (400, 300))
    window.crop.tool.close(keep=True)
    assert window.session.edit.framing == Framing()
    assert window.session.entries[-1].label == "Crop removed"


def test_no_pixels_are_asked_for_while_anything_is_dragged(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(20)
    asked: list[object] = []
    window.view_changed.connect(asked.append)
    crop = window.crop.tool
    first = window.canvas.wanted_view
    drag(qtbot, window, (400, 300), (300, 200))
    crop.bar.angle.setSliderDown(True)
    for position in range(0, 800, 50):
        crop.bar.angle.setSliderPosition(position)
        qtbot.wait(1)
    assert crop.draft is not None
    assert crop.draft.framing.angle_deg == 7.5
    assert set(asked) <= {first}


def test_the_angle_is_slid_typed_drawn_and_found(qtbot: QtBot, window: MainWindow) -> None:
    crop = window.crop.tool
    crop.bar.angle.setValue(250)
    assert crop.draft is not None
    assert crop.draft.framing.angle_deg == 2.5
    crop.bar.degrees.setValue(-1.25)
    assert crop.draft.framing.angle_deg == -1.25
    assert crop.bar.angle.value() == -125
    crop.bar.degrees.setValue(0)
    crop.bar.line.setChecked(True)
    drag(qtbot, window, (100, 100), (300, 110))
    assert crop.draft.framing.angle_deg == pytest.approx(-2.86, abs=0.5)  # whole pixels of the screen
    assert not crop.bar.line.isChecked()
    with qtbot.waitSignal(crop.horizon_requested):
        crop.bar.auto.click()
    crop.show_horizon(1.5)
    assert crop.draft.framing.angle_deg == -1.5
    crop.show_horizon(9.0)  # nobody asked
    assert crop.draft.framing.angle_deg == -1.5
    crop.bar.flip_requested.emit(True)
    crop.bar.auto.click()
    crop.show_horizon(1.5)
    assert crop.draft.framing.angle_deg == 1.5
    crop.bar.auto.click()
    crop.show_horizon(None)
    assert crop.draft.framing.angle_deg == 1.5
    assert NOT_FOUND in window.workspace.messages.text


def test_of_a_pair_only_what_keeps_its_rows_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    crop = window.crop.tool
    crop.close(keep=False)
    stereo = StereoFacts("f1", "f2", "MPO")
    window.show_photo(replace(make_facts(), stereo=stereo))
    with qtbot.waitSignal(crop.horizon_requested):
        window.commands["crop"].trigger()
    assert not crop.bar.corners.isVisible()
    crop.set_largest_angle(1.5)
    crop.bar.degrees.setValue(4.0)
    assert crop.draft is not None
    assert crop.draft.framing.angle_deg == 1.5
    crop.show_horizon(1.0)
    assert crop.draft.framing.angle_deg == 1.5


def test_shapes_by_name_and_typed(window: MainWindow) -> None:
    crop = window.crop.tool
    crop.bar.shape_chosen.emit("1:1")
    assert crop_rect(window).size == Size(300, 300)
    crop.bar.shape_chosen.emit("16:9")
    assert crop_rect(window).width / crop_rect(window).height == pytest.approx(16 / 9, abs=0.01)
    crop.bar.swap_requested.emit()
    assert crop_rect(window).height > crop_rect(window).width
    crop.bar.shape_chosen.emit("Original")
    assert crop_rect(window).width / crop_rect(window).height == pytest.approx(4 / 3, abs=0.01)


def test_enter_in_a_field_ends_what_is_typed_and_only_the_next_one_the_tool(qtbot: QtBot, window: MainWindow) -> None:
    crop = window.crop.tool
    for field, text in ((crop.bar.shapes.lineEdit(), "1:1"), (crop.bar.degrees.lineEdit(), "2")):
        assert field is not None
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert window.crop.is_active
        assert crop.overlay.hasFocus()
    assert crop.draft is not None
    assert (crop.draft.ratio, crop.draft.framing.angle_deg) == (1.0, 2.0)
    qtbot.keyClick(crop.overlay, Qt.Key.Key_Return)
    assert not window.crop.is_active


def test_corners_are_pulled(qtbot: QtBot, window: MainWindow) -> None:
    window.crop.tool.bar.corners.setChecked(True)
    drag(qtbot, window, (400, 0), (360, 20))
    draft = window.crop.tool.draft
    assert draft is not None
    assert draft.map.picture_corners[1] == pytest.approx((360, 20), abs=2)
    assert draft.map.crop_rect.size.pixels < PHOTO.pixels


def test_the_comparison_rests_meanwhile(window: MainWindow) -> None:
    window.crop.tool.close(keep=False)
    window.commands["split"].trigger()
    window.commands["crop"].trigger()
    assert window.canvas.compare.mode is CompareMode.OFF
    window.crop.tool.close(keep=False)
    assert window.canvas.compare.mode is CompareMode.SPLIT


def test_the_photo_stays_whole_while_a_crop_is_chosen(window: MainWindow) -> None:
    before = window.canvas.view
    for name in ("full", "zoom_in", "double", "toggle_fit"):
        window.commands[name].trigger()
    assert window.canvas.view == before


def test_another_photo_ends_it(window: MainWindow) -> None:
    window.show_photo(make_facts())
    assert not window.crop.tool.is_active
    assert not window.commands["crop"].isChecked()


def test_arrows_push_the_crop(qtbot: QtBot, window: MainWindow) -> None:
    drag(qtbot, window, (400, 300), (300, 200))
    qtbot.keyClick(window.crop.tool.overlay, Qt.Key.Key_Right)
    qtbot.keyClick(window.crop.tool.overlay, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert crop_rect(window) == Rect(1, 10, 300, 200)


def test_saved_framings_are_shown_when_a_photo_is_opened(window: MainWindow) -> None:
    window.crop.tool.close(keep=False)
    framing = Framing(quarter_turns=1, crop=UnitRect(0, 0, 0.5, 0.5))
    window.session.record(window.session.edit.__class__(framing=framing), "Crop")
    assert window.canvas.seen_size == Size(150, 200)


def test_the_picture_lies_where_the_handles_are(qtbot: QtBot, window: MainWindow) -> None:
    """The colour below a place of the overlay is that of the photo there, at any angle."""
    window.crop.tool.bar.degrees.setValue(6.0)
    draft = window.crop.tool.draft
    assert draft is not None
    image = window.canvas._surface._surface.grab().toImage()
    for place in ((150.0, 120.0), (260.0, 90.0)):
        at = QPointF(on_overlay(window, *place))
        x, y = window.crop.tool.overlay._place.in_frame(at)
        left, top = draft.map.crop_rect.x, draft.map.crop_rect.y
        photo_x, photo_y = draft.map.to_photo([(x - left, y - top)])[0]
        color = image.pixelColor(at.toPoint())
        assert color.green() == pytest.approx(photo_x * 255 / 399, abs=3)
        assert color.blue() == pytest.approx(photo_y * 255 / 299, abs=3)


def test_the_keys_stay_with_the_tool_after_a_click_on_its_buttons(qtbot: QtBot, window: MainWindow) -> None:
    tool = window.crop.tool
    turn = next(button for button in tool.bar.findChildren(QToolButton) if button.accessibleName() == "Turn right")
    window.canvas.setFocus()
    qtbot.mouseClick(turn, LEFT)
    focused = window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert not tool.is_active
    assert window.session.edit.framing.quarter_turns == 1
