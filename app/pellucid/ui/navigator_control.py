"""When there is a navigator: it is made the first time that a part of the photo is outside of the canvas."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.settings import Settings

if TYPE_CHECKING:
    from pellucid.ui.canvas.navigator import Navigator


class NavigatorControl(QObject):
    """Joins canvas, action and settings.

    Args:
        canvas: what it lies on.
        action: shows or hides it.
        settings: remember that.
    """

    def __init__(self, canvas: Canvas, action: QAction, settings: Settings) -> None:
        super().__init__(canvas)
        self._canvas, self._action = canvas, action
        self.navigator: Navigator | None = None
        """The widget, once there was a use for it."""
        action.setChecked(settings.has_navigator())
        action.toggled.connect(settings.set_navigator)
        action.toggled.connect(self._follow)
        canvas.view_changed.connect(self._follow)
        canvas.frame_painted.connect(self._follow)

    def _follow(self) -> None:
        if self.navigator is None:
            if not (self._action.isChecked() and self._canvas.can_pan()):
                return
            from pellucid.ui.canvas.navigator import Navigator  # noqa: PLC0415 -- not needed to start

            self.navigator = Navigator(self._canvas)
        self.navigator.want(self._action.isChecked())
