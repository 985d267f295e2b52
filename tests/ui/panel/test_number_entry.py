"""What may be typed into the field behind a slider, and whose undo is meant there."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.operations.fields import Number
from pellucid.ui.panel.number_entry import NumberEntry, read_number

NUMBER = Number("Radius", "How far.", -2.0, 20.0, 0.5, unit="px")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        (" 3 px ", 3.0),
        ("-1", -1.0),
        ("x*1.2", 4.8),
        ("*1.2", 4.8),
        ("× 0.5", 2.0),
        ("x-0.5", 3.5),
        ("x + 0.5", 4.5),
        ("X/2", 2.0),
        ("3*2", 6.0),
        ("1000", 20.0),
        ("-1000", -2.0),
    ],
)
def test_numbers_and_sums_are_read(text: str, value: float) -> None:
    assert read_number(text, 4.0, NUMBER) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "x/0", "1e3", "nan", "inf", "x*", "__import__('os')", "1*2*3"])
def test_anything_else_is_not_taken(text: str) -> None:
    assert read_number(text, 4.0, NUMBER) is None


@pytest.mark.parametrize("shift", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_undo_and_redo_are_the_window_s_unless_a_number_is_being_typed(
    qtbot: QtBot, shift: Qt.KeyboardModifier
) -> None:
    entry = NumberEntry(NUMBER)
    qtbot.addWidget(entry)

    def keeps_undo() -> bool:
        keys = Qt.KeyboardModifier.ControlModifier | shift
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, keys)
        event.ignore()
        QApplication.sendEvent(entry, event)
        return event.isAccepted()

    entry.show_value(1.0)
    assert not keeps_undo()
    qtbot.keyClicks(entry, "5")
    assert keeps_undo()
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert not keeps_undo()


def test_a_share_is_read_and_typed_as_per_cent_and_kept_as_it_is() -> None:
    share = Number("Strength", "How much.", -1.0, 1.0, 0.01, 0, "%", 100.0)
    assert [share.show(value) for value in (0.9, -0.25, 0.0, -0.001)] == ["+90 %", "−25 %", "0 %", "0 %"]
    assert read_number("80", 0.5, share) == 0.8
    assert read_number("80 %", 0.5, share) == 0.8
    assert read_number("x+10", 0.5, share) == pytest.approx(0.6)
    assert read_number("400", 0.5, share) == 1.0
    assert share.parse("0.8") == share.plain(0.8) == 0.8
