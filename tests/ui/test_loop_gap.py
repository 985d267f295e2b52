"""What measures the event loop hinders nobody."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pellucid.ui.driving.loop_gap import LoopGap

TICK_S = 0.0005
PATIENCE_MS = 20_000
MIDDLE = 0.8
"""Of a painting: at its end the interpreter is handed on in any case."""


@contextmanager
def another_thread() -> Iterator[list[float]]:
    """A thread that notes the time whenever it gets the interpreter."""
    noted: list[float] = []
    ended = threading.Event()

    def note() -> None:
        while not ended.wait(TICK_S):
            noted.append(time.perf_counter())

    thread = threading.Thread(target=note)
    thread.start()
    try:
        yield noted
    finally:
        ended.set()
        thread.join()


def test_other_threads_get_on_while_a_window_is_painted(qtbot: QtBot) -> None:
    label = QLabel()
    label.setPixmap(QPixmap(1200, 1200))
    label.resize(1000, 700)
    qtbot.addWidget(label)
    gap = LoopGap(label, (label,))
    label.show()
    qtbot.waitExposed(label)

    def gets_on() -> bool:
        """Paint without a line of Python, which takes a while; a busy machine may let nobody get on then."""
        for scaled in (False, True):  # what was scaled before is forgotten
            label.setScaledContents(scaled)
        begun = time.perf_counter()
        assert gap.eventFilter(label, QEvent(QEvent.Type.UpdateRequest))
        ended = begun + MIDDLE * (time.perf_counter() - begun)
        return any(begun < at < ended for at in noted)

    with another_thread() as noted:
        qtbot.waitUntil(gets_on, timeout=PATIENCE_MS)
