"""The way of a pen over a photo, held as bytes.

A brush of ten thousand points is written, compared and named like a short text, and grows by a point for next to
nothing. Points lie on a grid that is finer than a fifth of a pixel of most photos.
"""

import itertools
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Point = tuple[float, float]
"""Fractions of the photo's width and height; may lie outside the photo."""

FARTHEST = 16.0
"""Points and lengths stay within this many photos."""

GRID = 1 / 32768
"""Between two points of the grid, as a fraction of the photo."""

FULL_PRESSURE = 255

_FIRST = struct.Struct("<ii")
_LONGEST = 32767
"""Of one step on the grid; a longer one is written as several along the same line."""


@dataclass(frozen=True)
class Way:
    """Points one after the other, and how hard the pen was pressed at each.

    Attributes:
        code: the first point as two numbers of 32 bits, then each step as two of 16, on the grid, least byte first.
        pressures: one byte a point; empty where the pen was pressed fully all the way.
    """

    code: bytes
    pressures: bytes = b""

    def __post_init__(self) -> None:
        if len(self.code) < _FIRST.size or (len(self.code) - _FIRST.size) % 4:
            raise ValueError("a stroke needs points, and whole ones")
        if self.pressures and len(self.pressures) != len(self):
            raise ValueError("a stroke needs one pressure a point")
        if any(min(axis) < -FARTHEST / GRID or max(axis) > FARTHEST / GRID for axis in self._axes):
            raise ValueError(f"points of a stroke must be from {-FARTHEST:g} to {FARTHEST:g}")

    @classmethod
    def of(cls, points: Iterable[Point], pressures: Sequence[float] = ()) -> "Way":
        """A way through points, with pressures 0 to 1, one a point or none.

        Raises:
            ValueError: no point, one that is too far away or no number, or pressures that do not fit.
        """
        placed = [_on_grid(point) for point in points]
        if not placed:
            raise ValueError("a stroke needs a point")
        begun = cls(_FIRST.pack(*placed[0]), _coded(pressures[:1]))
        return begun._grown(placed[1:], pressures[1:]) if len(placed) > 1 else begun

    @classmethod
    def from_list(cls, content: Sequence[Any]) -> "Way":
        """A way written by hand: a list of [x, y] or [x, y, pressure].

        Raises:
            ValueError: it is none.
        """
        lengths = {len(part) if isinstance(part, list) else 0 for part in content}
        if not lengths <= {2, 3} or len(lengths) > 1:
            raise ValueError("points are lists of [x, y], or of [x, y, pressure]")
        return cls.of([(part[0], part[1]) for part in content], [part[2] for part in content if len(part) > 2])

    def longer(self, points: Iterable[Point], pressures: Sequence[float] = ()) -> "Way":
        """The same way and on; without pressures the pen is pressed as it was last.

        Raises:
            ValueError: as for `of`.
        """
        placed = [_on_grid(point) for point in points]
        return self._grown(placed, pressures or ([self.last_pressure] * len(placed) if self.pressures else ()))

    def goes_on(self, earlier: "Way") -> bool:
        """True where this is another way and further points, or that way itself."""
        is_felt = bool(self.pressures) == bool(earlier.pressures)
        return is_felt and self.code.startswith(earlier.code) and self.pressures.startswith(earlier.pressures)

    def __len__(self) -> int:
        return 1 + (len(self.code) - _FIRST.size) // 4

    def __iter__(self) -> Iterator[Point]:
        return ((x * GRID, y * GRID) for x, y in zip(*self._axes, strict=True))

    @property
    def last(self) -> Point:
        """Where it ends."""
        across, down = self._axes
        return across[-1] * GRID, down[-1] * GRID

    @property
    def last_pressure(self) -> float:
        """How hard the pen is pressed at its end."""
        return self.pressures[-1] / FULL_PRESSURE if self.pressures else 1.0

    @cached_property
    def bounds(self) -> tuple[Point, Point]:
        """Its least column and row, and its greatest."""
        across, down = self._axes
        return (min(across) * GRID, min(down) * GRID), (max(across) * GRID, max(down) * GRID)

    @cached_property
    def _axes(self) -> tuple[list[int], list[int]]:
        """Columns and rows of the grid."""
        first = _FIRST.unpack_from(self.code)
        steps = array("h", self.code[_FIRST.size :])
        if sys.byteorder == "big":
            steps.byteswap()
        across, down = (list(itertools.accumulate(steps[axis::2], initial=first[axis])) for axis in (0, 1))
        return across, down

    def _grown(self, placed: Sequence[tuple[int, int]], pressures: Sequence[float]) -> "Way":
        if len(pressures) not in (0, len(placed)) or bool(pressures) > bool(self.pressures):
            raise ValueError("a stroke needs one pressure a point")
        coded = _coded(pressures) if pressures else bytes(len(placed)) if self.pressures else b""
        steps, felt = array("h"), bytearray()
        at = self._axes[0][-1], self._axes[1][-1]
        for count, (x, y) in enumerate(placed):
            parts = max(1, -(-max(abs(x - at[0]), abs(y - at[1])) // _LONGEST))
            corners = [
                (at[0] + (x - at[0]) * part // parts, at[1] + (y - at[1]) * part // parts)
                for part in range(1, parts + 1)
            ]
            for corner in corners:
                steps.extend((corner[0] - at[0], corner[1] - at[1]))
                at = corner
            felt += coded[count : count + 1] * parts
        if sys.byteorder == "big":
            steps.byteswap()
        return Way(self.code + steps.tobytes(), self.pressures + bytes(felt))


def _on_grid(point: Point) -> tuple[int, int]:
    for part in point:
        if isinstance(part, bool) or not -FARTHEST <= part <= FARTHEST:
            raise ValueError(f"a point of a stroke must be from {-FARTHEST:g} to {FARTHEST:g}")
    return round(point[0] / GRID), round(point[1] / GRID)


def _coded(pressures: Sequence[float]) -> bytes:
    if any(isinstance(pressure, bool) or not 0 <= pressure <= 1 for pressure in pressures):
        raise ValueError("the pressure of a pen must be from 0 to 1")
    return bytes(round(pressure * FULL_PRESSURE) for pressure in pressures)
