"""Names of what strokes leave on a part of a photo.

A stroke that goes on changes the pixels near its new points alone. So a part is named by the pieces that reach it, and
one whose name stays need not be painted again.
"""

import hashlib
from functools import lru_cache

import numpy as np

from pellucid.foundation.digest import digest_of
from pellucid.foundation.masks import Brush, Stroke
from pellucid.imaging.fields import Field
from pellucid.imaging.stroke_pieces import places

_SLACK_PX = 4
_SLACK = 1 / 8
"""An edge that is sampled coarsely, and one that is softened to a pixel, reach farther: in pixels, and in radii."""


def strokes_name(brush: Brush, field: Field) -> str:
    """Names what strokes leave on a part."""
    return digest_of(tuple(found for stroke in brush.strokes if (found := _stroke_name(stroke, field))), field.width)


@lru_cache(maxsize=8192)
def _stroke_name(stroke: Stroke, field: Field) -> str:
    """Names the pieces of a stroke that reach a part; empty for none."""
    points = places(stroke.points).numpy() * (field.width, field.height) + (field.shift * field.long_px, 0.0)
    reach = (1 + _SLACK) * stroke.radius * field.long_px + _SLACK_PX
    begins, ends = (points[:-1], points[1:]) if len(points) > 1 else (points, points)
    low, high = np.minimum(begins, ends) - reach, np.maximum(begins, ends) + reach
    rect = field.rect
    near = (high[:, 0] > rect.x) & (low[:, 0] < rect.right) & (high[:, 1] > rect.y) & (low[:, 1] < rect.bottom)
    if not near.any():
        return ""
    felt = np.frombuffer(stroke.points.pressures, np.uint8) if stroke.points.pressures else np.zeros(0, np.uint8)
    parts = [begins[near].tobytes(), ends[near].tobytes(), near.nonzero()[0].tobytes() if len(felt) else b""]
    parts += [felt[: len(begins)][near].tobytes(), felt[-len(begins) :][near].tobytes()] if len(felt) else []
    kind = (stroke.radius, stroke.hardness, stroke.flow, stroke.erases, stroke.density)
    return hashlib.blake2b(b"|".join((repr(kind).encode(), *parts)), digest_size=16).hexdigest()
