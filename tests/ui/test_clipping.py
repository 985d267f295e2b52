"""Clipped pixels over the photo: a key, the corners of the histogram, and what is painted."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from pellucid.foundation.clipping import HIGHLIGHTS, SHADOWS, Clipping
from pellucid.foundation.frame import Frame
from pellucid.foundation.geometry import Rect
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.main_window import MainWindow
from ui.frames import PHOTO, make_frame

LEFT_TOP, RIGHT_TOP = (20, 20), (380, 20)


def clipped_frame(generation: int = 2) -> Frame:
    """The left half is too bright, the right one too dark, below that nothing is clipped."""
    flags = np.zeros((2, 2), np.uint8)
    flags[0] = HIGHLIGHTS, SHADOWS
    clipping = Clipping(f"{generation}", Rect.of(PHOTO), flags, is_exact=True)
    return replace(make_frame(generation, mix=0.0), clipping=clipping)


def color_at(window: MainWindow, place: tuple[int, int]) -> tuple[int, int, int]:
    canvas = window.canvas
    left, top = (canvas.width() - PHOTO.width) // 2, (canvas.height() - PHOTO.height) // 2
    color = QColor(canvas.grab().toImage().pixel(left + place[0], top + place[1]))
    return color.red(), color.green(), color.blue()


def test_j_asks_for_clipped_pixels_and_marks_them(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.clipping_requested) as asked:
        qtbot.keyClick(window, Qt.Key.Key_J)
    assert asked.args == [True]
    window.show_frame(clipped_frame())
    red, _, blue = color_at(window, LEFT_TOP)
    assert red > blue + 100
    red, _, blue = color_at(window, RIGHT_TOP)
    assert blue > red + 100


def test_what_is_not_clipped_stays_as_it_is(window: MainWindow) -> None:
    window.show_frame(clipped_frame())
    place = (20, 280)
    plain = color_at(window, place)
    window.commands["clipping"].trigger()
    assert color_at(window, place) == plain


def test_j_again_takes_the_marks_away_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.show_frame(clipped_frame())
    plain = color_at(window, LEFT_TOP)
    for _ in range(2):
        window.commands["clipping"].trigger()
    assert color_at(window, LEFT_TOP) == plain


def test_the_unedited_side_has_no_marks(window: MainWindow) -> None:
    window.commands["clipping"].trigger()
    window.canvas.set_compare(CompareMode.SPLIT)
    window.show_frame(clipped_frame())
    window.canvas.show_original(True)
    assert color_at(window, LEFT_TOP)[0] == 0  # red of the unedited photo


@pytest.mark.parametrize("from_left", [True, False])
def test_a_click_on_a_corner_of_the_histogram_does_the_same(window: MainWindow, qtbot: QtBot, from_left: bool) -> None:
    view = window.dock.histogram
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(16 if from_left else view.width() - 16, 16))
    assert window.commands["clipping"].isChecked()


def test_a_click_elsewhere_on_the_histogram_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    view = window.dock.histogram
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2, 16))
    assert not window.commands["clipping"].isChecked()
