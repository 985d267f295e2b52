"""Keeps a window, with the frame that the desktop draws around it, on the screen.

How wide that frame is, the desktop says only after the window was shown. So the window is fitted in its first moments,
and again after it came to another screen or a screen has changed; never while a person drags it about. Where no frame
is drawn at all, the style sheet gives dialogs an edge, because they would run into a window of the same gray.
"""

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QSize, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

FIRST_SHARE = 0.89
"""Of each side of the screen that a first window takes with its frame: 80 % of the area."""

SETTLE_MS = 1000
"""As long as a desktop may take to put its frame around a window."""

FRAMELESS = "frameless"
"""Property of a window: whether its dialogs get an edge."""

_GUESSED_FRAME = QMargins(4, 32, 4, 4)


def first_size(available: QRect, most: QSize) -> QSize:
    """Size of a window that was never shown, by a guess of its frame.

    Args:
        available: part of the screen that windows may cover.
        most: larger is no use.
    """
    return (available.size() * FIRST_SHARE).shrunkBy(_GUESSED_FRAME).boundedTo(most)


def fitted(frame: QRect, available: QRect) -> QRect:
    """A frame made small enough for the available area, and moved into it."""
    inside = QRect(frame.topLeft(), frame.size().boundedTo(available.size()))
    inside.moveRight(min(inside.right(), available.right()))
    inside.moveBottom(min(inside.bottom(), available.bottom()))
    inside.moveLeft(max(inside.left(), available.left()))
    inside.moveTop(max(inside.top(), available.top()))
    return inside


class FrameFit(QObject):
    """Fits one window for as long as it lives."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._screen: QScreen | None = None
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._fit)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Fit when the window is shown, and when the desktop moves or sizes it soon after."""
        if event.type() == QEvent.Type.Show and self._screen is None:
            self._watch_screens()
            self._settle()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._settling.isActive():
            QTimer.singleShot(0, self, self._fit)
        return False

    def _watch_screens(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._on_screen_changed)
            self._on_screen_changed(handle.screen())

    def _on_screen_changed(self, screen: QScreen | None) -> None:
        if self._screen is not None:
            self._screen.availableGeometryChanged.disconnect(self._settle)
        self._screen = screen
        if screen is not None:
            screen.availableGeometryChanged.connect(self._settle)
            self._settle()

    def _settle(self) -> None:
        self._settling.start()
        self._fit()

    def _fit(self) -> None:
        window = self._window
        window.setProperty(FRAMELESS, not window.isFullScreen() and window.frameGeometry() == window.geometry())
        if not window.isVisible() or window.isMaximized() or window.isFullScreen() or window.isMinimized():
            return
        frame = window.frameGeometry()
        place = fitted(frame, window.screen().availableGeometry())
        if place.size() != frame.size():
            window.resize(place.size() - (frame.size() - window.size()))
        if place.topLeft() != frame.topLeft():
            window.move(place.topLeft())
