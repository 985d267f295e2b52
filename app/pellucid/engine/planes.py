"""A photo at the scales the canvas needs: the photo itself, or means of n x n of its pixels.

Whole numbers only, so that every plane pixel stands for whole photo pixels and exact results can be reduced onto it.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.io.source_image import SourceImage


@dataclass(frozen=True)
class Plane:
    """A photo reduced by a whole divisor, 1 being the photo itself. Rectangles are in plane pixels."""

    source: SourceImage
    divisor: int

    @classmethod
    def for_view(cls, source: SourceImage, view: Viewport) -> "Plane":
        """The coarsest plane that still has a pixel for every device pixel of the canvas."""
        return cls(source, max(1, int(1 / view.zoom + 1e-6)))

    @property
    def size(self) -> Size:
        """Size of the plane; the last row and column may stand for fewer photo pixels."""
        photo = self.source.facts.size
        return Size(-(-photo.width // self.divisor), -(-photo.height // self.divisor))

    @property
    def scale(self) -> float:
        """Plane pixels per photo pixel."""
        return 1 / self.divisor

    def photo_rect(self, rect: Rect) -> Rect:
        """The photo pixels that a rectangle stands for."""
        n = self.divisor
        return Rect(rect.x * n, rect.y * n, rect.width * n, rect.height * n).intersect(Rect.of(self.source.facts.size))

    def plane_rect(self, rect: Rect) -> Rect:
        """The plane pixels that touch a rectangle of the photo."""
        n = self.divisor
        x, y = rect.x // n, rect.y // n
        return Rect(x, y, -(-rect.right // n) - x, -(-rect.bottom // n) - y).intersect(Rect.of(self.size))

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height of the photo in plane pixels, the last of which may be broken."""
        photo = self.source.facts.size
        return photo.width * self.scale, photo.height * self.scale

    def beside(self, source: SourceImage) -> "Plane":
        """The same of the other eye."""
        return Plane(source, self.divisor)

    def read(self, rect: Rect) -> Tensor:
        """Working pixels of a rectangle, `(3, h, w)` float32, in memory of their own."""
        photo, n = self.photo_rect(rect), self.divisor
        if n > 1 and photo.width % n == 0 and photo.height % n == 0:
            return as_tensor(self.source.reduced(photo, self.scale))
        # The last row and column of a reduced plane are means of what is left of the photo.
        return reduce_by(as_tensor(self.source.working(photo)), n)


@dataclass(frozen=True)
class WholePhoto:
    """A photo as it is looked at for facts that no part of it can tell.

    Attributes:
        source: the photo.
    """

    source: SourceImage

    @property
    def size(self) -> Size:
        """Full size."""
        return self.source.facts.size

    @property
    def jpeg_quality(self) -> int | None:
        """With which the file was saved, as it tells."""
        return self.source.facts.jpeg_quality


@dataclass(frozen=True)
class Copy:
    """A photo reduced to a long side of so many pixels, as networks look at it; never enlarged."""

    source: SourceImage
    long_side_px: int

    @cached_property
    def size(self) -> Size:
        """Size of the copy."""
        height, width = self.source.overview(self.long_side_px).shape[:2]
        return Size(width, height)

    @property
    def scale(self) -> float:
        """Pixels of the copy per photo pixel."""
        return min(1.0, self.size.width / self.source.facts.size.width)

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height, which are whole: rows may be reduced by a little more than columns."""
        return self.size.width, self.size.height

    def photo_rect(self, rect: Rect) -> Rect:
        """The photo pixels that a rectangle touches."""
        photo, (width, height) = self.source.facts.size, self.extent
        across, down = photo.width / width, photo.height / height
        left, top = math.floor(rect.x * across), math.floor(rect.y * down)
        right, bottom = math.ceil(rect.right * across), math.ceil(rect.bottom * down)
        return Rect(left, top, right - left, bottom - top).intersect(Rect.of(photo))

    def beside(self, source: SourceImage) -> "Copy":
        """The same of the other eye."""
        return Copy(source, self.long_side_px)

    def read(self, rect: Rect) -> Tensor:
        """Working pixels of a rectangle, `(3, h, w)` float32, in memory of their own."""
        rows, columns = rect.slices
        return as_tensor(self.source.overview(self.long_side_px))[:, rows, columns]


Surface = Plane | Copy
"""A photo at some scale, that steps run on."""


def as_tensor(pixels: NDArray[np.float32]) -> Tensor:
    """Wrap working pixels `(h, w, 3)` as a tensor `(3, h, w)` without copying."""
    return torch.from_numpy(pixels).permute(2, 0, 1)


def reduce_by(picture: Tensor, divisor: int) -> Tensor:
    """Mean of n x n pixels; at the right and lower edge of those that are left.

    Args:
        picture: `(C, H, W)`.
        divisor: n, at least 1.

    Returns:
        `(C, ceil(H / n), ceil(W / n))`.
    """
    if divisor == 1:
        return picture
    return F.avg_pool2d(picture[None], divisor, ceil_mode=True, count_include_pad=False)[0]
