"""Clipped pixels in colours over the photo: red at the upper end, blue at the lower one, violet at both. No Qt."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pellucid.foundation.clipping import HIGHLIGHTS, SHADOWS
from pellucid.foundation.frame import Frame, Layer, Picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OPACITY = 235
_COLORS = {HIGHLIGHTS: (255, 48, 40), SHADOWS: (52, 96, 255), HIGHLIGHTS | SHADOWS: (226, 64, 226)}
"""Bright enough for black, dark enough for white, and a little is seen of what lies below."""


class ClipMarks:
    """Makes the marks of a frame, once, while they are to be shown.

    Args:
        changed: is called where they come or go.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._are_shown = False
        self._made: tuple[str, Picture] | None = None

    def show(self, shown: bool) -> None:
        """Mark clipped pixels, or no more."""
        self._are_shown = shown
        self._changed()

    def of(self, frame: Frame | None) -> Picture | None:
        """A picture whose alpha says how much of it is seen; None for none."""
        clipping = frame.clipping if frame is not None and self._are_shown else None
        if clipping is None:
            return None
        if self._made is None or self._made[0] != clipping.key:
            layer = Layer(f"clipped {clipping.key}", _in_colors(clipping.flags))
            self._made = (clipping.key, Picture(clipping.region, (layer,)))
        return self._made[1]


def _in_colors(flags: "NDArray[np.uint8]") -> "NDArray[np.uint8]":
    import numpy as np  # noqa: PLC0415 -- not needed to start

    table = np.zeros((4, 4), np.uint8)
    for flag, color in _COLORS.items():
        table[flag] = (*color, _OPACITY)
    return table[flags]
