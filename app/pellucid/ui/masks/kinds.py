"""Kinds of parts of a mask: how they are called, and what a new one is before a hand moves it. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from pellucid.document.masking import map_choices, map_range
from pellucid.foundation.masks import (
    UNSELECTED,
    Band,
    Brush,
    LinearGradient,
    MapRange,
    RadialGradient,
    Range,
    Raster,
    Shape,
)
from pellucid.foundation.translation import mark
from pellucid.operations.catalogue import find
from pellucid.operations.spec import MapSpec


@dataclass(frozen=True)
class Kind:
    """One of them.

    Attributes:
        name: by which the code knows it.
        title: for people.
        icon: qtawesome name.
        help: what it covers.
        make: gives a new one.
    """

    name: str
    title: str
    icon: str
    help: str
    make: Callable[[], Shape]


KINDS = (
    Kind("brush", mark("Brush"), "mdi6.brush", mark("Paint over what it should cover"), Brush),
    Kind(
        "selection",
        mark("Selection"),
        "mdi6.selection-drag",
        mark("Click on an object or a region; more strokes add to it or take away"),
        lambda: UNSELECTED,
    ),
    Kind(
        "linear",
        mark("Linear gradient"),
        "mdi6.gradient-horizontal",
        mark("From one side, fading out: a sky, a foreground"),
        lambda: LinearGradient((0.5, 0.25), (0.5, 0.55)),
    ),
    Kind(
        "radial",
        mark("Radial gradient"),
        "mdi6.circle-opacity",
        mark("An ellipse with a soft edge: a face, a lamp"),
        lambda: RadialGradient((0.5, 0.5), 0.2, 0.2),
    ),
    Kind(
        "lightness",
        mark("Lightness"),
        "mdi6.brightness-6",
        mark("Where the photo is so light: shadows, highlights"),
        lambda: Range(lightness=Band(0.0, 0.35, 0.15)),
    ),
    Kind(
        "color",
        mark("Colour"),
        "mdi6.palette-outline",
        mark("Where the photo has such a colour: a blue sky, skin, leaves"),
        lambda: Range(hue=Band(0.5, 0.7, 0.06), saturation=Band(0.15, 1.0, 0.1)),
    ),
)
"""Those that any photo offers; measured maps come beside them."""

NEED_PAIR = (("deblur", "disparity"),)
"""Operations and maps that look at both views of a stereo photo."""

_FIRST_ENDS = {
    "noise": (4.0, 12.0),
    "color_noise": (4.0, 12.0),
    "transmission": (0.7, 0.3),
    "illumination": (0.4, 0.1),
    "gain": (1.5, 6.0),
}
"""Where a new mask begins, and where it is full: what is noisy, far away in haze, dark."""

_MAP_HELP = {
    "noise": mark("Where noise is measured"),
    "color_noise": mark("Where colour noise is measured"),
    "transmission": mark("By distance in haze: little light comes through from far away"),
    "illumination": mark("Where little light falls"),
    "gain": mark("Where low light would raise noise"),
    "disparity": mark("By distance, from the two views"),
}


def kind_of(shape: Shape) -> Kind:
    """The kind that a part of a mask has, one of a measured map as well."""
    match shape:
        case MapRange():
            return map_kind(shape.operation, shape.map)
        case Range() if shape.hue is None and shape.saturation is None:
            return _named("lightness")
    return _named(_NAMES[type(shape)])


_NAMES: dict[type[Shape], str] = {
    Brush: "brush",
    LinearGradient: "linear",
    RadialGradient: "radial",
    Range: "color",
    Raster: "selection",
}


def map_kinds(*, has_pair: bool) -> list[Kind]:
    """Those that follow a map which is measured in the photo; some need both views of a pair."""
    return [map_kind(*choice) for choice in map_choices() if has_pair or choice not in NEED_PAIR]


def map_kind(operation: str, name: str) -> Kind:
    """What a measured map makes."""
    return Kind(
        f"{operation} {name}",
        map_spec(operation, name).title,
        "mdi6.chart-bell-curve-cumulative",
        _MAP_HELP.get(name, mark("Where the map has such values")),
        lambda: map_range(operation, name, *_FIRST_ENDS.get(name, _middle_of(operation, name))),
    )


def _middle_of(operation: str, name: str) -> tuple[float, float]:
    spec = map_spec(operation, name)
    return spec.low + (spec.high - spec.low) / 4, spec.low + (spec.high - spec.low) / 2


def map_spec(operation: str, name: str) -> MapSpec:
    """How people read a map."""
    return next(spec for spec in find(operation).maps if spec.name == name)


def _named(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)
