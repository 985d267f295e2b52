"""Preferences in the window: applies what is remembered, opens the dialog, and follows what is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.preferences.keymap import Keymap
from pellucid.ui.settings import Settings
from pellucid.ui.theme import Theme

if TYPE_CHECKING:
    from pellucid.ui.preferences.dialog import PreferencesDialog


class Preferences(QObject):
    """Joins settings, theme and canvas about what a person decides once.

    Signals:
        followed(): what is chosen now acts.
    """

    followed = Signal()

    def __init__(self, settings: Settings, theme: Theme, canvas: Canvas, keymap: Keymap, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._theme, self._canvas, self._window = settings, theme, canvas, window
        self.keymap = keymap
        self.dialog: PreferencesDialog | None = None
        self.follow()

    def open(self) -> None:
        """Show the preferences, or bring them to the front."""
        from pellucid.ui.preferences.dialog import PreferencesDialog  # noqa: PLC0415 -- not needed to start

        if self.dialog is None:
            self.dialog = PreferencesDialog(self._settings, self.keymap, self.follow, self._window)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        from pellucid.ui.dialogs.shortcut_sheet import ShortcutSheet  # noqa: PLC0415 -- not needed to start

        sheet = ShortcutSheet(self.keymap, self._window)
        sheet.change_requested.connect(self.open_keys)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def open_keys(self) -> None:
        """Show the preferences at the page of the keys."""
        self.open()
        if self.dialog is not None:
            self.dialog.titles.setCurrentRow(self.dialog.titles.count() - 1)

    def follow(self) -> None:
        """Do as the settings say."""
        self._canvas.pointer.wheel_scrolls = self._settings.wheel_scrolls()
        self._theme.choose(self._settings.scheme(), self._settings.surround())
        self.followed.emit()
