"""Boxes for numbers: a style sheet gives the number in one no room beside the edge."""

from PySide6.QtWidgets import QAbstractSpinBox

_AIR_PX = 6


def pad(box: QAbstractSpinBox) -> None:
    """Let the number stand as far from the edge as words do in fields."""
    if (line := box.lineEdit()) is not None:
        line.setTextMargins(_AIR_PX, 0, 0, 0)
