"""Asks about unsaved edits before a photo is left: save, discard or stay. The window stays alive while it asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

_Button = QMessageBox.StandardButton


class UnsavedEdits(QObject):
    """Guards the edits of one window.

    Signals:
        save_requested(): the person wants the edits saved first; `on_saved` goes on.
        discarded(): the person wants them gone.
    """

    save_requested = Signal()
    discarded = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._then: Callable[[], None] | None = None
        self._box: QMessageBox | None = None
        self.discards = False
        """True lets every photo go without asking, as the test driver needs it."""

    def leave(self, name: str, is_clean: bool, then: Callable[[], None]) -> None:
        """Go on with `then` at once where everything is saved, else once the person has said so."""
        if is_clean or self.discards:
            then()
            return
        if self._box is not None:
            self._box.close()
        self._then = then
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(f"Save the edits of “{name}”?")
        box.setInformativeText("They are written to a small file beside the photo. The photo stays as it is.")
        box.setStandardButtons(_Button.Save | _Button.Discard | _Button.Cancel)
        box.setDefaultButton(_Button.Save)
        box.finished.connect(self._on_answered)
        self._box = box
        box.open()

    def on_saved(self) -> None:
        """The edits were saved: go on with what waited for it."""
        then, self._then = self._then, None
        if then is not None and self._box is None:
            then()

    def on_not_saved(self) -> None:
        """The edits could not be saved: stay."""
        self._then = None

    def _on_answered(self, answer: int) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.deleteLater()
        if answer == _Button.Save:
            self.save_requested.emit()
            return
        then, self._then = self._then, None
        if answer == _Button.Discard and then is not None:
            self.discarded.emit()
            then()
