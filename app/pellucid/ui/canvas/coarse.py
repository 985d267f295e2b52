"""When the canvas may be painted coarsely: while approximate frames with a grid come, and a moment after the last.

Whether it then is, the surface decides: only software GL gains by it.
"""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from pellucid.foundation.frame import Exactness, Frame

COARSE_MS = 150
"""From the last approximate frame to the painting in full: longer than moves of a slider lie apart."""

LONGEST_GAP_MS = 500
"""On a busy machine frames lie farther apart; what is farther apart than this is no drag."""


class CoarseTime(QObject):
    """Follows the frames that are shown.

    Signals:
        ended(): no further frame has come; paint in full.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._moment = QTimer(self, singleShot=True, interval=COARSE_MS)
        self._moment.timeout.connect(self.ended)
        self._since_last = QElapsedTimer()

    @property
    def is_on(self) -> bool:
        """True where the present frame will be followed by a better painting of it, or by the next one."""
        return self._moment.isActive()

    def follow(self, frame: Frame) -> None:
        """Begin, go on or end with this frame."""
        if frame.after.tail is not None and frame.exactness is Exactness.APPROXIMATE:
            self._moment.start(max(COARSE_MS, 2 * self._gap_ms()))
        else:
            self._moment.stop()

    def _gap_ms(self) -> int:
        """From the approximate frame before to this one; 0 for the first one of a drag."""
        gap = self._since_last.restart() if self._since_last.isValid() else LONGEST_GAP_MS
        self._since_last.start()
        return gap if gap < LONGEST_GAP_MS else 0

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._moment.stop()
