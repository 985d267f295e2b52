"""How much of the pixels a stroke of a brush covers: by the distance from its way, and by the pressure there.

A pixel has the most that any piece of the way gives it, so that a stroke does not add up where it crosses itself. Few
pieces count for any one pixel: blocks of pixels, large ones first, leave out all pieces that cannot give the most. A
soft edge is found at every few pixels only and mixed in between. All places are those of the whole photo, so that
a part has the pixels of the whole to the bit.
"""

import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.stroke_pieces import Pieces
from pellucid.imaging.tiles import cut_evenly

_SIDES = (128, 32, 8)
"""Samples along the sides of blocks."""

_PAIRS = 16384
"""So many pairs of a small block and a piece are looked at together: they stay in the cache of a processor."""

_FEW_PAIRS = 2**19
"""Where samples times pieces are no more than these, all are looked at: choosing would take longer."""

_STRIDE = 8
"""So many pieces are looked at together where all are."""

_ROUNDING_PX = 0.01
"""No piece is left out for being farther away by less than what float32 may round."""

_COARSEST_PX = 16

PART_PX = 512
"""Longest side of the parts in which strokes are painted, of which several stay in the cache of a processor."""

_LARGEST_PARTS = 4
"""So many times as large are the parts of a brush whose edge is sampled as rarely."""

_BAND_PX = 128
"""Height of the bands in which pixels are mixed of samples: little of what is not covered lies in them."""

_STEPS_OF_FALL = 12
"""An edge is sampled so often while it falls, at every 16th pixel at least."""


def stroked(pieces: Pieces, rect: Rect) -> Iterator[tuple[Rect, Tensor]]:
    """How much of each pixel the brush covers in passing, part by part, where it comes near.

    Yields:
        Parts of the rectangle, which do not overlap, and `(h, w)`, 0 to 1, for a flow of 1.
    """
    step = step_of(pieces.fall)
    near = reached(pieces, step).intersect(rect)
    side = PART_PX * min(step, _LARGEST_PARTS)
    for part in [] if near.is_empty else cut_evenly(near, Size(side, side), 1):
        inside = _within_reach(pieces, part)
        if inside.count:
            yield from _stroked(inside, part, step)


def reached(pieces: Pieces, step: int) -> Rect:
    """The pixels that are mixed of any sample which pieces cover."""
    bounds = pieces.bounds
    return Rect(bounds.x - step, bounds.y - step, bounds.width + 2 * step, bounds.height + 2 * step)


def strength_of(pieces: Pieces, columns: Tensor, rows: Tensor) -> Tensor:
    """The most that any piece gives to places, by what pieces are compared by, `(h, w)`."""
    some = (pieces.part(first, first + _STRIDE) for first in range(0, pieces.count, _STRIDE))
    found = (part.strength(columns[:, None], rows[:, None, None]) for part in some)
    # A processor finds the most along the first axis much faster than along the last.
    return functools.reduce(torch.maximum, (part.permute(2, 0, 1).contiguous().amax(0) for part in found))


