"""Waiting for the first picture of a window: what is slow to load waits for it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def after_first_paint(widget: QWidget, call: Callable[[], None]) -> None:
    """Call something once, in the turn of the event loop after the widget was first painted.

    Args:
        widget: is watched; the call is forgotten with it.
        call: what to do then.
    """
    widget.installEventFilter(_FirstPaint(widget, call))


class _FirstPaint(QObject):
    def __init__(self, widget: QWidget, call: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._call = call

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._widget, self._call)
        return False
