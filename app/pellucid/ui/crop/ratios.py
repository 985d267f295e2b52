"""Shapes of a crop by name, and as people type them. No Qt."""

import math
import re

FREE, ORIGINAL = "Free", "Original"

SHAPES = ("1:1", "3:2", "4:3", "16:9")
"""Offered by name; any other can be typed."""

_TYPED = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:[:/x×]\s*(\d+(?:[.,]\d+)?)\s*)?")
_MOST_OBLONG = 20.0


def ratio_of(text: str) -> float | None:
    """Width over height of a shape like `5:4`, `5/4`, `5 x 4` or `1.25`; None where it is none."""
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return None
    width, height = (float(part.replace(",", ".")) if part else 1.0 for part in typed.groups())
    ratio = width / height if height else math.inf
    return ratio if 1 / _MOST_OBLONG <= ratio <= _MOST_OBLONG else None
