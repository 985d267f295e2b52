"""What can be set of a part of a mask by numbers, as the panel declares its sliders, and what setting it makes. No Qt.

So everything that the hand does on the photo can be done by the keyboard.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pellucid.foundation.masks import Band, LinearGradient, MapRange, RadialGradient, Range, Shape
from pellucid.foundation.translation import mark, tr
from pellucid.operations.fields import Number, percentage
from pellucid.ui.masks.geometry import Sides
from pellucid.ui.masks.kinds import map_spec

_X = percentage("Across", "Where its middle is, from the left edge of the photo to the right one.")
_Y = percentage("Down", "Where its middle is, from the upper edge of the photo to the lower one.")
_ANGLE = Number("Angle", "Clockwise.", -180.0, 180.0, 1.0, 0, "°")
_SOFTNESS = percentage("Softness", "How much of it fades towards its edge.")

LINEAR: Mapping[str, Number] = {
    "x": _X,
    "y": _Y,
    "angle": _ANGLE,
    "length": percentage("Fade", "How long the way from full to nothing is, in long sides of the photo.", 0.0, 2.0),
}
RADIAL: Mapping[str, Number] = {
    "x": _X,
    "y": _Y,
    "radius_x": percentage("Half width", "Of the ellipse, in long sides of the photo.", 0.004, 2.0),
    "radius_y": percentage("Half height", "Of the ellipse, in long sides of the photo.", 0.004, 2.0),
    "angle": _ANGLE,
    "softness": _SOFTNESS,
}
_BAND_TITLES = {"lightness": mark("Lightness"), "hue": mark("Hue"), "saturation": mark("Saturation")}
_SOFT_ENDS = percentage("Soft ends", "How far it fades beyond both ends.", 0.0, 0.5)
_FINEST = 200
"""Steps of a slider over a map that has no better ones."""


@dataclass(frozen=True)
class Setting:
    """A number of a part: how it is declared, and what it is."""

    number: Number
    value: float


def settings(shape: Shape, sides: Sides) -> dict[str, Setting]:
    """What can be set of a shape, by name."""
    match shape:
        case LinearGradient():
            return _declared(LINEAR, _linear_values(shape, sides))
        case RadialGradient():
            values = {
                "x": shape.centre[0],
                "y": shape.centre[1],
                "radius_x": shape.radius_x,
                "radius_y": shape.radius_y,
                "angle": _turned(shape.angle_deg),
                "softness": shape.softness,
            }
            return _declared(RADIAL, values)
        case Range():
            return {
                f"{band} {end}": setting
                for band in _BAND_TITLES
                if (found := getattr(shape, band)) is not None
                for end, setting in _band_settings(band, found).items()
            }
        case MapRange():
            return _map_settings(shape)
    return {}


def with_setting(shape: Shape, name: str, value: float, sides: Sides) -> Shape:
    """A shape with one of its numbers set."""
    match shape:
        case LinearGradient():
            return _linear({**_linear_values(shape, sides), name: value}, sides)
        case RadialGradient():
            if name in ("x", "y"):
                centre = (value, shape.centre[1]) if name == "x" else (shape.centre[0], value)
                return replace(shape, centre=centre)
            changed: dict[str, Any] = {"angle_deg" if name == "angle" else name: value}
            return replace(shape, **changed)
        case Range():
            band, end = name.split()
            return replace(shape, **{band: _with_end(getattr(shape, band), end, value, goes_round=band == "hue")})
        case MapRange():
            return replace(shape, low=value) if name == "low" else replace(shape, high=value)
    return shape


def _declared(numbers: Mapping[str, Number], values: Mapping[str, float]) -> dict[str, Setting]:
    return {name: Setting(number, values[name]) for name, number in numbers.items()}


def _band_settings(name: str, band: Band) -> dict[str, Setting]:
    title = tr(_BAND_TITLES[name])
    help_text = tr("{title} as it is in the unedited photo.", title=title)
    if name == "hue":
        degrees = Number("", help_text, 0.0, 1.0, 1 / 360, 0, "°", 360.0)
        low, high = (replace(degrees, label=label) for label in _ends(title))
    else:
        low, high = (percentage(label, help_text) for label in _ends(title))
    soft = replace(_SOFT_ENDS, label=tr("{title} fade", title=title))
    return {"low": Setting(low, band.low), "high": Setting(high, band.high), "softness": Setting(soft, band.softness)}


def _ends(title: str) -> tuple[str, str]:
    return tr("{title} from", title=title), tr("{title} to", title=title)


def _with_end(band: Band, end: str, value: float, *, goes_round: bool) -> Band:
    """A band with another end; one end pushes the other before it, but hues go round."""
    changed: dict[str, Any] = {end: value}
    if end == "low" and value > band.high and not goes_round:
        changed["high"] = value
    if end == "high" and value < band.low and not goes_round:
        changed["low"] = value
    return replace(band, **changed)


def _map_settings(shape: MapRange) -> dict[str, Setting]:
    spec = map_spec(shape.operation, shape.map)
    ends = (spec.low, spec.high)
    step = _step(*ends)
    decimals = max(0, -math.floor(math.log10(step)))
    low = Number("None at", "Where the map has this value, the mask begins.", *ends, step, decimals, tr(spec.unit))
    full = replace(low, label=mark("All at"), help=mark("Where the map has this value, the mask is full."))
    return {"low": Setting(low, shape.low), "high": Setting(full, shape.high)}


def _step(low: float, high: float) -> float:
    """A round step for a slider between two ends."""
    rough = (high - low) / _FINEST
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= rough)


def _linear_values(shape: LinearGradient, sides: Sides) -> dict[str, float]:
    (x, y), (to_x, to_y) = sides.length(shape.start), sides.length(shape.end)
    return {
        "x": (shape.start[0] + shape.end[0]) / 2,
        "y": (shape.start[1] + shape.end[1]) / 2,
        "angle": _turned(math.degrees(math.atan2(to_y - y, to_x - x))),
        "length": math.hypot(to_x - x, to_y - y),
    }


def _linear(values: Mapping[str, float], sides: Sides) -> LinearGradient:
    x, y = sides.length((values["x"], values["y"]))
    turn, half = math.radians(values["angle"]), values["length"] / 2
    away_x, away_y = half * math.cos(turn), half * math.sin(turn)
    return LinearGradient(sides.share((x - away_x, y - away_y)), sides.share((x + away_x, y + away_y)))


def _turned(angle_deg: float) -> float:
    """An angle between -180 and 180 degrees."""
    return (angle_deg + 180) % 360 - 180
