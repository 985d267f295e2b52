"""The small field behind a slider: shows the number, takes one, or a sum with `x` for the present value."""

import re

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from pellucid.foundation.translation import tr
from pellucid.operations.fields import Number

_SUM = re.compile(r"(x|[0-9.]+)?([*/+-])([0-9.]+)")
_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_SIGNED = re.compile(r"[+-]?[0-9.]+")


def read_number(text: str, present: float, number: Number) -> float | None:
    """Read what a person typed.

    Args:
        text: `1.4`, `1,4`, or a sum such as `x*1.2`, `*1.2`, `x-0.1` where `x` is the present value, as it is shown.
        present: the present value.
        number: declaration; its ends hold the result.

    Returns:
        The value within the ends, or None where it cannot be read.
    """
    plain = text.replace(",", ".").replace("×", "*").replace("−", "-").replace(" ", "").lower()
    plain = plain.removesuffix(number.unit.lower()) if number.unit else plain
    try:
        if _SIGNED.fullmatch(plain):
            shown = float(plain)
        else:
            match = _SUM.fullmatch(plain)
            if match is None:
                return None
            shown = _work_out(match, present * number.shown_factor)
    except (ValueError, ZeroDivisionError):
        return None
    return min(max(shown / number.shown_factor, number.low), number.high)


def _work_out(match: "re.Match[str]", present: float) -> float:
    left = present if match[1] in (None, "x") else float(match[1])
    right = float(match[3])
    if match[2] == "*":
        return left * right
    if match[2] == "/":
        return left / right
    return left + right if match[2] == "+" else left - right


class NumberEntry(QLineEdit):
    """Field of one number.

    Signals:
        entered(float): a value was typed and ended with Enter or by leaving.
    """

    entered = Signal(float)

    def __init__(self, number: Number, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self._number = number
        self._value = number.low
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        widest = max((number.show(end) for end in (number.low, number.high)), key=len)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(widest + "0") + 18)
        self.setToolTip(
            tr(
                "{low} to {high}; x*1.2 multiplies the present value",
                low=number.show(number.low),
                high=number.show(number.high),
            )
        )
        self.editingFinished.connect(self._on_finished)

    def show_value(self, value: float) -> None:
        """Show a value that was set elsewhere."""
        self._value = value
        shown = self._number.show(value)
        if shown != self.text():  # each change of a slider tells all rows of its card
            self.setText(shown)
        self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window unless something is being typed: the field has nothing of its own then."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.isModified():
            if is_history := any(event.matches(keys) for keys in _HISTORY):
                event.ignore()
            return not is_history and super().event(event)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 -- Qt's name
        """Select all, so that typing replaces."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Give up typing on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.show_value(self._value)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        if not self.isModified():
            return
        value = read_number(self.text(), self._value, self._number)
        self.show_value(self._value if value is None else value)
        if value is not None:
            self.entered.emit(value)
