"""Where a picture reaches an end of what an export can hold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pellucid.foundation.geometry import Rect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HIGHLIGHTS, SHADOWS = 1, 2
"""Flags of a pixel: one of its colours is at the upper end; one is at the lower end."""


@dataclass(frozen=True)
class Clipping:
    """Clipped pixels of a region.

    Attributes:
        key: names its content.
        region: pixels of the photo as it stands.
        flags: `(h, w)` uint8 over the region, at whatever size: 0, `HIGHLIGHTS`, `SHADOWS`, or both together.
        is_exact: every pixel of the region was looked at; else those of a reduced copy, without the steps on detail.
    """

    key: str
    region: Rect
    flags: "NDArray[np.uint8]"
    is_exact: bool
