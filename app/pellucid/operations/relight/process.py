"""Relight: DeepUPE finds the illumination S of the whole photo once, then every pixel is divided by its own.

Wang et al., CVPR 2019: a photo is I = S * R, and a well-lit shot would show R = I / S, with I <= S <= 1. S comes out of
a bilateral grid by a learned guide. The network was defined on sRGB within 0 to 1: it is given the clamped picture, and
what lay outside is added back.

Denoise stands before this step, so noise is taken away before it is raised. The map `lift` says how many times the
levels of denoise's own map are raised where noise is left.
"""

from collections.abc import Hashable, Mapping
from typing import cast

import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import slice_grid
from pellucid.imaging.srgb import luma
from pellucid.networks.deepupe import DeepUPE
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage
from pellucid.operations.gridwise import in_strips, remembered, small_copy
from pellucid.operations.pixelwise import alignment, halo, mappable
from pellucid.operations.relight.lift import even_in_the_dark, lifted
from pellucid.operations.relight.parameters import Parameters, is_neutral

__all__ = [
    "alignment",
    "analyse",
    "analysis_key",
    "diagnose",
    "halo",
    "is_neutral",
    "mappable",
    "models",
    "preview",
    "render",
]

MODEL = "deepupe"


def analysis_key(_parameters: Parameters) -> Hashable:
    """No parameter: what the network finds is used as much as is wanted."""
    return MODEL


def models(_parameters: Parameters) -> tuple[str, ...]:
    """The one network there is."""
    return (MODEL,)


def analyse(full_image: FullImage, _parameters: Parameters, context: Context) -> Analysis:
    """Find the grid of S on a small copy of the whole photo."""
    with torch.inference_mode():
        cells = _network(context).cells(small_copy(full_image).to(context.device))[0]
    return remembered(cells, full_image)


def render(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """Divide by S to the power of the strength, with highlights rolled off."""
    if is_neutral(parameters):  # rolling off rounds
        return picture

    def relit(strip: Tensor, cells: Tensor, place: UnitRect) -> Tensor:
        dark = strip.clamp(0, 1)
        light = _illumination(dark, cells, place, context) ** parameters.strength
        return strip + (lifted(dark, light, parameters.highlights) - dark)

    return in_strips(picture, analysis, context, relit)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: the grid belongs to the whole photo at any scale."""
    return render(picture, parameters, analysis, context)


def diagnose(
    picture: Tensor, _parameters: Parameters, analysis: Analysis, context: Context
) -> Mapping[str, DiagnosticMap]:
    """S at full strength, its luma, 0 to 1; and 1 / S, what light and noise are multiplied by."""
    dark = picture.clamp(0, 1)

    def bounded(strip: Tensor, cells: Tensor, place: UnitRect) -> Tensor:
        return luma(torch.maximum(_illumination(strip, cells, place, context), strip))

    found = in_strips(dark, analysis, context, bounded)[0]
    return {"illumination": DiagnosticMap(found), "lift": DiagnosticMap(1 / found)}


def _illumination(dark: Tensor, cells: Tensor, place: UnitRect, context: Context) -> Tensor:
    """S at the pixels of a part `(3, h, w)`, not yet bounded by the picture below; at most 1."""
    guide = _network(context).guide(dark[None])[0, 0]
    return even_in_the_dark(slice_grid(cells, dark, place, guide), dark)


def _network(context: Context) -> DeepUPE:
    return cast(DeepUPE, context.network(MODEL))
