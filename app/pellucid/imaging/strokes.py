"""How much of the pixels a stroke of a brush covers: by the distance from its way, and by the pressure there.

A pixel has the most that any piece of the way gives it, so that a stroke does not add up where it crosses itself. Few
pieces count for any one pixel: blocks of pixels, large ones first, leave out all pieces that cannot give the most. A
soft edge is found at every few pixels only and mixed in between. All places are those of the whole photo, so that
a part has the pixels of the whole to the bit.
"""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.masks import Stroke
from pellucid.foundation.ways import FULL_PRESSURE, GRID, Way
from pellucid.imaging.fields import Field, smooth
from pellucid.imaging.tiles import cut_evenly

_SIDES = (128, 32, 8)
"""Samples along the sides of blocks."""

_PAIRS = 4096
"""So many pairs of a small block and a piece are looked at together: they stay in the cache of a processor."""

_ROUNDING_PX = 0.01
"""No piece is left out for being farther away by less than what float32 may round."""

_COARSEST_PX = 16
PART_PX = 512
"""Longest side of the parts in which strokes are painted, of which several stay in the cache of a processor."""

_LARGEST_PARTS = 4
"""So many times as large are the parts of a brush whose edge is sampled as rarely."""

_STEPS_OF_FALL = 12
"""An edge is sampled so often while it falls, at every 16th pixel at least."""

_SHORTEST_PX2 = 1e-6


@dataclass(frozen=True)
class Pieces:
    """Straight pieces of the way of a brush.

    Attributes:
        start: `(n, 2)`, in pixels of the photo.
        along: `(n, 2)`, to their ends.
        pressed: `(n, 2)`, the pressure at both ends.
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
        start = points[: len(ends)]
        radius = stroke.radius * field.long_px
        inner = stroke.hardness * radius
        pressed = torch.stack((felt[: len(ends)], felt_there), dim=1)
        is_firm = not stroke.points.pressures
        return cls(start, ends - start, pressed, (inner + radius) / 2, max(radius - inner, 1.0), is_firm)

    def some(self, chosen: Tensor) -> "Pieces":
        """Those that are chosen, by their numbers or a truth value each."""
        return replace(self, start=self.start[chosen], along=self.along[chosen], pressed=self.pressed[chosen])

    @property
    def bounds(self) -> Rect:
        """Pixels beyond which nothing is covered."""
        points = torch.cat((self.start, self.start + self.along))
        (left, top), (right, bottom) = (points.amin(0) - self.reach).tolist(), (points.amax(0) + self.reach).tolist()
        x, y = math.floor(left) - 1, math.floor(top) - 1
        return Rect(x, y, math.ceil(right) + 1 - x, math.ceil(bottom) + 1 - y)

    @property
    def reach(self) -> float:
        """Beyond this distance nothing is covered."""
        return self.middle + self.fall / 2

    def covered(self, distance: Tensor) -> Tensor:
        """What a brush that is pressed fully covers at a distance from its way."""
        return smooth(0.5 + (self.middle - distance) / self.fall)

    def near(self, columns: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Squared distance of places from pieces, and how far along each piece its nearest point lies.

        Pieces are along the first axis; columns and rows have it with a length of 1, or as long.
        """
        shape = (-1, *([1] * (columns.dim() - 1)))
        along_x, along_y = (axis.reshape(shape) for axis in self.along.unbind(1))
        from_x, from_y = (
            place - axis.reshape(shape) for place, axis in zip((columns, rows), self.start.T, strict=True)
        )
        length = (along_x * along_x + along_y * along_y).clamp_min(_SHORTEST_PX2)
        share = ((from_x * along_x + from_y * along_y) / length).clamp(0, 1)
        from_x, from_y = from_x - share * along_x, from_y - share * along_y
        return from_x * from_x + from_y * from_y, share


def places(way: Way) -> Tensor:
    """The points of a way, `(n, 2)` float64, in fractions of the photo."""
    first, steps = np.frombuffer(way.code, "<i4", 2), np.frombuffer(way.code, "<i2", offset=8).reshape(-1, 2)
    return torch.from_numpy(np.vstack((first[None], steps)).cumsum(axis=0) * GRID)


