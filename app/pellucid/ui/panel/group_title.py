"""The title of a group of rows on the panel."""

from PySide6.QtWidgets import QLabel

from pellucid.ui.style.typeface import TextSize, font_of


class GroupTitle(QLabel):
    """Large and strong, above its rows."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(font_of(TextSize.TITLE, strong=True))
        self.setContentsMargins(8, 14, 0, 6)
