"""The framing that is being chosen: a value, and what each move of a hand makes of it. No Qt.

Places are pixels of the frame: of the turned photo before perspective and angle, which stays still while the photo
turns below it. A crop that would leave the photo stops at its border.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property

from pellucid.foundation import inscribed
from pellucid.foundation.framing import LARGEST_ANGLE_DEG, LARGEST_SHIFT, Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Size, UnitRect
from pellucid.foundation.inscribed import Box
from pellucid.foundation.projective import Point, inverse, mapped, rotation
from pellucid.foundation.translation import listed, mark, say
from pellucid.ui.crop.ratios import FREE, shape_of

SMALLEST_PX = 16.0
_HALVINGS = 20

MOVE = (0, 0)
"""The handle that is the whole rectangle; others name the sides they move, -1, 0 or 1 along x and y."""

_STRAIGHTEN, _STRAIGHTEN_LEFT = mark("Straighten +{angle:.2f}°"), mark("Straighten −{angle:.2f}°")

HANDLES = tuple((across, down) for down in (-1, 0, 1) for across in (-1, 0, 1) if (across, down) != MOVE)


@dataclass(frozen=True)
class Draft:
    """A framing of a photo, and the shape that its crop is held to.

    Attributes:
        photo: size of the photo.
        framing: as chosen so far.
        ratio: width over height of the crop; None where it is free.
    """

    photo: Size
    framing: Framing
    ratio: float | None = None

    @classmethod
    def reopened(cls, photo: Size, framing: Framing) -> "tuple[Draft, str]":
        """A framing to go on with: held to the shape that its crop has, and the name of that."""
        draft = cls(photo, framing)
        if framing.crop is None:
            return draft, FREE
        box, frame = draft.box, draft.frame
        shape = shape_of(box.width, box.height, frame.width / frame.height)
        return (draft if shape == FREE else replace(draft, ratio=box.width / box.height)), shape

    @cached_property
    def map(self) -> FramingMap:
        """What the framing makes of the photo."""
        return self.framing.on(self.photo)

    @property
    def frame(self) -> Size:
        """Size of the turned photo."""
        return self.map.turned_size

    @property
    def box(self) -> Box:
        """The crop, in pixels of the frame."""
        return self.map.crop_box

    def dragged(self, handle: tuple[int, int], start: Box, right: float, down: float) -> "Draft":
        """The crop after a handle went some way.

        Args:
            handle: `MOVE` or one of `HANDLES`.
            start: the crop when it was grabbed.
            right: pixels of the frame.
            down: the same.
        """
        if handle == MOVE:
            moved = replace(start, x=start.x + right, y=start.y + down)
            return self._with_box(inscribed.fitted(self.map.picture_corners, moved))
        wanted = _pulled(start, handle, right, down, self.ratio)
        return self._with_box(self._as_far_as_it_goes(start, wanted))

    def with_ratio(self, ratio: float | None) -> "Draft":
        """Hold the crop to a shape: the largest of it within the present crop."""
        draft, box = replace(self, ratio=ratio), self.box
        if ratio is None:
            return draft
        width = min(box.width, box.height * ratio)
        return draft._with_box(replace(box, width=width, height=width / ratio))

    def swapped(self) -> "Draft":
        """Lying or standing; a free crop takes the shape that it has."""
        ratio = self.ratio or self.box.width / self.box.height
        turned = self.with_ratio(1 / ratio)
        return turned if self.ratio else replace(turned, ratio=None)

    def with_angle(self, angle_deg: float) -> "Draft":
        """Turn the photo below the crop, which gives way where the photo ends and takes its room back later."""
        angle = min(max(angle_deg, -LARGEST_ANGLE_DEG), LARGEST_ANGLE_DEG)
        return replace(self, framing=replace(self.framing, angle_deg=angle))

    def levelled(self, start: Point, end: Point) -> "Draft":
        """Turn the photo so that a line drawn along the horizon, or along a wall, lies straight."""
        slope = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
        return self.with_angle(self.framing.angle_deg - (slope - 90 * round(slope / 90)))

    def turned(self, quarters: int) -> "Draft":
        """Turn all by quarters, clockwise; a held shape lies down or stands up with it."""
        draft = self
        for _ in range(quarters % 4):
            ratio = draft.ratio and 1 / draft.ratio
            draft = replace(draft, framing=draft.framing.turned(), ratio=ratio)
        return draft

    def flipped(self) -> "Draft":
        """Exchange left and right."""
        return replace(self, framing=self.framing.flipped())

    def flipped_upside_down(self) -> "Draft":
        """Exchange top and bottom."""
        return replace(self, framing=self.framing.flipped_upside_down())

    def with_corner(self, number: int, place: Point) -> "Draft":
        """Pull a corner of the photo to a place; where the corners would make no picture, nothing changes.

        Args:
            number: of the corner, clockwise from the upper left of the turned photo.
            place: in pixels of the frame.
        """
        size, centre = self.frame, (self.frame.width / 2, self.frame.height / 2)
        x, y = mapped(inverse(rotation(self.framing.angle_deg, centre)), *place)
        home_x, home_y = ((0, 0), (1, 0), (1, 1), (0, 1))[number]
        shift = _held(x / size.width - home_x), _held(y / size.height - home_y)
        corners = list(self.framing.perspective)
        corners[number] = shift
        first, second, third, last = corners
        try:
            return replace(self, framing=replace(self.framing, perspective=(first, second, third, last)))
        except ValueError:
            return self

    def finished(self) -> Framing:
        """The framing to keep: a crop that keeps everything is none."""
        crop = self.framing.crop
        if crop is not None and self.map.crop_rect == replace(self.framing, crop=None).on(self.photo).crop_rect:
            return replace(self.framing, crop=None)
        return self.framing

    def _with_box(self, box: Box) -> "Draft":
        size = self.frame
        crop = UnitRect(
            (box.x - box.width / 2) / size.width,
            (box.y - box.height / 2) / size.height,
            box.width / size.width,
            box.height / size.height,
        )
        return replace(self, framing=replace(self.framing, crop=_inside(crop) if self.framing.is_lossless else crop))

    def _as_far_as_it_goes(self, start: Box, wanted: Box) -> Box:
        """Between two rectangles the one nearest to the wanted one that is full of photo."""
        corners = self.map.picture_corners
        if inscribed.holds(corners, wanted):
            return wanted
        low, high = 0.0, 1.0
        for _ in range(_HALVINGS):
            share = (low + high) / 2
            low, high = (share, high) if inscribed.holds(corners, _between(start, wanted, share)) else (low, share)
        return _between(start, wanted, low)


def describe(before: Framing, after: Framing) -> str:
    """Word a change for the history."""
    if after.is_neutral:
        return say("Crop removed")
    words = []
    if before.crop != after.crop:
        words.append(say("Crop"))
    if (before.quarter_turns, before.mirrored) != (after.quarter_turns, after.mirrored):
        words.append(say("Turn"))
    if before.angle_deg != after.angle_deg:
        words.append(say(_STRAIGHTEN if after.angle_deg >= 0 else _STRAIGHTEN_LEFT, angle=abs(after.angle_deg)))
    if before.perspective != after.perspective:
        words.append(say("Perspective"))
    return listed(words)


def _pulled(start: Box, handle: tuple[int, int], right: float, down: float, ratio: float | None) -> Box:
    """A rectangle pulled at a handle; what lies opposite stays, and so does a held shape."""
    across, below = handle
    width = max(SMALLEST_PX, start.width + across * right)
    height = max(SMALLEST_PX, start.height + below * down)
    if ratio is not None:
        if across and below:
            width = max(width, height * ratio)
        elif below:
            width = height * ratio
        height = width / ratio
    x = start.x + across * (width - start.width) / 2
    y = start.y + below * (height - start.height) / 2
    return Box(x, y, width, height)


def _between(first: Box, second: Box, share: float) -> Box:
    def mixed(one: float, other: float) -> float:
        return one + share * (other - one)

    return Box(
        mixed(first.x, second.x),
        mixed(first.y, second.y),
        mixed(first.width, second.width),
        mixed(first.height, second.height),
    )


def _inside(crop: UnitRect) -> UnitRect:
    """Without the rounding errors that would leave the picture."""
    width, height = min(crop.width, 1.0), min(crop.height, 1.0)
    return UnitRect(min(max(crop.x, 0.0), 1 - width), min(max(crop.y, 0.0), 1 - height), width, height)


def _held(shift: float) -> float:
    return min(max(shift, -LARGEST_SHIFT), LARGEST_SHIFT)
