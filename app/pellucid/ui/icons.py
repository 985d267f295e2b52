"""Icons out of the icon fonts of qtawesome, drawn in the colours of the theme.

The fonts take a good tenth of a second to load, so the first icons are drawn after the window stands on the screen;
until then an empty picture keeps their room: a toolbar would show words instead, and be of another height.
"""

import weakref
from typing import Protocol

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap

from pellucid.ui.style.tones import Tones

_ROOM_PX = 24
_DRAWN = "drawn."
"""Begins the names of icons of `drawn_icons`."""


class Iconed(Protocol):
    """Something that shows an icon: an action or a button."""

    def setIcon(self, icon: QIcon, /) -> None:  # noqa: N802 -- Qt's name
        """Show the icon."""


class Icons:
    """Remembers who shows which icon, and draws all of them again when the colours change."""

    def __init__(self, tones: Tones) -> None:
        self._tones = tones
        self.is_loaded = False
        self._empty = _empty_icon()
        self._shown: list[tuple[weakref.ref[Iconed], str]] = []

    def give(self, target: Iconed, name: str) -> None:
        """Show an icon, of qtawesome or of `drawn_icons`, on an action or button, in the place of an earlier one."""
        self._shown = [entry for entry in self._shown if entry[0]() is not target]
        self._shown.append((weakref.ref(target), name))
        if self.is_loaded:
            self._draw(target, name)
        else:
            target.setIcon(self._empty)

    def load(self) -> None:
        """Draw what has been given so far; to be called once the window is painted."""
        self.is_loaded = True
        self.recolor(self._tones)

    def recolor(self, tones: Tones) -> None:
        """Use other colours."""
        self._tones = tones
        if not self.is_loaded:
            return
        alive = [(ref, name) for ref, name in self._shown if _lives(ref())]
        self._shown = alive
        for ref, name in alive:
            target = ref()
            if target is not None:
                self._draw(target, name)

    def _draw(self, target: Iconed, name: str) -> None:
        if name.startswith(_DRAWN):
            from pellucid.ui.style.drawn_icons import drawn_icon  # noqa: PLC0415 -- not needed to start

            target.setIcon(drawn_icon(name.removeprefix(_DRAWN), self._tones.text, self._tones.disabled))
            return
        import qtawesome  # noqa: PLC0415 -- loads fonts, see above

        target.setIcon(qtawesome.icon(name, color=self._tones.text, color_disabled=self._tones.disabled))


def _empty_icon() -> QIcon:
    picture = QPixmap(_ROOM_PX, _ROOM_PX)
    picture.fill(Qt.GlobalColor.transparent)
    return QIcon(picture)


def _lives(target: Iconed | None) -> bool:
    return target is not None and shiboken6.isValid(target)
