"""What other windows covered is painted anew when it shows again.

Qt copies what it has painted to the screen when a part of a window is uncovered. Once a GL widget lives in a child
window of its own, it does so for that child only, and what lay over the rest of the window stays: a closed menu or list
goes on being seen. With a compositor nothing is ever uncovered; with a bare X server, and most remote ones, it is.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class ExposedParts(QObject):
    """Paints the uncovered parts of a window, whose native window must be there already."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Mark what was uncovered before Qt, which then has something to paint, handles the event."""
        if isinstance(event, QPaintEvent):
            self._window.update(event.region())
        return False
