"""What tests of the window in other languages share."""

from PySide6.QtWidgets import QApplication

from pellucid.foundation.masks import Combine
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.kinds import KINDS


def has_room(window: MainWindow) -> bool:
    """True once the panel has taken the room that its words need."""
    dock, panel = window.dock, window.dock.operations
    wants = panel.widget().minimumSizeHint().width() <= panel.viewport().width()
    return wants and dock.widget().minimumSizeHint().width() <= dock.width()


def masked(window: MainWindow) -> None:
    """Edit a mask of two parts, with its settings open."""
    tool = window.masks.tool
    tool.add(next(kind for kind in KINDS if kind.name == "radial"))
    tool.add_part(next(kind for kind in KINDS if kind.name == "brush"), Combine.SUBTRACT)
    tool.section.fold.click()
    QApplication.processEvents()
