"""Blue noise that is added before a picture is rounded to 8 bits, so that rounding makes no bands in skies.

The noise belongs to the place in the picture, so every export of it is the same. It is less than half a step, so a
value that 8 bits hold exactly stays what it is. The texture is made by void and cluster (Ulichney 1993): all numbers
from 0 to 4095 in an order in which every threshold gives points that keep away from each other.
"""

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIDE = 64
_SIGMA = 1.5
_SEED = 7
_AMPLITUDE = 0.998
"""Of a step; the rest is room for rounding errors of values that are to stay."""

# Each channel takes the texture from another place, or gray would not dither into colours between its own.
_OFFSETS = ((0, 0), (23, 41), (47, 11))


def noise(x: int, y: int, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """The noise of a rectangle of a picture, in steps.

    Args:
        x: its first column.
        y: its first row.
        shape: `(h, w, C)`, C being at most 3.

    Returns:
        `(h, w, C)`, between -0.5 and 0.5.
    """
    texture = _texture()
    height, width, channels = shape
    result = np.empty((height, width, channels), np.float32)
    for channel, (across, down) in enumerate(_OFFSETS[:channels]):
        rows, columns = np.arange(y + down, y + down + height) % SIDE, np.arange(x + across, x + across + width) % SIDE
        result[..., channel] = texture[rows[:, None], columns]
    return result


@functools.cache
def _texture() -> NDArray[np.float32]:
    ranks = _void_and_cluster(np.random.default_rng(_SEED))
    return np.asarray(((ranks + 0.5) / ranks.size - 0.5) * _AMPLITUDE, np.float32)


def _void_and_cluster(rng: np.random.Generator) -> NDArray[np.int64]:
    """Ranks `(SIDE, SIDE)`, each number once."""
    points = np.zeros(SIDE * SIDE, bool)
    points[rng.choice(points.size, points.size // 10, replace=False)] = True
    field = _Field(points)
    while (cluster := field.tightest()) != (void := field.largest_void_without(cluster)):
        field.set(cluster, present=False)
        field.set(void, present=True)
    ranks = np.empty(points.size, np.int64)
    start = field.copy()
    for rank in range(int(points.sum()) - 1, -1, -1):
        cluster = start.tightest()
        ranks[cluster] = rank
        start.set(cluster, present=False)
    for rank in range(int(points.sum()), points.size):
        void = field.largest_void()
        ranks[void] = rank
        field.set(void, present=True)
    return ranks.reshape(SIDE, SIDE)


class _Field:
    """Points on a torus, and how crowded each place is: a Gaussian around every point, summed."""

    def __init__(self, points: NDArray[Any]) -> None:
        self._points = points.copy()
        distance = np.minimum(np.arange(SIDE), SIDE - np.arange(SIDE))
        bell = np.exp(-(distance**2) / (2 * _SIGMA**2))
        # Twice the torus on both axes, so that the bell around any place is one slice of it.
        self._bells = np.tile(np.outer(bell, bell), (2, 2))
        self._crowd = np.zeros(SIDE * SIDE)
        for place in np.flatnonzero(points):
            self._crowd += self._bell(int(place))

    def copy(self) -> "_Field":
        """The same points, to be changed by themselves."""
        return _Field(self._points)

    def tightest(self) -> int:
        """The point with the most company."""
        return int(np.argmax(np.where(self._points, self._crowd, -np.inf)))

    def largest_void(self) -> int:
        """The empty place with the least company."""
        return int(np.argmin(np.where(self._points, np.inf, self._crowd)))

    def largest_void_without(self, point: int) -> int:
        """The same as if a point were not there; its own place may be the answer."""
        crowd = self._crowd - self._bell(point)
        points = self._points.copy()
        points[point] = False
        return int(np.argmin(np.where(points, np.inf, crowd)))

    def set(self, place: int, *, present: bool) -> None:
        """Put a point there or take it away."""
        self._points[place] = present
        self._crowd += self._bell(place) if present else -self._bell(place)

    def _bell(self, place: int) -> NDArray[np.float64]:
        row, column = divmod(place, SIDE)
        return self._bells[SIDE - row : 2 * SIDE - row, SIDE - column : 2 * SIDE - column].ravel()
