"""The three methods: each looks at a small copy of the whole photo and says what it believes, see `veil`."""

from collections.abc import Callable
from typing import cast

import torch
from torch import Tensor

from pellucid.imaging.airlight import airlight_of_dark
from pellucid.imaging.dark_channel import dark_channel
from pellucid.imaging.grid_fit import GridFit
from pellucid.imaging.patch_map import airlight_of_patches, composed_transmission, refined
from pellucid.imaging.scattering import implied_transmission
from pellucid.networks import dehazenet
from pellucid.operations.contract import Context
from pellucid.operations.dehaze.veil import Air, Clearing, Veil

COPY_PX = {"dehazenet": dehazenet.REFERENCE_PX, "pmsnet": 640, "epdn": 512}
"""Long side of the copy on which a network looks for haze; the pictures of its paper are of about this size."""

DARK_PATCH_PX = 15
"""Side of the patches by which EPDN's airlight is found, which it does not need itself."""


def estimate(copy: Tensor, scale: float, method: str, context: Context) -> Veil:
    """Let a method look for haze.

    Args:
        copy: the whole photo, reduced, `(3, h, w)`, 0 to 1.
        scale: copy pixels per photo pixel.
        method: key of `METHODS`.
        context: has its network.
    """
    return METHODS[method](copy, scale, context)


def _dehazenet(copy: Tensor, _scale: float, context: Context) -> Veil:
    """Cai et al., TIP 2016: t of every pixel, and the airlight where it is least."""
    with torch.inference_mode():
        network = context.network("dehazenet")
        fitted, airlight = dehazenet.estimate(lambda seen: network(seen.to(context.device)).to(copy.device), copy)
    return Air(fitted, airlight)


def _pmsnet(copy: Tensor, scale: float, context: Context) -> Veil:
    """Chen et al., CVPR 2019: a patch size for every pixel, and the dark channel prior with it."""
    patches = _run("pmsnet", copy, context)
    airlight = airlight_of_patches(copy, patches)
    fitted = refined(copy, composed_transmission(copy, airlight, patches).clamp(0, 1))
    return Air(fitted, airlight, patches / scale)


def _epdn(copy: Tensor, _scale: float, context: Context) -> Veil:
    """Qu et al., CVPR 2019: the clear picture itself, brought to full size by a bilateral grid."""
    clear = _run("epdn", copy, context).clamp(0, 1)
    # The grid is fitted on the CPU, in equations that a gradient could flow through; none is wanted.
    cells = GridFit(copy.cpu()).fit(clear.cpu()).to(copy.device)
    airlight = airlight_of_dark(copy, dark_channel(copy, DARK_PATCH_PX))
    return Clearing(refined(copy, implied_transmission(copy, clear, airlight)), airlight, cells)


def _run(model: str, copy: Tensor, context: Context) -> Tensor:
    with torch.inference_mode():
        return cast(Tensor, context.network(model)(copy[None].to(context.device)))[0]


METHODS: dict[str, Callable[[Tensor, float, Context], Veil]] = {
    "dehazenet": _dehazenet,
    "pmsnet": _pmsnet,
    "epdn": _epdn,
}
