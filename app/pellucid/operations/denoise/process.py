"""Denoise: CBDNet with its noise map scaled by a gamma of luma and one of colour, or DnCNN.

The networks were defined on sRGB within 0 to 1: they are given the clamped picture, and what lay outside is added back.
"""

from collections.abc import Mapping
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.luma_chroma import scaled, to_luma_chroma
from pellucid.imaging.noise_level import LEVELS
from pellucid.networks import cbdnet, dncnn
from pellucid.operations.contract import Analysis, Context, DiagnosticMap
from pellucid.operations.denoise.parameters import Parameters

# No network sees far, so every tile estimates its own noise.
from pellucid.operations.pointwise import analyse, analysis_key, analysis_px

__all__ = [
    "LEAST_GAMMA", "alignment", "analyse", "analysis_key", "analysis_px", "diagnose",
    "halo", "mappable", "models", "preview", "render",
]  # fmt: skip

_MAP_RADIUS_PX = 8
"""DnCNN believes in a noise, not in a level: the level is taken over a square of 17 pixels."""

LEAST_GAMMA = 0.05
"""Told less noise of luma or of colour than this, CBDNet still changes it: as much less of its result is laid over the
photo there, so that nothing told is nothing done."""


def mappable(_parameters: Parameters) -> tuple[str, ...]:
    """What the networks are told, how much grain is put back, and how much of the result is laid over."""
    return ("gamma", "color_gamma", "regrain", "amount")


def models(parameters: Parameters) -> tuple[str, ...]:
    """The network of the method."""
    return (parameters.method,)


def halo(parameters: Parameters, _analysis: Analysis, _scale: float) -> int:
    """Receptive radius of what runs, and of DnCNN's map."""
    if parameters.method == "cbdnet":
        return cbdnet.RECEPTIVE_RADIUS_PX
    return max(dncnn.reach(max(parameters.gamma, parameters.color_gamma)), dncnn.reach(1.0) + _MAP_RADIUS_PX)


def alignment(parameters: Parameters) -> int:
    """CBDNet has two levels of stride 2, DnCNN none."""
    return cbdnet.SIZE_MULTIPLE if parameters.method == "cbdnet" else 1


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, context: Context) -> Tensor:
    """Remove the noise: y + amount * (x - y), where x is the clean estimate x̂ with some of the luma noise put back.

    CBDNet gives x̂ = CNN_D(y, gamma * sigma_hat(y)), Section 3.2 of its paper, with a gamma of its own for the chroma of
    the map; DnCNN see `DnCNN.restore`.
    """
    noisy, amount = picture.clamp(0, 1), context.value(parameters, "amount")
    restored = _restored(noisy[None], parameters, context)[0].clamp(0, 1)
    return picture + amount * (_regrained(noisy, restored, context.value(parameters, "regrain")) - noisy)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: the networks find there the smaller noise that reducing has left."""
    return render(picture, parameters, analysis, context)


def diagnose(
    picture: Tensor, parameters: Parameters, _analysis: Analysis, context: Context
) -> Mapping[str, DiagnosticMap]:
    """The estimated noise of luma and of colour, which is the root mean square of both chroma, in 8-bit levels."""
    noisy = picture.clamp(0, 1)[None]
    levels = _cbdnet_levels(noisy, context) if parameters.method == "cbdnet" else _dncnn_levels(noisy, context)
    color = levels[1:].square().mean(dim=0).sqrt()
    return {"noise": DiagnosticMap(levels[0] * LEVELS), "color_noise": DiagnosticMap(color * LEVELS)}


def _cbdnet_levels(noisy: Tensor, context: Context) -> Tensor:
    """Noise of Y, Cb and Cr as CNN_D is told of it, `(3, h, w)`."""
    network = _cbdnet(context)
    return network.luma_chroma_map(network.noise_map(noisy))[0]


def _dncnn_levels(noisy: Tensor, context: Context) -> Tensor:
    """How strong R(y) is nearby in Y, Cb and Cr, `(3, h, w)`."""
    energy = to_luma_chroma(_dncnn(context).noise(noisy)).square()
    side = 2 * _MAP_RADIUS_PX + 1
    return F.avg_pool2d(energy, side, 1, _MAP_RADIUS_PX, count_include_pad=False).sqrt()[0]


def _regrained(noisy: Tensor, restored: Tensor, regrain: float | Tensor) -> Tensor:
    """x̂ + regrain * (Y(y) - Y(x̂)), the same on all channels, so that what comes back is gray."""
    share = torch.as_tensor(regrain, dtype=noisy.dtype, device=noisy.device)
    return restored + scaled(noisy - restored, share, 0.0)


def _restored(noisy: Tensor, parameters: Parameters, context: Context) -> Tensor:
    gammas = context.value(parameters, "gamma"), context.value(parameters, "color_gamma")
    if parameters.method == "dncnn":
        return _dncnn(context).restore(noisy, *gammas)
    restored: Tensor = _cbdnet(context)(noisy, *gammas)[0]
    shares = [torch.as_tensor(gamma, dtype=noisy.dtype, device=noisy.device) / LEAST_GAMMA for gamma in gammas]
    if all(bool(share.min() >= 1) for share in shares):
        return restored
    of_luma, of_chroma = (share.clamp(max=1) for share in shares)
    faint = noisy + scaled(restored - noisy, of_luma, of_chroma)
    return torch.where((of_luma < 1) | (of_chroma < 1), faint, restored)


def _cbdnet(context: Context) -> cbdnet.CBDNet:
    return cast(cbdnet.CBDNet, context.network("cbdnet"))


def _dncnn(context: Context) -> dncnn.DnCNN:
    return cast(dncnn.DnCNN, context.network("dncnn"))
