"""Where the page without a photo stands. The page is made when it is first seen: who starts with a photo waits less."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from pellucid.ui.start.page import StartPage


class StartPlace(QWidget):
    """Tells what is clicked on its page.

    Signals:
        open_clicked(): ask for a photo.
        photo_clicked(Path): open this one.
        refused(str): a sample cannot be opened; why.
    """

    open_clicked = Signal()
    photo_clicked = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._recent: list[Path] = []

    @cached_property
    def page(self) -> "StartPage":
        """The page, made when it is first asked for."""
        from pellucid.ui.start.page import StartPage  # noqa: PLC0415 -- see above

        page = StartPage(self)
        page.show_recent(self._recent)
        self._layout.addWidget(page)
        return page

    def show_recent(self, paths: list[Path]) -> None:
        """List recent photos."""
        self._recent = paths
        if self._has_page:
            self.page.show_recent(paths)

    def show_drop(self, *, over: bool) -> None:
        """Photos hang over the window, or no more."""
        if self._has_page:
            self.page.show_drop(over=over)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """Make the page."""
        super().showEvent(event)
        self.page.show()

    @property
    def _has_page(self) -> bool:
        return "page" in vars(self)
