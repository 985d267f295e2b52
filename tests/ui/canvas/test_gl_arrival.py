"""The painter paints first and GL takes over in a calm moment: with a stand-in for GL, and with GL on a display."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.ui.canvas import gl_surface, surfaces
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.paint_list import PaintList
from pellucid.ui.main_window import MainWindow
from ui.frames import PHOTO, make_frame, make_overlay

DELAY_MS = 20
LONG_MS = 400
"""Enough for both steps to GL, had they not been held up."""


class StandIn(QWidget):
    """Takes plans as the GL surface does, and can be told to fail."""

    painted = Signal(int)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paint_lists: list[PaintList] = []

    def show_list(self, paint_list: PaintList) -> None:
        self.paint_lists.append(paint_list)
        self.painted.emit(paint_list.generation)

    def release(self) -> None:
        self.paint_lists.clear()


@pytest.fixture
def canvas(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Canvas:
    """A canvas with a photo, not shown yet, where GL seems to work."""
    monkeypatch.setattr(surfaces, "wants_gl", lambda: True)
    monkeypatch.setattr(surfaces, "GL_DELAY_MS", DELAY_MS)
    monkeypatch.setattr(surfaces, "_STEP_MS", DELAY_MS)
    monkeypatch.setattr(gl_surface, "gl_works", lambda: True)
    monkeypatch.setattr(gl_surface, "GlSurface", StandIn)
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.set_photo(PHOTO)
    canvas.show_frame(make_frame(7))
    # A double click of a test before may have left the button down.
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    return canvas


def stand_in(canvas: Canvas) -> StandIn:
    found: StandIn = canvas.findChildren(StandIn)[0]
    return found


def clock_of(canvas: Canvas) -> QTimer:
    """What leads from one step on the way to GL to the next."""
    return canvas.findChild(surfaces.Surfaces)._next_step


def see_two_steps(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignals([clock_of(canvas).timeout] * 2):
        pass


def test_the_painter_paints_until_gl_has_arrived(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    assert not canvas.slices
    with qtbot.waitSignal(canvas.frame_painted):
        canvas.repaint()
    qtbot.waitUntil(lambda: canvas.slices)
    assert [paint_list.generation for paint_list in stand_in(canvas).paint_lists] == [7]
    assert stand_in(canvas).geometry() == canvas.rect()


def test_grids_can_be_sliced_once_gl_paints(canvas: Canvas, qtbot: QtBot) -> None:
    assert not canvas.slices
    told: list[bool] = []
    canvas.slices_changed.connect(lambda: told.append(canvas.slices))
    canvas.show()
    qtbot.waitUntil(lambda: told == [True])
    stand_in(canvas).failed.emit("out of memory")
    qtbot.waitUntil(lambda: told == [True, False])


def test_the_keyboard_stays_where_it_was(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    canvas.setFocus()
    qtbot.waitUntil(lambda: canvas.slices)
    assert canvas.window().focusWidget() is canvas


def test_nothing_changes_while_a_slider_is_held(canvas: Canvas, qtbot: QtBot) -> None:
    held = [True]
    canvas.keep_surface_while(lambda: held[0])
    canvas.show()
    see_two_steps(canvas, qtbot)
    assert not canvas.slices
    held.clear()
    held.append(False)
    qtbot.waitUntil(lambda: canvas.slices)


def test_nothing_changes_under_a_pressed_mouse(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    see_two_steps(canvas, qtbot)
    assert not canvas.slices
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.waitUntil(lambda: canvas.slices)


def test_where_gl_does_not_work_the_painter_stays(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def does_not_work() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(gl_surface, "gl_works", does_not_work)
    canvas.show()
    qtbot.waitUntil(lambda: bool(asked))
    assert not clock_of(canvas).isActive()
    assert not canvas.slices
    assert asked == [True]


def test_gl_that_fails_later_gives_the_canvas_back_to_the_painter(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    qtbot.waitUntil(lambda: canvas.slices)
    stand_in(canvas).failed.emit("out of memory")
    qtbot.waitUntil(lambda: not canvas.slices)
    assert canvas.grab().toImage().pixelColor(300, 200).red() == 100
    with qtbot.waitSignal(canvas.frame_painted, check_params_cb=lambda generation: generation == 8):
        canvas.show_frame(make_frame(8))


def test_a_closing_window_begins_nothing(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    canvas.release()
    assert not clock_of(canvas).isActive()
    assert not canvas.slices


@pytest.mark.gui
def test_the_window_stays_the_same_one_with_the_same_picture(window: MainWindow, qtbot: QtBot) -> None:
    if not surfaces.wants_gl():
        pytest.skip("there is no GL on this platform")
    canvas = window.canvas
    canvas.show_frame(make_frame(2, overlay=make_overlay(0.5)))
    held = [True]
    canvas.keep_surface_while(lambda: held[0])
    qtbot.waitUntil(lambda: window._icons.is_loaded)
    assert not canvas.slices
    number, place, holder = window.winId(), window.geometry(), window.focusWidget()
    before = _picture(canvas)
    held[0] = False
    qtbot.waitUntil(lambda: canvas.slices)
    with qtbot.waitSignal(canvas.frame_painted):
        canvas.show_frame(make_frame(3, overlay=make_overlay(0.5)))
    assert (window.winId(), window.geometry(), window.focusWidget()) == (number, place, holder)
    after = _picture(canvas)
    assert before.size() == after.size()
    for x in range(0, before.width(), 37):
        for y in range(0, before.height(), 31):
            pairs = zip(before.pixelColor(x, y).getRgb(), after.pixelColor(x, y).getRgb(), strict=True)
            assert all(abs(painted - drawn) <= 4 for painted, drawn in pairs), (x, y)


@pytest.mark.gui
@pytest.mark.parametrize("part", ["commands bar", "panel", "canvas"])
def test_what_lay_over_the_window_is_gone_when_it_closes(window: MainWindow, qtbot: QtBot, part: str) -> None:
    if not surfaces.wants_gl():
        pytest.skip("there is no GL on this platform")
    qtbot.waitUntil(lambda: window._icons.is_loaded and window.canvas.slices)
    qtbot.wait(LONG_MS)
    covered: QWidget = {"commands bar": window.menuBar(), "panel": window.dock, "canvas": window.canvas}[part]
    place = QRect(covered.mapToGlobal(QPoint(4, 4)), QSize(120, 18))
    before = _on_screen(place)
    cover = QWidget(None, Qt.WindowType.Popup)
    cover.setStyleSheet("background: #ff00ff")
    cover.setGeometry(place)
    cover.show()
    qtbot.waitUntil(lambda: _on_screen(place).pixelColor(60, 9).name() == "#ff00ff")
    cover.close()
    qtbot.waitUntil(lambda: _on_screen(place) == before)


@pytest.mark.gui
def test_a_closed_window_leaves_nothing_on_the_card(window: MainWindow, qtbot: QtBot) -> None:
    if not surfaces.wants_gl():
        pytest.skip("there is no GL on this platform")
    qtbot.waitUntil(lambda: window.canvas.slices)
    with qtbot.waitSignal(window.canvas.frame_painted):
        window.canvas.show_frame(make_frame(4))
    surface = window.canvas.findChildren(gl_surface.GlSurface)[0]
    assert len(surface._textures)
    window.close()
    assert not len(surface._textures)
    assert surface._programs is None


def _on_screen(place: QRect) -> QImage:
    return QGuiApplication.primaryScreen().grabWindow(0, *place.getRect()).toImage()


def _picture(canvas: Canvas) -> QImage:
    """What is on the screen where the canvas is."""
    window = canvas.window()
    screen = QGuiApplication.primaryScreen().grabWindow(window.winId()).toImage()
    return screen.copy(QRect(canvas.mapTo(window, QPoint()), canvas.size()))
