"""How late the event loop is: a timer of ten milliseconds notes by how much it was missed.

Painting a frame is part of the main thread's work, and takes long where GL is software. So it is timed by itself, and
what is late beside it is told apart: that is what hinders the hand for nothing. Where other programs take the processor
all of that says little; how long the main thread itself computed in one go does.
"""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

_EVERY_MS = 10
_KEPT = 100_000


class LoopGap(QObject):
    """Measures while it lives.

    Args:
        parent: owns it.
        painted: the widgets with windows of their own, whose update requests are painting.
    """

    def __init__(self, parent: QObject, painted: tuple[QObject, ...]) -> None:
        super().__init__(parent)
        self._late_ms: list[float] = []
        self._blocked_ms: list[float] = []
        self._computed_ms: list[float] = []
        self._painting_ms = self._painting_cpu_ms = 0.0
        self._is_painting = False
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        for widget in painted:
            widget.installEventFilter(self)
        self._timer = QTimer(self, interval=_EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def reset(self) -> None:
        """Begin anew."""
        self._late_ms.clear()
        self._blocked_ms.clear()
        self._computed_ms.clear()
        self._painting_ms = self._painting_cpu_ms = 0.0
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()

    def summary(self) -> dict[str, float]:
        """Since the last reset, in milliseconds.

        Lateness: median, 99th percentile, worst, worst beside painting; the most that was computed in one go beside it.
        """
        late = sorted(self._late_ms) or [0.0]
        return {
            "gap_p50_ms": late[len(late) // 2],
            "gap_p99_ms": late[min(len(late) - 1, len(late) * 99 // 100)],
            "gap_max_ms": late[-1],
            "blocked_max_ms": max(self._blocked_ms, default=0.0),
            "computed_max_ms": max(self._computed_ms, default=0.0),
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Time the painting of a window.

        It is sent on, since its own `event` would hold the interpreter meanwhile, and no worker would get on.
        """
        if event.type() != QEvent.Type.UpdateRequest or self._is_painting:
            return False
        started, started_cpu = time.perf_counter(), time.thread_time()
        self._is_painting = True
        QCoreApplication.sendEvent(watched, event)
        self._is_painting = False
        self._painting_ms += (time.perf_counter() - started) * 1000
        self._painting_cpu_ms += (time.thread_time() - started_cpu) * 1000
        return True

    def _on_timeout(self) -> None:
        now, now_cpu = time.perf_counter(), time.thread_time()
        if len(self._late_ms) < _KEPT:
            late_ms = max(0.0, (now - self._last) * 1000 - _EVERY_MS)
            self._late_ms.append(late_ms)
            self._blocked_ms.append(max(0.0, late_ms - self._painting_ms))
            self._computed_ms.append((now_cpu - self._last_cpu) * 1000 - self._painting_cpu_ms)
        self._painting_ms = self._painting_cpu_ms = 0.0
        self._last, self._last_cpu = now, now_cpu
