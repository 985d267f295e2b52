"""Low light: finds the exposure that the whole photo misses, then DeepUPE the illumination S of its dark parts.

Wang et al., CVPR 2019: a photo is I = S * R, and a well-lit shot would show R = I / S, with I <= S <= 1. S comes out of
a bilateral grid by a learned guide. The exposure comes first, in linear light, as a longer one in the camera would have
been (`imaging.exposure_metering` says how much); the network sees the exposed photo, and S spreads its light. The
network was defined on sRGB within 0 to 1: it is given the clamped picture, and what lay outside is added back.

Denoise stands before this step, so noise is taken away before it is raised. The map `gain` says how many times the
levels of denoise's own map are raised where noise is left.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import cast

import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import WHOLE, slice_grid
from pellucid.imaging.exposure_metering import Meter
from pellucid.imaging.srgb import luma
from pellucid.networks.deepupe import DeepUPE
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage
from pellucid.operations.gridwise import Recent, analysis_px, in_strips, remembered, small_copy
from pellucid.operations.pointwise import alignment, halo
from pellucid.operations.relight.lift import exposed, lifted, neutral
from pellucid.operations.relight.light import UNEXPOSED, Light, at_brightness, find_lights, seen_stops
from pellucid.operations.relight.parameters import SPEC, Parameters

__all__ = [
    "alignment", "analyse", "analysis_key", "analysis_px", "diagnose", "halo",
    "mappable", "models", "preview", "render",
]  # fmt: skip

MODEL = "deepupe"

_DIGITS = 6
"""A map that is the same everywhere stands for the number, which float32 has rounded."""

_STEP = 1 / 255
"""The gain is told from two brightnesses that lie so far apart."""

_recent = Recent()


def analysis_key(parameters: Parameters) -> Hashable:
    """Whether the exposure is found; how much of all that is used is no matter."""
    return MODEL, parameters.auto_exposure


def mappable(_parameters: Parameters) -> tuple[str, ...]:
    """The share of the missing light that is given: a brush on it dodges and burns the light, not the pixels."""
    return ("strength",)


def models(_parameters: Parameters) -> tuple[str, ...]:
    """The one network there is."""
    return (MODEL,)


def analyse(full_image: FullImage, parameters: Parameters, context: Context) -> Analysis:
    """Find the exposure and the grid of S on a small copy of the whole photo."""
    copy = small_copy(full_image)[0].to(context.device)
    meter = Meter(copy)
    seen = seen_stops(meter) if parameters.auto_exposure else 0.0
    view = exposed(copy, seen)
    with torch.inference_mode():
        cells = _network(context).cells(view[None])[0]
        illumination = _illumination(view, cells, WHOLE, context)
        lights = find_lights(meter, copy, illumination) if parameters.auto_exposure else UNEXPOSED
    return Analysis({**remembered(cells, full_image).facts, "seen": seen, "lights": lights})


def render(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """Expose, and divide by S; both to the share of the strength, with highlights rolled off."""
    given = context.value(parameters, "strength")
    if not isinstance(given, Tensor):
        return _relit(picture, None, parameters, analysis, context)
    # Where the map is the number, so is the result, to the bit: powers of maps and of numbers round differently.
    outside = _relit(picture, None, parameters, analysis, context)
    if bool((given == parameters.strength).all()):
        return outside
    inside = _uneven(picture, given, parameters, analysis, context)
    return torch.where(given == parameters.strength, outside, inside)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: the grid belongs to the whole photo at any scale."""
    return render(picture, parameters, analysis, context)


def diagnose(
    picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context
) -> Mapping[str, DiagnosticMap]:
    """The illumination, 0 to 1, and the gain: how many times noise is raised, which is the slope of the result.

    Both at full strength.
    """
    dark = picture.clamp(0, 1)
    light = at_brightness(analysis.facts["lights"], parameters.brightness)
    work = _relighting(light, 1.0, parameters.highlights, analysis, context)

    def both(strip: Tensor, cells: Tensor, place: UnitRect) -> Tensor:
        low = luma(strip).clamp_max(1 - _STEP).expand_as(strip)
        gain = (work(low + _STEP, cells, place)[:1] - work(low, cells, place)[:1]) / _STEP
        view = exposed(strip, analysis.facts["seen"])
        found = _illumination(view, cells, place, context)
        return torch.cat((torch.maximum(found, luma(view)), gain))

    illumination, gain = in_strips(dark, analysis, context, both)
    return {"illumination": DiagnosticMap(illumination), "gain": DiagnosticMap(gain)}


def _uneven(picture: Tensor, given: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The result with a strength that differs from place to place."""
    first = round(float(given.flatten()[0]), _DIGITS)
    even = replace(parameters, strength=first)
    if bool((given == torch.tensor(first).to(given)).all()):
        return _relit(picture, None, even, analysis, context)
    return torch.where(given > 0, _relit(picture, given, parameters, analysis, context), picture)


def _relit(
    picture: Tensor, given: Tensor | None, parameters: Parameters, analysis: Analysis, context: Context
) -> Tensor:
    """Light with one strength, or where it is given with one `(1, h, w)` a pixel."""
    if given is None and SPEC.is_neutral(parameters):  # rolling off rounds
        return picture
    light = at_brightness(analysis.facts["lights"], parameters.brightness)
    whole = picture if given is None else torch.cat((picture, given.to(picture)))

    def relit(strip: Tensor, cells: Tensor, place: UnitRect) -> Tensor:
        dark, strength = strip[:3].clamp(0, 1), parameters.strength if given is None else strip[3:]
        work = _relighting(light, strength, parameters.highlights, analysis, context)
        return strip[:3] + (work(dark, cells, place) - dark)

    return in_strips(whole, analysis, context, relit)


def _relighting(
    light: Light, strength: float | Tensor, guard: float, analysis: Analysis, context: Context
) -> Callable[[Tensor, Tensor, UnitRect], Tensor]:
    """What gives light to a strip `(3, h, w)`, 0 to 1, with the cells of S and its place in the photo."""
    seen = analysis.facts["seen"]

    def work(dark: Tensor, cells: Tensor, place: UnitRect) -> Tensor:
        found = _recent.of(
            dark, place, analysis, _network(context), lambda: _illumination(exposed(dark, seen), cells, place, context)
        )
        return lifted(exposed(dark, light.stops * strength), found ** (light.share * strength), guard)

    return work


def _illumination(view: Tensor, cells: Tensor, place: UnitRect, context: Context) -> Tensor:
    """S at the pixels of a part as the network sees it, `(1, h, w)`, 1/64 to 1."""
    guide = _network(context).guide(view[None])[0, 0]
    return neutral(slice_grid(cells, view, place, guide))


def _network(context: Context) -> DeepUPE:
    return cast(DeepUPE, context.network(MODEL))
