"""Colours for maps of numbers: viridis and cividis, readable in gray and by the colour-blind. No Qt.

The stops are those of matplotlib's maps, which their authors put into the public domain (CC0).
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STOPS = {
    "viridis": "440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725",
    "cividis": "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838",
}

COLOR_MAPS = tuple(_STOPS)
"""Names, the default first."""


@cache
def lookup_table(name: str) -> "NDArray[np.uint8]":
    """Colours of 256 evenly spaced values: `(256, 4)` uint8 RGBA, read-only, low value first."""
    import numpy as np  # noqa: PLC0415 -- not needed to start

    stops = np.array([list(bytes.fromhex(stop)) for stop in _STOPS[name].split()], float)
    places = np.linspace(0, len(stops) - 1, 256)
    table = np.full((256, 4), 255, np.uint8)
    for channel in range(3):
        table[:, channel] = np.round(np.interp(places, np.arange(len(stops)), stops[:, channel]))
    table.flags.writeable = False
    return table
