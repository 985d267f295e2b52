"""Projective maps of the plane, as 3 × 3 matrices row by row.

They are written in operators alone, so the same lines map two floats, two numpy arrays or two tensors.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    # The window is built from these modules before any picture is there; numpy would cost it a tenth of a second.
    import numpy as np
    from numpy.typing import NDArray

Number = TypeVar("Number", float, "NDArray[np.float64]")

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def mapped(matrix: Matrix, x: Number, y: Number) -> tuple[Number, Number]:
    """Map points; a matrix without perspective divides by nothing, so whole numbers stay exact."""
    a, b, c, d, e, f, g, h, i = matrix
    across, down = x * a + y * b + c, x * d + y * e + f
    if (g, h, i) == (0.0, 0.0, 1.0):
        return across, down
    depth = x * g + y * h + i
    return across / depth, down / depth


def product(second: Matrix, first: Matrix) -> Matrix:
    """The map that does `first` and then `second`."""
    rows = (second[0:3], second[3:6], second[6:9])
    columns = (first[0::3], first[1::3], first[2::3])
    values = [sum(p * q for p, q in zip(row, column, strict=True)) for row in rows for column in columns]
    return _nine(values)


def inverse(matrix: Matrix) -> Matrix:
    """The map back.

    Raises:
        ZeroDivisionError: the matrix flattens the plane.
    """
    a, b, c, d, e, f, g, h, i = matrix
    adjugate = (e * i - f * h, c * h - b * i, b * f - c * e,
                f * g - d * i, a * i - c * g, c * d - a * f,
                d * h - e * g, b * g - a * h, a * e - b * d)  # fmt: skip
    determinant = a * adjugate[0] + b * adjugate[3] + c * adjugate[6]
    scale = 1.0 / determinant
    back = [value * scale for value in adjugate]
    return _nine([value / back[8] for value in back]) if back[8] else _nine(back)


def translation(x: float, y: float) -> Matrix:
    """Moves right by x and down by y."""
    return (1.0, 0.0, x, 0.0, 1.0, y, 0.0, 0.0, 1.0)


def scaling(x: float, y: float) -> Matrix:
    """Stretches from the origin."""
    return (x, 0.0, 0.0, 0.0, y, 0.0, 0.0, 0.0, 1.0)


def rotation(angle_deg: float, centre: Point) -> Matrix:
    """Turns clockwise about a point, as it is seen with y pointing down."""
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    x, y = centre
    return (cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0.0, 0.0, 1.0)


def unit_square_to(quad: Sequence[Point]) -> Matrix:
    """The projective map of the unit square onto a quadrangle, corners clockwise from the upper left.

    Heckbert, Fundamentals of texture mapping and image warping, 1989, section 2.2.3.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    area = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area
    return (x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0)


def is_convex(quad: Sequence[Point], least: float = 0.0) -> bool:
    """True where the corners, clockwise with y pointing down, turn right at every one.

    Args:
        quad: the corners.
        least: twice the area of the triangle that a corner makes with its neighbours must be above this.
    """
    ends = [*quad[1:], *quad[:1]], [*quad[2:], *quad[:2]]
    return all(
        (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > least
        for (ax, ay), (bx, by), (cx, cy) in zip(quad, *ends, strict=True)
    )


def _nine(values: Sequence[float]) -> Matrix:
    a, b, c, d, e, f, g, h, i = values
    return (a, b, c, d, e, f, g, h, i)
