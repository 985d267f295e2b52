"""Denoise: CBDNet with its noise map scaled by gamma.

The network was defined on sRGB within 0 to 1: it is given the clamped picture, and what lay outside is added back.
"""

from collections.abc import Mapping
from typing import cast

from torch import Tensor

from pellucid.imaging.noise_level import LEVELS
from pellucid.networks import cbdnet
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, WholePicture
from pellucid.operations.denoise.parameters import Parameters

_MODELS = {"fast": "cbdnet"}


def is_neutral(parameters: Parameters) -> bool:
    """No noise told, or nothing laid over."""
    return parameters.gamma == 0 or parameters.amount == 0


def analyse(_whole: WholePicture, _parameters: Parameters, _context: Context) -> Analysis:
    """Nothing: the noise map has a radius of 5 pixels, so every tile makes its own."""
    return Analysis()


def halo(_parameters: Parameters, _analysis: Analysis, _scale: float) -> int:
    """Receptive radius of both networks."""
    return cbdnet.RECEPTIVE_RADIUS_PX


def alignment(_parameters: Parameters) -> int:
    """Two levels of stride 2."""
    return cbdnet.SIZE_MULTIPLE


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, context: Context) -> Tensor:
    """Remove the noise: y + amount * (CNN_D(y, gamma * sigma_hat(y)) - y), CBDNet Section 3.2."""
    noisy = picture.clamp(0, 1)
    restored: Tensor = _network(parameters, context)(noisy[None], parameters.gamma)[0]
    return picture + parameters.amount * (restored[0].clamp(0, 1) - noisy)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: CNN_E finds there the smaller noise that reducing has left."""
    return render(picture, parameters, analysis, context)


def diagnose(
    picture: Tensor, parameters: Parameters, _analysis: Analysis, context: Context
) -> Mapping[str, DiagnosticMap]:
    """The estimated noise sigma_hat(y), mean of the three channels, in 8-bit levels."""
    noise_map = _network(parameters, context).estimate(picture.clamp(0, 1)[None])[0]
    return {"noise": DiagnosticMap(noise_map.mean(dim=0) * LEVELS)}


def _network(parameters: Parameters, context: Context) -> cbdnet.CBDNet:
    return cast(cbdnet.CBDNet, context.network(_MODELS[parameters.quality]))
