"""Exposure, tone curves and saturation, as pure pointwise functions.

A curve is applied as photo editors do it: to the largest and the smallest channel of a pixel, and the third keeps its
place between them. So the hue stays, gray stays gray to the bit, and no curve swaps light and dark: all of them
keep 0 and 1 and never fall, alone or one after the other. Which slider means what is not here: see the operation
`tone`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma, to_linear, to_srgb

KNEE = 0.4
"""Linear light up to which a raised exposure is exact: 0.67 in sRGB, one stop above middle gray."""

MIDDLE_GRAY = 0.4614
"""The gray card, 18 % of the light, in sRGB: the fixed point of contrast."""

CONTRAST_STOPS = 1.0
"""Full contrast multiplies the slope at middle gray by two to this power."""

REACH = 0.65
"""Part of the scale that shadows and highlights move, from the dark and from the bright end."""

LIFT_STOPS = 1.1
"""Full shadows multiply the darkest values by two to this power; below 2 / ln 2 = 2.9 the curve never falls."""

KEPT_SATURATION = 0.75
"""Share in which a curve keeps the saturation of bright pixels; the rest follows the curve, as film does."""

DARK = 0.05
"""Largest channel at which that share has fallen to the half, so that noise in the dark is not made colourful."""

FULL_SATURATION = 1.2
"""Full saturation adds this much of the colour, where the gamut has endless room."""

_TINY = 1e-6


@dataclass(frozen=True)
class ToneCurve:
    """Contrast, then shadows and highlights; each -1 to 1, 0 changes nothing."""

    contrast: float = 0.0
    highlights: float = 0.0
    shadows: float = 0.0

    def __call__(self, values: Tensor) -> Tensor:
        """Take sRGB values 0 to 1 of any shape to 0 to 1, never falling; 0 and 1 stay."""
        if self.contrast:
            values = contrasted(values, self.contrast)
        if self.shadows:
            values = _lifted(values, self.shadows)
        if self.highlights:
            values = 1 - _lifted(1 - values, -self.highlights)
        return values


def expose(picture: Tensor, stops: float | Tensor) -> Tensor:
    """Change the exposure, in linear light.

    The light is multiplied by 2^stops. When that raises it, what comes above `KNEE` goes over a shoulder that takes
    the white of the picture, now 2^stops, to 1 again. What lay beyond white stays beyond it.

    Args:
        picture: `(3, h, w)` sRGB, also outside of 0 to 1.
        stops: exposure value; or one a pixel, `(1, h, w)`, none of them below 0.

    Returns:
        `(3, h, w)` sRGB.
    """
    if isinstance(stops, Tensor):
        return brightened(picture, stops.exp2())
    gain = math.exp2(stops)
    return brightened(picture, gain) if gain > 1 else to_srgb(to_linear(picture).mul_(gain))


def brightened(picture: Tensor, gain: float | Tensor) -> Tensor:
    """Multiply the light, whose white then goes over the shoulder; see `expose`.

    Args:
        picture: `(..., 3, h, w)` sRGB, also outside of 0 to 1.
        gain: at least 1; a tensor that broadcasts to `(..., 1, h, w)` has one for each picture.

    Returns:
        sRGB, shape of the picture.
    """
    light = to_linear(picture).mul_(gain)
    return to_srgb(apply_curve(light, lambda values: shoulder(values, gain)))


def shoulder(light: Tensor, white: float | Tensor) -> Tensor:
    """Roll bright light off: the identity to `KNEE`, then smoothly to 1 at `white`.

    With z the light beyond the knee, in units of what is left to 1, and w the same of `white`, this is
    z (1 + z / w²) / (1 + z): the curve of Reinhard et al., "Photographic tone reproduction for digital images",
    SIGGRAPH 2002, equation 4. Its slope at the knee is 1.
    """
    room = 1 - KNEE
    beyond = ((light - KNEE) / room).clamp_min_(0)
    rolled = beyond * (1 + beyond / ((white - KNEE) / room) ** 2) / (1 + beyond)
    return light + (rolled - beyond).mul_(room)


def contrasted(values: Tensor, contrast: float) -> Tensor:
    """An S about `MIDDLE_GRAY`: sRGB 0 to 1 of any shape to 0 to 1.

    Below the middle, with u the value in units of it, u / (a + (1 - a) u) for a = 2^(contrast * CONTRAST_STOPS); above
    it the same from the other end. The slope is a in the middle and 1 / a at both ends; -contrast is the inverse.
    """
    steepness = math.exp2(contrast * CONTRAST_STOPS)
    low = values.clamp_max(MIDDLE_GRAY)
    dark = low / (steepness + (1 - steepness) / MIDDLE_GRAY * low)
    rest = 1 - MIDDLE_GRAY
    high = (1 - values).clamp_max(rest)
    return dark + (rest - high / (steepness + (1 - steepness) / rest * high))


def apply_curve(picture: Tensor, curve: Callable[[Tensor], Tensor], kept: float = 0.0) -> Tensor:
    """Apply a curve to a picture and keep every hue.

    Args:
        picture: `(..., 3, h, w)`; where saturation is kept, not below 0.
        curve: takes values of any shape, never falls, and keeps 0.
        kept: share in which saturation is kept as well, instead of following the curve.

    Returns:
        Shape of the picture.
    """
    ends = torch.stack((picture.amin(dim=-3, keepdim=True), picture.amax(dim=-3, keepdim=True)))
    low, high = ends.unbind()
    new_low, new_high = curve(ends).unbind()
    if kept:
        # The share fades with the brightness itself, high / (high + DARK), which also keeps the division from zero.
        same_ratio_less = (low * new_high).sub_(high * new_low).div_(high + DARK)
        new_low = new_low + same_ratio_less.mul_(kept)
    slope = (new_high - new_low).div_((high - low).clamp_min_(_TINY))
    return (picture - low).mul_(slope).add_(new_low)


def saturate(picture: Tensor, saturation: float) -> Tensor:
    """Change how colourful a picture is, and keep its luma and hues.

    Colours are stretched about luma (Y) by 1 + g. Lowering, g is the saturation. Raising, with G = saturation *
    FULL_SATURATION and r the stretch at which the pixel would leave the gamut, g = G r / (G + r): gray has endless
    room, and what is near the edge, vivid or dark, hardly moves and never clips.

    Args:
        picture: `(3, h, w)` sRGB within 0 to 1.
        saturation: -1 (gray) to 1; 0 changes nothing.

    Returns:
        `(3, h, w)` within 0 to 1, to rounding.
    """
    gray = luma(picture)
    color = picture - gray
    if saturation < 0:
        return gray + color.mul_(1 + saturation)
    wanted = saturation * FULL_SATURATION
    low, high = color.amin(dim=0, keepdim=True).neg_(), color.amax(dim=0, keepdim=True)
    upwards = high / (1 - gray - high).clamp_min_(_TINY)
    downwards = low / (gray - low).clamp_min_(_TINY)
    crowding = torch.maximum(upwards, downwards)  # 1 / r
    return gray + color.mul_(crowding.mul_(wanted).add_(1).reciprocal_().mul_(wanted).add_(1))


def _lifted(values: Tensor, lift: float) -> Tensor:
    """Values x of the lower part times 2^(lift * LIFT_STOPS * (1 - x / REACH)²); 0 stays, and all from REACH on."""
    weight = (1 - values / REACH).clamp_min_(0).square_()
    return values * weight.mul_(lift * LIFT_STOPS).exp2_()
