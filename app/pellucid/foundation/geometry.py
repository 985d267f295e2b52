"""Sizes, rectangles and the view on a photo. Whole pixels of the upright photo unless a name says otherwise."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pellucid.foundation.framing_map import FramingMap


@dataclass(frozen=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """Number of pixels."""
        return self.width * self.height

    def scaled(self, scale: float) -> "Size":
        """Size of a copy at `scale`, rounded, at least one pixel a side."""
        return Size(max(1, round(self.width * scale)), max(1, round(self.height * scale)))


@dataclass(frozen=True)
class Rect:
    """A rectangle: left upper corner (x, y), width and height; may be empty."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def of(cls, size: Size) -> "Rect":
        """The whole of a picture."""
        return cls(0, 0, size.width, size.height)

    @property
    def right(self) -> int:
        """First column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below it."""
        return self.y + self.height

    @property
    def size(self) -> Size:
        """Width and height."""
        return Size(self.width, self.height)

    @property
    def is_empty(self) -> bool:
        """True where nothing is inside."""
        return self.width <= 0 or self.height <= 0

    @property
    def centre(self) -> tuple[float, float]:
        """Middle, (x, y)."""
        return self.x + self.width / 2, self.y + self.height / 2

    def intersect(self, other: "Rect") -> "Rect":
        """The part that lies in both; may be empty."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def around(self, other: "Rect") -> "Rect":
        """The smallest rectangle that has both in it; of one that is empty, the other."""
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def expanded(self, margin: int, within: "Rect") -> "Rect":
        """Grown by `margin` on all sides, as far as `within` reaches."""
        grown = Rect(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)
        return grown.intersect(within)

    def aligned(self, multiple: int, within: "Rect") -> "Rect":
        """The smallest rectangle around this one whose corners are multiples, as far as `within` reaches."""
        x, y = self.x // multiple * multiple, self.y // multiple * multiple
        right, bottom = -(-self.right // multiple) * multiple, -(-self.bottom // multiple) * multiple
        return Rect(x, y, right - x, bottom - y).intersect(within)

    def relative_to(self, outer: "Rect") -> "Rect":
        """The same place, counted from the corner of `outer`."""
        return Rect(self.x - outer.x, self.y - outer.y, self.width, self.height)

    def contains(self, other: "Rect") -> bool:
        """True where no pixel of `other` lies outside."""
        return self.x <= other.x and self.y <= other.y and self.right >= other.right and self.bottom >= other.bottom

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array `[..., H, W]`."""
        return slice(self.y, self.bottom), slice(self.x, self.right)


@dataclass(frozen=True)
class UnitRect:
    """A rectangle in widths and heights of a picture; all of it unless told."""

    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.x, self.y, self.right, self.bottom


@dataclass(frozen=True)
class Viewport:
    """What the canvas shows: the point in its middle, its zoom, and its own size in device pixels.

    `zoom` is device pixels per photo pixel: 1.0 is 100 %. Points are of the photo, or of what `map` makes of it.
    """

    centre_x: float
    centre_y: float
    zoom: float
    canvas: Size
    map: "FramingMap | None" = None

    def visible(self, photo: Size) -> Rect:
        """Pixels of a photo, framed already, that are on the canvas at least in part."""
        half_width, half_height = self.canvas.width / 2 / self.zoom, self.canvas.height / 2 / self.zoom
        left, top = math.floor(self.centre_x - half_width), math.floor(self.centre_y - half_height)
        right, bottom = math.ceil(self.centre_x + half_width), math.ceil(self.centre_y + half_height)
        return Rect(left, top, right - left, bottom - top).intersect(Rect.of(photo))

    def seen(self, photo: Size, margin: int = 0) -> Rect:
        """Pixels of the photo as it stands that are on the canvas, and a margin where it is not seen as it stands."""
        if self.map is None:
            return self.visible(photo)
        return self.map.photo_rect(self.visible(self.map.output_size), margin)

    @property
    def middle(self) -> tuple[float, float]:
        """The point of the photo as it stands that is in the middle."""
        if self.map is None:
            return self.centre_x, self.centre_y
        return self.map.to_photo([(self.centre_x, self.centre_y)])[0]

    @property
    def render_scale(self) -> float:
        """Scale at which pixels are worth computing: never above 1, a magnified photo has no more detail."""
        return min(1.0, self.zoom)
