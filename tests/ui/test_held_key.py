"""A held key is up when its last press is over: a busy machine tells repeats as presses and releases of their own."""

import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.held_key import REPEAT_MS, HeldKey
from pellucid.ui.main_window import MainWindow

GAP_MS = 15
REPEATS = 25
PATIENT_MS, IMPATIENT_MS = 60_000, 0
"""Of the wait for a press that makes a release a repeat: one that no busy machine outlasts, and none."""


def event_of(kind: QEvent.Type, key: Qt.Key) -> QKeyEvent:
    """With the time at which the keyboard, not the window, was at it."""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(round(time.monotonic() * 1000))
    return event


def send(window: MainWindow, kind: QEvent.Type, key: Qt.Key) -> None:
    QApplication.sendEvent(window.canvas, event_of(kind, key))


def repeat(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    """A repeat that is not marked as one."""
    send(window, QEvent.Type.KeyRelease, key)
    qtbot.wait(GAP_MS)
    send(window, QEvent.Type.KeyPress, key)


def test_the_original_is_seen_as_long_as_its_key_is_held(window: MainWindow, qtbot: QtBot) -> None:
    seen = []
    window.canvas.compare_changed.connect(lambda: seen.append(window.canvas.compare.original))
    wait = window.compare.key.wait
    wait.setInterval(PATIENT_MS)
    send(window, QEvent.Type.KeyPress, Qt.Key.Key_Backslash)
    for _ in range(REPEATS):
        repeat(window, qtbot, Qt.Key.Key_Backslash)
    assert seen == [True]
    wait.setInterval(IMPATIENT_MS)
    send(window, QEvent.Type.KeyRelease, Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: not window.compare.key.is_down)
    assert seen == [True, False]


def test_the_hand_holds_the_photo_and_not_the_divider_while_space_is_held(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.canvas
    canvas.set_compare(CompareMode.SPLIT)
    send(window, QEvent.Type.KeyPress, Qt.Key.Key_Space)
    send(window, QEvent.Type.KeyRelease, Qt.Key.Key_Space)
    middle = canvas.rect().center().toPointF()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press = QMouseEvent(QEvent.Type.MouseButtonPress, middle, canvas.mapToGlobal(middle), left, left, none)
    QApplication.sendEvent(canvas, press)
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor


def test_a_window_that_is_left_waits_for_no_release(qtbot: QtBot) -> None:
    parent = QObject()
    key = HeldKey(parent)
    told: list[bool] = []
    key.released.connect(told.append)
    key.follow(event_of(QEvent.Type.KeyPress, Qt.Key.Key_Backslash))
    key.drop()
    key.follow(event_of(QEvent.Type.KeyRelease, Qt.Key.Key_Backslash))
    qtbot.wait(2 * REPEAT_MS)
    assert told == [False]
