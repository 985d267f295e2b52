"""A click in the photo gives its colour to the row that asked."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from pytestqt.qtbot import QtBot

from pellucid.foundation.geometry import Rect
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.color_picking import ColorPicking, color_at
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


def test_outside_of_what_is_shown_there_is_no_colour() -> None:
    frame = make_frame(region=Rect(100, 50, 80, 60))
    assert color_at(frame, (140.0, 80.0)) is not None
    assert color_at(frame, (90.0, 80.0)) is None
    assert color_at(frame, (140.0, 111.0)) is None
