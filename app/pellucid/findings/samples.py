"""Full-size pieces of a photo, so that a large one costs no more than a small one: quiet ones and ones with edges."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.seen import Seen
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.srgb import luma

SIDE_PX = 128
"""Of a piece; a multiple of what networks and JPEG count in."""

TONES = 3
QUIET, DETAILED = 6, 10
"""How many of each are taken at most."""

COPY_PX = 768
"""Long side of the copy in which pieces are chosen."""

_CLIPPED = (0.02, 0.98)


@dataclass(frozen=True)
class Samples:
    """Pieces `(3, h, w)`, 0 to 1, whose corners lie at multiples of 8 pixels.

    Attributes:
        quiet: with little in them, from dark to bright.
        detailed: with the strongest edges.
        corners: x and y of the corner of each, the quiet ones first.
    """

    quiet: tuple[Tensor, ...]
    detailed: tuple[Tensor, ...]
    corners: tuple[tuple[int, int], ...]

    @property
    def all(self) -> tuple[Tensor, ...]:
        """Both kinds."""
        return (*self.quiet, *self.detailed)


def take_samples(full_image: Seen) -> Samples:
    """Choose pieces in a reduced copy and read them at full size; none twice."""
    rects = piece_rects(full_image.size)
    tones, edges, clipped = unrest_of(full_image.overview(COPY_PX).clamp(0, 1), rects, full_image.size)
    quiet = _quiet(tones, edges + clipped)
    detailed = [place for place in edges.argsort(descending=True).tolist() if place not in quiet][:DETAILED]
    read = [full_image.region(rects[place]).clamp(0, 1) for place in (*quiet, *detailed)]
    corners = tuple((rects[place].x, rects[place].y) for place in (*quiet, *detailed))
    return Samples(tuple(read[: len(quiet)]), tuple(read[len(quiet) :]), corners)


def piece_rects(size: Size) -> list[Rect]:
    """Pieces that cover a photo, in its own order; of a large one evenly spread ones."""
    width, height = min(SIDE_PX, size.width), min(SIDE_PX, size.height)
    columns, rows = (max(1, length // side) for length, side in ((size.width, width), (size.height, height)))
    xs = [_corner(column, columns, size.width - width) for column in range(columns)]
    ys = [_corner(row, rows, size.height - height) for row in range(rows)]
    return [Rect(x, y, width, height) for y in ys for x in xs]


def _corner(number: int, count: int, room: int) -> int:
    return room * number // max(1, count - 1) // 8 * 8


def unrest_of(copy: Tensor, rects: list[Rect], size: Size) -> tuple[Tensor, Tensor, Tensor]:
    """Brightness, strength of edges and share of clipped pixels of each piece of a photo, seen in a copy of it."""
    gray = luma(copy)[0]
    across, down = F.pad(gray.diff(dim=1).abs(), (0, 1)), F.pad(gray.diff(dim=0).abs(), (0, 0, 0, 1))
    clipped = ((gray < _CLIPPED[0]) | (gray > _CLIPPED[1])).float()
    tones, edges, ends = means_of(torch.stack((gray, across + down, clipped)), rects, size)
    return tones, edges, ends


def means_of(planes: Tensor, rects: list[Rect], size: Size) -> Tensor:
    """Mean of each plane of a copy `(planes, h, w)` in each piece of the photo of that size, `(planes, pieces)`."""
    scale = planes.shape[2] / size.width
    found = []
    for rect in rects:
        left, top = int(rect.x * scale), int(rect.y * scale)
        right, bottom = max(left + 1, int(rect.right * scale)), max(top + 1, int(rect.bottom * scale))
        found.append(planes[:, top:bottom, left:right].mean(dim=(1, 2)))
    return torch.stack(found, dim=1)


def _quiet(tones: Tensor, unrest: Tensor) -> list[int]:
    """The quietest pieces among the dark, the middle and the bright ones."""
    by_tone = tones.argsort().tolist()
    count = len(by_tone)
    chosen: list[int] = []
    for part in range(TONES):
        own = by_tone[count * part // TONES : count * (part + 1) // TONES]
        chosen += sorted(own, key=lambda place: float(unrest[place]))[: QUIET // TONES]
    return chosen
