"""What the quality that a JPEG was saved with says of the damage in it. No torch.

A network that is told no quality takes faint grain of good JPEGs for damage, and edges of text in them. But steps of q
levels err by q / sqrt(12), and a sample by the root of the mean square over its block: what changes it by more was not
done by saving. At good qualities, where little is damage, a part of that is the better bound. How large a part was
measured on photos and text saved at 60 to 98, with full color and with halved color.
"""

import math
from itertools import pairwise

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr

LEVELS = 255

_STANDARD_ERROR = 19.4 / LEVELS
"""Of a sample at quality 50, whose luma table is the one that the standard gives (ITU-T T.81, table K.1)."""

_PARTS = ((60, 1.0), (75, 0.75), (90, 0.5), (95, 0.3), (98, 0.2), (100, 0.0))
"""Quality, and the part of the standard error that bounds a change; between them run lines."""

_HALF = 50


def most_change(jpeg_quality: int | None) -> float:
    """By how much a saving at a quality, 1 to 100, can have changed a sample; 1 is from black to white.

    Without bound where the quality is not known.
    """
    if jpeg_quality is None:
        return math.inf
    return _STANDARD_ERROR * _scale(jpeg_quality) * _part(jpeg_quality)


def describe_saving(facts: PhotoFacts, strength: float, *, is_followed: bool) -> str:
    """What a photo's file says of its saving, and what follows, in one sentence; empty where it says nothing."""
    quality = facts.jpeg_quality
    if quality is None:
        return ""
    levels = strength * most_change(quality) * LEVELS
    if not is_followed or _part(quality) >= 1:
        return tr("JPEG quality about {quality}.", quality=quality)
    return tr(
        "JPEG quality about {quality}: nothing changes by more than {levels:.1f} of {all} levels.",
        quality=quality,
        levels=levels,
        all=LEVELS,
    )


def _part(jpeg_quality: int) -> float:
    for (low, above), (high, below) in pairwise(_PARTS):
        if jpeg_quality <= high:
            return above + (below - above) * max(0, jpeg_quality - low) / (high - low)
    return _PARTS[-1][1]


def _scale(jpeg_quality: int) -> float:
    """By how much the steps of the standard's tables are multiplied, as the Independent JPEG Group does."""
    return _HALF / jpeg_quality if jpeg_quality < _HALF else 2 - jpeg_quality / _HALF
