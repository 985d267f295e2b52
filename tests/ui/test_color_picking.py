"""A click in the photo gives its colour to the row that asked."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Layer, Picture
from pellucid.foundation.framing import Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, UnitRect
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.viewing import to_photo
from pellucid.ui.color_picking import ColorPicking, color_at
from pellucid.ui.main_window import MainWindow
from ui.frames import PHOTO, make_frame

LEFT = Qt.MouseButton.LeftButton


class Panel(QObject):
    """What the picking knows of the panel."""

    pick_toggled = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[bool] = []
        self.edits: list[tuple[str, str, str]] = []

    def show_picking(self, _operation: str, _name: str, *, picking: bool) -> None:
        self.shown.append(picking)

    def edit(self, operation: str, name: str, value: str) -> None:
        self.edits.append((operation, name, value))


@pytest.fixture
def panel() -> Panel:
    return Panel()


@pytest.fixture
def canvas(qtbot: QtBot, panel: Panel) -> Iterator[Canvas]:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(PHOTO.width, PHOTO.height)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.set_photo(PHOTO)
    canvas.show_frame(make_frame())
    ColorPicking(canvas, panel)  # type: ignore[arg-type]  # stands in for the panel
    yield canvas
    canvas.close()


def test_the_next_click_gives_the_colour_of_the_unedited_photo(canvas: Canvas, panel: Panel, qtbot: QtBot) -> None:
    panel.pick_toggled.emit("dehaze", "airlight", True)
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    view = canvas.view
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(100, 75))
    ((operation, name, value),) = panel.edits
    assert (operation, name) == ("dehaze", "airlight")
    red, green, blue = (float(part) for part in value.split("/"))
    assert red == 0
    assert green == pytest.approx(100 / 399, abs=0.01)
    assert blue == pytest.approx(75 / 299, abs=0.01)
    assert panel.shown == [True, False]
    assert canvas.view == view
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(50, 50))
    assert len(panel.edits) == 1


@pytest.mark.parametrize("way", ["escape", "button"])
def test_picking_can_be_ended_without_a_colour(canvas: Canvas, panel: Panel, qtbot: QtBot, way: str) -> None:
    panel.pick_toggled.emit("dehaze", "airlight", True)
    if way == "escape":
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    else:
        panel.pick_toggled.emit("dehaze", "airlight", False)
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(100, 75))
    assert panel.edits == []
    assert panel.shown == [True, False]
    assert canvas.cursor().shape() != Qt.CursorShape.CrossCursor


@pytest.mark.parametrize("is_resampled", [False, True])
def test_a_click_in_a_turned_and_cropped_photo_gives_the_colour_that_is_seen_there(
    canvas: Canvas, panel: Panel, qtbot: QtBot, is_resampled: bool
) -> None:
    """Each place of the photo has a colour of its own, which says where the pick was."""
    framing = Framing(quarter_turns=1, angle_deg=7.0, crop=UnitRect(0.2, 0.25, 0.6, 0.5))
    map_ = framing.on(PHOTO)
    canvas.show_framing(framing)
    canvas.fit()
    if is_resampled:  # what the engine makes at rest counts in the framed photo
        canvas.show_frame(replace(make_frame(2), before=framed_ramp(map_)))
    panel.pick_toggled.emit("dehaze", "airlight", True)
    at = QPoint(canvas.width() // 2 + 40, canvas.height() // 2 - 30)
    seen = to_photo(canvas.view, (at.x() + 0.5, at.y() + 0.5))
    (x, y) = map_.to_photo([seen])[0]
    qtbot.mouseClick(canvas, LEFT, pos=at)
    ((_, _, value),) = panel.edits
    _, green, blue = (float(part) for part in value.split("/"))
    assert green == pytest.approx(x / 399, abs=0.012)
    assert blue == pytest.approx(y / 299, abs=0.012)


def framed_ramp(map_: FramingMap) -> Picture:
    """The unedited photo of these tests, straightened."""
    size = map_.output_size
    columns, rows = np.meshgrid(np.arange(size.width) + 0.5, np.arange(size.height) + 0.5)
    x, y = map_.photo_xy(columns, rows)
    pixels = np.full((size.height, size.width, 4), 255, np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = 0, (x * 255 / 400).clip(0, 255), (y * 255 / 300).clip(0, 255)
    return Picture(Rect.of(size), (Layer("straightened", pixels),), framing=map_)


def test_who_picks_a_colour_sees_the_photo_and_not_the_crop_tool(window: MainWindow) -> None:
    window.commands["crop"].trigger()
    assert window.crop.is_active
    window.dock.operations.pick_toggled.emit("dehaze", "airlight", True)
    assert not window.crop.is_active
    assert window.canvas.cursor().shape() == Qt.CursorShape.CrossCursor


def test_outside_of_what_is_shown_there_is_no_colour() -> None:
    frame = make_frame(region=Rect(100, 50, 80, 60))
    assert color_at(frame, (140.0, 80.0)) is not None
    assert color_at(frame, (90.0, 80.0)) is None
    assert color_at(frame, (140.0, 111.0)) is None
