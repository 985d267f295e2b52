"""Painting of masks: strokes begun, going on and ended, as pure functions from edits to edits.

Points come as fast as the pen moves; what lies nearer to the last than a share of the brush is left out. A stroke that
is ended loses those points without which it would cover the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pellucid.document.edit import Edit
from pellucid.document.masking import with_component, with_shape
from pellucid.foundation.masks import Brush, Component, Stroke
from pellucid.foundation.ways import Point, Way

SPACING = 1 / 16
"""Points that lie nearer together, in radii of the brush, add nothing that could be seen."""

TOLERANCE = 1 / 128
"""A stroke that is ended may stray so far from its way, in radii, where it is made simpler."""

SAME_PRESSURE = 0.04
"""A point on a straight line is left out where the pressure is nearly that between its neighbours."""


@dataclass(frozen=True)
class BrushTip:
    """What a stroke is painted with; see `Stroke`. The feather of a brush is 1 - hardness."""

    radius: float = 0.03
    hardness: float = 0.5
    flow: float = 1.0
    density: float = 1.0
    erases: bool = False

    def stroke(self, way: Way) -> Stroke:
        """A stroke of it."""
        return Stroke(way, self.radius, self.hardness, self.flow, self.erases, self.density)


def begun(edit: Edit, mask: str, tip: BrushTip, point: Point, pressure: float = 1.0, *, aside: bool = False) -> Edit:
    """Begin a stroke in the last brush of a mask, which is made where there is none.

    Args:
        edit: with the mask.
        mask: its id.
        tip: of the brush.
        point: where the pen came down.
        pressure: of the pen, 0 to 1.
        aside: begin a brush of its own.
    """
    return _with_stroke(edit, mask, tip.stroke(Way.of([point], [pressure] if pressure < 1 else [])), aside=aside)


def straight(edit: Edit, mask: str, tip: BrushTip, point: Point) -> Edit:
    """A straight stroke from where the last one ended; a dab where there is none."""
    last = last_stroke(edit, mask)
    return _with_stroke(edit, mask, tip.stroke(Way.of([*([last.points.last] if last else []), point])), aside=False)


def extended(edit: Edit, mask: str, points: Sequence[Point], pressures: Sequence[float] = ()) -> Edit:
    """Let the last stroke of a mask go on; the same edit where the pen has not moved far enough."""
    stroke = last_stroke(edit, mask)
    if stroke is None:
        return edit
    felt = list(pressures) or [stroke.points.last_pressure] * len(points)
    kept: list[tuple[Point, float]] = []
    last = stroke.points.last
    for point, pressure in zip(points, felt, strict=True):
        if math.dist(point, last) >= SPACING * stroke.radius:
            kept.append((point, pressure))
            last = point
    if not kept:
        return edit
    return _with_last(edit, mask, replace(stroke, points=_longer(stroke.points, kept)))


def ended(edit: Edit, mask: str) -> Edit:
    """Make the last stroke of a mask as simple as it can be written."""
    stroke = last_stroke(edit, mask)
    if stroke is None or len(stroke.points) < 3:
        return edit
    return _with_last(edit, mask, replace(stroke, points=simplified(stroke.points, TOLERANCE * stroke.radius)))


def last_stroke(edit: Edit, mask: str) -> Stroke | None:
    """The stroke that was painted last in a mask, or None."""
    index = _last_brush(edit, mask)
    if index is None:
        return None
    brush = _brush(edit, mask, index)
    return brush.strokes[-1] if brush.strokes else None


def simplified(way: Way, tolerance: float) -> Way:
    """A way through fewer of its points, which strays no farther than a tolerance (Douglas and Peucker, 1973)."""
    points = list(way)
    felt = [pressure / 255 for pressure in way.pressures] or [1.0] * len(points)
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        strays = [
            max(
                _distance(points[at], points[first], points[last]) / max(tolerance, 1e-9),
                abs(felt[at] - _between(felt[first], felt[last], (at - first) / (last - first))) / SAME_PRESSURE,
            )
            for at in range(first + 1, last)
        ]
        if strays and max(strays) > 1:
            middle = first + 1 + strays.index(max(strays))
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    chosen = sorted(kept)
    return Way.of([points[at] for at in chosen], [felt[at] for at in chosen] if way.pressures else [])


def _longer(way: Way, more: Sequence[tuple[Point, float]]) -> Way:
    points, felt = [point for point, _ in more], [pressure for _, pressure in more]
    if way.pressures or all(pressure >= 1 for pressure in felt):
        return way.longer(points, felt if way.pressures else ())
    return Way.of([*way, *points], [*[1.0] * len(way), *felt])  # a pen is pressed less for the first time


def _between(first: float, last: float, share: float) -> float:
    return first + share * (last - first)


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a straight piece."""
    along = end[0] - start[0], end[1] - start[1]
    length = along[0] ** 2 + along[1] ** 2
    share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.dist(point, (start[0] + share * along[0], start[1] + share * along[1]))


def _with_stroke(edit: Edit, mask: str, stroke: Stroke, *, aside: bool) -> Edit:
    index = None if aside else _last_brush(edit, mask)
    if index is None:
        return with_component(edit, mask, Component(Brush((stroke,))))
    return with_shape(edit, mask, index, Brush((*_brush(edit, mask, index).strokes, stroke)))


def _with_last(edit: Edit, mask: str, stroke: Stroke) -> Edit:
    index = _last_brush(edit, mask)
    assert index is not None
    return with_shape(edit, mask, index, Brush((*_brush(edit, mask, index).strokes[:-1], stroke)))


def _last_brush(edit: Edit, mask: str) -> int | None:
    """Place of the last part of a mask that is a brush."""
    found = edit.mask(mask)
    parts = found.components if found else ()
    return next((at for at in reversed(range(len(parts))) if isinstance(parts[at].shape, Brush)), None)


def _brush(edit: Edit, mask: str, index: int) -> Brush:
    found = edit.mask(mask)
    assert found is not None
    shape = found.components[index].shape
    assert isinstance(shape, Brush)
    return shape
