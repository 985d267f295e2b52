"""Everything is reached by Tab in the order in which it is seen, and has a name for those who hear it."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QScrollBar,
    QTreeView,
    QWidget,
)

from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.masks import Combine
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.help.about import AboutDialog
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.kinds import KINDS
from ui.frames import make_facts

CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QListView, QTreeView)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What is seen of a window and can be used, without the insides of other controls."""
    for widget in root.findChildren(QWidget):
        is_inside = any(isinstance(parent, QAbstractSpinBox | QComboBox | QTreeView) for parent in parents(widget))
        has_no_use = isinstance(widget, QScrollBar) or not widget.isEnabled() or widget.window() is not root
        if isinstance(widget, CONTROLS) and widget.isVisible() and not is_inside and not has_no_use:
            yield widget


def parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def name_of(widget: QWidget) -> str:
    """What a reader of the screen would say."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or widget.toolTip()


def walk(root: QWidget, first: QWidget) -> list[QWidget]:
    """What Tab comes by, once around."""
    found, widget = [first], first.nextInFocusChain()
    while widget is not None and widget is not first:
        is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
        if is_stop and widget.window() is root:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


@pytest.fixture
def unfolded(window: MainWindow) -> MainWindow:
    window.dock.operations.fold([])
    for card in window.dock.operations.cards.values():
        card._body.show_rare(shown=True)
    QApplication.processEvents()
    return window


def test_every_control_of_the_window_has_a_name(unfolded: MainWindow) -> None:
    nameless = [widget for widget in controls(unfolded) if not name_of(widget).strip()]
    assert nameless == []


def test_every_control_of_the_panel_is_reached_by_tab(unfolded: MainWindow) -> None:
    panel = unfolded.dock.operations
    wanted = {widget for widget in controls(unfolded) if panel.isAncestorOf(widget)}
    assert len(wanted) > 40
    assert wanted <= set(walk(unfolded, unfolded.canvas))


def test_tab_goes_down_the_panel_as_the_eye_does(unfolded: MainWindow) -> None:
    panel = unfolded.dock.operations
    inside = panel.widget()
    stops = [widget for widget in walk(unfolded, unfolded.canvas) if panel.isAncestorOf(widget)]
    first = unfolded.dock.presets.button
    stops = stops[stops.index(first) :] + stops[: stops.index(first)]
    heights = [widget.mapTo(inside, QPoint(0, widget.height() // 2)).y() for widget in stops]
    # Within a row the eye goes to the right, and rows are 20 px apart at least.
    back = [
        (stops[place], heights[place]) for place in range(1, len(stops)) if heights[place] < heights[place - 1] - 20
    ]
    assert back == []


@pytest.fixture
def masked(window: MainWindow) -> MainWindow:
    """A mask of two parts is edited, with all that can be set of it in sight."""
    tool = window.masks.tool
    tool.add(next(kind for kind in KINDS if kind.name == "radial"))
    tool.add_part(next(kind for kind in KINDS if kind.name == "brush"), Combine.SUBTRACT)
    tool.section.fold.click()
    QApplication.processEvents()
    return window


def test_every_control_of_a_mask_has_a_name_and_is_reached_by_tab(masked: MainWindow) -> None:
    tool = masked.masks.tool
    parts = (tool.section, tool.bar, masked.dock.target)
    wanted = {widget for widget in controls(masked) if any(part.isAncestorOf(widget) for part in parts)}
    assert len(wanted) > 20
    assert [widget for widget in wanted if not name_of(widget).strip()] == []
    assert wanted <= set(walk(masked, masked.canvas))


def test_tab_goes_down_the_mask_as_the_eye_does(masked: MainWindow) -> None:
    section = masked.masks.tool.section
    column = masked.dock.operations.widget()
    stops = [widget for widget in walk(masked, masked.canvas) if section.isAncestorOf(widget)]
    heights = [widget.mapTo(column, QPoint(0, widget.height() // 2)).y() for widget in stops]
    assert all(after >= before - 20 for before, after in itertools.pairwise(heights))


@pytest.mark.parametrize("which", ["preferences", "shortcuts", "messages", "exports", "looks", "export", "about"])
def test_every_control_of_the_dialogs_has_a_name_and_is_reached(window: MainWindow, which: str) -> None:
    dialog = opened(window, which)
    found = list(controls(dialog))
    assert found
    assert [widget for widget in found if not name_of(widget).strip()] == []
    stops = set(walk(dialog, found[0]))
    assert [widget for widget in found if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget not in stops] == []
    dialog.close()


def opened(window: MainWindow, which: str) -> QDialog:
    if which == "export":
        dialog: QDialog = ExportDialog(
            make_facts(), ExportOptions(), window.settings.folder("x"), lambda _p: False, window
        )
        dialog.show()
        return dialog
    if which == "about":
        dialog = AboutDialog("CPU", lambda: None, window)
        dialog.show()
        return dialog
    window.commands[which].trigger()
    return next(child for child in window.findChildren(QDialog) if child.isVisible())
