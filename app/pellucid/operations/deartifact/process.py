"""Deartifact: DnCNN trained on JPEG in colour, the part of DnCNN-3 that photos need (Zhang et al., TIP 2017).

The network was defined on sRGB within 0 to 1: it is given the clamped picture, and what lay outside is added back.
"""

from collections.abc import Hashable, Mapping
from typing import cast

from torch import Tensor

from pellucid.networks import dncnn
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, WholePicture
from pellucid.operations.deartifact.parameters import Parameters
from pellucid.operations.deartifact.parameters import is_neutral as is_neutral  # noqa: PLC0414 -- part of the contract

_MODEL = "deartifact"


def analyse(_whole: WholePicture, _parameters: Parameters, _context: Context) -> Analysis:
    """Nothing: the network sees 20 pixels far."""
    return Analysis()


def analysis_key(_parameters: Parameters) -> Hashable:
    """Nothing is analysed."""
    return None


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


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, context: Context) -> Tensor:
    """Remove a share of what JPEG added, see `DnCNN.restore`."""
    damaged = picture.clamp(0, 1)
    network = cast(dncnn.DnCNN, context.network(_MODEL))
    strength = context.value(parameters, "strength")
    return picture + (network.restore(damaged[None], strength)[0].clamp(0, 1) - damaged)


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
