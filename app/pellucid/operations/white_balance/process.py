"""White balance: a gain for each channel of linear light, as von Kries proposed.

In the logarithm, gains run along two straight lines. A light of another temperature changes the channels by factors
whose logarithms are nearly linear in its reciprocal temperature, the mired (Wien's law; Finlayson, Drew and Lu,
"Intrinsic images by entropy minimization", ECCV 2004); the tint runs across it. Opposite values undo each other.
"""

import torch
from torch import Tensor

from pellucid.imaging.pointwise import by_bands
from pellucid.imaging.srgb import LUMINANCE, to_linear, to_srgb
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.pointwise import (
    alignment,
    analyse,
    analysis_key,
    analysis_px,
    diagnose,
    halo,
    mappable,
    models,
)
from pellucid.operations.white_balance.parameters import SPEC, Parameters

__all__ = [
    "TEMPERATURE_STOPS", "TINT_STOPS", "alignment", "analyse", "analysis_key", "analysis_px", "diagnose",
    "gains", "halo", "mappable", "models", "preview", "render",
]  # fmt: skip

_FULL = 100.0
"""End of both sliders."""

TEMPERATURE_STOPS = (0.500, -0.057, -0.948)
"""Stops of red, green and blue over 100 mired along the daylight locus (CIE 15), about D65, in light of sRGB."""

TINT_STOPS = (0.583, -0.221, 0.474)
"""The same over 0.03 across the locus, in the CIE 1960 diagram."""


def gains(parameters: Parameters) -> Tensor:
    """Factors of red, green and blue in linear light, `(3,)` float64.

    2^(temperature / 100 * TEMPERATURE_STOPS + tint / 100 * TINT_STOPS), times what keeps the luminance of a gray. What
    keeps it exactly differs between there and back: the geometric mean of both is taken, so that opposite values undo
    each other. At the end of one slider the luminance is off by a twentieth of a stop, of both by a ninth.
    """
    temperature, tint = (
        torch.tensor(stops, dtype=torch.float64) * value / _FULL
        for stops, value in ((TEMPERATURE_STOPS, parameters.temperature), (TINT_STOPS, parameters.tint))
    )
    color = torch.exp2(temperature + tint)
    weights = torch.tensor(LUMINANCE, dtype=torch.float64)
    return color * ((weights / color).sum() / (weights * color).sum()).sqrt()


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, _context: Context) -> Tensor:
    """Multiply the light of every channel; nothing is clipped."""
    if SPEC.is_neutral(parameters):
        return picture
    factors = gains(parameters).to(picture).view(3, 1, 1)
    return by_bands(picture, lambda band: to_srgb(to_linear(band).mul_(factors)))


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy."""
    return render(picture, parameters, analysis, context)
