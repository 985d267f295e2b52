"""When the canvas shows what the repairs take away, and how. Its bar is made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.map_control import MapControl
from pellucid.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from pellucid.ui.difference.bar import DifferenceBar

_LEAVING = "crop output_preview"
"""Actions that show the finished photo."""


class DifferenceControl(QObject):
    """Joins the action, the canvas and its bar. A map and the difference take each other's place.

    Signals:
        requested(DifferenceView | None): show it this way, or no more.
    """

    requested = Signal(object)

    def __init__(self, canvas: Canvas, maps: MapControl, actions: WindowActions) -> None:
        super().__init__(canvas)
        self._canvas, self._maps, self._actions = canvas, maps, actions
        self.is_active = False
        self._has_photo = False
        actions["difference"].triggered.connect(self._toggle)
        canvas.frame_painted.connect(lambda _generation: self._note_painted())
        maps.overlay_requested.connect(self._on_map)
        for name in _LEAVING.split():
            actions[name].triggered.connect(lambda _on: self.close())

    @cached_property
    def bar(self) -> "DifferenceBar":
        """The controls on the canvas."""
        from pellucid.foundation.difference import DifferenceView  # noqa: PLC0415 -- not needed to start
        from pellucid.ui.difference.bar import DifferenceBar  # noqa: PLC0415 -- as above

        bar = DifferenceBar(self._canvas, DifferenceView())
        bar.view_chosen.connect(self.requested)
        bar.closed.connect(self.close)
        return bar

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, or none, is shown as itself."""
        self.close()
        self._has_photo = facts is not None

    def open(self) -> None:
        """Show what is taken away, as it was looked at last."""
        from pellucid.foundation.difference import Difference  # noqa: PLC0415 -- not needed to start

        if not self._has_photo or self.is_active:
            return
        self._maps.hide()
        self.is_active = True
        self._actions["difference"].setChecked(True)
        self.bar.show()
        self.bar.show_difference(Difference(self.bar.view))
        self.requested.emit(self.bar.view)

    def close(self) -> None:
        """Show the photo again."""
        if not self.is_active:
            return
        self.is_active = False
        self._actions["difference"].setChecked(False)
        self.bar.hide()
        self.requested.emit(None)

    def _note_painted(self) -> None:
        """Say what the newest frame tells."""
        difference = self._canvas.newest.difference if self._canvas.newest else None
        if self.is_active and difference is not None and difference.view == self.bar.view:
            self.bar.show_difference(difference)

    def _toggle(self, on: bool) -> None:
        if on:
            self.open()
        else:
            self.close()
        self._actions["difference"].setChecked(self.is_active)

    def _on_map(self, _operation: str, name: str) -> None:
        if name:
            self.close()
