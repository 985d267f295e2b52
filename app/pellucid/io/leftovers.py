"""What a file has beside its picture and its metadata, and what is said where an export leaves it out."""

import enum
from collections.abc import Iterable

from pellucid.foundation.translation import mark, tr


class Leftover(enum.Enum):
    """Something in a file that only goes with its original picture."""

    VIDEO = mark("The video of the motion photo was left out, because exports hold the picture alone.")
    GAIN_MAP = mark("The gain map for HDR screens was left out, because it belongs to the original file.")
    DEPTH = mark("The depth map inside the photo was left out, because it belongs to the original file.")
    PICTURES = mark("Further pictures inside the photo were left out, because exports hold one picture.")
    DATA = mark("Data that lie behind the picture in its file were left out, because exports hold the picture alone.")


def sentences(left_out: Iterable[Leftover]) -> tuple[str, ...]:
    """One sentence each, always in the same order."""
    present = set(left_out)
    return tuple(tr(one.value) for one in Leftover if one in present)
