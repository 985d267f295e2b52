"""What the window says of the renderer: that it works, how far it is, what it computes on, and what went wrong."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.translation import tr

if TYPE_CHECKING:
    from pellucid.ui.main_window import MainWindow

RENDER = "render"


class RenderStatus(QObject):
    """Tells the window's jobs and status line about the renderer.

    Args:
        window: shows it.
        is_busy: says whether the renderer works or has work waiting.
    """

    def __init__(self, window: "MainWindow", is_busy: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._is_busy = is_busy

    def on_asked(self) -> None:
        """Work is on its way to the renderer, which may still be loading what it needs: told before it tells itself."""
        if not self._window.jobs.has(RENDER):
            self._window.show_progress(RENDER, tr("Rendering"), None, None)

    def on_progressed(self, share: float, remaining_s: float | None) -> None:
        """Tiles of the visible region come in; beside a moving slider each change of the bar would cost a frame."""
        if self._window.dock.operations.is_changing:
            return
        self._window.show_progress(RENDER, tr("Rendering"), share, remaining_s)

    def on_finished(self) -> None:
        """The canvas has all that can be had, or something newer is on its way."""
        if not self._is_busy():
            self._window.show_done(RENDER)

    def on_failed(self, error: UserFacingError) -> None:
        """The canvas cannot be rendered."""
        self._window.show_failed(RENDER, error)

    def on_device_found(self, name: str, note: str) -> None:
        """Say what computes, and why not something faster: aloud once, then only to who asks."""
        self._window.status.show_device(name, note)
        if self._window.settings.is_new_of_device(note):
            self._window.show_failed("device", UserFacingError(note, 0))
