"""The hand on the canvas: mouse, wheel, pinch and the keys that need the canvas focus.

It only translates; what happens is `canvas`'s. Points are handed on in device pixels.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.canvas.viewing import NOTCH
from pellucid.ui.held_key import HeldKey

if TYPE_CHECKING:
    from pellucid.ui.canvas.canvas import Canvas

_GRAB_PX = 9
_ARROW_SHARE = 0.1
_NOTCH_ANGLE = 120
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""The way that each of them points, across and down."""


class Pointer(QObject):
    """Event filter of one canvas."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        canvas.setMouseTracking(True)
        self._grabbed: str = ""
        self._last = QPointF()
        self._hand = HeldKey(self)
        self.wheel_scrolls = False
        """True where the wheel moves the photo, and zooms with Ctrl only."""
        self.tool_cursor: Qt.CursorShape | None = None
        """Cursor of a tool that is in the hand, where it has one."""
        self._hand.pressed.connect(self._show_cursor_here)
        self._hand.released.connect(self._show_cursor_here)
        self._handlers = {
            QEvent.Type.MouseButtonPress: self._on_pressed,
            QEvent.Type.MouseMove: self._on_moved,
            QEvent.Type.MouseButtonRelease: self._on_released,
            QEvent.Type.MouseButtonDblClick: self._on_double_clicked,
            QEvent.Type.Wheel: self._on_wheel,
            QEvent.Type.NativeGesture: self._on_gesture,
            QEvent.Type.KeyPress: self._on_key,
            QEvent.Type.KeyRelease: self._on_key_released,
            QEvent.Type.FocusOut: self._on_focus_left,
        }

    @property
    def is_pushing(self) -> bool:
        """True while the next drag pushes the photo, whatever tool is in the hand."""
        return self._hand.is_down

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Hand an event to its handler; True where it is used up."""
        handler = self._handlers.get(event.type())
        return bool(handler(event)) if handler else False  # type: ignore[operator]  # each takes its own event type

    def _on_pressed(self, event: QMouseEvent) -> bool:
        at = self._device(event.position())
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        is_left = event.button() == Qt.MouseButton.LeftButton
        on_divider = is_left and not self._hand.is_down and self._is_on_divider(at)
        self._grabbed = "divider" if on_divider else "photo"
        self._last = event.position()
        self._show_cursor(at)
        return True

    def _on_moved(self, event: QMouseEvent) -> bool:
        at = self._device(event.position())
        if self._grabbed == "divider":
            self._canvas.drag_divider(at)
        elif self._grabbed == "photo":
            ratio = self._canvas.devicePixelRatioF()
            # Whole device pixels; the rest of the way is kept for the next move.
            right, down = (event.position() - self._last).toTuple()
            right_px, down_px = round(right * ratio), round(down * ratio)
            self._last += QPointF(right_px / ratio, down_px / ratio)
            self._canvas.pan(right_px, down_px)
        elif self._canvas.compare.mode is CompareMode.LENS:
            self._canvas.drag_divider(at)
        self._show_cursor(at)
        return bool(self._grabbed)

    def bring_lens(self) -> None:
        """Put the lens where the pointer is."""
        self._canvas.drag_divider(self._device(QPointF(self._canvas.mapFromGlobal(QCursor.pos()))))

    def _on_released(self, event: QMouseEvent) -> bool:
        self._grabbed = ""
        self._show_cursor(self._device(event.position()))
        return True

    def _on_double_clicked(self, event: QMouseEvent) -> bool:
        at = self._device(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if self._is_on_divider(at):
            self._canvas.centre_divider()
        else:
            self._canvas.toggle_fit(at)
        return True

    def _on_wheel(self, event: QWheelEvent) -> bool:
        at = self._device(event.position())
        has_phases = event.phase() != Qt.ScrollPhase.NoScrollPhase
        # Two fingers on a touch pad push the photo, as everywhere else on such a machine.
        is_touched = has_phases and not event.pixelDelta().isNull() and not event.modifiers()
        zooms = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_touched or (self.wheel_scrolls and not zooms):
            ratio = self._canvas.devicePixelRatioF()
            way = event.pixelDelta() if is_touched else event.angleDelta()
            self._canvas.pan(round(way.x() * ratio), round(way.y() * ratio))
        else:
            self._canvas.zoom_by(NOTCH ** (event.angleDelta().y() / _NOTCH_ANGLE), at)
        event.accept()
        return True

    def _on_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.zoom_by(1 + event.value(), self._device(event.position()))
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space:
            self._hand.follow(event)
            return True
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self._canvas.panel_toggled.emit()
            return True
        way = ARROWS.get(Qt.Key(event.key()))
        if way is None:
            return False
        if not self._canvas.can_pan():
            if way[0]:
                self._canvas.walk_requested.emit(way[0])
            return bool(way[0])
        width, height = self._canvas.width(), self._canvas.height()
        step = min(width, height) * _ARROW_SHARE * self._canvas.devicePixelRatioF()
        self._canvas.pan(round(-way[0] * step), round(-way[1] * step))
        return True

    def _on_key_released(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space:
            return False
        self._hand.follow(event)
        return True

    def _on_focus_left(self, _event: QEvent) -> bool:
        self._hand.drop()
        return False

    def _show_cursor_here(self) -> None:
        self._show_cursor(self._device(QPointF(self._canvas.mapFromGlobal(QCursor.pos()))))

    def _is_on_divider(self, at: tuple[float, float]) -> bool:
        return self._canvas.divider_distance(at) <= _GRAB_PX * self._canvas.devicePixelRatioF()

    def _show_cursor(self, at: tuple[float, float]) -> None:
        is_vertical = self._canvas.compare.mode is CompareMode.SPLIT
        if self._grabbed == "photo":
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._grabbed == "divider" or (not self._hand.is_down and self._is_on_divider(at)):
            shape = Qt.CursorShape.SplitHCursor if is_vertical else Qt.CursorShape.SplitVCursor
        elif self.tool_cursor is not None and not self._hand.is_down:
            shape = self.tool_cursor
        elif self._hand.is_down or self._canvas.can_pan():
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(shape)

    def _device(self, point: QPointF) -> tuple[float, float]:
        ratio = self._canvas.devicePixelRatioF()
        return point.x() * ratio, point.y() * ratio
