"""How large an export is to be, as a request that fits every photo."""

import enum
import math
from dataclasses import dataclass

from pellucid.foundation.geometry import Size

LARGEST = 100_000.0
"""Of any number here; formats hold less."""


class Measure(enum.Enum):
    """What is given; the value is its word."""

    LONG_SIDE = "long side"
    SHORT_SIDE = "short side"
    BOX = "box"
    MEGAPIXELS = "megapixels"
    PERCENT = "percent"


@dataclass(frozen=True)
class OutputSize:
    """A size, kept in proportion.

    Attributes:
        measure: what the number says.
        value: pixels, millions of pixels, or per cent of each side; of a box its width.
        height: of a box; else 0.
        enlarges: a photo that is smaller than this is made larger; otherwise it keeps its size.

    Raises:
        ValueError: a number that makes no size.
    """

    measure: Measure
    value: float
    height: float = 0.0
    enlarges: bool = False

    def __post_init__(self) -> None:
        needed = (self.value, self.height) if self.measure is Measure.BOX else (self.value,)
        least = 1 if self.measure in {Measure.LONG_SIDE, Measure.SHORT_SIDE, Measure.BOX} else 0
        if not all(math.isfinite(number) and least <= number <= LARGEST and number > 0 for number in needed):
            bound = "at least 1" if least else "above 0"
            raise ValueError(f"{self.measure.value}: the number must be {bound} and at most {LARGEST:.0f}")

    def of(self, size: Size) -> Size:
        """The size that a picture of this size gets."""
        scale = self._scale(size)
        return size.scaled(scale if self.enlarges else min(scale, 1.0))

    def _scale(self, size: Size) -> float:
        if self.measure is Measure.LONG_SIDE:
            return self.value / max(size.width, size.height)
        if self.measure is Measure.SHORT_SIDE:
            return self.value / min(size.width, size.height)
        if self.measure is Measure.BOX:
            return min(self.value / size.width, self.height / size.height)
        if self.measure is Measure.MEGAPIXELS:
            return math.sqrt(self.value * 1e6 / size.pixels)
        return self.value / 100
