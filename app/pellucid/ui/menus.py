"""The menu bar, made from the table of actions."""

from collections.abc import Callable

from PySide6.QtWidgets import QMainWindow, QMenu

from pellucid.foundation.translation import tr
from pellucid.ui.filmstrip.menu import add_presets_of_many
from pellucid.ui.photo_opener import PhotoOpener
from pellucid.ui.presets.control import PresetsControl
from pellucid.ui.window_actions import (
    ANAGLYPH_MODES,
    ANAGLYPHS,
    BRUSH_KEYS,
    BRUSHES,
    MENUS,
    PRESET_ACTIONS,
    PRESETS,
    PRESETS_OF_MANY,
    RECENT,
    SEPARATOR,
    WindowActions,
)


def fill_menu_bar(window: QMainWindow, actions: WindowActions, opener: PhotoOpener, presets: PresetsControl) -> None:
    """Put all actions into menus; recent photos and presets are listed when their menu is opened."""
    submenus: dict[str, Callable[[QMenu], None]] = {
        RECENT: lambda menu: _add_recent(menu, opener),
        PRESETS: lambda menu: _add_presets(menu, actions, presets.fill_menu),
        PRESETS_OF_MANY: lambda menu: add_presets_of_many(menu, presets.fill_menu_of_many),
        ANAGLYPHS: lambda menu: _add_anaglyphs(menu, actions),
        BRUSHES: lambda menu: _add_brushes(menu, actions),
    }
    for title, names in MENUS:
        menu = window.menuBar().addMenu(tr(title))
        menu.setToolTipsVisible(True)
        for name in names.split():
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in submenus:
                submenus[name](menu)
            else:
                menu.addAction(actions[name])


def _add_recent(menu: QMenu, opener: PhotoOpener) -> None:
    """Add the submenu of the photos that were open before."""
    recent = menu.addMenu(tr("Open &Recent"))
    recent.aboutToShow.connect(lambda: opener.fill_recent(recent))


def _add_brushes(menu: QMenu, actions: WindowActions) -> None:
    """Add the submenu of what keys do while a mask is painted."""
    brushes = menu.addMenu(tr("Brus&h"))
    for key in BRUSH_KEYS.split():
        brushes.addAction(actions[key])


def _add_presets(menu: QMenu, actions: WindowActions, list_presets: Callable[[QMenu], None]) -> None:
    """Add the submenu of presets, and what can be done with them behind."""
    presets = menu.addMenu(tr("&Presets"))
    presets.setToolTipsVisible(True)

    def fill() -> None:
        list_presets(presets)
        presets.addSeparator()
        for name in PRESET_ACTIONS.split():
            presets.addAction(actions[name])

    presets.aboutToShow.connect(fill)


def _add_anaglyphs(menu: QMenu, actions: WindowActions) -> None:
    """Add the submenu of colours; like what is in it, it is there for stereo photos only."""
    colors = menu.addMenu(tr("Anaglyph &Colours"))
    colors.setToolTipsVisible(True)
    for name in ANAGLYPH_MODES.split():
        colors.addAction(actions[name])
    menu.aboutToShow.connect(lambda: colors.menuAction().setVisible(actions["anaglyph"].isVisible()))
