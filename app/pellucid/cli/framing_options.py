"""Framing and size on the command line and as keys of a job: declared once, read the same way."""

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import Sharpening
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.output_size import Measure, OutputSize

AUTO = "auto"
_CORNERS = 4
_SLACK = 1e-9

_MEASURES = {
    "long_side": Measure.LONG_SIDE,
    "short_side": Measure.SHORT_SIDE,
    "box": Measure.BOX,
    "megapixels": Measure.MEGAPIXELS,
    "percent": Measure.PERCENT,
}

NUMBER = (int, float)
KEYS: dict[str, tuple[type, ...]] = {
    "turn": (int,),
    "flip": (str,),
    "straighten": (*NUMBER, str),
    "perspective": (list,),
    "crop": (list,),
    "long_side": NUMBER,
    "short_side": NUMBER,
    "box": (list,),
    "megapixels": NUMBER,
    "percent": NUMBER,
    "enlarge": (bool,),
    "sharpen": (str,),
}
"""The keys of a job, and what their values may be."""


def add_framing_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options; their names are those of `KEYS` with hyphens."""
    framing = parser.add_argument_group("framing, in this order")
    framing.add_argument("--turn", type=int, choices=(90, 180, 270), help="clockwise, in degrees")
    framing.add_argument("--flip", choices=("h", "v"), help="exchange left and right, or top and bottom")
    framing.add_argument(
        "--perspective",
        type=_numbers(2 * _CORNERS),
        metavar="DX0,DY0,...,DX3,DY3",
        help="move the corners of the picture, clockwise from the upper left, in its widths and heights",
    )
    framing.add_argument(
        "--straighten",
        type=_degrees_or_auto,
        metavar="DEGREES",
        help="turn clockwise, -45 to 45, and keep what is full of photo; auto finds the horizon",
    )
    framing.add_argument(
        "--crop",
        type=_numbers(4),
        metavar="X,Y,W,H",
        help="keep this part of the turned and straightened picture, 0 to 1",
    )
    size = parser.add_argument_group("size and sharpening")
    one = size.add_mutually_exclusive_group()
    one.add_argument("--long-side", type=float, metavar="PX", help="pixels of the longer side")
    one.add_argument("--short-side", type=float, metavar="PX", help="pixels of the shorter side")
    one.add_argument("--box", type=_box, metavar="WxH", help="fit into so many pixels")
    one.add_argument("--megapixels", type=float, metavar="N", help="millions of pixels")
    one.add_argument("--percent", type=float, metavar="N", help="of each side")
    size.add_argument("--enlarge", action="store_true", help="make a photo larger where it is smaller than that")
    size.add_argument(
        "--sharpen", choices=[kind.value for kind in Sharpening], help="the finished picture for this (default: none)"
    )


def checked_shape(arguments: argparse.Namespace) -> dict[str, Any]:
    """What was given of `KEYS` on the command line.

    Raises:
        UsageError: see `framing_request`.
    """
    values = {key: getattr(arguments, key) for key in KEYS}
    given = {key: value for key, value in values.items() if value is not None}
    framing_request(given)
    return given


@dataclass(frozen=True)
class FramingRequest:
    """A framing, or how to get to it.

    Attributes:
        framing: what was asked for in numbers.
        finds_horizon: its angle is to be found in the photo.
    """

    framing: Framing
    finds_horizon: bool


def framing_request(values: Mapping[str, Any], base: Framing | None = None) -> FramingRequest:
    """Read a framing.

    Args:
        values: of `KEYS`, as `checked_shape` or a job has them.
        base: a framing that is turned and flipped on, and whose other parts are kept where nothing is said of them.

    Raises:
        UsageError: a value makes no framing; says which.
    """
    try:
        framing = _flipped(_turned(base or Framing(), values.get("turn")), values.get("flip"))
        if "perspective" in values:
            shifts = _checked("perspective", values["perspective"], 2 * _CORNERS)
            first, second, third, last = zip(shifts[::2], shifts[1::2], strict=True)
            framing = replace(framing, perspective=(first, second, third, last))
        angle = values.get("straighten")
        if isinstance(angle, str) and angle != AUTO:
            raise UsageError(f"straighten: “{angle}” is neither a number of degrees nor {AUTO}")
        if angle is not None:
            framing = replace(framing, angle_deg=0.0 if angle == AUTO else float(angle))
        if "crop" in values:
            framing = replace(framing, crop=_crop(values["crop"]))
    except ValueError as error:
        raise UsageError(str(error)) from error
    return FramingRequest(framing, angle == AUTO)


def output_size(values: Mapping[str, Any]) -> OutputSize | None:
    """Read a size; None where none is given.

    Raises:
        UsageError: more than one, or a number that makes no size.
    """
    named = [key for key in _MEASURES if key in values]
    if not named:
        return None
    if len(named) > 1:
        raise UsageError(f"{named[0]} and {named[1]}: only one size can be given")
    (key,) = named
    width, height = _checked(key, values[key], 2) if key == "box" else (float(values[key]), 0.0)
    try:
        return OutputSize(_MEASURES[key], width, height, enlarges=bool(values.get("enlarge")))
    except ValueError as error:
        raise UsageError(str(error)) from error


def sharpening(values: Mapping[str, Any]) -> Sharpening:
    """Read for what is sharpened.

    Raises:
        UsageError: there is no such choice.
    """
    word = values.get("sharpen", Sharpening.NONE.value)
    try:
        return Sharpening(word)
    except ValueError as error:
        raise UsageError(f"sharpen: “{word}” is none of {', '.join(kind.value for kind in Sharpening)}") from error


def _turned(framing: Framing, degrees: int | None) -> Framing:
    if degrees not in {None, 0, 90, 180, 270}:
        raise UsageError(f"turn: {degrees} is none of 90, 180, 270")
    for _ in range((degrees or 0) // 90):
        framing = framing.turned()
    return framing


def _flipped(framing: Framing, word: str | None) -> Framing:
    if word is None:
        return framing
    if word not in {"h", "v"}:
        raise UsageError(f"flip: “{word}” is neither h nor v")
    return framing.flipped() if word == "h" else framing.flipped_upside_down()


def _crop(value: Sequence[Any]) -> UnitRect:
    x, y, width, height = _checked("crop", value, 4)
    if min(x, y) < -_SLACK or max(x + width, y + height) > 1 + _SLACK:
        raise UsageError("crop: it reaches outside the picture (0 to 1)")
    return UnitRect(x, y, width, height)


def _checked(name: str, value: Sequence[Any], count: int) -> list[float]:
    is_number = [isinstance(number, NUMBER) and not isinstance(number, bool) for number in value]
    if len(value) != count or not all(is_number) or not all(map(math.isfinite, value)):
        raise UsageError(f"{name}: {count} numbers are needed")
    return [float(number) for number in value]


def _numbers(count: int) -> Any:
    """Reads so many numbers with commas between them; for argparse."""

    def read(text: str) -> tuple[float, ...]:
        try:
            numbers = tuple(float(part) for part in text.split(","))
        except ValueError:
            numbers = ()
        if len(numbers) != count:
            raise argparse.ArgumentTypeError(f"“{text}” is not {count} numbers with commas between them")
        return numbers

    return read


def _box(text: str) -> tuple[float, ...]:
    """Read `WxH`; for argparse."""
    width, _, height = text.lower().replace("×", "x").partition("x")
    try:
        return float(width), float(height)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not WxH") from error


def _degrees_or_auto(text: str) -> float | str:
    """Read an angle, or the word for finding it; for argparse."""
    if text == AUTO:
        return text
    try:
        return float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is neither a number of degrees nor {AUTO}") from error
