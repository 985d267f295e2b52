"""What a hand touched in a photo to select an object or a region, on its way to a worker."""

from dataclasses import dataclass

from pellucid.foundation.masks import Raster
from pellucid.foundation.ways import Point


@dataclass(frozen=True)
class Touch:
    """A click or a stroke.

    Attributes:
        points: its way, in shares of the photo's width and height; a click has one.
        radius: how far around them is certain, in long sides of the photo.
        is_outside: what lies there is not wanted.
    """

    points: tuple[Point, ...]
    radius: float
    is_outside: bool = False


@dataclass(frozen=True)
class SelectRequest:
    """What is to be selected.

    Attributes:
        mask: id of the mask that it is for.
        part: number of the part of it.
        before: that part as it is until the answer comes.
        ground: what was covered before the first of the touches.
        touches: all that were made since.
    """

    mask: str
    part: int
    before: Raster
    ground: Raster
    touches: tuple[Touch, ...]
