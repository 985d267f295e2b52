"""Where in the photo something acts: masks as values, without a pixel.

Points are fractions of the photo's width and height, lengths are fractions of its long side on both axes, so that a
circle stays one. A mask lies in photo coordinates and survives any later crop. It never depends on a step: ranges and
edges are read from the unedited photo. Wrong numbers raise ValueError, whoever makes the value.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pellucid.foundation.digest import digest_of
from pellucid.foundation.ways import FARTHEST, Point, Way

RASTER_SIDE_PX = 1024
RASTER_BYTES = 300 * 1024


def _check(name: str, value: float, low: float, high: float) -> None:
    if isinstance(value, bool) or not low <= value <= high:
        raise ValueError(f"{name} must be from {low:g} to {high:g}")


def _check_point(name: str, point: Point) -> None:
    for part in point:
        _check(name, part, -FARTHEST, FARTHEST)


@dataclass(frozen=True)
class Stroke:
    """One stroke of a brush.

    Attributes:
        points: its way; a single point is a dab. How hard the pen is pressed there scales the flow.
        radius: of the brush.
        hardness: share of the radius that is covered fully; 0 fades from the middle, 1 ends sharply.
        flow: how much one pass covers, 0 to 1.
        erases: takes away instead.
        density: more than this no number of passes covers, 0 to 1; of an eraser, how much of everything it takes away.
    """

    points: Way
    radius: float
    hardness: float = 0.5
    flow: float = 1.0
    erases: bool = False
    density: float = 1.0

    def __post_init__(self) -> None:
        _check("the radius of a stroke", self.radius, 0, FARTHEST)
        _check("the hardness of a stroke", self.hardness, 0, 1)
        _check("the flow of a stroke", self.flow, 0, 1)
        _check("the density of a stroke", self.density, 0, 1)

    @classmethod
    def along(cls, points: Iterable[Point], radius: float, *more: Any, **named: Any) -> "Stroke":
        """A stroke through points; what else it says is given as to the class.

        Raises:
            ValueError: no point, or one that is too far away or no number.
        """
        return cls(Way.of(points), radius, *more, **named)

    def goes_on(self, earlier: "Stroke") -> bool:
        """True where this is another stroke with the same brush, and further points."""
        return self.points.goes_on(earlier.points) and replace(earlier, points=self.points) == self

    @cached_property
    def digest(self) -> str:
        """Names everything the stroke says."""
        return digest_of(self)


@dataclass(frozen=True)
class Brush:
    """What was painted, stroke after stroke."""

    strokes: tuple[Stroke, ...] = ()

    @cached_property
    def earlier(self) -> "Brush":
        """The same without the last stroke, which alone changes while it is painted."""
        return Brush(self.strokes[:-1])

    def goes_on(self, before: "Brush") -> bool:
        """True where this is another brush whose last stroke has further points."""
        is_same = bool(before.strokes) and len(self.strokes) == len(before.strokes)
        return is_same and self.strokes[:-1] == before.strokes[:-1] and self.strokes[-1].goes_on(before.strokes[-1])

    @cached_property
    def digest(self) -> str:
        """Names every stroke."""
        return digest_of(self)

    def __hash__(self) -> int:
        return hash(self.digest)  # as of masks


@dataclass(frozen=True)
class LinearGradient:
    """1 before `start`, 0 behind `end`, falling in between along the line from one to the other."""

    start: Point
    end: Point

    def __post_init__(self) -> None:
        _check_point("the start of a gradient", self.start)
        _check_point("the end of a gradient", self.end)


@dataclass(frozen=True)
class RadialGradient:
    """1 inside an ellipse, 0 outside; it falls over the outer share `softness` of the radii."""

    centre: Point
    radius_x: float
    radius_y: float
    angle_deg: float = 0.0
    softness: float = 0.5

    def __post_init__(self) -> None:
        _check_point("the centre of a gradient", self.centre)
        _check("a radius of a gradient", self.radius_x, 0, FARTHEST)
        _check("a radius of a gradient", self.radius_y, 0, FARTHEST)
        _check("the angle of a gradient", self.angle_deg, -360, 360)
        _check("the softness of a gradient", self.softness, 0, 1)


@dataclass(frozen=True)
class Band:
    """Values from `low` to `high`, falling off over `softness` on both sides; `low` > `high` goes round (hues)."""

    low: float = 0.0
    high: float = 1.0
    softness: float = 0.1

    def __post_init__(self) -> None:
        _check("the low end of a range", self.low, 0, 1)
        _check("the high end of a range", self.high, 0, 1)
        _check("the softness of a range", self.softness, 0, 1)


@dataclass(frozen=True)
class Range:
    """Pixels by what the unedited photo shows there: 0 to 1 each, the hue as a share of the circle; None takes all."""

    lightness: Band | None = None
    hue: Band | None = None
    saturation: Band | None = None


@dataclass(frozen=True)
class MapRange:
    """Pixels by what a network believes of them in the unedited photo.

    Attributes:
        operation: whose network it is.
        method: of the operation; empty where it has one only.
        network: digest of the weights, so that a mask stays what it was when they change.
        map: name of the map.
        low: the map's value where the mask begins, in the map's unit.
        high: where it is 1; below `low` the mask selects small values.
    """

    operation: str
    method: str
    network: str
    map: str
    low: float
    high: float

    def __post_init__(self) -> None:
        _check("the low end of a map", self.low, -1e9, 1e9)
        _check("the high end of a map", self.high, -1e9, 1e9)


@dataclass(frozen=True)
class Raster:
    """A mask that came as a picture: 8 bits, its long side at most 1024 px, refined at the photo's edges when used.

    Attributes:
        width: of the picture, in pixels.
        height: of the picture.
        png: its file, gray, at most 300 KiB.
        source: where it came from, in words.
    """

    width: int
    height: int
    png: bytes
    source: str = ""

    def __post_init__(self) -> None:
        _check("the width of a raster mask", self.width, 1, RASTER_SIDE_PX)
        _check("the height of a raster mask", self.height, 1, RASTER_SIDE_PX)
        if not 0 < len(self.png) <= RASTER_BYTES:
            raise ValueError(f"a raster mask must hold at most {RASTER_BYTES // 1024} KiB")


UNSELECTED = Raster(
    1,
    1,
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
    ),
)
"""A selection before its first click: one black pixel."""

Shape = Brush | LinearGradient | RadialGradient | Range | MapRange | Raster


class Combine(enum.Enum):
    """What a component does to those before it: max(a, b), a·(1 − b), a·b."""

    ADD = "add"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"


@dataclass(frozen=True)
class Component:
    """One part of a mask.

    Attributes:
        shape: where it is.
        combine: what it does to the parts before it; the first part is as if added to nothing.
        inverted: everywhere else instead.
        shift: of a stereo pair, how far to the right it lies in the right view, as a share of the long side.
    """

    shape: Shape
    combine: Combine = Combine.ADD
    inverted: bool = False
    shift: float = 0.0

    def __post_init__(self) -> None:
        _check("the shift of a mask", self.shift, -1, 1)


@dataclass(frozen=True)
class Feather:
    """How softly a mask ends: over `radius`, and along the edges of the unedited photo where it `follows_edges`."""

    radius: float = 0.0
    follows_edges: bool = False

    def __post_init__(self) -> None:
        _check("the feather of a mask", self.radius, 0, 1)


@dataclass(frozen=True)
class Mask:
    """A named place in the photo, 0 to 1 a pixel.

    Attributes:
        id: what steps refer to; never reused within an edit.
        name: for people.
        components: its parts, in the order in which they are combined; without any the mask is 0 everywhere.
        feather: how softly it ends.
        opacity: the whole is multiplied with it, last.
        inverted: 1 minus the feathered mask.
    """

    id: str
    name: str
    components: tuple[Component, ...] = ()
    feather: Feather = Feather()
    opacity: float = 1.0
    inverted: bool = False

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a mask needs an id")
        _check("the opacity of a mask", self.opacity, 0, 1)

    @cached_property
    def digest(self) -> str:
        """Names everything the mask says."""
        return digest_of(self)

    def __hash__(self) -> int:
        # The digest is kept; what is looked up by an edit would else count every stroke each time.
        return hash(self.digest)
