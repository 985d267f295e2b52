"""Parts of a photo at some scale, as shapes are drawn on them."""

from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect
from pellucid.foundation.ways import Point


@dataclass(frozen=True)
class Field:
    """The pixels of a part of a photo at some scale, by the places of their middles.

    Attributes:
        width: of the whole photo, in pixels of this scale; may be broken.
        height: of the whole photo.
        rect: the part, in whole pixels of this scale.
        shift: how far everything is moved to the right, as a share of the long side.
    """

    width: float
    height: float
    rect: Rect
    shift: float = 0.0

    @property
    def long_px(self) -> float:
        """The photo's long side."""
        return max(self.width, self.height)

    def at(self, point: Point) -> tuple[float, float]:
        """Where a point of the photo lies, in pixels from the corner of the part."""
        x, y = self.in_photo(point)
        return x - self.rect.x, y - self.rect.y

    def in_photo(self, point: Point) -> Point:
        """Where it lies in pixels from the corner of the photo."""
        return point[0] * self.width + self.shift * self.long_px, point[1] * self.height

    def middles(self) -> tuple[Tensor, Tensor]:
        """Columns `(1, w)` and rows `(h, 1)` of the middles of the pixels, from the corner of the part."""
        return torch.arange(self.rect.width)[None] + 0.5, torch.arange(self.rect.height)[:, None] + 0.5


def smooth(share: Tensor) -> Tensor:
    """From 0 to 1 without a kink; symmetrical, so that it covers as much as a straight ramp."""
    share = share.clamp(0, 1)
    return share * share * (3 - 2 * share)
