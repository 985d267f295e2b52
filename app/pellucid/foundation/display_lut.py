"""What a display is to be sent for each colour of the canvas, as a table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDE = 33
"""Entries along each axis; between them the table is mixed (decision 0031 has how far that errs)."""


@dataclass(frozen=True)
class DisplayLut:
    """A table from sRGB to the colours of a display.

    Attributes:
        key: names its content; a texture is uploaded once a key.
        values: `(SIDE, SIDE, SIDE, 4)` float32, read-only, by blue, green and red of sRGB from 0 to 1: red, green and
            blue for the display, 0 to 1, and whether the colour is lost in what is proofed for: 0 kept, 1 lost.
        monitor: name of the display's profile, or empty.
        proof: name of the profile that is proofed for, or empty.
    """

    key: str
    values: "NDArray[np.float32]"
    monitor: str = ""
    proof: str = ""

    def of_gray(self, gray: int) -> tuple[int, int, int]:
        """What the display is sent for a gray; all are levels from 0 to 255."""
        place = gray / 255 * (SIDE - 1)
        low = min(int(place), SIDE - 2)
        below, above = self.values[low, low, low, :3], self.values[low + 1, low + 1, low + 1, :3]
        red, green, blue = (round(255 * float(level)) for level in below + (above - below) * (place - low))
        return red, green, blue
