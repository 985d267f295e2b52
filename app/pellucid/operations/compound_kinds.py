"""Kinds of parameters with many values: the points of a curve, strokes over the photo, a table of numbers.

Their values are tuples, so that parameters stay frozen and can be hashed. In files they are lists and objects; in a
command line a slash stands between parts and a colon within one, because commas stand between parameters.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pellucid.foundation.translation import Said, say_count
from pellucid.operations.kinds import ParameterKind

Point = tuple[float, float]
"""x and y."""


@dataclass(frozen=True)
class Points(ParameterKind[tuple[Point, ...]]):
    """The points of a curve from (0, 0) to (1, 1): x rises from one to the next, y is free from 0 to 1.

    Attributes:
        most: so many points at most; at least two are needed.
    """

    most: int = 16

    @property
    def needed(self) -> str:
        """What a value has to be."""
        return f"2 to {self.most} points like 0:0/0.5:0.6/1:1, from 0 to 1 and from left to right, are needed"

    def parse(self, text: str) -> list[list[float]]:
        """Read points written as `x:y`, with slashes between; ValueError where they are none."""
        return _numbers(text)

    def check(self, value: Any) -> tuple[Point, ...]:
        """Return the points, or raise ValueError."""
        points = _pairs(value)
        is_rising = points is not None and all(left[0] < right[0] for left, right in pairwise(points))
        if points is None or not is_rising or not 2 <= len(points) <= self.most or not _within_unit(points):
            raise ValueError(self.needed)
        return points

    def plain(self, value: tuple[Point, ...]) -> list[list[float]]:
        """The points as a file has them."""
        return [list(point) for point in value]

    def said(self, value: tuple[Point, ...]) -> Said:
        """Word a value for people, in any language."""
        return say_count("{count} point", "{count} points", count=len(value))


@dataclass(frozen=True)
class Stroke:
    """One stroke over the photo that takes its pixels from another place.

    Attributes:
        path: points along it, as fractions of the photo's width and height; a single one is a spot.
        radius: of the round brush, as a fraction of the photo's long side.
        source: how far away the pixels come from, as fractions of width and height; None where that is found.
    """

    path: tuple[Point, ...]
    radius: float
    source: Point | None = None


WIDEST_RADIUS = 0.5
"""Of a stroke: it then covers the whole photo."""


@dataclass(frozen=True)
class Strokes(ParameterKind[tuple[Stroke, ...]]):
    """Strokes over the photo, in the order in which they were drawn.

    Attributes:
        most: so many at most.
        most_points: all strokes together have so many at most.
    """

    most: int = 2000
    most_points: int = 50_000

    @property
    def needed(self) -> str:
        """What a value has to be."""
        return (
            "strokes like 0.02:0.3:0.4 (radius, then places x:y) or 0.02:0.3:0.4~0.1:0 (and the way to the source), "
            f"with slashes between, are needed: the radius above 0 and at most {WIDEST_RADIUS:g} of the long side, "
            "places from 0 to 1 of width and height, the way to the source from -1 to 1"
        )

    def parse(self, text: str) -> list[dict[str, Any]]:
        """Read strokes written as `radius:x:y:x:y`, with `~dx:dy` for a source; ValueError where they are none."""
        return [_parse_stroke(part) for part in text.split("/")] if text != "none" else []

    def check(self, value: Any) -> tuple[Stroke, ...]:
        """Return the strokes, or raise ValueError."""
        if not isinstance(value, list | tuple) or len(value) > self.most:
            raise ValueError(self.needed)
        strokes = tuple(self._check_stroke(part) for part in value)
        if sum(len(stroke.path) for stroke in strokes) > self.most_points:
            raise ValueError(f"at most {self.most_points} points in all strokes are possible")
        return strokes

    def plain(self, value: tuple[Stroke, ...]) -> list[dict[str, Any]]:
        """The strokes as a file has them."""
        return [
            {
                "path": [list(point) for point in stroke.path],
                "radius": stroke.radius,
                "source": None if stroke.source is None else list(stroke.source),
            }
            for stroke in value
        ]

    def said(self, value: tuple[Stroke, ...]) -> Said:
        """Word a value for people, in any language."""
        return say_count("{count} stroke", "{count} strokes", count=len(value))

    def _check_stroke(self, value: Any) -> Stroke:
        if isinstance(value, Stroke):
            value = {"path": value.path, "radius": value.radius, "source": value.source}
        if not isinstance(value, dict) or set(value) != {"path", "radius", "source"}:
            raise ValueError(self.needed)
        path, radius = _pairs(value["path"]), _number(value["radius"])
        source = None if value["source"] is None else _pairs([value["source"]])
        is_known = value["source"] is None or (source is not None and all(abs(part) <= 1 for part in source[0]))
        if not path or not _within_unit(path) or radius is None or not 0 < radius <= WIDEST_RADIUS or not is_known:
            raise ValueError(self.needed)
        return Stroke(path, radius, source[0] if source else None)


@dataclass(frozen=True)
class Head:
    """A row or a column of a `Table`: its name in files and command lines, and how people read it."""

    name: str
    label: str


@dataclass(frozen=True)
class Table(ParameterKind[tuple[tuple[float, ...], ...]]):
    """A number for every row and column, 0 where nothing is said; its value is a tuple of rows.

    Files and command lines name only what is not 0, so that rows and columns can be added later.
    """

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    low: float
    high: float
    step: float
    decimals: int = 0

    @property
    def needed(self) -> str:
        """What a value has to be."""
        rows, columns = (" or ".join(head.name for head in heads) for heads in (self.rows, self.columns))
        example = f"{self.rows[0].name}:{self.columns[0].name}:{self.high:g}"
        return (
            f"settings like {example}, with slashes between, are needed: "
            f"{rows}, then {columns}, then a number from {self.low:g} to {self.high:g}"
        )

    @property
    def empty(self) -> tuple[tuple[float, ...], ...]:
        """Nothing but 0."""
        return ((0.0,) * len(self.columns),) * len(self.rows)

    def parse(self, text: str) -> dict[str, dict[str, float]]:
        """Read cells written as `row:column:number`, with slashes between; ValueError where they are none."""
        found: dict[str, dict[str, float]] = {}
        for part in text.split("/") if text != "none" else ():
            row, column, number = part.split(":")
            if column in found.setdefault(row, {}):
                raise ValueError(f"{row}:{column} is given twice")
            found[row][column] = float(number)
        return found

    def check(self, value: Any) -> tuple[tuple[float, ...], ...]:
        """Return the rows, or raise ValueError; rows that are complete are taken as they are."""
        if isinstance(value, tuple):
            value = self._named(value)
        if not isinstance(value, dict) or not all(isinstance(cells, dict) for cells in value.values()):
            raise ValueError(self.needed)
        rows, columns = ({head.name for head in heads} for heads in (self.rows, self.columns))
        if set(value) - rows or any(set(cells) - columns for cells in value.values()):
            raise ValueError(self.needed)
        return tuple(
            tuple(self._check_cell(value.get(row.name, {}).get(column.name, 0.0)) for column in self.columns)
            for row in self.rows
        )

    def plain(self, value: tuple[tuple[float, ...], ...]) -> dict[str, dict[str, float]]:
        """The cells that are not 0, by row and column, as a file has them."""
        named = self._named(value)
        sparse = {row: {column: cell for column, cell in cells.items() if cell} for row, cells in named.items()}
        return {row: cells for row, cells in sparse.items() if cells}

    def said(self, value: tuple[tuple[float, ...], ...]) -> Said:
        """Word a value for people, in any language."""
        moved = sum(cell != 0 for cells in value for cell in cells)
        return say_count("{count} setting", "{count} settings", count=moved)

    def _named(self, value: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
        if len(value) != len(self.rows) or any(
            not isinstance(cells, tuple) or len(cells) != len(self.columns) for cells in value
        ):
            raise ValueError(self.needed)
        return {
            row.name: {column.name: cell for column, cell in zip(self.columns, cells, strict=True)}
            for row, cells in zip(self.rows, value, strict=True)
        }

    def _check_cell(self, value: Any) -> float:
        number = _number(value)
        if number is None or not self.low <= number <= self.high:
            raise ValueError(self.needed)
        return number


def _number(value: Any) -> float | None:
    """A finite number as a float, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _pairs(value: Any) -> tuple[Point, ...] | None:
    """Pairs of finite numbers, or None."""
    if not isinstance(value, list | tuple):
        return None
    found = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            return None
        first, second = _number(pair[0]), _number(pair[1])
        if first is None or second is None:
            return None
        found.append((first, second))
    return tuple(found)


def _within_unit(points: tuple[Point, ...]) -> bool:
    return all(0 <= part <= 1 for point in points for part in point)


def _numbers(text: str) -> list[list[float]]:
    return [[float(word) for word in part.split(":")] for part in text.split("/")]


def _parse_stroke(text: str) -> dict[str, Any]:
    places, tilde, source = text.partition("~")
    radius, *numbers = (float(word) for word in places.split(":"))
    path = list(zip(numbers[::2], numbers[1::2], strict=True))
    return {"path": path, "radius": radius, "source": _numbers(source)[0] if tilde else None}
