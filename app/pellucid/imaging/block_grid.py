"""What a picture tells of JPEG by its pixels alone: where the blocks lie, and how coarse their steps were.

At the right offset the coefficients of 8 x 8 blocks lie near multiples of the steps (Fan and de Queiroz,
"Identification of bitmap compression history", 2003). For every quality of the Independent JPEG Group it is asked how
near: the mean of cos(2 pi c / q) over coefficients that a step q leaves different from 0. It is about 0 where nothing
was quantised by q, and 1 where all was.
"""

import functools
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

BLOCK_PX = 8
NO_QUALITY = 100
"""Where nothing was found."""

_QUALITIES = tuple(range(5, 96, 2))
_FREQUENCIES = 21
"""So many of the lowest are looked at, without that of the mean."""

_LEAST_COUNT = 60
"""Of coefficients that say something; fewer are chance."""

_COARSER = 0.85
"""A coarser table whose score is this share of the best one's is the truer: half a step fits as well as the step."""

_LUMA_TABLE = (
    (16, 11, 10, 16, 24, 40, 51, 61), (12, 12, 14, 19, 26, 58, 60, 55), (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62), (18, 22, 37, 56, 68, 109, 103, 77), (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101), (72, 92, 95, 98, 112, 100, 103, 99),
)  # fmt: skip
"""Table K.1 of ITU-T T.81, rows down."""


@dataclass(frozen=True)
class BlockGrid:
    """What was found.

    Attributes:
        quality: of the Independent JPEG Group whose steps fit best.
        offset: x and y of the first whole block.
        score: 0 to 1: how well they fit.
    """

    quality: int
    offset: tuple[int, int]
    score: float


def find_block_grid(pieces: tuple[Tensor, ...]) -> BlockGrid:
    """Look for the traces of a JPEG in pieces of a picture.

    Args:
        pieces: luma `(h, w)`, 0 to 1, whose corners lie at multiples of 8 pixels of it.
    """
    grays = [piece * 255 - 128 for piece in pieces if min(piece.shape) >= 4 * BLOCK_PX]
    if not grays:
        return BlockGrid(NO_QUALITY, (0, 0), 0.0)
    offset = (_offset(grays), _offset([gray.T for gray in grays]))
    found = [(offset, *_quality(_coefficients(grays, offset)))]
    if offset != (0, 0):  # smooth pictures show no edges of blocks, and most grids begin in the corner
        found.append(((0, 0), *_quality(_coefficients(grays, (0, 0)))))
    place, quality, score = max(found, key=lambda one: one[2])
    return BlockGrid(quality, place, score)


def _offset(grays: list[Tensor]) -> int:
    """The column, 0 to 7, at which blocks begin: steps there stand out from those beside them."""
    total = torch.zeros(BLOCK_PX)
    for gray in grays:
        step = gray.diff(dim=1).abs()
        out = (step[:, 1:-1] - (step[:, :-2] + step[:, 2:]) / 2).clamp(-4, 4).mean(dim=0)
        columns = (torch.arange(len(out)) + 2) % BLOCK_PX  # of the pixel behind the step
        total.index_add_(0, columns, out)
    return int(total.argmax())


def _coefficients(grays: list[Tensor], offset: tuple[int, int]) -> Tensor:
    """Of the lowest frequencies, `(_FREQUENCIES, blocks)`."""
    basis = _basis()
    found = []
    for gray in grays:
        cut = gray[offset[1] :, offset[0] :]
        rows, columns = (length // BLOCK_PX * BLOCK_PX for length in cut.shape)
        blocks = F.unfold(cut[None, None, :rows, :columns], BLOCK_PX, stride=BLOCK_PX)[0]
        found.append(basis @ blocks)
    return torch.cat(found, dim=1)


def _quality(coefficients: Tensor) -> tuple[int, float]:
    """The quality whose steps fit best, and how well."""
    steps = _steps().unsqueeze(2)  # (qualities, frequencies, 1)
    scores = []
    for own in steps:
        counted = coefficients.abs() > own / 2
        near = torch.cos(coefficients * (2 * math.pi / own)) * counted
        # A step that every number fits, because it is a level or two, tells nothing.
        counted = counted & (own > 2.5)
        count = int(counted.sum())
        scores.append(float((near * counted).sum()) / max(count, _LEAST_COUNT))
    best = max(scores)
    if best <= 0:
        return NO_QUALITY, 0.0
    chosen = next(place for place, score in enumerate(scores) if score >= _COARSER * best)
    chosen = max(range(chosen, min(chosen + 3, len(scores))), key=lambda place: scores[place])
    return _QUALITIES[chosen], best


@functools.cache
def _steps() -> Tensor:
    """Of each quality at the lowest frequencies, `(qualities, _FREQUENCIES)`."""
    table = torch.tensor([_LUMA_TABLE[v][u] for v, u in _lowest()], dtype=torch.float32)
    percent = torch.tensor([5000 // q if q < 50 else 200 - 2 * q for q in _QUALITIES], dtype=torch.float32)
    return ((table * percent[:, None] + 50) / 100).floor().clamp(1, 255)


def _lowest() -> list[tuple[int, int]]:
    order = sorted(((v, u) for v in range(BLOCK_PX) for u in range(BLOCK_PX)), key=lambda place: (sum(place), place))
    return order[1 : _FREQUENCIES + 1]


@functools.cache
def _basis() -> Tensor:
    """Rows of the cosine transform of a block, `(_FREQUENCIES, 64)`."""
    place = (torch.arange(BLOCK_PX) + 0.5) * math.pi / BLOCK_PX
    waves = torch.stack([torch.cos(place * u) * (math.sqrt(0.125) if u == 0 else 0.5) for u in range(BLOCK_PX)])
    return torch.stack([torch.outer(waves[v], waves[u]).flatten() for v, u in _lowest()])
