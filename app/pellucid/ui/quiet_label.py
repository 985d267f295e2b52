"""Words in small print, and the words that stand where a list would be if it had anything in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from pellucid.ui.style.typeface import TextSize, font_of

_AIR_PX = 16


class QuietLabel(QLabel):
    """Small print, as wide as there is room."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, wordWrap=True)
        self.setFont(font_of(TextSize.SMALL))
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class EmptyNote(QLabel):
    """In the middle of an empty list: why it is empty, and what would fill it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, wordWrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setContentsMargins(_AIR_PX, _AIR_PX, _AIR_PX, _AIR_PX)
