"""Cutting a picture into tiles: plain geometry, no pixels."""

import itertools
import math

from pellucid.foundation.geometry import Rect, Size


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


def cut_evenly(area: Rect, largest: Size, alignment: int, halo: int = 0) -> list[Rect]:
    """Cut an area into tiles that are nearly equal with their halos.

    Evened tiles waste less on halos than whole ones with a sliver at the end, and with equal halos they use the same
    memory over again. A tile at the edge has a halo on one side only, so it is larger itself.

    Args:
        area: what is to be covered; the tiles together are exactly it.
        largest: size that decides how many tiles there are; with their halos they may exceed it by those.
        alignment: tiles start at multiples of this, counted from the corner of the area.
        halo: pixels that a tile needs on each side that lies within the area.
    """
    columns = _cuts(area.width, largest.width, alignment, halo)
    rows = _cuts(area.height, largest.height, alignment, halo)
    return [
        Rect(area.x + x, area.y + y, right - x, bottom - y)
        for y, bottom in itertools.pairwise(rows)
        for x, right in itertools.pairwise(columns)
    ]


def _cuts(length: int, largest: int, alignment: int, halo: int) -> list[int]:
    count = math.ceil(length / largest)
    window = math.ceil((length + 2 * halo * (count - 1)) / count / alignment) * alignment
    step = max(alignment, window - 2 * halo)
    inner = [step + halo + index * step for index in range(count - 1)]
    return [0, *(cut for cut in inner if 0 < cut < length), length]


def centre_out(tiles: list[Rect], centre: tuple[float, float]) -> list[Rect]:
    """Order tiles by their distance from a point, nearest first."""

    def distance(tile: Rect) -> float:
        x, y = tile.centre
        return (x - centre[0]) ** 2 + (y - centre[1]) ** 2

    return sorted(tiles, key=distance)
