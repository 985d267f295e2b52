"""How masks are seen: shown over the photo, picked in it, and gone with the tool."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from pellucid.document.masking import map_range
from pellucid.foundation.masks import (
    MapRange,
    Mask,
    Range,
)
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.control import MaskControl
from pellucid.ui.masks.kinds import Kind, map_kind
from ui.frames import make_facts, make_frame, make_overlay
from ui.masks.hands import drag, entry_of, labels, mask_of


def test_nothing_of_masks_is_made_before_one_is_wanted(window: MainWindow) -> None:
    assert "tool" not in vars(window.masks)
    assert window.dock.target.targets.currentText() == "Whole photo"
    assert window.dock.target.more.isHidden()
    assert not window.commands["brush_larger"].isEnabled()


def test_the_key_offers_a_mask_then_edits_the_last_one_and_leaves_it(window: MainWindow) -> None:
    window.commands["mask"].trigger()
    menu = window.dock.target.add.findChild(QMenu)
    assert menu is not None
    entry_of(menu, "Radial gradient").trigger()
    assert window.dock.target.targets.currentText() == "Radial gradient 1"
    assert window.commands["mask"].isChecked()
    window.commands["mask"].trigger()
    assert window.session.target == ""
    assert not window.commands["mask"].isChecked()
    assert not window.masks.tool.bar.isVisible()
    window.commands["mask"].trigger()
    assert window.dock.target.targets.currentText() == "Radial gradient 1"
    assert labels(window) == ["Add mask “Radial gradient 1”"]


def test_a_copied_mask_is_pasted_into_another_photo_with_what_is_set_in_it(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("linear")
    window.dock.operations.edit("denoise", "gamma", 1.5)
    tool.edits.copy()
    window.show_photo(make_facts())
    assert window.session.edit.masks == ()
    menu = tool.menus.offer(window.dock.target.add, tool.add)
    entry_of(menu, "Paste “Linear gradient 1”").trigger()
    assert window.dock.target.targets.currentText() == "Linear gradient 1"
    step = window.session.stack.step("denoise")
    assert step is not None
    assert not step.enabled
    assert dict(step.locals[0].changes) == {"gamma": 1.5}


def test_the_ready_mask_of_raised_noise(window: MainWindow, tool: MaskControl) -> None:
    tool.edits.add_raised_noise()
    assert window.dock.target.targets.currentText() == "Raised noise"
    assert window.dock.operations.cards["denoise"].rows["gamma"].is_changed
    assert labels(window) == ["Denoise what low light brightened"]
    window.session.aim("")
    tool.edits.add_raised_noise()
    assert len(labels(window)) == 1
    assert window.session.target


def test_the_mask_is_shown_and_goes_while_a_slider_is_moved(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    asked: list[str] = []
    window.masks.mask_requested.connect(asked.append)
    mask = add("linear")
    assert asked == [mask.id]
    assert window.canvas._mask_style == MaskStyle()
    window.dock.operations.cards["dehaze"].switch.click()
    assert asked[-1] == ""
    window.masks.tool.veil.come_back()
    window.dock.operations.edit("denoise", "gamma", 1.5, dragging=True)
    assert asked[-1] == ""
    assert window.canvas._mask_style is None
    tool.section.value_edited.emit("opacity", 0.5, False)
    assert asked[-1] == mask.id
    window.commands["map"].trigger()
    assert asked[-1] == ""
    assert not tool.bar.overlay.isChecked()
    window.commands["map"].trigger()
    window.commands["map_colors"].trigger()
    assert window.canvas._mask_style == MaskStyle("Green")
    menu = tool.menus.offer_styles(tool.bar.style_button, tool.veil.style, tool.veil.set_style)
    entry_of(menu, "75 %").trigger()
    assert window.settings.mask_style() == MaskStyle("Green", 0.75)
    window.session.aim("")
    assert asked[-1] == ""
    window.commands["map"].trigger()
    assert window.maps.shown != ("", "") or window.workspace.messages.text


@pytest.mark.parametrize("name", ["lightness", "color"])
def test_a_range_is_picked_in_the_photo(
    qtbot: QtBot, window: MainWindow, tool: MaskControl, add: Callable[[str], Mask], name: str
) -> None:
    add(name)
    tool.bar.pick.click()
    drag(qtbot, window, (0.9, 0.5))
    first = mask_of(tool).components[0].shape
    drag(qtbot, window, (0.2, 0.5), modifier=Qt.KeyboardModifier.ShiftModifier)
    both = mask_of(tool).components[0].shape
    assert isinstance(first, Range)
    assert isinstance(both, Range)
    band, wider = (shape.lightness if name == "lightness" else shape.hue for shape in (first, both))
    assert band is not None
    assert wider is not None
    assert (wider.high - wider.low) % 1 > (band.high - band.low) % 1
    window.commands["cancel"].trigger()
    assert not tool.bar.pick.isChecked()
    assert tool.is_active
    assert labels(window)[1:] == [f"Pick for “{mask_of(tool).name}”"] * 2


def test_a_range_of_a_map_is_picked_while_its_map_is_shown(qtbot: QtBot, window: MainWindow, tool: MaskControl) -> None:
    kind: Kind = map_kind("denoise", "noise")
    tool.add(kind)
    shape = mask_of(tool).components[0].shape
    assert shape == map_range("denoise", "noise", 4.0, 12.0)
    assert set(tool.bar.rows) == {"low", "high"}
    tool.bar.pick.click()
    assert window.maps.shown == ("denoise", "noise")
    window.show_frame(make_frame(2, overlay=make_overlay(0.5)))
    drag(qtbot, window, (0.5, 0.5))
    picked = mask_of(tool).components[0].shape
    assert isinstance(picked, MapRange)
    assert picked.high == pytest.approx(20.0)
    tool.bar.pick.click()
    assert window.maps.shown == ("", "")


def test_another_photo_and_the_crop_tool_end_it(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("brush")
    window.commands["crop"].trigger()
    assert not tool.is_active
    window.commands["cancel"].trigger()
    window.commands["mask"].trigger()
    assert tool.is_active
    window.show_photo(make_facts())
    assert not tool.is_active
    assert not tool.section.isVisible()


def test_handles_follow_crop_and_zoom(window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]) -> None:
    add("radial")
    for change in (lambda: window.canvas.zoom_to(2.0), lambda: window.canvas.pan(30, 20)):
        change()
        tool.show_scene()
        at = dict(tool.overlay.scene.handles)["middle"]
        assert tool._placing().in_photo(at) == pytest.approx((0.5, 0.5), abs=0.01)
        assert isinstance(at, QPointF)
