"""What is kept of a pair: small copies, and some thousand pixels of full size at random places.

A look is a function of a small copy, a place and a colour, so nothing else has to be held: 500 pairs take some hundred
megabytes, whatever the size of the photos. Whether both pictures show the same is seen in their small copies, where the
directions in which brightness changes must agree: edits of tone and colour leave these as they are, while another
picture, another crop or a mirrored one has others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.progress import Progress
from pellucid.foundation.translation import tr
from pellucid.imaging.srgb import luma
from pellucid.training.looks.finding import LeftOut, PairPaths

OpenPicture = Callable[[Path], Tensor]
"""Opens a photo as the editor does: `(3, H, W)` sRGB float32, a fresh tensor; raises PellucidError."""

COPY_PX = 512
"""Long side of the copies: what retouch gives its networks to see."""

MOST_POINTS = 40_000
"""Pixels kept of a pair, of few pairs."""

_ALL_POINTS = 6_000_000

LEAST_LIKENESS = 0.35
"""Of the directions of two pictures; those of pairs lie near 1, those of different photos near 0."""

_SHAPE_PX = 96
_FAINT = 0.02


@dataclass(frozen=True)
class TaughtPair:
    """A pair to learn from.

    Attributes:
        name: of the photo before.
        before: its copy `(3, h, w)`, 0 to 1.
        after: the copy of the photo after.
        points: `(n, 2)`, places of pixels across and down, as shares of the photo.
        colors: `(n, 3)`, what they are before.
        wanted: `(n, 3)`, and after.
    """

    name: str
    before: Tensor
    after: Tensor
    points: Tensor
    colors: Tensor
    wanted: Tensor


def read_pairs(
    paths: Sequence[PairPaths], open_picture: OpenPicture, progress: Progress
) -> tuple[list[TaughtPair], list[LeftOut]]:
    """Open pairs one by one and keep what is needed of those that are right.

    Args:
        paths: of the pairs.
        open_picture: opens a photo.
        progress: is told the share of pairs that are read; may cancel.

    Returns:
        Pairs to learn from, and those that were left out.

    Raises:
        Cancelled: somebody asked to stop.
    """
    pairs, left_out = [], []
    most = max(1, min(MOST_POINTS, _ALL_POINTS // max(1, len(paths))))
    for number, pair in enumerate(paths):
        progress.report(number / len(paths))
        try:
            before = open_picture(pair.before).clamp_(0, 1)
            progress.check()
            after = open_picture(pair.after).clamp_(0, 1)
        except PellucidError as error:
            left_out.append(LeftOut(pair.name, tr("it cannot be opened: {error}", error=error)))
            continue
        reason = fault(before, after)
        if reason:
            left_out.append(LeftOut(pair.name, reason))
        else:
            pairs.append(_kept(pair.name, before, after, most, number))
    return pairs, left_out


def fault(before: Tensor, after: Tensor) -> str:
    """Why two pictures `(3, H, W)` are no pair, as the end of a sentence; empty where they are one."""
    if before.shape != after.shape:
        sizes = [f"{picture.shape[2]} × {picture.shape[1]}" for picture in (before, after)]
        return tr("the sizes differ: {before} before, {after} after", before=sizes[0], after=sizes[1])
    if likeness(before, after) < LEAST_LIKENESS:
        return tr("the two photos show different pictures")
    return ""


def likeness(first: Tensor, second: Tensor) -> float:
    """How much the directions of brightness of two pictures `(3, H, W)` agree: 1 the same, 0 nothing, -1 inverted.

    Directions count by how clear they are in both pictures; pictures without any structure are alike.
    """
    one, other = (_directions(picture) for picture in (first, second))
    strengths = one.norm(dim=0) * other.norm(dim=0)
    if float(strengths.sum()) == 0:
        return 1.0
    return float((one * other).sum() / strengths.sum())


def _directions(picture: Tensor) -> Tensor:
    """Differences of brightness across and down `(2, h, w)`, faint and strong ones brought together."""
    height, width = picture.shape[-2:]
    scale = min(1.0, _SHAPE_PX / max(height, width))
    size = (max(2, round(height * scale)), max(2, round(width * scale)))
    gray = luma(F.interpolate(picture[None], size=size, mode="area")[0])[0]
    padded = F.pad(gray[None, None], (1, 1, 1, 1), mode="replicate")[0, 0]
    across, down = padded[1:-1, 2:] - padded[1:-1, :-2], padded[2:, 1:-1] - padded[:-2, 1:-1]
    found = torch.stack((across, down))
    clear: Tensor = found / (found.norm(dim=0, keepdim=True) + _FAINT)
    return clear


def _kept(name: str, before: Tensor, after: Tensor, most: int, seed: int) -> TaughtPair:
    height, width = before.shape[-2:]
    generator = torch.Generator().manual_seed(seed)
    places = torch.randint(height * width, (min(most, height * width),), generator=generator)
    points = torch.stack(((places % width + 0.5) / width, (places // width + 0.5) / height), dim=1)
    colors, wanted = (picture.flatten(1)[:, places].T.contiguous() for picture in (before, after))
    scale = COPY_PX / max(height, width)
    if scale < 1:
        size = (max(1, round(height * scale)), max(1, round(width * scale)))
        before, after = (F.interpolate(picture[None], size=size, mode="area")[0] for picture in (before, after))
    return TaughtPair(name, before.clone(), after.clone(), points, colors, wanted)
