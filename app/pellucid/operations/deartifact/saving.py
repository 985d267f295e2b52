"""What the quality that a JPEG was saved with says of the damage in it. No torch.

A network that is told no quality takes some fine detail of good JPEGs for damage. What share of all it finds is damage
was measured, as the least squares of what it found against what was saved away, with full and with halved colour
planes; here is the lower of both. So a good JPEG gets no worse: what is taken away is owed to its saving.
"""

from itertools import pairwise

from pellucid.foundation.photo_facts import PhotoFacts

_SHARES = ((85, 1.0), (90, 0.7), (95, 0.3), (98, 0.1), (100, 0.0))
"""Quality and share, between which lines run."""


def damage_share(jpeg_quality: int | None) -> float:
    """The share of what the network finds that is damage of a saving at this quality; 1 where it is not known."""
    if jpeg_quality is None or jpeg_quality <= _SHARES[0][0]:
        return 1.0
    for (low, above), (high, below) in pairwise(_SHARES):
        if jpeg_quality <= high:
            return above + (below - above) * (jpeg_quality - low) / (high - low)
    return _SHARES[-1][1]


def describe_saving(facts: PhotoFacts, *, is_followed: bool) -> str:
    """What a photo's file says of its saving, and what follows, in one sentence; empty where it says nothing."""
    if facts.jpeg_quality is None:
        return ""
    share = damage_share(facts.jpeg_quality) if is_followed else 1.0
    used = f", so {100 * share:.0f} % of the strength is used" if share < 1 else ""
    return f"JPEG quality about {facts.jpeg_quality}{used}."
