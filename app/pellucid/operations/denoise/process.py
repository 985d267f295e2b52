"""Denoise: CBDNet with its noise map scaled by gamma, or DnCNN.

The networks were defined on sRGB within 0 to 1: they are given the clamped picture, and what lay outside is added back.
"""

from collections.abc import Hashable, Mapping
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.noise_level import LEVELS
from pellucid.imaging.srgb import luma
from pellucid.networks import cbdnet, dncnn
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, WholePicture
from pellucid.operations.denoise.parameters import Parameters
from pellucid.operations.denoise.parameters import is_neutral as is_neutral  # noqa: PLC0414 -- part of the contract

_MAP_RADIUS_PX = 8
"""DnCNN believes in a noise, not in a level: the level is taken over a square of 17 pixels."""

LEAST_GAMMA = 0.05
"""Told less of the noise than this, CBDNet still changes the photo: as much less of its result is laid over it, so that
nothing told is nothing done."""


def analyse(_whole: WholePicture, _parameters: Parameters, _context: Context) -> Analysis:
    """Nothing: no network sees far, so every tile estimates its own noise."""
    return Analysis()


def analysis_key(_parameters: Parameters) -> Hashable:
    """Nothing is analysed."""
    return None


def mappable(_parameters: Parameters) -> tuple[str, ...]:
    """What the networks are told, how much grain is put back, and how much of the result is laid over."""
    return ("gamma", "regrain", "amount")


def models(parameters: Parameters) -> tuple[str, ...]:
    """The network of the method."""
    return (parameters.method,)


def halo(parameters: Parameters, _analysis: Analysis, _scale: float) -> int:
    """Receptive radius of what runs, and of DnCNN's map."""
    if parameters.method == "cbdnet":
        return cbdnet.RECEPTIVE_RADIUS_PX
    return max(dncnn.reach(parameters.gamma), dncnn.reach(1.0) + _MAP_RADIUS_PX)


def alignment(parameters: Parameters) -> int:
    """CBDNet has two levels of stride 2, DnCNN none."""
    return cbdnet.SIZE_MULTIPLE if parameters.method == "cbdnet" else 1


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, context: Context) -> Tensor:
    """Remove the noise: y + amount * (x - y), where x is the clean estimate x̂ with some of the luma noise put back.

    CBDNet gives x̂ = CNN_D(y, gamma * sigma_hat(y)), Section 3.2 of its paper; DnCNN see `DnCNN.restore`.
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
    """The estimated noise of luma, in 8-bit levels: sigma_hat(y), or how strong R(y) is nearby in the mean of RGB."""
    noisy = picture.clamp(0, 1)[None]
    if parameters.method == "cbdnet":
        network = _cbdnet(context)
        level = network.luma_chroma_map(network.estimate(noisy))[0, 0]
    else:
        energy = _dncnn(context).noise(noisy).square().mean(dim=1, keepdim=True)
        side = 2 * _MAP_RADIUS_PX + 1
        level = F.avg_pool2d(energy, side, 1, _MAP_RADIUS_PX, count_include_pad=False).sqrt()[0, 0]
    return {"noise": DiagnosticMap(level * LEVELS)}


def _regrained(noisy: Tensor, restored: Tensor, percent: float | Tensor) -> Tensor:
    """x̂ + share * (Y(y) - Y(x̂)), the same on all channels, so that what comes back is gray."""
    share = torch.as_tensor(percent, dtype=noisy.dtype, device=noisy.device) / 100
    return restored + share * (luma(noisy) - luma(restored))


def _restored(noisy: Tensor, parameters: Parameters, context: Context) -> Tensor:
    gamma = context.value(parameters, "gamma")
    if parameters.method == "dncnn":
        return _dncnn(context).restore(noisy, gamma)
    restored: Tensor = _cbdnet(context)(noisy, gamma)[0]
    share = torch.as_tensor(gamma, dtype=noisy.dtype, device=noisy.device) / LEAST_GAMMA
    if bool(share.min() >= 1):
        return restored
    return torch.where(share < 1, noisy + share * (restored - noisy), restored)


def _cbdnet(context: Context) -> cbdnet.CBDNet:
    return cast(cbdnet.CBDNet, context.network("cbdnet"))


def _dncnn(context: Context) -> dncnn.DnCNN:
    return cast(dncnn.DnCNN, context.network("dncnn"))
