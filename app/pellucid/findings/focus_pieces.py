"""Pieces that tell how sharp a photo is: those with the strongest edges, and those with the finest detail.

A subject that is in focus may be small: what is fine is looked for wherever it is. The larger a photo is, the softer it
is at each pixel, and the less that is a fault: large ones are reduced before they are looked at, by the root of
what they have more than a small one.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.samples import COPY_PX, means_of, piece_rects, unrest_of
from pellucid.findings.seen import Seen
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.srgb import luma

SMALL_PX = 512
"""Long side of a photo that is looked at as it is."""

EACH = 12
"""Pieces of either kind, at most."""


@dataclass(frozen=True)
class FocusPieces:
    """Pieces `(3, h, w)`, 0 to 1, and how many pixels of the photo are one of theirs, each way."""

    pieces: tuple[Tensor, ...]
    shrink: int


def take_focus_pieces(full_image: Seen) -> FocusPieces:
    """Choose pieces in a reduced copy and read them; none twice."""
    size = full_image.size
    shrink = shrink_of(size)
    reduced = Size(max(1, size.width // shrink), max(1, size.height // shrink))
    rects = piece_rects(reduced)
    copy = full_image.overview(COPY_PX).clamp(0, 1)
    _, edges, _ = unrest_of(copy, rects, reduced)
    fine = _fine_detail(copy, rects, reduced)
    chosen = [values.argsort(descending=True).tolist()[:EACH] for values in (edges, fine)]
    places = dict.fromkeys((*chosen[0], *chosen[1]))
    return FocusPieces(tuple(_read(full_image, rects[place], shrink) for place in places), shrink)


def shrink_of(size: Size) -> int:
    """How many pixels of a photo become one where its sharpness is judged, each way."""
    return max(1, round(math.sqrt(max(size.width, size.height) / SMALL_PX)))


def _read(full_image: Seen, rect: Rect, shrink: int) -> Tensor:
    whole = full_image.region(Rect(*(shrink * value for value in (rect.x, rect.y, rect.width, rect.height))))
    piece = whole.clamp(0, 1)
    return F.avg_pool2d(piece[None], shrink)[0] if shrink > 1 else piece


def _fine_detail(copy: Tensor, rects: list[Rect], size: Size) -> Tensor:
    """Mean size of what a pixel of the copy differs by from its neighbours, of each piece."""
    kernel = torch.tensor([[0.0, -1.0, 0.0], [-1.0, 4.0, -1.0], [0.0, -1.0, 0.0]]).to(copy)
    fine = F.pad(F.conv2d(luma(copy)[None], kernel.view(1, 1, 3, 3)).abs(), (1, 1, 1, 1))[0]
    return means_of(fine, rects, size)[0]
