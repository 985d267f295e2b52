"""Rows of plain lists in dialogs, all as high as a hand and an eye want them."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem

ROW_PX = 30


def add_row(rows: QListWidget, text: str, height_px: int = ROW_PX) -> QListWidgetItem:
    """Add a row of one line at the end of a list; higher than usual where it has a picture."""
    item = QListWidgetItem(text, rows)
    item.setSizeHint(QSize(0, height_px))
    return item
