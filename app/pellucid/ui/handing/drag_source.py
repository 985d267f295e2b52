"""A button that can be pulled at: clicked it does what it always does, pulled it begins a drag out of the window."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton


class DragSource(QObject):
    """Follows the mouse on one button.

    Signals:
        begun(): the button is being pulled; no click will come of it.
    """

    begun = Signal()

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self.button = button
        self._pressed_at: QPoint | None = None
        self.is_held = False
        """True from the pull until the mouse is released."""
        button.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Tell a pull from a click."""
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint() if self.button.isEnabled() else None
        elif kind == QEvent.Type.MouseMove and self._pressed_at is not None and not self.is_held:
            self._begin_beyond(event.position().toPoint() - self._pressed_at)
        elif kind == QEvent.Type.MouseButtonRelease:
            self.end()
        return self.is_held and kind == QEvent.Type.MouseMove  # else the button goes down again below the mouse

    def end(self) -> None:
        """The mouse was released, here or over another program."""
        self._pressed_at, self.is_held = None, False
        self.button.unsetCursor()

    def _begin_beyond(self, moved: QPoint) -> None:
        if moved.manhattanLength() >= QApplication.startDragDistance():
            self.is_held = True
            self.button.setDown(False)
            self.button.setCursor(Qt.CursorShape.BusyCursor)
            self.begun.emit()
