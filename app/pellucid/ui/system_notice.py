"""A notice of the desktop, for work that ends while the person is somewhere else."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

_SHOWN_MS = 10_000


def tell_elsewhere(window: QWidget, title: str, sentence: str) -> None:
    """Tell something where the window is not looked at; where the desktop shows no notices, the window asks for it.

    Args:
        window: whose work it is; while it is active, it says so itself.
        title: in a few words.
        sentence: what happened.
    """
    if window.isActiveWindow():
        return
    QApplication.alert(window)
    if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
        return
    icon = QSystemTrayIcon(window.windowIcon(), window)
    icon.show()
    icon.showMessage(title, sentence, window.windowIcon(), _SHOWN_MS)
    icon.messageClicked.connect(window.activateWindow)
    QTimer.singleShot(_SHOWN_MS, icon, icon.deleteLater)
