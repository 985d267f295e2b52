"""Dehaze: what the haze of a photo is like is found once on a small copy, then every pixel is solved by itself.

The networks were defined on sRGB within 0 to 1: they are given the clamped picture, and what lay outside is added back.
"""

from collections.abc import Hashable, Mapping

import torch
from torch import Tensor

from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.imaging.scattering import clear_of, scatter
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage
from pellucid.operations.dehaze.methods import COPY_PX, estimate
from pellucid.operations.dehaze.parameters import Parameters
from pellucid.operations.dehaze.veil import Clearing, Veil, on_device
from pellucid.operations.fields import AUTO, read_color

SOFT_EDGE = 0.1
"""Haze as thick as the range's ends is taken away by half, and by this much thinner or thicker not at all or fully."""

PROTECTED = 0.2
"""At full protection, what differs from the airlight by less than this counts as sky or white."""

ADDED_FOG, ADDED_HAZE = 0.2, 2.0
"""Full negative strength: optical depth added everywhere, and times the one that is there."""

LEAST_SEEN = 0.05
"""A transmission is trusted no farther down than this when its depth is taken."""


def analysis_key(parameters: Parameters) -> Hashable:
    """The network; the airlight that is used with what it found can be another."""
    return parameters.method


def analysis_px(parameters: Parameters) -> int:
    """The copy of the method."""
    return COPY_PX[parameters.method]


def mappable(_parameters: Parameters) -> tuple[str, ...]:
    """What goes smoothly into a pixel, which is solved by itself.

    The range of haze is laid over as a run of its own: at its ends it is off at once, which a map would show as a line.
    """
    return ("strength", "protect")


def models(parameters: Parameters) -> tuple[str, ...]:
    """The network of the method."""
    return (parameters.method,)


def analyse(full_image: FullImage, parameters: Parameters, context: Context) -> Analysis:
    """Look for haze on a small copy of the whole photo."""
    copy = full_image.overview(COPY_PX[parameters.method]).clamp(0, 1)
    size = (full_image.size.width, full_image.size.height)
    veil = estimate(copy, copy.shape[2] / full_image.size.width, parameters.method, context)
    return Analysis({"veil": on_device(veil, torch.device("cpu")), "size": size})


def halo(_parameters: Parameters, _analysis: Analysis, _scale: float) -> int:
    """None: every pixel is solved by itself."""
    return 0


def alignment(_parameters: Parameters) -> int:
    """Tiles start anywhere."""
    return 1


def render(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """Take haze away, or add some."""
    veil: Veil = on_device(analysis.facts["veil"], picture.device)
    place = unit_rect_of(context.area, analysis.facts["size"])
    hazy = picture.clamp(0, 1)
    airlight = veil.airlight
    if parameters.airlight != AUTO:
        airlight = torch.tensor(read_color(parameters.airlight), device=picture.device)
    transmitted = veil.transmission(hazy, place)
    strength, protect = (
        torch.as_tensor(context.value(parameters, name), dtype=hazy.dtype, device=hazy.device)
        for name in ("strength", "protect")
    )
    unprotected = _unprotected(hazy, airlight, protect)
    result = hazy
    if bool(strength.max() > 0):
        share = strength.clamp_min(0)
        if isinstance(veil, Clearing):
            share = share * _within(1 - transmitted, parameters) * _bounded(transmitted, parameters.t0)
            result = hazy + share * unprotected * (veil.clear(hazy, place) - hazy)
        else:
            kept = (1 - share * _within(1 - transmitted, parameters) * (1 - transmitted)).clamp_min(parameters.t0)
            # The transmission to solve with: t' = 1 - strength * w * (1 - t), raised where sky and white are protected.
            result = clear_of(hazy, (kept / unprotected).clamp_max(1), airlight, parameters.t0)
    if bool(strength.min() < 0):
        added = scatter(hazy, _through_added(transmitted, -strength.clamp_max(0)), airlight)
        result = torch.where(strength < 0, added, result)
    return picture + (result.clamp(0, 1) - hazy)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: what the networks found belongs to the whole photo at any scale."""
    return render(picture, parameters, analysis, context)


def diagnose(
    picture: Tensor, _parameters: Parameters, analysis: Analysis, context: Context
) -> Mapping[str, DiagnosticMap]:
    """How much light is believed to come through, 0 to 1, and by patches of which size, where there are any."""
    veil: Veil = on_device(analysis.facts["veil"], picture.device)
    place, hazy = unit_rect_of(context.area, analysis.facts["size"]), picture.clamp(0, 1)
    maps = {"transmission": DiagnosticMap(veil.transmission(hazy, place)[0])}
    patches = veil.patch_sides(hazy, place)
    return maps if patches is None else {**maps, "patch": DiagnosticMap(patches[0])}


def _bounded(transmitted: Tensor, least: float) -> Tensor:
    """What is left of a full clearing, whose size goes with 1 / t - 1, if t counts as `least` where it is less."""
    return ((1 / least - 1) / (1 / transmitted - 1).clamp_min(1e-3)).clamp_max(1)


def _within(haze: Tensor, parameters: Parameters) -> Tensor:
    """w: 1 where the haze 1 - t lies within the range, falling off softly outside."""
    within = torch.ones_like(haze)
    if parameters.near > 0:
        within = within * ((haze - parameters.near) / (2 * SOFT_EDGE) + 0.5).clamp(0, 1)
    if parameters.far < 1:
        within = within * ((parameters.far - haze) / (2 * SOFT_EDGE) + 0.5).clamp(0, 1)
    return within


def _unprotected(hazy: Tensor, airlight: Tensor, protect: Tensor) -> Tensor:
    """1 where a pixel differs enough from the airlight, and less the nearer it comes."""
    distance = (hazy - airlight.view(3, 1, 1)).abs().mean(dim=0, keepdim=True)
    tolerance = (PROTECTED * protect).clamp_min(1e-4)
    return (distance / tolerance).clamp(1e-3, 1)


def _through_added(transmitted: Tensor, strength: Tensor) -> Tensor:
    """The transmission of added haze: thicker where the scene is farther, and a little everywhere."""
    depth = -transmitted.clamp_min(LEAST_SEEN).log()
    return torch.exp(-strength * (ADDED_HAZE * depth + ADDED_FOG))
