"""Export presets in a row: a list to choose from, and a button with what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QMessageBox, QToolButton, QWidget

from pellucid.document import export_presets
from pellucid.document.export_presets import ExportPreset
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.translation import mark, tr
from pellucid.ui.dialogs.name_dialog import NameDialog
from pellucid.ui.layouts import NO_MARGINS, lay_out

_NONE = mark("None")


class ExportPresetRow(QWidget):
    """Lists presets; what is in one, the dialog says.

    Signals:
        chosen(ExportPreset): use it.
        keep_requested(str): keep what is chosen under this name.
    """

    chosen = Signal(object)
    keep_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QComboBox()
        self.list.setAccessibleName(tr("Preset"))
        self._more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setText("⋯")
        self._more.setAccessibleName(tr("Keep or remove presets"))
        self._more.setToolTip(tr("Keep or remove presets"))
        menu = QMenu(self._more)
        menu.addAction(tr("&Keep as Preset…"), self._ask_for_name)
        self.removal = menu.addAction(tr("&Remove Preset"), self._remove)
        menu.aboutToShow.connect(lambda: self.removal.setEnabled(self.list.currentData() is not None))
        self._more.setMenu(menu)
        lay_out(QHBoxLayout(self), (self.list, 1), self._more, margins=NO_MARGINS, spacing=8)
        self._fill("")
        self.list.activated.connect(self._on_activated)

    def keep(self, preset: ExportPreset) -> None:
        """Keep a preset; where that cannot be, say why."""
        try:
            export_presets.write(preset)
        except UnwritableError as error:
            QMessageBox.warning(self, tr("Export presets"), str(error))
        self._fill(preset.name)

    def _fill(self, chosen: str) -> None:
        self.list.clear()
        self.list.addItem(tr(_NONE), None)
        for preset in export_presets.find_export_presets():
            self.list.addItem(preset.name, preset)
        self.list.setCurrentIndex(max(0, self.list.findText(chosen)))

    def _on_activated(self) -> None:
        preset = self.list.currentData()
        if preset is not None:
            self.chosen.emit(preset)

    def _ask_for_name(self) -> None:
        NameDialog(tr("Keep as preset"), "", lambda name: self.keep_requested.emit(name.strip()), self.window()).open()

    def _remove(self) -> None:
        preset = self.list.currentData()
        if preset is None:
            return
        try:
            export_presets.remove(preset.name)
        except UnwritableError as error:
            QMessageBox.warning(self, tr("Export presets"), str(error))
        self._fill("")
