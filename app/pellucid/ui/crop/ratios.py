"""Shapes of a crop by name, and as people type them. No Qt."""

import math
import re

from pellucid.foundation.translation import mark

FREE, ORIGINAL = mark("Free"), mark("Original")

SHAPES = ("1:1", "3:2", "4:3", "16:9")
"""Offered by name; any other can be typed."""

_TYPED = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:[:/x×]\s*(\d+(?:[.,]\d+)?)\s*)?")
_MOST_OBLONG = 20.0


def shape_of(width: float, height: float, original: float) -> str:
    """The offered shape that a crop has, lying or standing; free where it has none.

    Args:
        width: of the crop, in pixels.
        height: the same.
        original: width over height of the photo.
    """
    known = {ORIGINAL: original} | {name: ratio for name in SHAPES if (ratio := ratio_of(name)) is not None}
    return next((name for name, ratio in known.items() if _is_of(width, height, ratio)), FREE)


def _is_of(width: float, height: float, ratio: float) -> bool:
    """True where sides have a ratio, or its inverse, as far as whole pixels can have it."""
    return any(abs(width - height * held) <= max(1.0, held) for held in (ratio, 1 / ratio))


def ratio_of(text: str) -> float | None:
    """Width over height of a shape like `5:4`, `5/4`, `5 x 4` or `1.25`; None where it is none."""
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return None
    width, height = (float(part.replace(",", ".")) if part else 1.0 for part in typed.groups())
    ratio = width / height if height else math.inf
    return ratio if 1 / _MOST_OBLONG <= ratio <= _MOST_OBLONG else None
