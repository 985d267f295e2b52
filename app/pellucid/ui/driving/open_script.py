"""Opens a photo as a person would, and notes when it is on the screen: first its quick preview, then its own pixels."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from pellucid.ui.canvas.quick_preview import QUICK_PREVIEW
from pellucid.ui.main_window import MainWindow

_PATIENCE_MS = 120_000


class OpenScript(QObject):
    """One opening; `finished` gets the seconds to each, None for what was never painted.

    Args:
        window: opens the photo.
        path: of the photo.
        finished: called once with `first_look_s` and `photo_s`.
    """

    def __init__(self, window: MainWindow, path: Path, finished: Callable[[dict[str, float | None]], None]) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._finished = finished
        self._seconds: dict[str, float | None] = {"first_look_s": None, "photo_s": None}
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._finish)
        self._patience.start()
        window.canvas.frame_painted.connect(self._on_frame_painted)
        self._started = time.perf_counter()
        window.opener.choose((path,))

    def _on_frame_painted(self, generation: int) -> None:
        seconds = time.perf_counter() - self._started
        if generation == QUICK_PREVIEW and self._window.canvas.newest is None:
            self._seconds["first_look_s"] = self._seconds["first_look_s"] or seconds
        elif self._window.facts is not None and self._window.facts.path == self._path:
            self._seconds["photo_s"] = seconds
            self._finish()

    def _finish(self) -> None:
        self._patience.stop()
        self._window.canvas.frame_painted.disconnect(self._on_frame_painted)
        self._finished(self._seconds)
        self.deleteLater()
