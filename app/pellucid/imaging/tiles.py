"""Cutting a picture into tiles: plain geometry, no pixels."""

import itertools
import math

from pellucid.foundation.geometry import Rect


def plan_tiles(area: Rect, side: int) -> list[Rect]:
    """Cut an area along a fixed grid, so that the same place always belongs to the same tile.

    Args:
        area: what is to be covered.
        side: of a tile, in pixels; the grid starts at (0, 0).

    Returns:
        Whole tiles of the grid that touch the area, row by row; they may reach beyond it.
    """
    if area.is_empty:
        return []
    rows = range(area.y // side * side, area.bottom, side)
    columns = range(area.x // side * side, area.right, side)
    return [Rect(x, y, side, side) for y in rows for x in columns]


def cut_evenly(area: Rect, largest: int, alignment: int) -> list[Rect]:
    """Cut an area into tiles of nearly equal size, none larger than `largest`.

    Evened tiles waste less on halos than whole ones with a sliver at the end.

    Args:
        area: what is to be covered; the tiles together are exactly it.
        largest: longest side of a tile.
        alignment: tiles start at multiples of this, counted from the corner of the area.
    """
    columns, rows = _cuts(area.width, largest, alignment), _cuts(area.height, largest, alignment)
    return [
        Rect(area.x + x, area.y + y, right - x, bottom - y)
        for y, bottom in itertools.pairwise(rows)
        for x, right in itertools.pairwise(columns)
    ]


def _cuts(length: int, largest: int, alignment: int) -> list[int]:
    count = math.ceil(length / largest)
    step = math.ceil(length / count / alignment) * alignment
    return [*range(0, length, step), length]


def centre_out(tiles: list[Rect], centre: tuple[float, float]) -> list[Rect]:
    """Order tiles by their distance from a point, nearest first."""

    def distance(tile: Rect) -> float:
        x, y = tile.centre
        return (x - centre[0]) ** 2 + (y - centre[1]) ** 2

    return sorted(tiles, key=distance)
