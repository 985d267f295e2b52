"""How late the event loop is: a timer of ten milliseconds notes by how much it was missed."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 10
_KEPT = 100_000


class LoopGap(QObject):
    """Measures while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._late_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def reset(self) -> None:
        """Begin anew."""
        self._late_ms.clear()
        self._last = time.perf_counter()

    def summary(self) -> dict[str, float]:
        """Lateness since the last reset in milliseconds: median, 99th percentile, worst."""
        late = sorted(self._late_ms) or [0.0]
        return {
            "gap_p50_ms": late[len(late) // 2],
            "gap_p99_ms": late[min(len(late) - 1, len(late) * 99 // 100)],
            "gap_max_ms": late[-1],
        }

    def _on_timeout(self) -> None:
        now = time.perf_counter()
        if len(self._late_ms) < _KEPT:
            self._late_ms.append(max(0.0, (now - self._last) * 1000 - _EVERY_MS))
        self._last = now
