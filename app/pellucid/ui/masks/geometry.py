"""Handles and outlines of the shapes of a mask, and what becomes of a shape as one is dragged. No Qt.

Points are shares of the photo's width and height, as in the shapes themselves. Angles and lengths are measured with
both axes in long sides, so that a circle stays one.
"""

import math
from dataclasses import dataclass, replace

from pellucid.foundation.geometry import Size
from pellucid.foundation.masks import LinearGradient, RadialGradient, Shape
from pellucid.foundation.ways import FARTHEST, Point

MIDDLE, START, END, TURN, SOFT = "middle", "start", "end", "turn", "soft"
SIDES = {"right": (1, 0), "left": (-1, 0), "bottom": (0, 1), "top": (0, -1)}
"""Handles of an ellipse on its axes, and their directions along them."""

TURN_AWAY = 1.25
"""Where the handle that turns an ellipse is, in radii."""

_CORNERS = 72
_TURNS = tuple((math.cos(math.tau * step / _CORNERS), math.sin(math.tau * step / _CORNERS)) for step in range(_CORNERS))
"""Found once: the outline of a brush is laid out with every move of the pen."""

_LINE_REACH = 4.0
_LEAST_RADIUS = 0.004
_STEP_DEG = 15.0


@dataclass(frozen=True)
class Outline:
    """A line on the photo.

    Attributes:
        points: shares of the photo.
        is_main: drawn through; else dashed.
        is_closed: it ends where it began.
    """

    points: tuple[Point, ...]
    is_main: bool = True
    is_closed: bool = False


@dataclass(frozen=True)
class Sides:
    """The photo's sides, in long sides: the factors between shares and lengths."""

    x: float
    y: float

    @classmethod
    def of(cls, photo: Size) -> "Sides":
        """Those of a photo."""
        long = max(photo.width, photo.height)
        return cls(photo.width / long, photo.height / long)

    def length(self, point: Point) -> Point:
        """A point in long sides."""
        return point[0] * self.x, point[1] * self.y

    def share(self, point: Point) -> Point:
        """A point in shares again, held where masks may be."""
        return _held(point[0] / self.x), _held(point[1] / self.y)


def circle(centre: Point, radius: float, sides: Sides) -> Outline:
    """A circle around a point, its radius in long sides."""
    return _ellipse(centre, radius, radius, 0.0, sides)


def outlines(shape: Shape, sides: Sides) -> tuple[Outline, ...]:
    """The lines by which a gradient is seen; others have none."""
    match shape:
        case LinearGradient(start=start, end=end):
            across = _across(sides.length(start), sides.length(end))
            middle = _between(start, end)
            lines = ((start, True), (middle, False), (end, True))
            return tuple(
                Outline(tuple(_away(point, across, way, sides) for way in (-_LINE_REACH, _LINE_REACH)), is_main)
                for point, is_main in lines
            )
        case RadialGradient():
            inner = 1 - shape.softness
            whole = _ellipse(shape.centre, shape.radius_x, shape.radius_y, shape.angle_deg, sides)
            core = _ellipse(shape.centre, shape.radius_x * inner, shape.radius_y * inner, shape.angle_deg, sides)
            return whole, replace(core, is_main=False)
    return ()


def handles(shape: Shape, sides: Sides) -> dict[str, Point]:
    """Where a gradient can be taken hold of; the middle, by which all of it is moved, comes last."""
    match shape:
        case LinearGradient(start=start, end=end):
            return {START: start, END: end, MIDDLE: _between(start, end)}
        case RadialGradient():
            on_axes = {name: _on_axis(shape, way, 1.0, sides) for name, way in SIDES.items()}
            soft = _on_axis(shape, SIDES["right"], 1 - shape.softness, sides)
            turn = _on_axis(shape, SIDES["top"], TURN_AWAY, sides)
            return {SOFT: soft, TURN: turn, **on_axes, MIDDLE: shape.centre}
    return {}


def dragged(shape: Shape, handle: str, start: Point, now: Point, sides: Sides, *, evenly: bool = False) -> Shape:
    """A shape after one of its handles was dragged.

    Args:
        shape: as it was when it was taken hold of.
        handle: which.
        start: where it was taken hold of.
        now: where it is now.
        sides: of the photo.
        evenly: by steps of 15 degrees, and an ellipse stays as oblong as it is.
    """
    moved = now[0] - start[0], now[1] - start[1]
    match shape:
        case LinearGradient():
            return _dragged_linear(shape, handle, moved, sides, evenly=evenly)
        case RadialGradient():
            return _dragged_radial(shape, handle, moved, now, sides, evenly=evenly)
    return shape


