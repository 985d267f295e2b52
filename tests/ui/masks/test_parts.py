"""Masks and their parts: made, changed, copied and gone, one entry of the history each."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from pellucid.foundation.masks import (
    Combine,
    Component,
    Mask,
)
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.control import MaskControl
from pellucid.ui.masks.kinds import KINDS, kind_of
from ui.masks.hands import KIND, entry_of, labels, mask_of


def test_parts_are_added_combined_inverted_and_deleted(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("linear")
    tool.add_part(KIND["brush"], Combine.SUBTRACT)
    assert [part.combine for part in mask_of(tool).components] == [Combine.ADD, Combine.SUBTRACT]
    assert tool.part == 1
    assert [row.title.isChecked() for row in tool.section.parts] == [False, True]
    tool.section.parts[1].combine_chosen.emit(Combine.INTERSECT)
    tool.section.parts[1].invert.click()
    assert mask_of(tool).components[1].combine is Combine.INTERSECT
    assert mask_of(tool).components[1].inverted
    tool.section.parts[0].title.click()
    assert tool.part == 0
    tool.section.parts[1].removed.emit()
    assert len(mask_of(tool).components) == 1
    tool.section.parts[0].removed.emit()
    assert mask_of(tool).components == ()
    assert tool.is_active
    assert labels(window)[1:] == [
        "Subtract brush in “Linear gradient 1”",
        "Brush of “Linear gradient 1”",
        "Brush of “Linear gradient 1”",
        "Delete brush of “Linear gradient 1”",
        "Delete linear gradient of “Linear gradient 1”",
    ]


def test_nothing_of_a_mask_makes_the_panel_wider(window: MainWindow, add: Callable[[str], Mask]) -> None:
    panel = window.dock.operations
    for name in KIND:
        add(name)
    window.masks.tool.section.fold.click()
    inside = panel.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= panel.viewport().width()


def test_masks_are_called_by_what_they_are(add: Callable[[str], Mask]) -> None:
    assert [add(name).name for name in ("color", "lightness", "color")] == ["Colour 1", "Lightness 1", "Colour 2"]


def test_values_of_the_whole_mask(window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]) -> None:
    add("linear")
    for name, value in (("opacity", 0.5), ("radius", 0.1), ("follows_edges", True), ("inverted", True)):
        tool.section.value_edited.emit(name, value, False)
    mask = mask_of(tool)
    assert (mask.opacity, mask.feather.radius, mask.feather.follows_edges, mask.inverted) == (0.5, 0.1, True, True)
    assert len(labels(window)) == 5
    tool.section.value_edited.emit("opacity", 0.7, True)
    assert len(labels(window)) == 5
    window.commands["undo"].trigger()
    window.commands["undo"].trigger()
    assert not mask_of(tool).inverted


def test_masks_are_renamed_duplicated_ordered_and_deleted(
    window: MainWindow, tool: MaskControl, add: Callable[[str], Mask]
) -> None:
    add("linear")
    dialog = tool.menus.ask_name()
    dialog.name.setText("Sky")
    dialog.accept()
    assert window.dock.target.targets.currentText() == "Sky"
    window.dock.operations.edit("denoise", "gamma", 1.5)
    menu = tool.menus.offer_more(window.dock.target.more)
    assert not entry_of(menu, "Act Earlier").isEnabled()
    entry_of(menu, "Duplicate").trigger()
    assert [mask.name for mask in window.session.edit.masks] == ["Sky", "Sky 2"]
    step = window.session.stack.step("denoise")
    assert step is not None
    assert len(step.locals) == 2
    tool.edits.move(-1)
    assert [mask.name for mask in window.session.edit.masks] == ["Sky 2", "Sky"]
    tool.edits.delete()
    assert window.session.target == ""
    assert [mask.name for mask in window.session.edit.masks] == ["Sky"]


def test_the_history_words_what_is_different_in_a_mask(window: MainWindow, add: Callable[[str], Mask]) -> None:
    add("linear")
    window.dock.operations.edit("denoise", "gamma", 1.5)
    assert "“Linear gradient 1”" in labels(window)[-1]
    assert "1.00 → 1.50" in labels(window)[-1]


@pytest.mark.parametrize("width", [420, 520, 620, 900])
def test_no_setting_of_a_part_stands_alone_below_others(
    tool: MaskControl, add: Callable[[str], Mask], width: int
) -> None:
    for kind in ("linear", "radial", "brush"):
        add(kind)
        tool.bar.place(width, 600)
        lines = Counter(row.y() for row in tool.bar.rows.values())
        assert max(lines.values()) - min(lines.values()) <= 1, (kind, lines)


def test_a_component_has_its_own_kind() -> None:
    for kind in KINDS:
        assert kind_of(Component(kind.make()).shape) == kind


def test_parts_stand_apart_from_the_line_above_them(window: MainWindow) -> None:
    tool = window.masks.tool
    tool.add(KIND["brush"])
    QApplication.processEvents()
    assert tool.section.parts[0].y() >= 8
