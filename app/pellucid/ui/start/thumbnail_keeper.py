"""Keeps a small picture of each photo that is open for a moment, for the page without a photo."""

from PySide6.QtCore import QObject, QTimer

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.canvas.canvas import Canvas

_AFTER_MS = 1500
"""The photo is on the screen by then, and who only steps through a folder leaves no trace."""


class ThumbnailKeeper(QObject):
    """Looks at the canvas once for each photo."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._facts: PhotoFacts | None = None
        self._wait = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._wait.timeout.connect(self._keep)

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo is open, or none."""
        self._facts = facts
        self._wait.stop()
        if facts is not None:
            self._wait.start()

    def _keep(self) -> None:
        from pellucid.ui.start.thumbnails import keep_thumbnail  # noqa: PLC0415 -- not needed to start

        whole = self._canvas.whole_photo
        if self._facts is not None and whole is not None:
            keep_thumbnail(self._facts.path, whole.before.layers[0].pixels)
