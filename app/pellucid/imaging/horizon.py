"""How far a photo is tilted, told by its long straight lines near the level and the plumb.

Every edge pixel votes for the lines through it whose direction is near that of the edge, as in the transform of Hough
(Duda and Hart 1972), at angles up to `LARGEST_DEG`. What counts at an angle are its lines of some length: a horizon,
the edges of a building. Where no angle stands out, or a second one is nearly as strong, as in converging verticals,
nothing is said.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LARGEST_DEG = 12.0
LONG_SIDE_PX = 900
"""Of the copy that is looked at: finer ones cost time and gain nothing."""

_STEP_DEG = 0.1
_GATE_DEG = 2.5
"""How far the direction of an edge may be off, as a standard deviation; noise turns it."""

_SHORTEST = 0.12
"""Lines shorter than this share of their side do not count."""

_VERTICAL_WEIGHT = 0.5
"""Verticals converge when a camera looks up; a horizon does not."""

_MOST_EDGES = 60_000
_LEAST_CONTRAST = 0.02
_APART_DEG = 1.0
_LARGEST_RIVAL = 0.6
_LEAST_STRENGTH = 0.15

SURE = 0.35
"""A confidence from here on is worth acting on."""


@dataclass(frozen=True)
class Tilt:
    """What was found.

    Attributes:
        angle_deg: how far the scene is turned clockwise; to straighten, turn by its negative.
        confidence: 0 to 1.
    """

    angle_deg: float
    confidence: float

    @property
    def is_sure(self) -> bool:
        """True where straightening by it is likely to be right."""
        return self.confidence >= SURE


UNKNOWN = Tilt(0.0, 0.0)


def find_tilt(luma: NDArray[np.float32]) -> Tilt:
    """Measure the tilt of a picture.

    Args:
        luma: `(h, w)` sRGB, 0 to 1; about `LONG_SIDE_PX` long, and not enlarged.
    """
    if min(luma.shape) < 32:
        return UNKNOWN
    angles = np.arange(-LARGEST_DEG, LARGEST_DEG + _STEP_DEG / 2, _STEP_DEG)
    level = _votes(*_edges(luma), angles, luma.shape[1])
    # Seen from the side, plumb lines are level ones, tilted the same way.
    plumb = _votes(*_edges(np.rot90(luma).copy()), angles, luma.shape[0])
    scores = level + _VERTICAL_WEIGHT * plumb
    best = int(np.argmax(scores))
    if scores[best] <= 0 or best in (0, len(angles) - 1):
        return UNKNOWN
    rivals = scores[np.abs(angles - angles[best]) > _APART_DEG]
    rivalry = float(rivals.max() / scores[best])
    strength = min(1.0, float(np.sqrt(scores[best])) / _LEAST_STRENGTH * 0.5)
    confidence = strength * min(1.0, (1 - rivalry) / (1 - _LARGEST_RIVAL))
    return Tilt(float(angles[best] + _STEP_DEG * _offset_of_peak(scores[best - 1 : best + 2])), confidence)


def _edges(luma: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Edges that run about level: their x, y, and direction in degrees, clockwise from level."""
    smooth = luma
    for _ in range(2):
        smooth = _smoothed(_smoothed(smooth).T).T
    down, across = np.zeros_like(smooth), np.zeros_like(smooth)
    down[2:-2] = (smooth[4:] - smooth[:-4]) / 2
    across[:, 2:-2] = (smooth[:, 4:] - smooth[:, :-4]) / 2
    size = np.hypot(down, across)
    ridge = np.zeros(size.shape, bool)
    ridge[1:-1] = (size[1:-1] >= size[:-2]) & (size[1:-1] > size[2:])
    direction = np.degrees(np.arctan2(-across * np.sign(down), np.abs(down)))
    ridge &= (size > _LEAST_CONTRAST) & (np.abs(direction) < LARGEST_DEG + 2 * _GATE_DEG)
    y, x = np.nonzero(ridge)
    if len(x) > _MOST_EDGES:
        strongest = np.argpartition(size[y, x], -_MOST_EDGES)[-_MOST_EDGES:]
        y, x = y[strongest], x[strongest]
    return x.astype(np.float64), y.astype(np.float64), direction[y, x].astype(np.float64)


def _smoothed(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Binomial weights over five rows; two rows less at either end."""
    total = plane[:-4] + 4 * plane[1:-3] + 6 * plane[2:-2] + 4 * plane[3:-1] + plane[4:]
    return np.asarray(total / 16, np.float32)


def _votes(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    direction: NDArray[np.float64],
    angles: NDArray[np.float64],
    length: int,
) -> NDArray[np.float64]:
    """For each angle the squared lengths of its lines, in squared sides of the picture."""
    scores = np.zeros(len(angles))
    for number, angle in enumerate(angles):
        near = np.abs(direction - angle) < 2 * _GATE_DEG
        if near.sum() < _SHORTEST * length:
            continue
        cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        place = y[near] * cos - x[near] * sin
        shares = np.exp(-((direction[near] - angle) ** 2) / (2 * _GATE_DEG**2))
        found = np.bincount(np.rint(place - place.min()).astype(np.int64), shares)
        lines = np.convolve(found, [0.7, 1.0, 0.7], "same") / length
        scores[number] = np.square(np.maximum(lines - _SHORTEST, 0)).sum()
    return scores


def _offset_of_peak(three: NDArray[np.float64]) -> float:
    """Where the parabola through three values has its top, in steps from the middle one."""
    left, middle, right = (float(value) for value in three)
    bend = left - 2 * middle + right
    return 0.0 if bend == 0 else (left - right) / (2 * bend)
