"""The title above a group: on the panel, in dialogs, and on the page without a photo."""

from PySide6.QtWidgets import QLabel

from pellucid.ui.style.typeface import TextSize, font_of


class Title(QLabel):
    """Large and strong."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(font_of(TextSize.TITLE, strong=True))
