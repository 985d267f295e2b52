"""The menu bar, made from the table of actions."""

from PySide6.QtWidgets import QMainWindow, QMenu

from pellucid.ui.photo_opener import PhotoOpener
from pellucid.ui.window_actions import (
    ANAGLYPH_MODES,
    ANAGLYPHS,
    BRUSH_KEYS,
    BRUSHES,
    MENUS,
    RECENT,
    SEPARATOR,
    WindowActions,
)


def fill_menu_bar(window: QMainWindow, actions: WindowActions, opener: PhotoOpener) -> None:
    """Put all actions into menus; the recent photos are listed when their menu is opened."""
    for title, names in MENUS:
        menu = window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        for name in names.split():
            if name == SEPARATOR:
                menu.addSeparator()
            elif name == RECENT:
                recent = menu.addMenu("Open &Recent")
                recent.aboutToShow.connect(lambda recent=recent: opener.fill_recent(recent))
            elif name == ANAGLYPHS:
                _add_anaglyphs(menu, actions)
            elif name == BRUSHES:
                brushes = menu.addMenu("Brus&h")
                for key in BRUSH_KEYS.split():
                    brushes.addAction(actions[key])
            else:
                menu.addAction(actions[name])


def _add_anaglyphs(menu: QMenu, actions: WindowActions) -> None:
    """Add the submenu of colours; like what is in it, it is there for stereo photos only."""
    colors = menu.addMenu("Anaglyph &Colours")
    colors.setToolTipsVisible(True)
    for name in ANAGLYPH_MODES.split():
        colors.addAction(actions[name])
    menu.aboutToShow.connect(lambda: colors.menuAction().setVisible(actions["anaglyph"].isVisible()))
