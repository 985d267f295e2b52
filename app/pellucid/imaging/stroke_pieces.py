"""The way of a brush as straight pieces, and how far places are from them."""

import math
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Stroke
from pellucid.foundation.ways import FULL_PRESSURE, GRID, Way
from pellucid.imaging.fields import Field, smooth

_SHORTEST_PX2 = 1e-6


@dataclass(frozen=True)
class Pieces:
    """Straight pieces of the way of a brush.

    Attributes:
        start: `(2, n)`, columns and rows, in pixels of the photo.
        along: `(2, n)`, to their ends.
        pressed: `(2, n)`, the pressure at both ends.
        middle: distance from the way at which half is covered.
        fall: over how many pixels around it the edge falls.
        is_firm: the pressure is full everywhere.
    """

    start: Tensor
    along: Tensor
    pressed: Tensor
    middle: float
    fall: float
    is_firm: bool

    @classmethod
    def of(cls, stroke: Stroke, field: Field) -> "Pieces":
        """A stroke at the scale of a field."""
        points = places(stroke.points) * torch.tensor([field.width, field.height], dtype=torch.float64)
        points = (points + torch.tensor([field.shift * field.long_px, 0.0])).float()
        felt = torch.tensor(list(stroke.points.pressures) or [FULL_PRESSURE] * len(points)) / FULL_PRESSURE
        ends, felt_there = (points[1:], felt[1:]) if len(points) > 1 else (points, felt)
        start = points[: len(ends)].T.contiguous()
        radius = stroke.radius * field.long_px
        inner = stroke.hardness * radius
        pressed = torch.stack((felt[: len(ends)], felt_there))
        is_firm = not stroke.points.pressures
        return cls(start, ends.T - start, pressed, (inner + radius) / 2, max(radius - inner, 1.0), is_firm)

    @property
    def count(self) -> int:
        """How many."""
        return self.start.shape[1]

    def some(self, chosen: Tensor) -> "Pieces":
        """Those that are chosen, by their numbers; a firm pressure is not chosen from, since nobody asks for it."""
        own = {name: getattr(self, name).index_select(1, chosen) for name in ("start", "along")}
        return replace(self, **own, pressed=self.pressed if self.is_firm else self.pressed.index_select(1, chosen))

    def part(self, first: int, end: int) -> "Pieces":
        """Those of a run of numbers."""
        own = {name: getattr(self, name)[:, first:end] for name in ("start", "along", "pressed")}
        return replace(self, **own)

    @property
    def bounds(self) -> Rect:
        """Pixels beyond which nothing is covered."""
        points = torch.cat((self.start, self.start + self.along), dim=1)
        (left, top), (right, bottom) = (points.amin(1) - self.reach).tolist(), (points.amax(1) + self.reach).tolist()
        x, y = math.floor(left) - 1, math.floor(top) - 1
        return Rect(x, y, math.ceil(right) + 1 - x, math.ceil(bottom) + 1 - y)

    @property
    def reach(self) -> float:
        """Beyond this distance nothing is covered."""
        return self.middle + self.fall / 2

    def covered(self, distance: Tensor) -> Tensor:
        """What a brush that is pressed fully covers at a distance from its way."""
        return smooth(0.5 + (self.middle - distance) / self.fall)

    def strength(self, columns: Tensor, rows: Tensor) -> Tensor:
        """What pieces are compared by at places: which has the most covers the most there. See `near`."""
        square, share = self.near(columns, rows)
        if self.is_firm:
            return -square
        start, end = self.pressed
        return torch.lerp(start, end, share) * self.covered(square.sqrt_())

    def at_strength(self, most: Tensor) -> Tensor:
        """What is covered where the most that any piece has is this."""
        return self.covered((-most).sqrt_()) if self.is_firm else most

    def near(self, columns: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Squared distance of places from pieces, and how far along each piece its nearest point lies.

        Pieces are along the last axis; columns and rows have it too.
        """
        (along_x, along_y), (start_x, start_y) = self.along, self.start
        from_x, from_y = columns - start_x, rows - start_y
        length = (along_x * along_x + along_y * along_y).clamp_min(_SHORTEST_PX2)
        # Divided before they are added: columns and rows are few, places are many.
        share = (from_x * (along_x / length) + from_y * (along_y / length)).clamp_(0, 1)
        from_x, from_y = (
            torch.addcmul(start, share, along, value=-1) for start, along in ((from_x, along_x), (from_y, along_y))
        )
        return torch.addcmul(from_x * from_x, from_y, from_y), share


def places(way: Way) -> Tensor:
    """The points of a way, `(n, 2)` float64, in fractions of the photo."""
    first, steps = np.frombuffer(way.code, "<i4", 2), np.frombuffer(way.code, "<i2", offset=8).reshape(-1, 2)
    return torch.from_numpy(np.vstack((first[None], steps)).cumsum(axis=0) * GRID)
