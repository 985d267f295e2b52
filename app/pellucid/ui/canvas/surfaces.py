"""The surface of a canvas: the painter's from the first moment, GL's as soon as it has arrived.

Loading a GL driver takes as long as all the rest of the start together, so the window stands without it, and the
swap waits for a moment in which nobody holds anything. Qt makes a native window anew when the first GL widget joins
it. For a top-level window that would be seen: it leaves the screen, loses the keyboard and comes back. So the part
around the canvas gets a native window of its own (`give_own_window`), and only that one is made anew; its pixels stay
on the screen until GL paints over them. Two steps, each in a turn of its own, so that no wait is long.

Where GL does not work, or fails later, the painter stays or comes back. What is painted is up to the surfaces.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from pellucid.ui.canvas.paint_list import PaintList
from pellucid.ui.canvas.painter_surface import PainterSurface
from pellucid.ui.canvas.uncovering import ExposedParts

if TYPE_CHECKING:
    from pellucid.ui.canvas.gl_surface import GlSurface

GL_DELAY_MS = 500
"""From the first showing to the first step towards GL: the window has answered its first clicks by then."""

_STEP_MS = 100
_WITHOUT_GL = ("offscreen", "minimal", "vnc", "linuxfb")


def wants_gl() -> bool:
    """True where GL is to be tried; `PELLUCID_NO_GL` asks for the painter."""
    return not os.environ.get("PELLUCID_NO_GL") and QGuiApplication.platformName() not in _WITHOUT_GL


def give_own_window(part: QWidget) -> None:
    """Give the part of a window that will hold a GL canvas a native window, and only that part."""
    if wants_gl():
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)
        part.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)


class Surfaces(QObject):
    """Owns the surface that paints a canvas, and changes it.

    Signals:
        painted(int): a plan of this generation is on the screen.
        changed(): another surface paints from now on.
    """

    painted = Signal(int)
    changed = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._paint_list: PaintList | None = None
        self._is_held: Callable[[], bool] = lambda: False
        self._is_tested = False
        self._surface: GlSurface | PainterSurface = PainterSurface(canvas)
        self._adopt(self._surface)
        self._next_step = QTimer(self, singleShot=True, interval=GL_DELAY_MS)
        self._next_step.timeout.connect(self._step)
        canvas.installEventFilter(self)

    @property
    def is_gl(self) -> bool:
        """True where GL paints."""
        return not isinstance(self._surface, PainterSurface)

    def show_list(self, paint_list: PaintList) -> None:
        """Paint this from now on."""
        self._paint_list = paint_list
        self._surface.show_list(paint_list)

    def paint_now(self) -> None:
        """Paint what was to be shown last before anything else happens."""
        self._surface.repaint()

    def stay_while(self, is_held: Callable[[], bool]) -> None:
        """Do not change the surface while this is true, as under a slider that is being moved."""
        self._is_held = is_held

    def release(self) -> None:
        """The window goes: give the graphics card's memory back, and begin nothing any more."""
        self._next_step.stop()
        self._surface.release()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Fill the canvas; begin the way to GL once it is shown."""
        if event.type() == QEvent.Type.Resize:
            self._surface.setGeometry(self._canvas.rect())
        elif event.type() == QEvent.Type.Show and not self._is_tested and wants_gl():
            self._next_step.start()
        return False

    def _step(self) -> None:
        """Test GL in the first calm moment, and let it paint from the next one on."""
        if not self._is_calm():
            self._next_step.start(_STEP_MS)
            return
        # GL libraries are not loaded where they are not used.
        from pellucid.ui.canvas.gl_surface import GlSurface, gl_works  # noqa: PLC0415

        if self._is_tested:
            ExposedParts(self._canvas.window())
            self._replace(GlSurface(self._canvas))
            return
        self._is_tested = True
        if gl_works():
            self._next_step.start(_STEP_MS)

    def _is_calm(self) -> bool:
        is_free = not self._is_held() and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
        has_no_popup = QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None
        return is_free and has_no_popup and self._canvas.isVisible() and not self._canvas.window().isMinimized()

    def _replace(self, surface: "GlSurface | PainterSurface") -> None:
        old, focus = self._surface, self._canvas.window().focusWidget()
        self._adopt(surface)
        surface.show()
        if focus is not None:
            # The native window that was made anew was hidden for an instant, which moves the keyboard on.
            focus.setFocus()
        old.hide()
        old.release()
        old.deleteLater()
        self.changed.emit()

    def _adopt(self, surface: "GlSurface | PainterSurface") -> None:
        self._surface = surface
        surface.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        surface.painted.connect(self.painted)
        surface.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        surface.setGeometry(self._canvas.rect())
        surface.lower()
        if self._paint_list is not None:
            surface.show_list(self._paint_list)

    def _on_failed(self, _reason: str) -> None:
        """Go on without GL."""
        if self.is_gl:
            self._replace(PainterSurface(self._canvas))
