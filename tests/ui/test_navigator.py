"""The small picture of the whole photo while one is zoomed in."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from pellucid.foundation.framing import Framing
from pellucid.ui.canvas.navigator import Navigator
from pellucid.ui.main_window import MainWindow
from ui.frames import PHOTO, make_frame


@pytest.fixture
def navigator(window: MainWindow, qtbot: QtBot) -> Navigator:
    window.canvas.zoom_to(4.0)
    qtbot.waitUntil(lambda: window.navigation.navigator is not None)
    found = window.navigation.navigator
    assert found is not None
    return found


def test_it_is_made_and_there_only_while_a_part_is_outside(window: MainWindow, qtbot: QtBot) -> None:
    assert window.navigation.navigator is None
    window.canvas.zoom_to(4.0)
    qtbot.waitUntil(lambda: window.navigation.navigator is not None and window.navigation.navigator.isVisible())
    window.canvas.fit()
    qtbot.waitUntil(lambda: window.navigation.navigator is not None and not window.navigation.navigator.isVisible())


def test_it_has_the_shape_and_the_colors_of_the_photo(navigator: Navigator) -> None:
    assert navigator.width() / navigator.height() == pytest.approx(PHOTO.width / PHOTO.height, rel=0.02)
    image = navigator.grab().toImage()
    middle = QColor(image.pixel(image.width() // 2 + 8, image.height() // 2 + 8))
    assert middle.red() == pytest.approx(100, abs=12)
    assert middle.green() == pytest.approx(127, abs=20)


def test_the_frame_is_what_is_seen(window: MainWindow, navigator: Navigator) -> None:
    frame, view = navigator.frame_rect, window.canvas.view
    scale = navigator.width() / PHOTO.width
    assert frame.width() == pytest.approx(view.canvas.width / 4 * scale)
    assert frame.center().x() == pytest.approx(view.centre_x * scale)


def test_a_drag_goes_there(window: MainWindow, navigator: Navigator, qtbot: QtBot) -> None:
    qtbot.mousePress(navigator, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    at_corner = window.canvas.view
    assert at_corner.visible(PHOTO).x == 0
    target = QPoint(round(navigator.width() * 0.6), round(navigator.height() * 0.5))
    qtbot.mouseRelease(navigator, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    qtbot.mouseClick(navigator, Qt.MouseButton.LeftButton, pos=target)
    assert window.canvas.view.centre_x == pytest.approx(PHOTO.width * 0.6, abs=3)
    assert window.canvas.view.zoom == 4.0


def test_a_turned_photo_lies_in_it_as_it_is_seen(window: MainWindow, navigator: Navigator, qtbot: QtBot) -> None:
    window.canvas.show_framing(Framing(quarter_turns=1))
    qtbot.waitUntil(lambda: navigator.height() > navigator.width())


def test_a_newer_picture_of_the_whole_photo_takes_its_place(
    window: MainWindow, navigator: Navigator, qtbot: QtBot
) -> None:
    window.show_frame(make_frame(5, mix=1.0))

    def red() -> int:
        image = navigator.grab().toImage()
        return QColor(image.pixel(image.width() // 2 + 8, image.height() // 2 + 8)).red()

    qtbot.waitUntil(lambda: red() > 180)


def test_n_hides_it_and_that_is_remembered(window: MainWindow, navigator: Navigator, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N)
    assert not navigator.isVisible()
    assert not window.settings.has_navigator()
    qtbot.keyClick(window, Qt.Key.Key_N)
    assert navigator.isVisible()
