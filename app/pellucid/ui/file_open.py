"""Photos that the desktop hands to the program while it runs; macOS does so at its start, too.

Other systems name them on the command line. macOS sends one event for each photo to the application itself, so the
application is the place to take them; a filter would look at every event of every widget.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class PhotoApplication(QApplication):
    """The application of Qt that takes photos from the desktop.

    Args:
        words: the program's name, and options for Qt.

    Signals:
        photos_handed(tuple[Path, ...]): chosen together in the desktop, in its order.
    """

    photos_handed = Signal(object)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._waiting: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Gather what comes in one turn of the event loop: several photos are several events."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if name := event.file():
            if not self._waiting:
                QTimer.singleShot(0, self, self._hand_over)
            self._waiting.append(Path(name))
        return True

    def _hand_over(self) -> None:
        photos, self._waiting = tuple(self._waiting), []
        self.photos_handed.emit(photos)
