"""The hand on the photo: strokes, gradients, pins and keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPointingDevice, QRegion
from pytestqt.qtbot import QtBot

from helpers.findings import NOISE, findings
from pellucid.foundation.masks import (
    LinearGradient,
    Mask,
    RadialGradient,
)
from pellucid.foundation.ways import FULL_PRESSURE
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.control import MaskControl
from ui.masks.hands import LEFT, MIDDLE, drag, labels, mask_of, pen_drag, place, strokes


def test_a_stroke_is_one_entry_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    edits: list[tuple[int, bool]] = []
    window.session.edit_changed.connect(
        lambda edit, dragging: edits.append((len(edit.masks[0].components[0].shape.strokes), dragging))
    )
    drag(qtbot, window, (0.2, 0.2), (0.4, 0.3), (0.6, 0.6))
    assert (1, True) in edits
    assert edits[-1] == (1, False)
    (stroke,) = strokes(tool)
    assert next(iter(stroke.points)) == pytest.approx((0.2, 0.2), abs=0.01)
    assert stroke.points.last == pytest.approx((0.6, 0.6), abs=0.01)
    assert not stroke.erases
    drag(qtbot, window, (0.5, 0.5), (0.6, 0.5), modifier=Qt.KeyboardModifier.AltModifier)
    assert [stroke.erases for stroke in strokes(tool)] == [False, True]
    assert labels(window)[1:] == ["Brush in “Brush 1”", "Erase in “Brush 1”"]
    window.commands["undo"].trigger()
    window.commands["undo"].trigger()
    assert strokes(tool) == ()


def test_escape_gives_a_stroke_up_then_leaves_the_mask(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    qtbot.mousePress(window.canvas, LEFT, pos=place(window, 0.2, 0.2))
    qtbot.mouseMove(window.canvas, place(window, 0.5, 0.5))
    window.commands["cancel"].trigger()
    assert strokes(tool) == ()
    assert tool.is_active
    qtbot.mouseRelease(window.canvas, LEFT, pos=place(window, 0.5, 0.5))
    assert len(window.session.entries) == 2
    window.commands["cancel"].trigger()
    assert not tool.is_active
    assert window.session.target == ""


@pytest.mark.parametrize("what", ["undo", "revert_original", "repair_all"])
def test_a_stroke_ends_with_whatever_else_changes_the_edit(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask], what: str
) -> None:
    window.findings.take(findings(NOISE))
    add("brush")
    drag(qtbot, window, (0.2, 0.2), (0.4, 0.3))
    qtbot.mousePress(window.canvas, LEFT, pos=place(window, 0.2, 0.8))
    qtbot.mouseMove(window.canvas, place(window, 0.5, 0.8))
    window.commands[what].trigger()
    after = window.session.edit
    qtbot.mouseMove(window.canvas, place(window, 0.7, 0.8))
    qtbot.mouseRelease(window.canvas, LEFT, pos=place(window, 0.7, 0.8))
    qtbot.wait(20)
    assert window.session.edit == after
    assert not tool.hand.is_held


def test_a_pen_paints_by_its_pressure_and_erases_with_its_other_end(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    way = ((0.2, 0.2, 0.25), (0.4, 0.4, 0.5), (0.6, 0.2, 1.0))
    pen_drag(window, *way, end=QPointingDevice.PointerType.Pen)
    (stroke,) = strokes(tool)
    assert not stroke.erases
    pressures = [pressure / FULL_PRESSURE for pressure in stroke.points.pressures]
    assert pressures[0] == pytest.approx(0.25, abs=0.02)
    assert pressures[-1] == pytest.approx(1.0)
    assert pressures == sorted(pressures)
    pen_drag(window, *way, end=QPointingDevice.PointerType.Eraser)
    assert [stroke.erases for stroke in strokes(tool)] == [False, True]
    assert labels(window)[1:] == ["Brush in “Brush 1”", "Erase in “Brush 1”"]


def test_shift_draws_straight_from_the_last_stroke(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    drag(qtbot, window, (0.2, 0.2))
    drag(qtbot, window, (0.7, 0.4), modifier=Qt.KeyboardModifier.ShiftModifier)
    assert next(iter(strokes(tool)[-1].points)) == pytest.approx((0.2, 0.2), abs=0.01)
    assert strokes(tool)[-1].points.last == pytest.approx((0.7, 0.4), abs=0.01)


def test_the_middle_button_and_space_push_the_photo_as_ever(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    window.canvas.zoom_to(8.0)
    before = window.canvas.view
    drag(qtbot, window, (0.5, 0.5), (0.48, 0.5), button=MIDDLE)
    assert window.canvas.view.centre_x > before.centre_x
    before = window.canvas.view
    qtbot.keyPress(window.canvas, Qt.Key.Key_Space)
    drag(qtbot, window, (0.5, 0.5), (0.48, 0.5))
    qtbot.keyRelease(window.canvas, Qt.Key.Key_Space)
    assert window.canvas.view.centre_x > before.centre_x
    assert strokes(tool) == ()
    before = window.canvas.view
    qtbot.waitUntil(lambda: not window.canvas.pointer.is_pushing)  # the key counts as up after a moment
    drag(qtbot, window, (0.5, 0.5), (0.52, 0.5))
    assert window.canvas.view == before
    assert len(strokes(tool)) == 1


def test_keys_change_the_brush_and_its_settings_show_it(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    size, feather = tool.tip.radius, tool.bar.rows["feather"].slider.number_value
    window.commands["brush_larger"].trigger()
    assert tool.tip.radius > size
    assert tool.bar.rows["size"].slider.number_value == pytest.approx(2 * tool.tip.radius, abs=0.001)
    window.commands["brush_smaller"].trigger()
    assert tool.tip.radius == pytest.approx(size)
    window.commands["brush_softer"].trigger()
    assert tool.bar.rows["feather"].slider.number_value > feather
    tool.bar.value_edited.emit("flow", 0.4, False)
    assert tool.tip.flow == 0.4
    assert len(window.session.entries) == 2
    keys = {name: window.commands[name].shortcuts() for name in ("brush_smaller", "brush_larger")}
    assert keys == {"brush_smaller": [QKeySequence("[")], "brush_larger": [QKeySequence("]")]}


def test_the_outline_of_the_brush_waits_for_the_picture_where_painting_is_slow(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask], monkeypatch: pytest.MonkeyPatch
) -> None:
    add("brush")
    overlay, asked = tool.overlay, []
    monkeypatch.setattr(overlay, "update", lambda *where: asked.append(QRegion(*where)))
    qtbot.mousePress(window.canvas, LEFT, pos=place(window, 0.2, 0.2))
    overlay.catch_up()
    asked.clear()
    overlay._cost_ms = 10_000
    overlay._pause.stop()
    for x in (0.3, 0.4):
        qtbot.mouseMove(window.canvas, place(window, x, 0.3))
    assert asked == []
    window.canvas.frame_shown.emit()
    (region,) = asked
    assert region.contains(place(window, 0.2, 0.2))
    assert region.contains(place(window, 0.4, 0.3))
    assert region.boundingRect().width() < overlay.width()
    overlay._cost_ms = 0
    overlay._pause.stop()
    qtbot.mouseMove(window.canvas, place(window, 0.5, 0.3))
    qtbot.waitUntil(lambda: len(asked) == 2)
    qtbot.mouseRelease(window.canvas, LEFT, pos=place(window, 0.5, 0.3))


def test_a_new_gradient_is_drawn_in_one_drag_and_then_held_by_its_handles(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("linear")
    drag(qtbot, window, (0.2, 0.2), (0.2, 0.4), (0.2, 0.7))
    shape = mask_of(tool).components[0].shape
    assert isinstance(shape, LinearGradient)
    assert shape.start == pytest.approx((0.2, 0.2), abs=0.01)
    assert shape.end == pytest.approx((0.2, 0.7), abs=0.01)
    drag(qtbot, window, (0.2, 0.45), (0.4, 0.45))
    moved = mask_of(tool).components[0].shape
    assert isinstance(moved, LinearGradient)
    assert moved.start == pytest.approx((0.4, 0.2), abs=0.01)
    before = window.canvas.view
    drag(qtbot, window, (0.8, 0.8), (0.9, 0.9))
    assert mask_of(tool).components[0].shape == moved
    assert window.canvas.view == before
    assert labels(window)[1:] == [
        "Shape linear gradient of “Linear gradient 1”",
        "Move linear gradient of “Linear gradient 1”",
    ]


def test_a_gradient_is_set_by_numbers_too(window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]) -> None:
    add("radial")
    row = tool.bar.rows["radius_x"]
    row.slider.moved.emit(0.3)
    row.slider.settled.emit(0.31)
    shape = mask_of(tool).components[0].shape
    assert isinstance(shape, RadialGradient)
    assert shape.radius_x == 0.31
    assert labels(window)[1:] == ["Half width of “Radial gradient 1”"]


def test_pins_choose_masks(qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]) -> None:
    first = add("radial")
    drag(qtbot, window, (0.2, 0.2), (0.25, 0.25))
    second = add("radial")
    drag(qtbot, window, (0.7, 0.7), (0.75, 0.75))
    assert window.session.target == second.id
    drag(qtbot, window, (0.2, 0.2))
    assert window.session.target == first.id
