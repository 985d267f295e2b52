"""Ways of comparing by keys: the lens, the turning split, and flicker."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.main_window import MainWindow


def _move(canvas: QWidget, at: QPointF) -> None:
    """Move the pointer over the canvas, whatever lies over its window on the screen of tests."""
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, move)


def test_l_brings_the_lens_which_follows_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert window.canvas.compare.mode is CompareMode.LENS
    _move(window.canvas, QPointF(300, 200))
    assert window.canvas.compare.lens == (300, 200)
    qtbot.keyClick(window, Qt.Key.Key_L)
    assert window.canvas.compare.mode is CompareMode.OFF


@pytest.mark.parametrize("former", ["split", "split_horizontal", "side_by_side"])
def test_what_was_compared_before_the_lens_comes_back_after_it(window: MainWindow, former: str) -> None:
    window.commands[former].trigger()
    mode = window.canvas.compare.mode
    window.commands["lens"].trigger()
    assert window.canvas.compare.mode is CompareMode.LENS
    window.commands["lens"].trigger()
    assert window.canvas.compare.mode is mode
    window.commands[former].trigger()
    assert window.canvas.compare.mode is CompareMode.OFF


def test_the_split_turns_to_four_directions(window: MainWindow, qtbot: QtBot) -> None:
    seen = []
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_R)
        seen.append((window.canvas.compare.mode, window.canvas.compare.swapped))
    split, across = CompareMode.SPLIT, CompareMode.SPLIT_HORIZONTAL
    assert seen == [(split, False), (across, False), (split, True), (across, True), (split, False)]


def test_flicker_shows_both_in_turn_and_ends_with_after(window: MainWindow, qtbot: QtBot) -> None:
    window.compare._clock.setInterval(5)
    window.commands["flicker"].trigger()
    qtbot.waitUntil(lambda: window.canvas.compare.original)
    qtbot.waitUntil(lambda: not window.canvas.compare.original)
    qtbot.waitUntil(lambda: window.canvas.compare.original)
    window.commands["flicker"].trigger()
    assert not window.canvas.compare.original


@pytest.mark.parametrize("other", ["split", "side_by_side", "lens"])
def test_another_way_of_comparing_ends_flicker(window: MainWindow, other: str) -> None:
    window.commands["flicker"].trigger()
    window.commands[other].trigger()
    assert not window.commands["flicker"].isChecked()
    assert not window.compare._clock.isActive()
