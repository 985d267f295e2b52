"""Whether and how the mask that is edited lies over the photo.

It goes while a slider of an operation moves, and stays away until the mask itself is worked on again or is asked for:
who moves a slider looks at what it does.
"""

from PySide6.QtCore import QObject, Signal

from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.settings import Settings


class Veil(QObject):
    """Joins the choice of the person with the canvas.

    Args:
        canvas: shows the mask.
        settings: remember the style.

    Signals:
        requested(str): the mask whose pixels are wanted; empty for none.
        changed(): it came, went, or looks different.
    """

    requested = Signal(str)
    changed = Signal()

    def __init__(self, canvas: Canvas, settings: Settings) -> None:
        super().__init__(canvas)
        self._canvas, self._settings = canvas, settings
        self._mask = self._asked = ""
        self._is_wanted, self._is_away = True, False
        self._style = settings.mask_style()

    @property
    def style(self) -> MaskStyle:
        """How it looks."""
        return self._style

    @property
    def is_on(self) -> bool:
        """True where a mask lies over the photo."""
        return bool(self._mask) and self._is_wanted and not self._is_away

    def show_mask(self, mask: str) -> None:
        """Show this mask from now on; empty for none. Another one is seen at once."""
        if mask != self._mask:
            self._mask, self._is_away = mask, False
            self._apply()

    def toggle(self) -> None:
        """Hide it, or show it."""
        self._is_wanted, self._is_away = not self.is_on, False
        self._apply()

    def show(self) -> None:
        """Let it be seen."""
        if not self.is_on:
            self.toggle()

    def go_away(self, *_words: object) -> None:
        """What it hides is looked at; whatever a signal says of it does not matter."""
        if not self._is_away:
            self._is_away = True
            self._apply()

    def come_back(self, *_words: object) -> None:
        """The mask itself is worked on."""
        if self._is_away:
            self._is_away = False
            self._apply()

    def set_style(self, style: MaskStyle) -> None:
        """Let it look different, and be seen."""
        self._style = style
        self._settings.set_mask_style(style)
        self._is_wanted, self._is_away = True, False
        self._apply()

    def recolor(self) -> None:
        """Show it in the next colour."""
        self.set_style(self._style.following())

    def _apply(self) -> None:
        self._canvas.set_mask_style(self._style if self.is_on else None)
        asked = self._mask if self.is_on else ""
        if asked != self._asked:
            self._asked = asked
            self.requested.emit(asked)
        self.changed.emit()
