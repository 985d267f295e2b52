"""Transfer curves: coded values to light and back, without clipping.

Light is relative (1 is the white of the profile). Below zero every curve is mirrored, f(-x) = -f(x), so that colours
outside the gamut of a profile pass through and come back.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TINY = 1e-9


@dataclass(frozen=True)
class ParametricCurve:
    """ICC function type 4, of which the other types are special cases.

    light = (a·x + b)^g + e where x >= d, else c·x + f.
    """

    g: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 0.0
    f: float = 0.0

    def decode(self, coded: NDArray[Any]) -> NDArray[Any]:
        """Coded values to light, in the floating type that came in."""
        x = np.abs(coded)
        power = np.power(np.maximum(self.a * x + self.b, 0), self.g) + self.e
        return np.asarray(np.copysign(np.where(x >= self.d, power, self.c * x + self.f), coded))

    def encode(self, light: NDArray[Any]) -> NDArray[Any]:
        """Light to coded values, in the floating type that came in."""
        y = np.abs(light)
        corner = max(self.a * self.d + self.b, 0.0) ** self.g + self.e
        power = (np.power(np.maximum(y - self.e, 0), 1 / self.g) - self.b) / self.a
        line = (y - self.f) / self.c if abs(self.c) > _TINY else np.full_like(y, self.d)
        return np.asarray(np.copysign(np.maximum(np.where(y >= corner, power, line), 0), light))


@dataclass(frozen=True, eq=False)
class TableCurve:
    """Light at evenly spaced coded values from 0 to 1; values outside take the ends."""

    table: NDArray[np.float64]
    _grid: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_grid", np.linspace(0, 1, len(self.table)))

    def decode(self, coded: NDArray[Any]) -> NDArray[Any]:
        """Coded values to light."""
        return np.asarray(np.interp(coded, self._grid, self.table), coded.dtype)

    def encode(self, light: NDArray[Any]) -> NDArray[Any]:
        """Light to coded values."""
        return np.asarray(np.interp(light, np.maximum.accumulate(self.table), self._grid), light.dtype)


Curve = ParametricCurve | TableCurve

SRGB_CURVE = ParametricCurve(g=2.4, a=1 / 1.055, b=0.055 / 1.055, c=1 / 12.92, d=0.04045)
