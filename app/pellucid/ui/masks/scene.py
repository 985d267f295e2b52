"""What of masks is to be painted over the photo, out of the edit and the hand. Points become places of the canvas."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from pellucid.document.brushing import BrushTip
from pellucid.document.edit import Edit
from pellucid.foundation.masks import Brush, LinearGradient, Mask, RadialGradient, Shape
from pellucid.foundation.ways import Point
from pellucid.ui.masks.geometry import MIDDLE, Outline, Sides, circle, handles, outlines
from pellucid.ui.masks.overlay import Line, Pin, Scene
from pellucid.ui.masks.placing import Placing


@dataclass(frozen=True)
class Sight:
    """What decides a scene.

    Attributes:
        edit: has the masks.
        target: the mask that is edited.
        part: the chosen part of it.
        shows_pins: masks can be chosen by their pins.
        tip: of the brush, where it is in the hand.
        at: where the pointer is on the canvas, or None.
        erases: a stroke that begins now takes away.
        stroke: the way of one that is to select, in shares of the photo.
    """

    edit: Edit
    target: str
    part: int
    shows_pins: bool
    tip: BrushTip | None = None
    at: QPointF | None = None
    erases: bool = False
    stroke: tuple[Point, ...] = ()


def make_scene(sight: Sight, placing: Placing) -> Scene:
    """Lay it out on the canvas."""
    mask, sides = sight.edit.mask(sight.target), Sides.of(placing.photo)
    shape = mask.components[sight.part].shape if mask and sight.part < len(mask.components) else None
    lines: tuple[Line, ...] = ()
    grips: tuple[tuple[str, QPointF], ...] = ()
    if shape is not None and sight.shows_pins:
        lines = tuple(_line(outline, placing) for outline in outlines(shape, sides))
        found = handles(shape, sides)
        grips = tuple(zip(found, placing.on_canvas(found.values()), strict=True))
    if len(sight.stroke) > 1:
        lines = (*lines, Line(tuple(placing.on_canvas(sight.stroke))))
    pins = tuple(_pins(sight, placing)) if sight.shows_pins else ()
    return Scene(lines, grips, pins, _brush(sight, placing, sides), "-" if sight.erases else "+")


def place_of(shape: Shape, sides: Sides) -> Point | None:
    """Where the pin of a part is; ranges are everywhere and have none."""
    match shape:
        case LinearGradient() | RadialGradient():
            return handles(shape, sides)[MIDDLE]
        case Brush(strokes=(first, *_)):
            return next(iter(first.points))
    return None


def _pins(sight: Sight, placing: Placing) -> Iterator[Pin]:
    """Of the mask that is edited one a part, of others one each."""
    for mask in sight.edit.masks:
        places = list(_places(mask, placing))
        if mask.id != sight.target:
            places = places[:1]
        for part, at in places:
            yield Pin(at, mask.id, part, mask.id == sight.target and part == sight.part)


def _places(mask: Mask, placing: Placing) -> Iterator[tuple[int, QPointF]]:
    sides = Sides.of(placing.photo)
    for part, component in enumerate(mask.components):
        point = place_of(component.shape, sides)
        if point is not None:
            yield part, placing.on_canvas([point])[0]


def _brush(sight: Sight, placing: Placing, sides: Sides) -> tuple[Line, ...]:
    """The edge of the brush, and that of its hard middle."""
    if sight.tip is None or sight.at is None:
        return ()
    centre, tip = placing.in_photo(sight.at), sight.tip
    edge = _line(circle(centre, tip.radius, sides), placing)
    core = circle(centre, tip.radius * tip.hardness, sides)
    has_core = 0 < tip.hardness < 1
    return (edge, Line(_line(core, placing).points, is_main=False, is_closed=True)) if has_core else (edge,)


def _line(outline: Outline, placing: Placing) -> Line:
    return Line(tuple(placing.on_canvas(outline.points)), outline.is_main, outline.is_closed)
