"""Where the profile of the display comes from: the system, a file, or nowhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog

from pellucid.document.display_request import MonitorChoice
from pellucid.foundation.translation import mark, tr
from pellucid.ui.color_display import PROFILES
from pellucid.ui.settings import Settings

_LABELS = {
    MonitorChoice.SYSTEM: mark("As the system says"),
    MonitorChoice.NONE: mark("None (sRGB)"),
    MonitorChoice.FILE: mark("A file…"),
}


class MonitorField(QComboBox):
    """The choices; the one of a file has its name once there is one.

    Args:
        settings: what is chosen, and remembered.
        follow: is called when something was chosen.
    """

    def __init__(self, settings: Settings, follow: Callable[[], None]) -> None:
        super().__init__()
        self._settings, self._follow = settings, follow
        self.setAccessibleName(tr("Monitor profile"))
        for choice, label in _LABELS.items():
            self.addItem(tr(label), choice)
        self._show()
        self.activated.connect(lambda _index: self._choose(self.currentData()))

    def _choose(self, choice: MonitorChoice) -> None:
        if choice is MonitorChoice.FILE:
            _, known = self._settings.monitor()
            folder = str(known.parent if known else Path.home())
            name, _ = QFileDialog.getOpenFileName(self.window(), tr("Profile of the display"), folder, tr(PROFILES))
            if name:
                self._settings.set_monitor(choice, Path(name))
        else:
            self._settings.set_monitor(choice)
        self._show()
        self._follow()

    def _show(self) -> None:
        choice, file = self._settings.monitor()
        self.setItemText(
            self.findData(MonitorChoice.FILE), f"{file.name}…" if file else tr(_LABELS[MonitorChoice.FILE])
        )
        self.setCurrentIndex(self.findData(choice))
