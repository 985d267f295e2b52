"""A key that acts while it is held.

A keyboard repeats a held key as pairs of release and press. Qt marks them as repeats only where the press has come in
already when it looks at the release; on a busy machine, or over a network, such a release looks like the real one.
So a key counts as up once no press has followed for a moment.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

REPEAT_MS = 50
"""A press that comes so soon after a release is the keyboard's own; fingers are slower."""

TAP_MS = 250
"""A key that is down for less is tapped and not held."""


class HeldKey(QObject):
    """One key. It is told every press and release of it, whether they are marked as repeats or not.

    Signals:
        pressed(): the key went down.
        released(bool): the key has come up; True where that was a tap.
    """

    pressed = Signal()
    released = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_down = False
        # By the clock of the events: a busy window sees them late.
        self._pressed_ms = self._released_ms = 0
        self.wait = QTimer(self, singleShot=True, interval=REPEAT_MS)
        """Runs while a release may be the keyboard's own."""
        # One turn of the event loop more: a press that came in while the window was busy is seen before this.
        self._last_turn = QTimer(self, singleShot=True, interval=0)
        self.wait.timeout.connect(self._last_turn.start)
        self._last_turn.timeout.connect(lambda: self._end(self._released_ms - self._pressed_ms < TAP_MS))

    def follow(self, event: QKeyEvent) -> None:
        """A press or a release was seen."""
        if event.type() == QEvent.Type.KeyRelease and self.is_down:
            self._released_ms = event.timestamp()
            self.wait.start()
        elif event.type() == QEvent.Type.KeyPress:
            self._stop_waiting()
            if not self.is_down:
                self.is_down, self._pressed_ms = True, event.timestamp()
                self.pressed.emit()

    def drop(self) -> None:
        """The window hears of the key no longer: it counts as up, and was no tap."""
        if self.is_down:
            self._end(was_tap=False)

    def _end(self, was_tap: bool) -> None:
        self._stop_waiting()
        self.is_down = False
        self.released.emit(was_tap)

    def _stop_waiting(self) -> None:
        self.wait.stop()
        self._last_turn.stop()
