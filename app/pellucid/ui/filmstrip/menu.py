"""What a click with the other button offers in the filmstrip: all of it is for the photos that are selected."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.window_actions import WindowActions

_ABOVE = ("copy_settings", "paste_settings", "previous_settings", "synchronise_settings")
_BELOW = (("repair_selected", "undo_paste"), ("reject",), ("export", "select_all", "select_open"))


def make_strip_menu(actions: WindowActions, list_presets: Callable[[QMenu], None], parent: QWidget) -> QMenu:
    """Make the menu; it goes by itself once something was chosen.

    Args:
        actions: of the window.
        list_presets: fills a menu with presets that the selected photos get.
        parent: of the menu.
    """
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for name in _ABOVE:
        menu.addAction(actions[name])
    add_presets_of_many(menu, list_presets)
    for names in _BELOW:
        if names is not _BELOW[0]:
            menu.addSeparator()
        for name in names:
            menu.addAction(actions[name])
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def add_presets_of_many(menu: QMenu, list_presets: Callable[[QMenu], None]) -> None:
    """Add the submenu of presets for the selected photos, listed when it is opened."""
    presets = menu.addMenu(tr("Presets for the Se&lected"))
    presets.aboutToShow.connect(lambda: list_presets(presets))
