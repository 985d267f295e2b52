"""The hand on a photo with masks, for tests."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
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


def labels(window: MainWindow) -> list[str]:
    return [entry.label for entry in window.session.entries[1:]]


def entry_of(menu: QMenu, text: str) -> QAction:
    found = (action for action in menu.actions() if action.text().replace("&", "") == text)
    return next(found)
