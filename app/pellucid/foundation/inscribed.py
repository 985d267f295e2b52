"""The largest upright rectangle of a shape in a convex quadrangle, and a rectangle moved and shrunk until it fits.

An upright rectangle with centre c and half sides h lies left of an edge with outer normal n where
n·c + |n|·h ≤ n·corner. For rectangles of one shape, h = s·h₁, this is a linear program in (c, s) with four rows, whose
solution lies where three of them meet.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pellucid.foundation.projective import Point

_TOLERANCE = 1e-9
"""Of a side, in sides of the quadrangle: what rounding errors amount to."""


@dataclass(frozen=True)
class Box:
    """An upright rectangle: its middle and its width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class _Edge:
    """x·n_x + y·n_y ≤ limit is inside; n has length 1."""

    normal_x: float
    normal_y: float
    limit: float

    def reach(self, width: float, height: float) -> float:
        """How far a rectangle sticks out from its middle towards the edge."""
        return (abs(self.normal_x) * width + abs(self.normal_y) * height) / 2

    def room(self, x: float, y: float) -> float:
        """Distance of a point to the edge, from inside."""
        return self.limit - self.normal_x * x - self.normal_y * y


def largest(quad: Sequence[Point], width: float, height: float) -> Box:
    """The largest rectangle of the shape of `width` × `height` in a quadrangle.

    Args:
        quad: corners of a convex quadrangle, clockwise from the upper left with y pointing down.
        width: any width, above 0.
        height: the height that goes with it.

    Returns:
        The middle one, where several are the largest.
    """
    edges, slack = _edges(quad), _slack(quad)
    found = [_at_middle(quad, edges, width, height)]  # so that there is one even where rounding hides the others
    found += [
        vertex
        for three in itertools.combinations(edges, 3)
        if (vertex := _meeting(three, width, height)) is not None and _is_inside(vertex, edges, width, height, slack)
    ]
    best = max(scale for _, _, scale in found)
    tied = [(x, y) for x, y, scale in found if scale >= best * (1 - _TOLERANCE)]
    middle_x, middle_y = (sum(axis) / len(tied) for axis in zip(*tied, strict=True))
    return Box(middle_x, middle_y, width * best, height * best)


def fitted(quad: Sequence[Point], box: Box) -> Box:
    """A rectangle of the same shape that lies inside: as large, or else the largest; and as near as it can be.

    Args:
        quad: as for `largest`.
        box: what is wanted.
    """
    roomiest = largest(quad, box.width, box.height)
    if roomiest.width <= box.width:
        return roomiest
    walls = [replace(edge, limit=edge.limit - edge.reach(box.width, box.height)) for edge in _edges(quad)]
    slack = _slack(quad)
    nearest = [(roomiest.x, roomiest.y)]
    nearest += [
        (x, y) for x, y in _nearest_places(walls, box.x, box.y) if all(wall.room(x, y) >= -slack for wall in walls)
    ]
    x, y = min(nearest, key=lambda place: (place[0] - box.x) ** 2 + (place[1] - box.y) ** 2)
    return Box(x, y, box.width, box.height)


def _nearest_places(walls: Sequence["_Edge"], x: float, y: float) -> Iterator[Point]:
    """Where the point of a convex area that is nearest to a place can be: there, on a wall, or in a corner."""
    yield x, y
    for wall in walls:
        room = wall.room(x, y)
        yield x + room * wall.normal_x, y + room * wall.normal_y
    for one, other in itertools.combinations(walls, 2):
        area = one.normal_x * other.normal_y - one.normal_y * other.normal_x
        if abs(area) > _TOLERANCE:
            yield (
                (one.limit * other.normal_y - other.limit * one.normal_y) / area,
                (one.normal_x * other.limit - other.normal_x * one.limit) / area,
            )


def holds(quad: Sequence[Point], box: Box) -> bool:
    """True where a rectangle lies inside of a quadrangle, but for rounding errors."""
    slack = _TOLERANCE * (box.width + box.height) + _TOLERANCE
    return all(edge.room(box.x, box.y) >= edge.reach(box.width, box.height) - slack for edge in _edges(quad))


def _edges(quad: Sequence[Point]) -> list[_Edge]:
    edges = []
    for (ax, ay), (bx, by) in zip(quad, [*quad[1:], *quad[:1]], strict=True):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        normal_x, normal_y = (by - ay) / length, (ax - bx) / length
        edges.append(_Edge(normal_x, normal_y, normal_x * ax + normal_y * ay))
    return edges


def _meeting(edges: Sequence[_Edge], width: float, height: float) -> tuple[float, float, float] | None:
    """Centre and scale where three edges are touched, by Cramer's rule; None where they do not meet in one point."""
    rows = [(edge.normal_x, edge.normal_y, edge.reach(width, height)) for edge in edges]
    limits = [edge.limit for edge in edges]
    whole = _determinant(rows)
    if abs(whole) < _TOLERANCE * (width + height):
        return None
    replaced = [
        _determinant([(*row[:column], limit, *row[column + 1 :]) for row, limit in zip(rows, limits, strict=True)])
        for column in range(3)
    ]
    x, y, scale = (part / whole for part in replaced)
    return (x, y, scale) if scale > 0 else None


def _slack(quad: Sequence[Point]) -> float:
    """What rounding errors amount to: they grow with the quadrangle, however small the rectangle is."""
    return _TOLERANCE * max(abs(side) for corner in quad for side in corner)


def _at_middle(
    quad: Sequence[Point], edges: Sequence[_Edge], width: float, height: float
) -> tuple[float, float, float]:
    """The middle of the corners, and how large the rectangle can be there."""
    x, y = (sum(axis) / len(quad) for axis in zip(*quad, strict=True))
    return x, y, min(edge.room(x, y) / edge.reach(width, height) for edge in edges)


def _is_inside(
    vertex: tuple[float, float, float], edges: Sequence[_Edge], width: float, height: float, slack: float
) -> bool:
    x, y, scale = vertex
    return all(edge.room(x, y) >= edge.reach(width, height) * scale - slack for edge in edges)


def _determinant(rows: Sequence[tuple[float, ...]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
