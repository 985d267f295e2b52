"""How a photo is framed: turned, straightened and cropped. A value of the edit, which comes after every pixel step.

The order is fixed: lens, quarter turns, mirror, perspective, angle, crop. `Framing.on` says what that makes of a photo
of a certain size.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from pellucid.foundation.digest import digest_of
from pellucid.foundation.geometry import Size, UnitRect
from pellucid.foundation.lens import NEUTRAL_LENS, Lens
from pellucid.foundation.projective import Point, is_convex

if TYPE_CHECKING:
    from pellucid.foundation.framing_map import FramingMap

LARGEST_ANGLE_DEG = 45.0
"""More than this is a quarter turn and the rest."""

LARGEST_SHIFT = 0.5
"""How far a corner may be moved, in widths and heights."""

LEAST_TURN = 1e-4
"""`is_convex` of the moved corners, in their widths and heights: three in a line would put a corner infinitely far."""

SMALLEST_SIDE = 1e-6
_DIGITS = 12
_HALF_TURN = 2

Corners: TypeAlias = tuple[Point, Point, Point, Point]

UNMOVED: Corners = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))


@dataclass(frozen=True)
class Framing:
    """What is done to the shape of a photo, in the order of the fields.

    Attributes:
        lens: distortion and lateral colour that are taken back.
        quarter_turns: clockwise, 0 to 3.
        mirrored: left and right are exchanged.
        perspective: how far each corner of the turned picture moves, clockwise from the upper left, in its widths and
            heights; each at most `LARGEST_SHIFT`.
        angle_deg: turned clockwise about the middle of the turned picture, at most `LARGEST_ANGLE_DEG` either way.
        crop: what is kept, to twelve digits, in widths and heights of the turned picture: of the frame that stays
            where it is while the photo turns below it. None keeps the largest rectangle of the picture's shape that is
            full of photo.

    Raises:
        ValueError: a number is outside its range, or the corners make no convex quadrangle.
    """

    lens: Lens = NEUTRAL_LENS
    quarter_turns: int = 0
    mirrored: bool = False
    perspective: Corners = UNMOVED
    angle_deg: float = 0.0
    crop: UnitRect | None = None

    def __post_init__(self) -> None:
        # Equal framings are to have equal digests: 2 and 2.0, 0.0 and -0.0 are the same here.
        object.__setattr__(self, "angle_deg", _plain(self.angle_deg))
        object.__setattr__(self, "perspective", tuple((_plain(x), _plain(y)) for x, y in self.perspective))
        if self.quarter_turns not in range(4):
            raise ValueError(f"quarter turns: {self.quarter_turns} is outside 0 to 3")
        if not abs(self.angle_deg) <= LARGEST_ANGLE_DEG:
            raise ValueError(f"angle: {self.angle_deg} is outside -{LARGEST_ANGLE_DEG:g} to {LARGEST_ANGLE_DEG:g}°")
        if not all(abs(shift) <= LARGEST_SHIFT for corner in self.perspective for shift in corner):
            raise ValueError(f"perspective: a corner moves by more than {LARGEST_SHIFT:g}")
        if not is_convex(self.moved_corners, LEAST_TURN):
            raise ValueError("perspective: the corners make no convex quadrangle")
        if self.crop is not None:
            object.__setattr__(self, "crop", _rounded(self.crop))
            _check_crop(self.crop, is_upright=self.is_lossless)

    @cached_property
    def digest(self) -> str:
        """Names everything the framing says."""
        return digest_of(self)

    @property
    def is_lossless(self) -> bool:
        """True where every sample of the result is one of the photo: only turns, mirror and crop."""
        return self.lens.is_neutral and self.perspective == UNMOVED and self.angle_deg == 0

    @property
    def is_neutral(self) -> bool:
        """True where nothing is done."""
        return self.is_lossless and not self.quarter_turns and not self.mirrored and self.crop in {None, UnitRect()}

    @property
    def exchanges_eyes(self) -> bool:
        """True where left and right of a pair change places, because the scene is seen the other way round."""
        return self.mirrored != (self.quarter_turns == _HALF_TURN)

    @property
    def moved_corners(self) -> Corners:
        """Where the corners of the turned picture are after the perspective, in its widths and heights."""
        (a, b), (c, d), (e, f), (g, h) = self.perspective
        return (a, b), (1 + c, d), (1 + e, 1 + f), (g, 1 + h)

    def on(self, photo: Size) -> "FramingMap":
        """What it makes of a photo of that size."""
        from pellucid.foundation.framing_map import FramingMap  # noqa: PLC0415 -- an edit is known before its photo

        return FramingMap(self, photo)

    def turned(self) -> "Framing":
        """The same picture a quarter clockwise further."""
        first, second, third, last = (_turned(shift) for shift in self.perspective)
        crop = self.crop
        return replace(
            self,
            quarter_turns=(self.quarter_turns + (3 if self.mirrored else 1)) % 4,
            perspective=(last, first, second, third),
            crop=crop and UnitRect(1 - crop.y - crop.height, crop.x, crop.height, crop.width),
        )

    def flipped(self) -> "Framing":
        """The same picture with left and right exchanged."""
        first, second, third, last = ((-x, y) for x, y in self.perspective)
        crop = self.crop
        return replace(
            self,
            mirrored=not self.mirrored,
            perspective=(second, first, last, third),
            angle_deg=-self.angle_deg,
            crop=crop and replace(crop, x=1 - crop.x - crop.width),
        )

    def flipped_upside_down(self) -> "Framing":
        """The same picture with top and bottom exchanged."""
        return self.flipped().turned().turned()


def _plain(number: float) -> float:
    return float(number) + 0.0


def _turned(shift: Point) -> Point:
    x, y = shift
    return -y, x


def _rounded(crop: UnitRect) -> UnitRect:
    """On a fixed grid of numbers 1 - x is exact, so turning four times comes back to the same value."""
    return UnitRect(*(_plain(round(side, _DIGITS)) for side in (crop.x, crop.y, crop.width, crop.height)))


def _check_crop(crop: UnitRect, *, is_upright: bool) -> None:
    sides = (crop.x, crop.y, crop.width, crop.height)
    if not (all(math.isfinite(side) for side in sides) and min(crop.width, crop.height) >= SMALLEST_SIDE):
        raise ValueError("crop: width and height must be above 0")
    slack = 1e-9 if is_upright else LARGEST_SHIFT
    if min(crop.x, crop.y) < -slack or max(crop.right, crop.bottom) > 1 + slack:
        raise ValueError("crop: it reaches outside the picture (0 to 1)")
