"""Retouch: a network looks at a small copy of the whole photo once, and the grid it gives changes every pixel.

The networks were defined on sRGB within 0 to 1: they are given the clamped picture, and what lay outside is added back.
"""

from collections.abc import Hashable

from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import slice_grid
from pellucid.operations.contract import Analysis, Context, FullImage
from pellucid.operations.gridwise import Recent, analysis_px, in_strips, remembered, small_copy
from pellucid.operations.pointwise import alignment, diagnose, halo, mappable
from pellucid.operations.retouch.methods import developed, estimate, guide_of
from pellucid.operations.retouch.parameters import Parameters
from pellucid.operations.retouch.protection import protected

__all__ = [
    "alignment", "analyse", "analysis_key", "analysis_px", "diagnose", "halo",
    "mappable", "models", "preview", "render",
]  # fmt: skip

_recent = Recent()


def analysis_key(parameters: Parameters) -> Hashable:
    """The network."""
    return parameters.method


def models(parameters: Parameters) -> tuple[str, ...]:
    """The network of the method."""
    return (parameters.method,)


def analyse(full_image: FullImage, parameters: Parameters, context: Context) -> Analysis:
    """Find the grid, and what is done before it, on a small copy of the whole photo."""
    found = estimate(small_copy(full_image), parameters.method, context)
    return remembered(found.pop("cells"), full_image, **found)


def render(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """Slice the grid, give protected colours back their tint, and lay as much over the photo as is wanted."""

    def retouched(strip: Tensor, cells: Tensor, place: UnitRect) -> Tensor:
        plain = strip.clamp(0, 1)

        def find() -> Tensor:
            start = developed(plain, parameters.method, analysis, context)
            return slice_grid(cells, start, place, guide_of(start, parameters.method, context)).clamp(0, 1)

        found = _recent.of(plain, place, analysis, context.network(parameters.method), find)
        kept = protected(plain, found, parameters.protect_skin, parameters.protect_neutral)
        return strip + ((plain + parameters.amount * (kept - plain)).clamp(0, 1) - plain)

    return in_strips(picture, analysis, context, retouched)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: the grid belongs to the whole photo at any scale."""
    return render(picture, parameters, analysis, context)
