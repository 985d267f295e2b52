"""Before and after by keys and buttons: modes that exclude each other, and the key that peeks at the original."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.compare import CompareMode
from pellucid.ui.held_key import HeldKey
from pellucid.ui.window_actions import WindowActions

_MODES = {
    "split": CompareMode.SPLIT,
    "split_horizontal": CompareMode.SPLIT_HORIZONTAL,
    "side_by_side": CompareMode.SIDE_BY_SIDE,
    "lens": CompareMode.LENS,
}

FLICKER_MS = 450
"""Slow enough to look at each picture, fast enough that the eye sees what moves."""


class CompareControl(QObject):
    """Joins actions and canvas about comparing."""

    def __init__(self, canvas: Canvas, actions: WindowActions, window: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._actions = actions
        self._was_original: bool | None = None
        self._below_lens = CompareMode.OFF
        """What comes back when the lens is put away."""
        self.key = HeldKey(self)
        """The one that peeks."""
        self.key.pressed.connect(self.press_peek)
        self.key.released.connect(self.release_peek)
        for name, mode in _MODES.items():
            actions[name].triggered.connect(lambda on, mode=mode: self._choose(mode if on else CompareMode.OFF))
        actions["original"].triggered.connect(canvas.show_original)
        actions["swap"].triggered.connect(canvas.swap_sides)
        actions["turn_split"].triggered.connect(self.turn_split)
        actions["flicker"].triggered.connect(self.flicker)
        self._clock = QTimer(self, interval=FLICKER_MS)
        self._clock.timeout.connect(lambda: canvas.show_original(not canvas.compare.original))
        canvas.compare_changed.connect(self._on_compare_changed)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Follow the key that peeks, wherever in the window the focus is."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backslash:
            self.key.follow(event)
        elif event.type() == QEvent.Type.WindowDeactivate:
            # A key that is held now comes up somewhere else.
            self.key.drop()
        return super().eventFilter(watched, event)

    def press_peek(self) -> None:
        """The key went down: show the other picture."""
        if self._was_original is None and self._actions["original"].isEnabled():
            self._was_original = self._canvas.compare.original
            self._canvas.show_original(not self._was_original)

    def release_peek(self, was_tap: bool) -> None:
        """The key went up: after a hold all is as before, after a tap it stays."""
        if self._was_original is not None and not was_tap:
            self._canvas.show_original(self._was_original)
        self._was_original = None

    def _choose(self, mode: CompareMode) -> None:
        former = self._canvas.compare.mode
        if mode is CompareMode.LENS and former is not mode:
            self._below_lens = former
        elif mode is CompareMode.OFF and former is CompareMode.LENS:
            mode = self._below_lens
        self._canvas.set_compare(mode)
        if mode is CompareMode.LENS:
            self._canvas.pointer.bring_lens()

    def turn_split(self) -> None:
        """Turn the divider by a quarter: before is on the left, above, on the right, below."""
        mode = self._canvas.compare.mode
        if mode is CompareMode.SPLIT:
            self._canvas.set_compare(CompareMode.SPLIT_HORIZONTAL)
            return
        self._canvas.set_compare(CompareMode.SPLIT)
        if mode is CompareMode.SPLIT_HORIZONTAL:
            self._canvas.swap_sides()

    def flicker(self, on: bool) -> None:
        """Show before and after in turn, or no more."""
        if on:
            self._canvas.set_compare(CompareMode.OFF)
            self._clock.start()
        else:
            self._clock.stop()
            self._canvas.show_original(False)

    def _on_compare_changed(self) -> None:
        compare = self._canvas.compare
        if self._clock.isActive() and compare.mode is not CompareMode.OFF:
            self._clock.stop()
            self._actions["flicker"].setChecked(False)
        for name, mode in _MODES.items():
            self._actions[name].setChecked(compare.mode is mode)
        self._actions["original"].setChecked(compare.original)