def sample_places(rect: Rect, step: int) -> tuple[Tensor, Tensor]:
    """Columns and rows of the samples that a rectangle is mixed of; those of the middles of its pixels for 1."""
    if step == 1:
        return torch.arange(rect.x, rect.right) + 0.5, torch.arange(rect.y, rect.bottom) + 0.5
    spans = ((rect.x, rect.right), (rect.y, rect.bottom))
    columns, rows = (torch.arange(low // step, (high - 1) // step + 2) * float(step) for low, high in spans)
    return columns, rows


def _stroked(pieces: Pieces, rect: Rect, step: int) -> Iterator[tuple[Rect, Tensor]]:
    samples = _sampled(pieces, *sample_places(rect, step), step)
    if step == 1:
        yield rect, samples
        return
    corner = rect.x // step * step, rect.y // step * step
    for first in range(0, len(samples) - 1, _BAND_PX // step):
        band = samples[first : first + _BAND_PX // step + 1]
        covered = band.amax(0).nonzero()
        if len(covered):
            left, right = max(int(covered[0]) - 1, 0), int(covered[-1]) + 2
            yield cut_to(rect, corner[0] + step * left, corner[1] + step * first, between(band[:, left:right], step))


def cut_to(rect: Rect, x: int, y: int, values: Tensor) -> tuple[Rect, Tensor]:
    """The part of values `(h, w)`, which begin at a pixel, that lies in a rectangle, and where that is."""
    own = Rect(x, y, values.shape[1], values.shape[0])
    part = own.intersect(rect)
    rows, columns = part.relative_to(own).slices
    return part, values[rows, columns]


def step_of(fall: float) -> int:
    """Pixels from sample to sample: a power of two, so that an edge is met often enough while it falls."""
    often = min(fall / _STEPS_OF_FALL, _COARSEST_PX)
    return 2 ** int(math.log2(often)) if often >= 1 else 1


def between(samples: Tensor, step: int) -> Tensor:
    """The pixels between samples `(h, w)`, at every `step` of them: `((h - 1) * step, (w - 1) * step)`."""
    return _down(_down(samples.T.contiguous(), step).T.contiguous(), step)


def _down(samples: Tensor, step: int) -> Tensor:
    """The same along the first axis alone."""
    shares = (torch.arange(step) + 0.5)[None, :, None] / step
    return torch.lerp(samples[:-1, None], samples[1:, None], shares).flatten(0, 1)


def _within_reach(pieces: Pieces, rect: Rect) -> Pieces:
    """Those that come near the part at all."""
    reach = pieces.reach + _COARSEST_PX
    ends = pieces.start + pieces.along
    least, most = torch.minimum(pieces.start, ends) - reach, torch.maximum(pieces.start, ends) + reach
    inside = (most[0] > rect.x) & (least[0] < rect.right) & (most[1] > rect.y) & (least[1] < rect.bottom)
    return pieces.some(inside.nonzero()[:, 0])


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
    if width * height * pieces.count <= _FEW_PAIRS:
        return pieces.at_strength(strength_of(pieces, columns, rows))
    found = torch.zeros(-(-height // _SIDES[0]) * _SIDES[0], -(-width // _SIDES[0]) * _SIDES[0])
    blocks, corner = _Blocks.over(width, height, pieces.count), (float(columns[0]), float(rows[0]))
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
    is_wanted, full = (_nearest if pieces.is_firm else _strongest)(some, distance, reach, blocks)
    _tiled(found, side)[blocks.top[full] // side, :, blocks.left[full] // side] = 1.0
    return blocks.some(is_wanted & ~full[blocks.own])


def _nearest(pieces: Pieces, distance: Tensor, reach: float, blocks: _Blocks) -> tuple[Tensor, Tensor]:
    """Which pairs count where the pressure is full, so that the nearest piece gives the most; which blocks are full."""
    least = torch.full((len(blocks.left),), math.inf).scatter_reduce_(0, blocks.own, distance, "amin")
    farthest = (least + 2 * reach).clamp_max_(pieces.reach + reach)
    return distance <= farthest[blocks.own], least <= pieces.middle - pieces.fall / 2 - reach


def _strongest(pieces: Pieces, distance: Tensor, reach: float, blocks: _Blocks) -> tuple[Tensor, Tensor]:
    """The same for any pressure."""
    least = pieces.pressed.amin(0) * pieces.covered(distance + reach)
    most = pieces.pressed.amax(0) * pieces.covered((distance - reach).clamp_min(0))
    sure = torch.zeros(len(blocks.left)).scatter_reduce(0, blocks.own, least, "amax")
    # What one piece surely gives everywhere in a block, others that give no more there need not give again.
    sure_there = sure[blocks.own]
    return (most > sure_there) | ((least == sure_there) & (least > 0)), sure >= 1


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
        columns = corner[0] + step * blocks.left[own] + offsets[:, None]
        rows = corner[1] + step * blocks.top[own] + offsets[:, None, None]
        _tiled(found, side)[blocks.top[first:last] // side, :, blocks.left[first:last] // side] = _most(
            some, columns, rows, lengths[first:last]
        )
        first = last


def _most(pieces: Pieces, columns: Tensor, rows: Tensor, lengths: Tensor) -> Tensor:
    """The most that runs of pieces, of these lengths, give to places."""
    square, share = pieces.near(columns, rows)
    if pieces.is_firm:
        return pieces.covered(_reduced(square, "min", lengths).sqrt_())
    start, end = pieces.pressed
    return _reduced(torch.lerp(start, end, share) * pieces.covered(square.sqrt_()), "max", lengths)


def _reduced(values: Tensor, how: str, lengths: Tensor) -> Tensor:
    """The least or the most of runs of pieces at places: `(h, w, n)` to `(m, h, w)`."""
    return torch.segment_reduce(values.permute(2, 0, 1).contiguous(), how, lengths=lengths)


def _tiled(found: Tensor, side: int) -> Tensor:
    """The same samples as rows of blocks, rows in a block, blocks in a row, columns in a block."""
    return found.view(found.shape[0] // side, side, found.shape[1] // side, side)
