"""Analysis maps: when they are offered, how they come and go."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import MapScale
from pellucid.ui.canvas.map_values import BINS, heights_of, shown_value, value_at
from pellucid.ui.main_window import MainWindow
from ui.frames import make_frame, make_overlay
from ui.masks.hands import KIND


def test_the_map_key_cycles_opacity_and_ends_with_none(window: MainWindow, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    window.overlay_requested.connect(lambda operation, name: asked.append((operation, name)))
    seen = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_O)
        seen.append(window.canvas.overlay_style.opacity)
    assert asked == [("denoise", "noise"), ("", "")]
    assert len(set(seen)) == 4
    assert seen[-1] == 0


def test_the_action_is_checked_while_a_map_is_shown_and_escape_takes_it_away(window: MainWindow, qtbot: QtBot) -> None:
    action = window.commands["map"]
    for _ in range(2):
        action.trigger()
        assert action.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.maps.is_shown
    assert not action.isChecked()
    window.dock.operations.cards["denoise"].map_buttons["noise"].click()
    assert action.isChecked()


@pytest.mark.parametrize("other", ["crop", "mask", "output_preview"])
def test_a_map_makes_room_for_what_takes_its_place(window: MainWindow, other: str) -> None:
    window.masks.tool.add(KIND["brush"])
    window.session.aim("")
    window.commands["map"].trigger()
    window.commands[other].trigger()
    assert window.commands[other].isChecked()
    assert not window.maps.is_shown


def test_a_map_that_is_asked_for_while_a_crop_is_chosen_keeps_the_crop(window: MainWindow) -> None:
    window.commands["crop"].trigger()
    window.dock.operations.cards["denoise"].map_buttons["noise"].click()
    assert not window.crop.is_active
    assert window.maps.is_shown


def test_a_map_is_offered_only_by_the_methods_that_make_it(window: MainWindow, qtbot: QtBot) -> None:
    card = window.dock.operations.cards["dehaze"]
    card.fold(False)
    patch = card.map_buttons["patch"]
    assert patch.isHidden()
    window.dock.operations.edit("dehaze", "method", "pmsnet")
    assert not patch.isHidden()
    patch.click()
    assert window.maps.shown == ("dehaze", "patch")
    with qtbot.waitSignal(window.overlay_requested) as asked:
        window.dock.operations.edit("dehaze", "method", "dehazenet")
    assert asked.args == ["", ""]
    assert patch.isHidden()
    assert not patch.is_active


def test_a_map_brings_its_real_ends_to_the_legend(window: MainWindow) -> None:
    window.dock.operations.cards["denoise"].map_buttons["noise"].click()
    window.maps.legend.show_scale(MapScale("Estimated noise", "levels", 0, 5))
    window.show_frame(make_frame(2, overlay=make_overlay(0.3)))
    assert window.maps.legend.ends == ("0", "40")


def open_only(window: MainWindow, operation: str) -> None:
    panel = window.dock.operations
    panel.fold([other for other in panel.cards if other != operation])


def test_the_map_key_follows_the_open_card_and_the_canvas_names_the_map(window: MainWindow, qtbot: QtBot) -> None:
    open_only(window, "dehaze")
    qtbot.keyClick(window, Qt.Key.Key_O)
    assert window.maps.shown == ("dehaze", "transmission")
    assert window.maps.legend.title == "Transmission – Dehaze (off)"
    window.dock.operations.cards["dehaze"].switch.click()
    assert window.maps.legend.title == "Transmission – Dehaze"
    window.dock.operations.cards["relight"].fold_button.click()
    window.commands["map"].trigger()
    assert window.maps.shown[0] == "relight"
    window.maps.show("", "")
    assert window.maps.legend.title == ""


def test_without_a_map_in_the_open_card_that_of_an_operation_that_is_on_is_shown(window: MainWindow) -> None:
    open_only(window, "tone")
    window.session.set_enabled("deartifact", True)
    window.session.set_enabled("relight", True)
    window.commands["map"].trigger()
    assert window.maps.shown[0] == "relight"


def test_no_map_of_an_operation_that_is_off_is_shown_by_accident(window: MainWindow) -> None:
    open_only(window, "tone")
    window.commands["map"].trigger()
    assert window.maps.shown == ("", "")
    assert "Denoise" in window.workspace.messages.text


def test_a_legend_moves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.dock.operations
    button = panel.cards["denoise"].map_buttons["noise"]
    qtbot.wait(30)
    places = {operation: card.geometry() for operation, card in panel.cards.items()}
    button.click()
    qtbot.waitUntil(window.maps.legend.isVisible)
    qtbot.wait(30)
    assert {operation: card.geometry() for operation, card in panel.cards.items()} == places
    assert window.canvas.rect().contains(window.maps.legend.geometry())


def test_the_legend_says_the_value_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    window.dock.operations.cards["denoise"].map_buttons["noise"].click()
    window.show_frame(make_frame(2, overlay=make_overlay(0.3)))
    qtbot.mouseMove(window.canvas, window.canvas.rect().center())
    qtbot.waitUntil(lambda: window.maps.legend.value == "12.0 levels")
    qtbot.mouseMove(window.canvas, QPoint(1, 1))
    qtbot.waitUntil(lambda: window.maps.legend.value == "")


def test_the_legend_says_that_a_map_is_being_computed(window: MainWindow, qtbot: QtBot) -> None:
    legend, overlay = window.maps.legend, make_overlay(0.3, is_whole=False)
    window.maps.show("denoise", "noise")
    assert legend.value == "Computing…"
    window.show_frame(make_frame(2, overlay=overlay))
    assert legend.value == "Computing…"
    frame = make_frame(3, overlay=overlay)
    middle = frame.after.region.y + frame.after.region.height / 2
    known, unknown = (frame.after.region.x + share * frame.after.region.width for share in (0.25, 0.75))
    assert value_at(frame, window.canvas.view, (known, middle)) == pytest.approx(12)
    assert value_at(frame, window.canvas.view, (unknown, middle)) is None
    window.show_frame(make_frame(4, overlay=make_overlay(0.3)))
    assert legend.value == ""


@pytest.mark.parametrize("what", ["crop", "mask"])
def test_what_floats_in_the_corner_lies_above_the_bar_of_a_tool(window: MainWindow, qtbot: QtBot, what: str) -> None:
    window.maps.show("denoise", "noise")
    legend = window.maps.legend
    alone = legend.geometry()
    if what == "crop":
        window.commands["crop"].trigger()
        bar: QWidget = window.crop.tool.bar
    else:
        window.masks.tool.add(KIND["brush"])
        bar = window.masks.tool.bar
    qtbot.waitUntil(lambda: bar.isVisible() and legend.geometry().bottom() < bar.y())
    window.commands["cancel"].trigger()
    qtbot.waitUntil(lambda: legend.geometry() == alone)


def test_a_late_frame_with_another_map_leaves_the_legend(window: MainWindow) -> None:
    window.maps.show("denoise", "noise")
    window.show_frame(make_frame(2, overlay=make_overlay(0.3)))
    window.maps.show("dehaze", "transmission")
    ends = window.maps.legend.ends
    window.show_frame(make_frame(3, overlay=make_overlay(0.3)))
    assert window.maps.legend.ends == ends != ("0", "40")
    assert window.maps.legend.value == "Computing…"


def test_the_legend_shows_how_often_values_occur() -> None:
    heights = heights_of(make_overlay(0.3))
    assert len(heights) == BINS
    assert [place for place, height in enumerate(heights) if height] == [int(0.3 * BINS)]


@pytest.mark.parametrize(("ends", "text"), [((0, 400), "120"), ((0, 40), "12.0"), ((0, 1), "0.30")])
def test_values_have_as_many_digits_as_their_scale(ends: tuple[float, float], text: str) -> None:
    overlay = replace(make_overlay(0.3), scale=MapScale("Map", "", *ends))
    assert shown_value(overlay, ends[1] * 0.3) == text
