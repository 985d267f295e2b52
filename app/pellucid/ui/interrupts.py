"""The window closes cleanly on Ctrl+C and when the system asks the program to end."""

import signal
from types import FrameType

from PySide6.QtCore import QTimer

from pellucid.ui.main_window import MainWindow


def close_on_interrupts(window: MainWindow) -> QTimer:
    """Close cleanly on SIGINT and SIGTERM; edits are saved by themselves, so nobody is asked.

    Python runs its signal handlers between bytecodes only, so a slow timer gives it the chance. That may be in the
    middle of painting, so the window is closed in a turn of its own.
    """

    def leave(_signal: int, _frame: FrameType | None) -> None:
        window.exports.stops_unasked = True
        QTimer.singleShot(0, window, window.close)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    heartbeat = QTimer(interval=200)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    return heartbeat
