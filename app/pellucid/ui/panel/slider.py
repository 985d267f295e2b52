"""A slider in the unit of its parameter: click to set, arrows for steps, Shift ten times, Ctrl a tenth.

What was moved is filled with the accent, from the middle where values go both ways, else from the left; what was not
is quiet. Fusion says where the handle lies, and it is drawn here.

Dragging and done are two signals. A key or a turn of the wheel is done after a short quiet time, so that a row of
them is one undo step. The wheel acts only on the slider that has the focus, because people scroll the panel.
"""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from pellucid.operations.fields import Number

_QUIET_MS = 400
_FINE = 10
"""Positions in one step: the finest the slider itself can hold."""

_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}
_ENDS = {Qt.Key.Key_Home: QSlider.SliderAction.SliderToMinimum, Qt.Key.Key_End: QSlider.SliderAction.SliderToMaximum}


_GROOVE_PX = 3
_KNOB_PX = 6.5


class ValueSlider(QSlider):
    """Slider of one number.

    Args:
        number: what is set.
        parent: of the widget.
        default: where it is quiet; the lower end if none is given.

    Signals:
        moved(float): the value while it changes.
        settled(float): the value once the change is over.
        reset_requested(): double-click.
    """

    moved = Signal(float)
    settled = Signal(float)
    reset_requested = Signal()

    def __init__(self, number: Number, parent: QWidget | None = None, default: float | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._number = number
        self._default = self.position_of(number.low if default is None else default)
        self._origin = self.position_of(0.0) if number.low < 0 < number.high else 0
        self.setRange(0, round((number.high - number.low) / number.step * _FINE))
        self.setSingleStep(_FINE)
        self.setPageStep(10 * _FINE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_quiet = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._settle)
        self.valueChanged.connect(self._on_position_changed)
        self.sliderReleased.connect(self._settle)

    @property
    def number_value(self) -> float:
        """Value in the unit of the parameter."""
        return self._value_at(self.value())

    @property
    def is_changing(self) -> bool:
        """True while a change is not over yet."""
        return self.isSliderDown() or self._quiet.isActive()

    def show_value(self, value: float) -> None:
        """Show a value that was set elsewhere; nothing is told."""
        self._quiet.stop()
        self._is_quiet = True
        self.setValue(self.position_of(value))
        self._is_quiet = False

    def position_of(self, value: float) -> int:
        """Position of a value."""
        return round((value - self._number.low) / self._number.step * _FINE)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the slider from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _KEYS or key in _ENDS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Step by keys."""
        key = Qt.Key(event.key())
        if key in _ENDS:
            self.triggerAction(_ENDS[key])
        elif key in _KEYS:
            self._step(_KEYS[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Step by the wheel where the slider has the focus, else let the panel scroll."""
        if not self.hasFocus():
            event.ignore()
            return
        # Alt and Shift turn the wheel sideways on some systems.
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            self._step(1 if turned > 0 else -1, event.modifiers())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Bring the handle under the mouse first, so that a click sets the value and goes on as a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._quiet.stop()
            if not self._handle().contains(event.position().toPoint()):
                self.setSliderDown(True)
                self.setSliderPosition(self._position_under(event.position().x()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Ask for the default."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset_requested.emit()
            event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw groove, what is filled of it, and the handle."""
        palette, roles = self.palette(), QPalette.ColorRole
        middle = self.rect().center().y() + 0.5
        half = self._handle_px / 2
        room = self.width() - self._handle_px

        def x_of(position: int) -> float:
            share = position / max(1, self.maximum())
            return half + room * share

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.Mid))
        painter.drawRoundedRect(QRectF(half, middle - 1, room, 2), 1, 1)
        is_moved = self.isEnabled() and self.value() != self._default
        ends = sorted((x_of(self._origin), x_of(self.value())))
        painter.setBrush(palette.color(roles.Highlight if is_moved else roles.PlaceholderText))
        painter.drawRoundedRect(QRectF(ends[0], middle - _GROOVE_PX / 2, ends[1] - ends[0], _GROOVE_PX), 1.5, 1.5)
        if self._origin:
            painter.drawRect(QRectF(x_of(self._origin) - 0.5, middle - 4, 1, 8))
        painter.setPen(QPen(palette.color(roles.Window), 1.5))
        painter.setBrush(palette.color(roles.WindowText if is_moved else roles.PlaceholderText))
        at = QPointF(x_of(self.value()), middle)
        painter.drawEllipse(at, _KNOB_PX, _KNOB_PX)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(roles.Highlight), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _KNOB_PX, _KNOB_PX)
        painter.end()

    def _step(self, steps: int, modifiers: Qt.KeyboardModifier) -> None:
        size = float(_FINE)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            size *= 10
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            size /= 10
        self.setValue(self.value() + round(steps * size))

    def _on_position_changed(self, position: int) -> None:
        if self._is_quiet:
            return
        self.moved.emit(self._value_at(position))
        if not self.isSliderDown():
            self._quiet.start()

    def _settle(self) -> None:
        self._quiet.stop()
        self.settled.emit(self.number_value)

    def _value_at(self, position: int) -> float:
        # Rounded to what the parameter shows plus one digit, so that 0.1 + 0.2 is stored as 0.3.
        value = self._number.low + position * self._number.step / _FINE
        shown = round(value * self._number.shown_factor, self._number.decimals + 2)
        return min(max(shown / self._number.shown_factor, self._number.low), self._number.high)

    @property
    def _handle_px(self) -> int:
        """Width of the handle: Fusion makes it a square as high as the slider wants to be.

        Painting asks for no more, because a start would wait for the class that knows the whole handle.
        """
        return self.sizeHint().height()

    def _handle(self) -> QRect:
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # noqa: PLC0415 -- see `ui.theme.STYLE_WORDS`

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def _position_under(self, x: float) -> int:
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415 -- as above

        width = self._handle_px
        return QStyle.sliderValueFromPosition(0, self.maximum(), round(x - width / 2), self.width() - width)
