"""Scripts of a hand at the filmstrip: a folder is opened, a step is made, the strip is scrolled through."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from pellucid.foundation.errors import UsageError
from pellucid.ui.main_window import MainWindow

_PATIENCE_MS = 120_000
_LOOK_MS = 5

Finished = Callable[[dict[str, Any]], None]


class OpenFolderScript(QObject):
    """A folder is opened; notes when first photos are known, all are listed, and pictures of what is seen are there.

    Args:
        window: opens it.
        folder: with photos.
        finished: called once with `photos`, how many of them are `seen`, and `shown_s`, `listed_s`, `pictures_s` and
            `painted_s`, which are None where it took too long.
    """

    def __init__(self, window: MainWindow, folder: Path, finished: Finished) -> None:
        super().__init__(window)
        self._window, self._folder, self._finished = window, folder, finished
        self._answer: dict[str, Any] = {"photos": 0, "seen": 0} | dict.fromkeys(
            ("shown_s", "listed_s", "pictures_s", "painted_s")
        )
        self._painted: QObject | None = None
        self._is_painted = False
        self._started = time.perf_counter()
        self._look = QTimer(self, interval=_LOOK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._look.timeout.connect(self._on_look)
        self._look.start()
        window.opener.choose((folder,))

    def _on_look(self) -> None:
        seconds = time.perf_counter() - self._started
        strip = self._window.strip.strip
        if strip is not None and strip.photos[0].parent != self._folder:
            strip = None  # it still shows what was there before
        if strip is not None:
            if self._painted is None:
                self._painted = strip.view.viewport()
                self._painted.installEventFilter(self)
                strip.model.dataChanged.connect(self._on_look)  # painting would keep the clock waiting
            is_listed = not self._window.strip.is_listing
            self._note("shown_s", seconds, is_true=True)
            self._note("listed_s", seconds, is_true=is_listed)
            self._note("pictures_s", seconds, is_true=not strip.view.missing)
            self._note("painted_s", seconds, is_true=self._is_painted)
            self._answer |= {"photos": len(strip.model.rows), "seen": len(strip.view.seen)}
        if self._look.isActive() and (None not in self._answer.values() or seconds * 1000 > _PATIENCE_MS):
            self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Once the strip was painted with all pictures, and what was painted is on the screen."""
        strip = self._window.strip.strip
        is_paint = event.type() == QEvent.Type.Paint and watched is self._painted
        if is_paint and strip is not None and not strip.view.missing:
            QTimer.singleShot(0, self, self._note_painted)
        return False

    def _note_painted(self) -> None:
        self._is_painted = True

    def _note(self, name: str, seconds: float, *, is_true: bool) -> None:
        if is_true and self._answer[name] is None:
            self._answer[name] = seconds

    def _end(self) -> None:
        self._look.stop()
        self._finished(self._answer)
        self.deleteLater()


class StepScript(QObject):
    """One step to a neighbour; `finished` gets the milliseconds until something of it is painted.

    Args:
        window: walks.
        steps: on, or back where it is below 0.
        finished: called once with `photo_ms`, None where it took too long or there is no neighbour.
    """

    def __init__(self, window: MainWindow, steps: int, finished: Finished) -> None:
        super().__init__(window)
        self._window, self._finished = window, finished
        self._title = window.windowTitle()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS // 10)
        self._patience.timeout.connect(lambda: self._end(None))
        self._patience.start()
        window.canvas.frame_painted.connect(self._on_frame_painted)
        self._started = time.perf_counter()
        window.strip.step(steps)

    def _on_frame_painted(self, _generation: int) -> None:
        if self._window.windowTitle() != self._title and self._window.canvas.whole_photo is not None:
            self._end((time.perf_counter() - self._started) * 1000)

    def _end(self, milliseconds: float | None) -> None:
        self._patience.stop()
        self._window.canvas.frame_painted.disconnect(self._on_frame_painted)
        self._finished({"photo_ms": milliseconds})
        self.deleteLater()


class ScrollScript(QObject):
    """The strip is scrolled from its beginning to its end, at a steady pace.

    Args:
        window: has a strip.
        moves: how many.
        interval_ms: between two of them.
        finished: called once with `moves`.

    Raises:
        UsageError: there is no strip.
    """

    def __init__(self, window: MainWindow, moves: int, interval_ms: int, finished: Finished) -> None:
        super().__init__(window)
        if window.strip.strip is None:
            raise UsageError("there is nothing to scroll: open a folder")
        self._bar, self._finished = window.strip.strip.view.horizontalScrollBar(), finished
        self._moves, self._done = moves, 0
        self._pace = QTimer(self, interval=interval_ms, timerType=Qt.TimerType.PreciseTimer)
        self._pace.timeout.connect(self._move)
        self._pace.start()

    def _move(self) -> None:
        self._done += 1
        self._bar.setValue(self._bar.maximum() * self._done // self._moves)
        if self._done == self._moves:
            self._pace.stop()
            self._finished({"moves": self._moves})
            self.deleteLater()
