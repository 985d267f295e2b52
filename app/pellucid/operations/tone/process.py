"""Tone: exposure in linear light, then curves and saturation on sRGB, the scale that is even to the eye.

Exposure is physics and acts on all light. The rest is defined within 0 to 1: it is given the clamped picture, and what
lay outside is added back.
"""

from torch import Tensor

from pellucid.imaging.pointwise import by_bands
from pellucid.imaging.tone_curves import KEPT_SATURATION, ToneCurve, apply_curve, expose, saturate
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
from pellucid.operations.tone.parameters import SPEC, Parameters

__all__ = [
    "alignment", "analyse", "analysis_key", "analysis_px", "diagnose", "halo",
    "mappable", "models", "preview", "render",
]  # fmt: skip

_FULL = 100.0
"""End of the sliders that are shares."""


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, _context: Context) -> Tensor:
    """Exposure, contrast, shadows, highlights, saturation: in this order."""
    return picture if SPEC.is_neutral(parameters) else by_bands(picture, lambda band: _toned(band, parameters))


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy."""
    return render(picture, parameters, analysis, context)


def _toned(picture: Tensor, parameters: Parameters) -> Tensor:
    if parameters.exposure:
        picture = expose(picture, parameters.exposure)
    curve = ToneCurve(parameters.contrast / _FULL, parameters.highlights / _FULL, parameters.shadows / _FULL)
    inside = toned = picture.clamp(0, 1)
    if curve != ToneCurve():
        toned = apply_curve(toned, curve, KEPT_SATURATION)
    if parameters.saturation:
        toned = saturate(toned, parameters.saturation / _FULL)
    return picture + (toned.clamp(0, 1) - inside)
