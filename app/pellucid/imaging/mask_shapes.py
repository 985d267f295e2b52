"""How much of a shape covers every pixel: strokes, gradients, and ranges of what the photo shows.

A shape is given in shares of the photo, so it is drawn at any scale and on any part alike. An edge that is harder than
a pixel falls over one pixel, so that a small copy shows what the large one shows on average.
"""

import math

import torch
from torch import Tensor

from pellucid.foundation.masks import Band, Brush, LinearGradient, MapRange, RadialGradient, Range, Stroke
from pellucid.imaging.fields import Field, smooth
from pellucid.imaging.srgb import luma
from pellucid.imaging.stroke_pieces import Pieces
from pellucid.imaging.strokes import stroked

HARDEST_BAND = 1 / 512
"""A range of values falls over at least so much: less than a level of 8 bits."""

SHORTEST_PX = 1e-3
"""What is shorter is a point."""

NARROWEST_RANGE = 1e-6
"""A map whose ends lie nearer together is cut at one value."""

COLORED = 1 / 32
"""Where red, green and blue differ by less, a hue says little, and counts the less."""


def painted(brush: Brush, field: Field) -> Tensor:
    """What was painted, `(h, w)`, stroke after stroke."""
    found = torch.zeros(field.rect.height, field.rect.width)
    for stroke in brush.strokes:
        _paint(found, stroke, field)
    return found


def painted_on(below: Tensor, stroke: Stroke, field: Field) -> Tensor:
    """One more stroke over what was painted, `(h, w)`."""
    found = below.clone()
    _paint(found, stroke, field)
    return found


def passed_over(below: Tensor, stroke: Stroke, share: Tensor) -> Tensor:
    """The same where it is known what the stroke covers in passing, `(h, w)`, for a flow of 1."""
    found = below.clone()
    _paint_over(found, share if stroke.flow == 1 else share * stroke.flow, stroke)
    return found


def _paint(found: Tensor, stroke: Stroke, field: Field) -> None:
    for part, share in stroked(Pieces.of(stroke, field), field.rect):
        rows, columns = part.relative_to(field.rect).slices
        _paint_over(found[rows, columns], share if stroke.flow == 1 else share.mul_(stroke.flow), stroke)


def _paint_over(covered: Tensor, share: Tensor, stroke: Stroke) -> None:
    """Bring what is covered nearer to the density of one more stroke, or to what an eraser leaves.

    In place, since new room for every stroke takes longer than the arithmetic; at full density, as most strokes have,
    in one pass.
    """
    if stroke.density == 1:
        covered.lerp_(torch.tensor(0.0 if stroke.erases else 1.0), share)
    elif stroke.erases:
        covered.sub_((covered - (1 - stroke.density)).clamp_min_(0).mul_(share))
    else:
        covered.add_((stroke.density - covered).clamp_min_(0).mul_(share))


def linear(gradient: LinearGradient, field: Field) -> Tensor:
    """1 before the start, 0 behind the end, `(h, w)`."""
    (start_x, start_y), (end_x, end_y) = field.at(gradient.start), field.at(gradient.end)
    columns, rows = field.middles()
    along_x, along_y = end_x - start_x, end_y - start_y
    length = math.hypot(along_x, along_y)
    if length < SHORTEST_PX:
        return torch.ones(field.rect.height, field.rect.width)
    passed = (columns - start_x) * (along_x / length) + (rows - start_y) * (along_y / length)
    fall = max(length, 1.0)
    return smooth(0.5 + (length / 2 - passed) / fall)


def radial(gradient: RadialGradient, field: Field) -> Tensor:
    """1 inside an ellipse, 0 outside, `(h, w)`."""
    radius_x, radius_y = gradient.radius_x * field.long_px, gradient.radius_y * field.long_px
    if min(radius_x, radius_y) < SHORTEST_PX:
        return torch.zeros(field.rect.height, field.rect.width)
    (centre_x, centre_y), (columns, rows) = field.at(gradient.centre), field.middles()
    cosine, sine = (turn(math.radians(gradient.angle_deg)) for turn in (math.cos, math.sin))
    from_x, from_y = columns - centre_x, rows - centre_y
    across = (cosine * from_x + sine * from_y) / radius_x
    down = (cosine * from_y - sine * from_x) / radius_y
    fall = max(gradient.softness, 1 / min(radius_x, radius_y))
    middle = 1 - gradient.softness / 2
    return smooth(0.5 + (middle - torch.hypot(across, down)) / fall)


def ranged(shape: Range, picture: Tensor) -> Tensor:
    """Pixels of the unedited photo `(3, h, w)` by their lightness (luma), hue and saturation, `(h, w)`."""
    seen = picture.clamp(0, 1)
    most, least = seen.amax(dim=0), seen.amin(dim=0)
    covered = torch.ones_like(most)
    if shape.lightness:
        covered = covered * _within(luma(seen)[0], shape.lightness)
    if shape.saturation:
        covered = covered * _within((most - least) / most.clamp_min(1e-6), shape.saturation)
    if shape.hue:
        covered = covered * _around(_hue(seen, most, least), shape.hue) * smooth((most - least) / COLORED)
    return covered


def mapped(shape: MapRange, values: Tensor) -> Tensor:
    """Values of a map `(h, w)` as shares of the way from its low to its high end."""
    if abs(shape.high - shape.low) < NARROWEST_RANGE:
        return (values >= shape.low).to(values)
    return ((values - shape.low) / (shape.high - shape.low)).clamp(0, 1)


def _within(values: Tensor, band: Band) -> Tensor:
    fall = max(band.softness, HARDEST_BAND)
    rising, falling = smooth((values - band.low) / fall + 1), smooth((band.high - values) / fall + 1)
    return rising * falling if band.low <= band.high else torch.maximum(rising, falling)


def _around(hues: Tensor, band: Band) -> Tensor:
    """The same on a circle, which a band from 0 to 1 goes round."""
    span = band.high - band.low if band.low <= band.high else band.high - band.low + 1
    away = ((hues - band.low - span / 2 + 0.5) % 1 - 0.5).abs()
    return smooth((span / 2 - away) / max(band.softness, HARDEST_BAND) + 1)


def _hue(picture: Tensor, most: Tensor, least: Tensor) -> Tensor:
    """Hue as a share of the circle, red at 0, green at 1/3; 0 of gray."""
    red, green, blue = picture
    spread = (most - least).clamp_min(1e-6)
    sixths = torch.where(
        most == red,
        ((green - blue) / spread) % 6,
        torch.where(most == green, (blue - red) / spread + 2, (red - green) / spread + 4),
    )
    return sixths / 6