def stroked(pieces: Pieces, rect: Rect) -> Iterator[tuple[Rect, Tensor]]:
    """How much of each pixel the brush covers in passing, part by part, where it comes near.

    Yields:
        Parts of the rectangle, which do not overlap, and `(h, w)`, 0 to 1, for a flow of 1.
    """
    near = pieces.bounds.intersect(rect)
    step = _step(pieces.fall)
    side = PART_PX * min(step, _LARGEST_PARTS)
    for part in [] if near.is_empty else cut_evenly(near, Size(side, side), 1):
        inside = _within_reach(pieces, part)
        if len(inside.start):
            yield part, _stroked(inside, part, step)


def _stroked(pieces: Pieces, rect: Rect, step: int) -> Tensor:
    if step == 1:
        columns, rows = torch.arange(rect.x, rect.right) + 0.5, torch.arange(rect.y, rect.bottom) + 0.5
        return _sampled(pieces, columns, rows, 1)
    spans = ((rect.x, rect.right), (rect.y, rect.bottom))
    columns, rows = (torch.arange(low // step, (high - 1) // step + 2) * float(step) for low, high in spans)
    samples = _sampled(pieces, columns, rows, step)
    return _between(_between(samples.T, *spans[0], step).T, *spans[1], step)


def _step(fall: float) -> int:
    """Pixels from sample to sample: a power of two, so that an edge is met often enough while it falls."""
    often = min(fall / _STEPS_OF_FALL, _COARSEST_PX)
    return 2 ** int(math.log2(often)) if often >= 1 else 1


def _between(samples: Tensor, low: int, high: int, step: int) -> Tensor:
    """Pixels `low` to `high` of an axis, the first, mixed of samples that begin at or before `low`."""
    middles = torch.arange(low, high) + 0.5
    place = (middles / step).floor()
    first = place.long() - low // step
    return torch.lerp(samples[first], samples[first + 1], (middles / step - place)[:, None])


def _within_reach(pieces: Pieces, rect: Rect) -> Pieces:
    """Those that come near the part at all."""
    reach = pieces.reach + _COARSEST_PX
    ends = pieces.start + pieces.along
    least, most = torch.minimum(pieces.start, ends) - reach, torch.maximum(pieces.start, ends) + reach
    inside = (most[:, 0] > rect.x) & (least[:, 0] < rect.right) & (most[:, 1] > rect.y) & (least[:, 1] < rect.bottom)
    return pieces.some(inside)


@dataclass(frozen=True)
class _Blocks:
    """Square blocks of samples, and the pieces that may give the most in each.

    Attributes:
        left: column of the first sample of each block, `(m,)`.
        top: its row.
        own: block of each pair of a block and a piece, rising.
        piece: its piece.
    """

    left: Tensor
    top: Tensor
    own: Tensor
    piece: Tensor

    @classmethod
    def over(cls, width: int, height: int, pieces: int) -> "_Blocks":
        """The largest blocks, each with all pieces."""
        lefts, tops = (torch.arange(0, length, _SIDES[0]) for length in (width, height))
        left, top = lefts.repeat(len(tops)), tops.repeat_interleave(len(lefts))
        return cls(left, top, torch.arange(len(left)).repeat_interleave(pieces), torch.arange(pieces).repeat(len(left)))

    def some(self, pairs: Tensor) -> "_Blocks":
        """Some of the pairs, and the blocks that have any of them."""
        own = self.own[pairs]
        begins = own.diff(prepend=own.new_full((1,), -1)) != 0
        kept, own = own[begins], begins.cumsum(0) - 1
        return _Blocks(self.left[kept], self.top[kept], own, self.piece[pairs])

    def cut(self, side: int, smaller: int) -> "_Blocks":
        """Cut all blocks into smaller ones, which have the same pieces."""
        count = (side // smaller) ** 2
        number = torch.arange(count)
        left = (self.left[:, None] + smaller * (number % (side // smaller))).flatten()
        top = (self.top[:, None] + smaller * (number // (side // smaller))).flatten()
        lengths = self.own.bincount(minlength=len(self.left))
        starts = lengths.cumsum(0) - lengths
        own = torch.arange(len(left)).repeat_interleave(lengths.repeat_interleave(count))
        within = (
            torch.arange(len(own))
            - (lengths.repeat_interleave(count).cumsum(0) - lengths.repeat_interleave(count))[own]
        )
        return _Blocks(left, top, own, self.piece[starts[own // count] + within])


def _sampled(pieces: Pieces, columns: Tensor, rows: Tensor, step: int) -> Tensor:
    """What is covered at samples, by ever smaller blocks."""
    width, height = len(columns), len(rows)
    found = torch.zeros(-(-height // _SIDES[0]) * _SIDES[0], -(-width // _SIDES[0]) * _SIDES[0])
    blocks, corner = _Blocks.over(width, height, len(pieces.start)), (float(columns[0]), float(rows[0]))
    for side, smaller in itertools.pairwise((*_SIDES, 1)):
        blocks = _pruned(pieces, blocks, corner, side, step, found)
        blocks = blocks.cut(side, smaller) if smaller > 1 else blocks
    _fill(pieces, blocks, corner, step, found)
    return found[:height, :width]


def _pruned(
    pieces: Pieces, blocks: _Blocks, corner: tuple[float, float], side: int, step: int, found: Tensor
) -> _Blocks:
    """Leave out pieces that cannot give the most anywhere in a block, and fill blocks that are covered wholly."""
    half = step * (side - 1) / 2
    centre_x, centre_y = (
        start + step * place + half for start, place in zip(corner, (blocks.left, blocks.top), strict=True)
    )
    some, reach = pieces.some(blocks.piece), half * math.sqrt(2) + _ROUNDING_PX
    distance = some.near(centre_x[blocks.own], centre_y[blocks.own])[0].sqrt()
    least = some.pressed.amin(1) * pieces.covered(distance + reach)
    most = some.pressed.amax(1) * pieces.covered((distance - reach).clamp_min(0))
    sure = torch.zeros(len(blocks.left)).scatter_reduce(0, blocks.own, least, "amax")
    full = sure >= 1
    _tiled(found, side)[blocks.top[full] // side, :, blocks.left[full] // side] = 1.0
    # What one piece surely gives everywhere in a block, others that give no more there need not give again.
    sure_there = sure[blocks.own]
    return blocks.some(((most > sure_there) | ((least == sure_there) & (least > 0))) & ~full[blocks.own])


def _fill(pieces: Pieces, blocks: _Blocks, corner: tuple[float, float], step: int, found: Tensor) -> None:
    """Find what the smallest blocks are covered by, sample by sample."""
    side = _SIDES[-1]
    offsets = step * torch.arange(side, dtype=torch.float32)
    lengths = blocks.own.bincount(minlength=len(blocks.left))
    ends = lengths.cumsum(0)
    first = 0
    while first < len(blocks.left):
        begin = int(ends[first] - lengths[first])
        last = max(first + 1, int(torch.searchsorted(ends, begin + _PAIRS, right=True)))
        pairs = slice(begin, int(ends[last - 1]))
        some, own = pieces.some(blocks.piece[pairs]), blocks.own[pairs]
        columns = (corner[0] + step * blocks.left[own])[:, None, None] + offsets
        rows = (corner[1] + step * blocks.top[own])[:, None, None] + offsets[:, None]
        _tiled(found, side)[blocks.top[first:last] // side, :, blocks.left[first:last] // side] = _most(
            some, columns, rows, lengths[first:last]
        )
        first = last


def _most(pieces: Pieces, columns: Tensor, rows: Tensor, lengths: Tensor) -> Tensor:
    """The most that runs of pieces, of these lengths, give to places."""
    square, share = pieces.near(columns, rows)
    if pieces.is_firm:
        return pieces.covered(torch.segment_reduce(square, "min", lengths=lengths).sqrt())
    start, end = (pressed[:, None, None] for pressed in pieces.pressed.unbind(1))
    return torch.segment_reduce(torch.lerp(start, end, share) * pieces.covered(square.sqrt()), "max", lengths=lengths)


def _tiled(found: Tensor, side: int) -> Tensor:
    """The same samples as rows of blocks, rows in a block, blocks in a row, columns in a block."""
    return found.view(found.shape[0] // side, side, found.shape[1] // side, side)
