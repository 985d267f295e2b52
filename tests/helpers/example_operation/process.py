"""The pixels of the example, as pure functions: the same input gives the same output, and the input stays as it was."""

from torch import Tensor

from helpers.example_operation.parameters import SPEC, Parameters

# What an operation on single pixels needs is there already: no neighbours, no analysis, no network, no maps. One that
# looks around says how far with its own `halo`; one that must know the whole photo has an `analyse`.
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.pointwise import (
    alignment,
    analyse,
    analysis_key,
    analysis_px,
    diagnose,
    halo,
    mappable,
    models,
)

__all__ = [
    "alignment", "analyse", "analysis_key", "analysis_px", "diagnose", "halo",
    "mappable", "models", "preview", "render",
]  # fmt: skip


def render(picture: Tensor, parameters: Parameters, _analysis: Analysis, _context: Context) -> Tensor:
    """Fade a tile.

    Args:
        picture: working pixels `(3, h, w)`, extended sRGB: light may lie below 0 and above 1.
        parameters: how far.

    Returns:
        The same shape. What lay outside of 0 to 1 is added back, so that highlights can still be taken back later.
    """
    if SPEC.is_neutral(parameters):
        return picture  # the very same tensor: neutral is identity to the bit
    inside = picture.clamp(0, 1)
    black = parameters.black / 100
    return black + (1 - black) * inside + (picture - inside)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy: a pixel that stands for many is faded as they are."""
    return render(picture, parameters, analysis, context)
