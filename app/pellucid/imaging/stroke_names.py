"""Names of what strokes leave on a part of a photo.

A stroke that goes on changes the pixels near its new points alone. So a part is named by the pieces that reach it, and
one whose name stays need not be painted again. A name goes on from that of all strokes but the last, which is looked
up: while the thousandth stroke is painted, a move names no other.
"""

import functools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.digest import brief_name
from pellucid.foundation.masks import Brush, Stroke
from pellucid.imaging.fields import Field
from pellucid.imaging.stroke_pieces import places

_SLACK_PX = 4
_SLACK = 1 / 8
"""An edge that is sampled coarsely, and one that is softened to a pixel, reach farther: in pixels, and in radii."""


def strokes_name(brush: Brush, field: Field) -> str:
    """Names what strokes leave on a part."""
    if not brush.strokes:
        return repr(field.width)
    return _longer(_earlier_name(brush.earlier, field), _stroke_name(brush.strokes[-1], field))


@lru_cache(maxsize=4096)
def _earlier_name(brush: Brush, field: Field) -> str:
    """The same name, for strokes that are ended and stay."""
    names = (_ended_name(stroke, field) for stroke in brush.strokes)
    return functools.reduce(_longer, names, strokes_name(Brush(), field))


def _longer(name: str, more: str) -> str:
    return brief_name(name, more) if more else name


def _stroke_name(stroke: Stroke, field: Field) -> str:
    """Names the pieces of a stroke that reach a part; empty for none."""
    if not _comes_near(stroke, field):
        return ""
    reached = _reached(stroke, field.width, field.height, field.shift)
    rect = field.rect
    (left, top), (right, bottom) = reached.low, reached.high
    near = (right > rect.x) & (left < rect.right) & (bottom > rect.y) & (top < rect.bottom)
    if not near.any():
        return ""
    begins, ends = reached.begins, reached.ends
    felt = np.frombuffer(stroke.points.pressures, np.uint8) if stroke.points.pressures else np.zeros(0, np.uint8)
    parts = [begins[near].tobytes(), ends[near].tobytes(), near.nonzero()[0].tobytes() if len(felt) else b""]
    parts += [felt[: len(begins)][near].tobytes(), felt[-len(begins) :][near].tobytes()] if len(felt) else []
    kind = (stroke.radius, stroke.hardness, stroke.flow, stroke.erases, stroke.density)
    return brief_name(repr(kind), *parts)


_ended_name = lru_cache(maxsize=2**16)(_stroke_name)
"""Many strokes on many parts: a brush that grows by one of a thousand asks for all of them."""


def _comes_near(stroke: Stroke, field: Field) -> bool:
    """False where the rectangle around a stroke lies beside a part."""
    low, high = stroke.points.bounds
    rect, reach, shift = field.rect, _reach_px(stroke, field.long_px), field.shift * field.long_px
    is_beside = high[0] * field.width + shift + reach <= rect.x or low[0] * field.width + shift - reach >= rect.right
    return not (is_beside or high[1] * field.height + reach <= rect.y or low[1] * field.height - reach >= rect.bottom)


@dataclass(frozen=True, eq=False)
class _Reached:
    """The pieces of a stroke in pixels: from where to where, and all that each may cover.

    Attributes:
        begins: `(n, 2)`.
        ends: `(n, 2)`.
        low: `(2, n)`, the least columns and rows.
        high: `(2, n)`.
    """

    begins: NDArray[np.float64]
    ends: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@lru_cache(maxsize=256)
def _reached(stroke: Stroke, width: float, height: float, shift: float) -> _Reached:
    """Of the same stroke for every part."""
    long_px = max(width, height)
    points = places(stroke.points).numpy() * (width, height) + (shift * long_px, 0.0)
    begins, ends = (points[:-1], points[1:]) if len(points) > 1 else (points, points)
    reach = _reach_px(stroke, long_px)
    low, high = np.minimum(begins, ends) - reach, np.maximum(begins, ends) + reach
    return _Reached(begins, ends, np.ascontiguousarray(low.T), np.ascontiguousarray(high.T))


def _reach_px(stroke: Stroke, long_px: float) -> float:
    return (1 + _SLACK) * stroke.radius * long_px + _SLACK_PX
