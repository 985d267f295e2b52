"""Deartifact: DnCNN trained on JPEG in colour, the part of DnCNN-3 that photos need (Zhang et al., TIP 2017).

Of a photo whose file tells its quality, no more is taken away than saving it can have done, see `saving`.
The network was defined on sRGB within 0 to 1: it is given the clamped picture, and what lay outside is added back.
"""

import math
from collections.abc import Hashable, Mapping
from typing import cast

from torch import Tensor

from pellucid.networks import dncnn
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage
from pellucid.operations.deartifact.parameters import Parameters
from pellucid.operations.deartifact.saving import most_change

_MODEL = "deartifact"
_MOST = "most"


def analyse(full_image: FullImage, parameters: Parameters, _context: Context) -> Analysis:
    """What the saving can have done; no pixel is looked at."""
    return Analysis({_MOST: most_change(full_image.jpeg_quality)} if parameters.by_quality else {})


def analysis_key(parameters: Parameters) -> Hashable:
    """The quality of the file, or nothing."""
    return parameters.by_quality or None


def analysis_px(_parameters: Parameters) -> int:
    """No pixel: the file tells."""
    return 0


def mappable(_parameters: Parameters) -> tuple[str, ...]:
    """The strength: it says how much of what was found is taken off at every pixel."""
    return ("strength",)


def models(_parameters: Parameters) -> tuple[str, ...]:
    """The one network."""
    return (_MODEL,)


def halo(parameters: Parameters, _analysis: Analysis, _scale: float) -> int:
    """Receptive radius of one pass or two."""
    return dncnn.reach(parameters.strength)


def alignment(_parameters: Parameters) -> int:
    """No strides: tiles start anywhere."""
    return 1


def render(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """Remove what JPEG added, see `DnCNN.restore`, as far as the quality allows, see `saving`."""
    most: float = analysis.facts.get(_MOST, math.inf)
    if most == 0:
        return picture
    damaged = picture.clamp(0, 1)
    network = cast(dncnn.DnCNN, context.network(_MODEL))
    strength = context.value(parameters, "strength")
    return picture + (network.restore(damaged[None], strength, most=most)[0].clamp(0, 1) - damaged)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy, less by its scale: reducing has already averaged away much of the damage.

    At half the size that is nearest to the reduced result, on photos saved at quality 15 and 30 and on white noise.
    """
    return picture + context.scale * (render(picture, parameters, analysis, context) - picture)


def diagnose(
    _picture: Tensor, _parameters: Parameters, _analysis: Analysis, _context: Context
) -> Mapping[str, DiagnosticMap]:
    """No maps."""
    return {}
