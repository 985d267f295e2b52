"""The hand with a tool on the canvas: mouse and pen. Where a tool has no use for it, the hand is the canvas's own.

So Space, the middle button and the wheel do what they always do.
"""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent

from pellucid.ui.canvas.canvas import Canvas

NO_MODIFIER = Qt.KeyboardModifier.NoModifier

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.TabletPress)
_MOVES = (QEvent.Type.MouseMove, QEvent.Type.TabletMove)
_RELEASES = (QEvent.Type.MouseButtonRelease, QEvent.Type.TabletRelease)
_SIGN_KEYS = (Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift)


class Tool(Protocol):
    """What the hand may hold; points are logical pixels of the canvas.

    Attributes:
        drags_edit: a drag changes the edit as it goes on, and not only when it ends.
    """

    drags_edit: bool

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float) -> bool:
        """A press; True where what follows belongs to the tool."""
        ...

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float) -> None:
        """A move with the button down."""
        ...

    def release(self) -> None:
        """The button came up."""
        ...

    def cancel(self) -> None:
        """What was begun is not wanted."""
        ...

    def cursor(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Qt.CursorShape | None:
        """The cursor over a point; None for the canvas's own."""
        ...


class Hand(QObject):
    """Event filter of a canvas while a tool is there.

    Signals:
        hovered(): the pointer is elsewhere, or other keys are held; see `at` and `modifiers`.
    """

    hovered = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._tool: Tool | None = None
        self._is_held = False
        self.at: QPointF | None = None
        """Where the pointer is on the canvas; None where it is not."""
        self.modifiers = NO_MODIFIER
        self.erases_by_pen = False
        """The pen is held with its other end; during a stroke, when it began."""

    @property
    def is_held(self) -> bool:
        """True while the tool drags."""
        return self._is_held

    def take(self, tool: Tool | None) -> None:
        """Hold another tool, or none; what the one before had begun is given up."""
        if tool is self._tool:
            return
        self.cancel()
        if tool is not None and self._tool is None:
            self._canvas.installEventFilter(self)
        elif tool is None:
            self._canvas.removeEventFilter(self)
            self._canvas.pointer.tool_cursor = None
        self._tool = tool

    def cancel(self) -> bool:
        """Give up what is dragged; True where anything was."""
        was_held, self._is_held = self._is_held, False
        if was_held and self._tool is not None:
            self._tool.cancel()
        return was_held

    def give_way(self) -> None:
        """The edit was changed by something else; a tool that drags in the edit gives up."""
        if self._tool is not None and self._tool.drags_edit:
            self.cancel()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Hand presses, and the drags that follow, to the tool that wants them."""
        kind = event.type()
        if isinstance(event, QMouseEvent | QTabletEvent):
            if kind in _PRESSES:
                return self._on_press(event)
            if kind in _MOVES:
                return self._on_move(event)
            return kind in _RELEASES and self._on_release(event)
        if isinstance(event, QKeyEvent) and event.key() in _SIGN_KEYS:
            self.modifiers = _held_after(event)
            self._show()
        elif kind == QEvent.Type.Leave:
            self.at = None
            self.hovered.emit()
        return False

    def _on_press(self, event: QMouseEvent | QTabletEvent) -> bool:
        self._note(event)
        is_ours = event.button() == Qt.MouseButton.LeftButton and not self._canvas.pointer.is_pushing
        if self._tool is None or self._is_held or not is_ours:
            return False
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._is_held = self._tool.press(event.position(), event.modifiers(), _pressure(event))
        event.accept()
        return self._is_held

    def _on_move(self, event: QMouseEvent | QTabletEvent) -> bool:
        self._note(event)
        if self._is_held and self._tool is not None:
            self._tool.move(event.position(), event.modifiers(), _pressure(event))
            event.accept()
        self._show()
        return self._is_held

    def _on_release(self, event: QMouseEvent | QTabletEvent) -> bool:
        if not self._is_held or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._is_held = False
        if self._tool is not None:
            self._tool.release()
        event.accept()
        return True

    def _note(self, event: QMouseEvent | QTabletEvent) -> None:
        self.at, self.modifiers = event.position(), event.modifiers()
        if not self._is_held:
            self.erases_by_pen = event.pointerType() == QPointingDevice.PointerType.Eraser

    def _show(self) -> None:
        """The cursor, and whatever follows the pointer."""
        if self._tool is not None and self.at is not None:
            self._canvas.pointer.tool_cursor = self._tool.cursor(self.at, self.modifiers)
            if self._is_held and self._canvas.pointer.tool_cursor is not None:
                self._canvas.setCursor(self._canvas.pointer.tool_cursor)
        self.hovered.emit()


def _pressure(event: QMouseEvent | QTabletEvent) -> float:
    return event.pressure() if isinstance(event, QTabletEvent) else 1.0


def _held_after(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers once a key is down or up; Qt says in the event those from before or after, as the system does."""
    own = {
        Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
        Qt.Key.Key_AltGr: Qt.KeyboardModifier.AltModifier,
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    }[Qt.Key(event.key())]
    return event.modifiers() | own if event.type() == QEvent.Type.KeyPress else event.modifiers() & ~own
