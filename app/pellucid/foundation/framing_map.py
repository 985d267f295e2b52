"""Where the pixels of a framed photo come from. Pixels are squares: the first spans 0 to 1, its middle is at 0.5."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pellucid.foundation import inscribed
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.inscribed import Box
from pellucid.foundation.projective import (
    IDENTITY,
    Matrix,
    Number,
    Point,
    inverse,
    mapped,
    product,
    rotation,
    scaling,
    translation,
    unit_square_to,
)

if TYPE_CHECKING:
    from pellucid.foundation.framing import Framing

_GREEN = 1
_EDGE_SAMPLES = 8
"""Points on each side of a rectangle, where a lens bends its sides."""

_HALVINGS = 24

_ROUNDING_ERROR = 1e-6
"""Of pixels; not worth a pixel more or less."""

_QUARTERS_OF = {0: (1, 0, 0, 1), 1: (0, -1, 1, 0), 2: (-1, 0, 0, -1), 3: (0, 1, -1, 0)}


@dataclass(frozen=True)
class FramingMap:
    """A framing of a photo of a certain size.

    Attributes:
        framing: what is done.
        photo: size of the upright photo.
        window: pixels of the frame to look at in place of the crop, also where there is no photo; None for the crop.
    """

    framing: "Framing"
    photo: Size
    window: Rect | None = None

    @cached_property
    def turned_size(self) -> Size:
        """Size after quarter turns: of the frame in which perspective, angle and crop are meant."""
        if self.framing.quarter_turns % 2:
            return Size(self.photo.height, self.photo.width)
        return self.photo

    @cached_property
    def picture_corners(self) -> tuple[Point, Point, Point, Point]:
        """Where the photo's corners are in the frame, clockwise from the upper left of the turned picture."""
        size, inset = self.turned_size, self._lens_inset
        left, right = size.width * (1 - inset) / 2, size.width * (1 + inset) / 2
        top, bottom = size.height * (1 - inset) / 2, size.height * (1 + inset) / 2
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        a, b, c, d = (mapped(self._tilt, x, y) for x, y in corners)
        return a, b, c, d

    @cached_property
    def crop_box(self) -> Box:
        """What is kept, in pixels of the frame: the crop asked for, moved and shrunk until it is full of photo."""
        size, crop = self.turned_size, self.framing.crop
        if crop is None:
            if self.framing.is_lossless:
                return Box(size.width / 2, size.height / 2, size.width, size.height)
            return inscribed.largest(self.picture_corners, size.width, size.height)
        wanted = Box(
            (crop.x + crop.width / 2) * size.width,
            (crop.y + crop.height / 2) * size.height,
            crop.width * size.width,
            crop.height * size.height,
        )
        return wanted if self.framing.is_lossless else inscribed.fitted(self.picture_corners, wanted)

    @property
    def output_rect(self) -> Rect:
        """Pixels of the frame that the output has."""
        return self.window or self.crop_rect

    @cached_property
    def crop_rect(self) -> Rect:
        """The same in whole pixels, at least one; x and y may be negative where the photo sticks out of the frame."""
        box, size = self.crop_box, self.turned_size
        if not self.framing.is_lossless:  # rounded down, because half a pixel beyond the edge would be empty
            width, height = _whole(box.width - 0.5 + _ROUNDING_ERROR), _whole(box.height - 0.5 + _ROUNDING_ERROR)
            return Rect(_nearest(box.x - width / 2), _nearest(box.y - height / 2), width, height)
        width, height = min(_whole(box.width), size.width), min(_whole(box.height), size.height)
        x, y = _nearest(box.x - box.width / 2), _nearest(box.y - box.height / 2)
        return Rect(min(max(x, 0), size.width - width), min(max(y, 0), size.height - height), width, height)

    @property
    def output_size(self) -> Size:
        """Size of the framed photo: one of its pixels for each of the photo, before perspective."""
        return self.output_rect.size

    @property
    def keeps_scale(self) -> bool:
        """True where a pixel of the output is as large as one of the photo, everywhere."""
        return not any(any(corner) for corner in self.framing.perspective) and self.framing.lens.is_neutral

    @property
    def differs_by_channel(self) -> bool:
        """True where red and blue come from other places than green."""
        return self.framing.lens.has_lateral_color

    def photo_xy(self, x: Number, y: Number, channel: int = _GREEN) -> tuple[Number, Number]:
        """Where a place of the output is in the photo: two numbers, or two arrays of the same shape."""
        corrected_x, corrected_y = mapped(self.to_corrected, x, y)
        return self.framing.lens.to_photo(corrected_x, corrected_y, self.photo, channel)

    def output_xy(self, x: Number, y: Number, channel: int = _GREEN) -> tuple[Number, Number]:
        """Where a place of the photo is in the output; the inverse of `photo_xy`."""
        corrected_x, corrected_y = self.framing.lens.to_corrected(x, y, self.photo, channel)
        return mapped(self.from_corrected, corrected_x, corrected_y)

    def to_photo(self, points: Iterable[Point], channel: int = _GREEN) -> list[Point]:
        """Places of the output as places of the photo, for a few points; they need not lie inside."""
        return [self.photo_xy(x, y, channel) for x, y in points]

    def to_output(self, points: Iterable[Point], channel: int = _GREEN) -> list[Point]:
        """Places of the photo as places of the output; the inverse of `to_photo`."""
        return [self.output_xy(x, y, channel) for x, y in points]

    def photo_rect(self, output_rect: Rect, margin: int) -> Rect:
        """Pixels of the photo that a rectangle of the output is made from.

        Args:
            output_rect: pixels of the output.
            margin: photo pixels that are needed around each place, for a kernel.

        Returns:
            At least one pixel, all inside the photo.
        """
        lens = self.framing.lens
        channels = range(3) if lens.has_lateral_color else (_GREEN,)
        samples = 1 if lens.is_neutral else _EDGE_SAMPLES
        outline = list(_outline(output_rect, samples))
        places = [place for channel in channels for place in self.to_photo(outline, channel)]
        whole = Rect.of(self.photo)
        left, right = _span([x for x, _ in places], whole.width)
        top, bottom = _span([y for _, y in places], whole.height)
        return Rect(left, top, right - left, bottom - top).expanded(margin, whole)

    @cached_property
    def to_corrected(self) -> Matrix:
        """From the output to the photo without distortion; with a neutral lens the whole way."""
        return inverse(self.from_corrected)

    @cached_property
    def from_corrected(self) -> Matrix:
        """From the photo without distortion to the output; the inverse of `to_corrected`."""
        corner = translation(-self.output_rect.x, -self.output_rect.y)
        return product(corner, product(self._tilt, self._quarters))

    @cached_property
    def _quarters(self) -> Matrix:
        """Quarter turns and mirror: whole numbers only, so that they are exact."""
        a, b, c, d = _QUARTERS_OF[self.framing.quarter_turns]
        width, height = self.turned_size.width, self.turned_size.height
        turned = (
            a,
            b,
            float(width if min(a, b) < 0 else 0),
            c,
            d,
            float(height if min(c, d) < 0 else 0),
            0.0,
            0.0,
            1.0,
        )
        mirror = (-1.0, 0.0, float(width), 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
        return product(mirror, turned) if self.framing.mirrored else turned

    @cached_property
    def _tilt(self) -> Matrix:
        """Perspective and angle, in pixels of the frame."""
        framing, size = self.framing, self.turned_size
        tilt = IDENTITY
        if any(any(corner) for corner in framing.perspective):
            unit = product(unit_square_to(framing.moved_corners), scaling(1 / size.width, 1 / size.height))
            tilt = product(scaling(size.width, size.height), unit)
        if framing.angle_deg:
            tilt = product(rotation(framing.angle_deg, (size.width / 2, size.height / 2)), tilt)
        return tilt

    @cached_property
    def _lens_inset(self) -> float:
        """The largest share of the frame whose outline comes from inside the photo."""
        if self.framing.lens.is_neutral:
            return 1.0
        low, high = 0.25, 2.0
        for _ in range(_HALVINGS):
            share = (low + high) / 2
            low, high = (share, high) if self._reaches_inside(share) else (low, share)
        return low

    def _reaches_inside(self, share: float) -> bool:
        """One quarter of the outline, and the channel that reaches furthest, speak for all."""
        lens, photo = self.framing.lens, self.photo
        furthest = max(range(3), key=(lens.red, 1.0, lens.blue).__getitem__)
        half_width, half_height = photo.width / 2, photo.height / 2
        places = [
            lens.to_photo(half_width * (1 + share * across), half_height * (1 + share * down), photo, furthest)
            for step in range(_EDGE_SAMPLES + 1)
            for across, down in ((1.0, step / _EDGE_SAMPLES), (step / _EDGE_SAMPLES, 1.0))
        ]
        return all(x <= photo.width and y <= photo.height for x, y in places)


def _nearest(value: float) -> int:
    """The nearest whole number; halves go up, also below zero and at even numbers."""
    return math.floor(value + 0.5)


def _whole(side: float) -> int:
    return max(1, _nearest(side))


def _outline(rect: Rect, samples: int) -> Iterable[Point]:
    """Points around a rectangle, `samples` on each side and among them the corners."""
    for step in range(samples):
        across, down = rect.width * step / samples, rect.height * step / samples
        yield rect.x + across, float(rect.y)
        yield float(rect.right), rect.y + down
        yield rect.right - across, float(rect.bottom)
        yield float(rect.x), rect.bottom - down


def _span(values: list[float], length: int) -> tuple[int, int]:
    """Whole pixels that hold the values, at least one and all inside."""
    low = min(max(math.floor(min(values) + _ROUNDING_ERROR), 0), length - 1)
    return low, min(max(math.ceil(max(values) - _ROUNDING_ERROR), low + 1), length)
