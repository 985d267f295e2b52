"""The hand on a photo with masks, for tests."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pellucid.foundation.masks import Brush, Mask, Stroke
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.control import MaskControl
from pellucid.ui.masks.kinds import KINDS

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
KIND = {kind.name: kind for kind in KINDS}


def mask_of(tool: MaskControl) -> Mask:
    mask = tool.edits.mask
    assert mask is not None
    return mask


def strokes(tool: MaskControl) -> tuple[Stroke, ...]:
    shape = mask_of(tool).components[tool.part].shape
    assert isinstance(shape, Brush)
    return shape.strokes


def place(window: MainWindow, x: float, y: float) -> QPoint:
    """Where a place of the photo, in shares, is on the canvas."""
    return window.masks.tool._placing().on_canvas([(x, y)])[0].toPoint()


def drag(
    qtbot: QtBot,
    window: MainWindow,
    *way: tuple[float, float],
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    button: Qt.MouseButton = LEFT,
) -> None:
    points = [place(window, *point) for point in way]
    qtbot.mousePress(window.canvas, button, modifier, points[0])
    for point in points[1:]:
        qtbot.mouseMove(window.canvas, point)
    qtbot.mouseRelease(window.canvas, button, modifier, points[-1])


def pen_drag(window: MainWindow, *way: tuple[float, float, float], end: QPointingDevice.PointerType) -> None:
    """Draw with one end of a pen through places of the photo, each with the pressure there."""
    able = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    pen = QPointingDevice("Pen", 1, QInputDevice.DeviceType.Stylus, end, able, 1, 1)
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(way) - 1), QEvent.Type.TabletRelease]
    none = Qt.MouseButton.NoButton
    for kind, (x, y, pressure) in zip(kinds, (*way, way[-1]), strict=True):
        at, button = QPointF(place(window, x, y)), none if kind is QEvent.Type.TabletMove else LEFT
        held = none if kind is QEvent.Type.TabletRelease else LEFT
        there = QPointF(window.canvas.mapToGlobal(at))
        event = QTabletEvent(
            kind, pen, at, there, pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, button, held
        )
        QApplication.sendEvent(window.canvas, event)
        assert event.isAccepted()


def labels(window: MainWindow) -> list[str]:
    return [entry.label for entry in window.session.entries[1:]]


def entry_of(menu: QMenu, text: str) -> QAction:
    found = (action for action in menu.actions() if action.text().replace("&", "") == text)
    return next(found)
