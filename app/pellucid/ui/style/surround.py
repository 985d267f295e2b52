"""The gray around the photo."""

import enum
from dataclasses import replace

from pellucid.ui.style.tones import Tones


class Surround(enum.Enum):
    """What a person can choose."""

    THEME = "theme"
    DARK = "dark"
    GRAY = "gray"
    WHITE = "white"

    def on(self, tones: Tones) -> Tones:
        """The tones of a theme, with this around the photo."""
        return replace(tones, canvas=_GRAYS.get(self, tones.canvas))


_GRAYS = {Surround.DARK: 0x1A, Surround.GRAY: 0x77, Surround.WHITE: 0xFF}
"""Middle gray is 18 % of the light of white, which is 119 in sRGB."""
