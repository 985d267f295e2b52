"""A key that acts while it is held.

A keyboard repeats a held key as pairs of release and press. Qt marks them as repeats only where the press has come in
already when it looks at the release; on a busy machine, or over a network, such a release looks like the real one.
So a key counts as up once no press has followed for a moment.
"""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

REPEAT_MS = 50
"""A press that comes so soon after a release is the keyboard's own; fingers are slower."""


class HeldKey(QObject):
    """One key. It is told every press and release of it, whether they are marked as repeats or not.

    Signals:
        pressed(): the key went down.
        released(int): the key has come up; how long it was held, in milliseconds.
    """

    pressed = Signal()
    released = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_down = False
        self._since = QElapsedTimer()
        self._held_ms = 0
        self._wait = QTimer(self, singleShot=True, interval=REPEAT_MS)
        # One turn of the event loop more: a press that came in while the window was busy is seen before this.
        self._last_turn = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self._last_turn.start)
        self._last_turn.timeout.connect(self._end)

    def press(self) -> None:
        """A press was seen."""
        self._wait.stop()
        self._last_turn.stop()
        if not self.is_down:
            self.is_down = True
            self._since.start()
            self.pressed.emit()

    def release(self) -> None:
        """A release was seen, the last one or that of a repeat."""
        if self.is_down:
            self._held_ms = self._since.elapsed()
            self._wait.start()

    def drop(self) -> None:
        """The window hears of the key no longer: it counts as up."""
        if self.is_down and not self._is_waiting:
            self._held_ms = self._since.elapsed()
        self._end()

    @property
    def _is_waiting(self) -> bool:
        return self._wait.isActive() or self._last_turn.isActive()

    def _end(self) -> None:
        self._wait.stop()
        self._last_turn.stop()
        if self.is_down:
            self.is_down = False
            self.released.emit(self._held_ms)
