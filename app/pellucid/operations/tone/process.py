"""Tone: exposure in linear light, then curves and saturation on sRGB, the scale that is even to the eye.

Exposure is physics and acts on all light. The rest is defined within 0 to 1: it is given the clamped picture, and what
lay outside is added back.
"""

from collections.abc import Hashable, Mapping

from torch import Tensor

from pellucid.imaging.pointwise import by_bands
from pellucid.imaging.tone_curves import KEPT_SATURATION, ToneCurve, apply_curve, expose, saturate
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, WholePicture
from pellucid.operations.tone.parameters import Parameters

_FULL = 100.0
"""End of the sliders that are shares."""


def is_neutral(parameters: Parameters) -> bool:
    """Everything in the middle."""
    return parameters == Parameters()


def analyse(_whole: WholePicture, _parameters: Parameters, _context: Context) -> Analysis:
    """Nothing: every pixel stands for itself."""
    return Analysis()


def analysis_key(_parameters: Parameters) -> Hashable:
    """Nothing is analysed."""
    return None


def models(_parameters: Parameters) -> tuple[str, ...]:
    """No network."""
    return ()


def halo(_parameters: Parameters, _analysis: Analysis, _scale: float) -> int:
    """No neighbours."""
    return 0


def alignment(_parameters: Parameters) -> int:
    """Tiles start anywhere."""
    return 1


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, _context: Context) -> Tensor:
    """Exposure, contrast, shadows, highlights, saturation: in this order."""
    return picture if is_neutral(parameters) else by_bands(picture, lambda band: _toned(band, parameters))


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy."""
    return render(picture, parameters, analysis, context)


def diagnose(
    _picture: Tensor, _parameters: Parameters, _analysis: Analysis, _context: Context
) -> Mapping[str, DiagnosticMap]:
    """No maps."""
    return {}


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