def drawn(shape: Shape, start: Point, now: Point, sides: Sides, *, evenly: bool = False) -> Shape:
    """A gradient drawn anew in one drag: a line from start to end, or an ellipse around its middle."""
    match shape:
        case LinearGradient():
            return LinearGradient(start, _stepped(start, now, sides) if evenly else now)
        case RadialGradient():
            (from_x, from_y), (to_x, to_y) = sides.length(start), sides.length(now)
            wide, high = abs(to_x - from_x), abs(to_y - from_y)
            if evenly:
                wide = high = math.hypot(wide, high)
            radii = max(wide, _LEAST_RADIUS), max(high, _LEAST_RADIUS)
            return replace(shape, centre=start, radius_x=radii[0], radius_y=radii[1], angle_deg=0.0)
    return shape


def _dragged_linear(shape: LinearGradient, handle: str, moved: Point, sides: Sides, *, evenly: bool) -> LinearGradient:
    start = _plus(shape.start, moved) if handle in (START, MIDDLE) else shape.start
    end = _plus(shape.end, moved) if handle in (END, MIDDLE) else shape.end
    if evenly and handle == START:
        start = _stepped(end, start, sides)
    if evenly and handle == END:
        end = _stepped(start, end, sides)
    return LinearGradient(start, end)


def _dragged_radial(
    shape: RadialGradient, handle: str, moved: Point, now: Point, sides: Sides, *, evenly: bool
) -> RadialGradient:
    if handle == MIDDLE:
        return replace(shape, centre=_plus(shape.centre, moved))
    (at_x, at_y), (mid_x, mid_y) = sides.length(now), sides.length(shape.centre)
    away_x, away_y = at_x - mid_x, at_y - mid_y
    turned = math.radians(shape.angle_deg)
    along = away_x * math.cos(turned) + away_y * math.sin(turned)
    down = away_y * math.cos(turned) - away_x * math.sin(turned)
    if handle == TURN:
        angle = math.degrees(math.atan2(away_x, -away_y))
        return replace(shape, angle_deg=round(angle / _STEP_DEG) * _STEP_DEG if evenly else angle)
    if handle == SOFT:
        return replace(shape, softness=min(max(1 - along / max(shape.radius_x, _LEAST_RADIUS), 0.0), 1.0))
    is_wide = SIDES[handle][0] != 0
    radius = min(max(abs(along if is_wide else down), _LEAST_RADIUS), FARTHEST)
    if evenly:
        factor = radius / (shape.radius_x if is_wide else shape.radius_y)
        wide, high = (min(side * factor, FARTHEST) for side in (shape.radius_x, shape.radius_y))
        return replace(shape, radius_x=wide, radius_y=high)
    return replace(shape, radius_x=radius) if is_wide else replace(shape, radius_y=radius)


def _ellipse(centre: Point, radius_x: float, radius_y: float, angle_deg: float, sides: Sides) -> Outline:
    (x, y), turned = sides.length(centre), math.radians(angle_deg)
    right, down = (
        (radius_x * math.cos(turned), radius_x * math.sin(turned)),
        (-radius_y * math.sin(turned), radius_y * math.cos(turned)),
    )
    points = ((x + c * right[0] + s * down[0], y + c * right[1] + s * down[1]) for c, s in _TURNS)
    return Outline(tuple(sides.share(point) for point in points), is_closed=True)


def _on_axis(shape: RadialGradient, way: Point, radii: float, sides: Sides) -> Point:
    """A place of an ellipse, so many radii away along each of its axes."""
    turned = math.radians(shape.angle_deg)
    along, down = way[0] * shape.radius_x * radii, way[1] * shape.radius_y * radii
    x, y = sides.length(shape.centre)
    across = along * math.cos(turned) - down * math.sin(turned)
    return sides.share((x + across, y + along * math.sin(turned) + down * math.cos(turned)))


def _across(start: Point, end: Point) -> Point:
    """The direction at right angles to a line, of length 1."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y)
    return (-y / length, x / length) if length else (1.0, 0.0)


def _away(point: Point, direction: Point, way: float, sides: Sides) -> Point:
    x, y = sides.length(point)
    return sides.share((x + way * direction[0], y + way * direction[1]))


def _stepped(fixed: Point, free: Point, sides: Sides) -> Point:
    """A point turned around another one to the nearest step of the angle."""
    (x, y), (to_x, to_y) = sides.length(fixed), sides.length(free)
    length = math.hypot(to_x - x, to_y - y)
    angle = math.radians(round(math.degrees(math.atan2(to_y - y, to_x - x)) / _STEP_DEG) * _STEP_DEG)
    return sides.share((x + length * math.cos(angle), y + length * math.sin(angle)))


def _between(start: Point, end: Point) -> Point:
    return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2


def _plus(point: Point, moved: Point) -> Point:
    return _held(point[0] + moved[0]), _held(point[1] + moved[1])


def _held(value: float) -> float:
    return min(max(value, -FARTHEST), FARTHEST)
