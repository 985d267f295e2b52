"""Deblur: y + amount * (x̂ - y), where x̂ is what a network makes of one photo, or of both eyes of a pair.

Both networks were defined on sRGB within 0 to 1: they are given the clamped picture, and what lay outside is added
back. What each needs to know and how it is run stands in `one_eye` and `both_eyes`.
"""

from collections.abc import Hashable, Mapping
from typing import Protocol

from torch import Tensor

from pellucid.imaging.blur_estimate import edge_width_map
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage
from pellucid.operations.deblur import both_eyes
from pellucid.operations.deblur.one_eye import OneEye
from pellucid.operations.deblur.parameters import Parameters


class Method(Protocol):
    """What a method provides: a module, or an object where one network is run in several ways."""

    @property
    def MODEL(self) -> str:  # noqa: N802
        """Id of its network."""
        ...

    @property
    def SIZE_MULTIPLE(self) -> int:  # noqa: N802
        """Tiles begin at multiples of it."""
        ...

    @property
    def ANALYSIS_PX(self) -> int:  # noqa: N802
        """Long side of the copy that `analyse` looks at; 0 where it looks at no pixel."""
        ...

    def analyse(self, full_image: FullImage, context: Context) -> Analysis:
        """Find what it needs to know of the whole photo; raises UsageError where the photo has too few eyes."""
        ...

    def halo_px(self, analysis: Analysis, scale: float) -> int:
        """Pixels needed around a tile at `scale`."""
        ...

    def share_at(self, scale: float) -> float:
        """How much of the blur that it takes away is still there in a copy at `scale`, 0 to 1."""
        ...

    def sharpened(self, blurred: Tensor, analysis: Analysis, context: Context) -> Tensor:
        """Take the blur out of a picture or tile `(3, h, w)`, 0 to 1; what it gives within the halo counts not."""
        ...

    def maps(self, blurred: Tensor, analysis: Analysis, context: Context) -> Mapping[str, DiagnosticMap]:
        """What it estimates, by name."""
        ...


METHODS: dict[str, Method] = {
    "deepdeblur": OneEye(),
    "deepdeblur_long": OneEye(reduction=2),
    "deepdeblur_longest": OneEye(reduction=4),
    "davanet": both_eyes,
}


def analyse(full_image: FullImage, parameters: Parameters, context: Context) -> Analysis:
    """What the method needs to know of the whole photo.

    Raises:
        UsageError: the method needs a pair, and the photo has one eye.
    """
    return METHODS[parameters.method].analyse(full_image, context)


def analysis_key(parameters: Parameters) -> Hashable:
    """The method alone."""
    return parameters.method


def analysis_px(parameters: Parameters) -> int:
    """The copies that are matched, of a pair."""
    return METHODS[parameters.method].ANALYSIS_PX


def mappable(_parameters: Parameters) -> tuple[str, ...]:
    """How much of the result is laid over."""
    return ("amount",)


def models(parameters: Parameters) -> tuple[str, ...]:
    """The network of the method."""
    return (METHODS[parameters.method].MODEL,)


def halo(parameters: Parameters, analysis: Analysis, scale: float) -> int:
    """How far the network looks, which the weights do not change."""
    return METHODS[parameters.method].halo_px(analysis, scale)


def alignment(parameters: Parameters) -> int:
    """All methods halve pictures."""
    return METHODS[parameters.method].SIZE_MULTIPLE


def render(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """Take the blur away."""
    blurred = picture.clamp(0, 1)
    sharp = METHODS[parameters.method].sharpened(blurred, analysis, context)
    return picture + context.value(parameters, "amount") * (sharp - blurred)


def preview(picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context) -> Tensor:
    """The same on a reduced copy, less of it: reducing has already averaged away much of the blur.

    On straight blur of 6 to 20 pixels that was nearer to the reduced result than all of it in six of eight cases.
    """
    share = METHODS[parameters.method].share_at(context.scale)
    return picture + share * (render(picture, parameters, analysis, context) - picture)


def diagnose(
    picture: Tensor, parameters: Parameters, analysis: Analysis, context: Context
) -> Mapping[str, DiagnosticMap]:
    """How wide edges are; of a pair also the disparity in photo pixels, and the share of the other eye, 0 to 1."""
    blurred = picture.clamp(0, 1)
    own = METHODS[parameters.method].maps(blurred, analysis, context)
    return {"sharpness": DiagnosticMap(edge_width_map(blurred)), **own}
