"""The methods: each looks at a small copy of the whole photo and gives a bilateral grid that retouches it."""

from collections.abc import Callable
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.look_ids import is_look
from pellucid.imaging.grid_fit import GridFit
from pellucid.networks.dpe import DPE
from pellucid.networks.hdrnet import HDRNet
from pellucid.networks.look import Look
from pellucid.operations.contract import Context


def look(copy: Tensor, method: str, context: Context) -> Tensor:
    """Let a method look at a photo.

    Args:
        copy: the whole photo, reduced, `(1, 3, h, w)`, 0 to 1.
        method: key of `METHODS`, or the id of a look.
        context: has its network.

    Returns:
        Cells `(12, depth, rows, columns)`.
    """
    return _taught(copy, method, context) if is_look(method) else METHODS[method](copy, context)


def developed(picture: Tensor, method: str, context: Context) -> Tensor:
    """What a method's grid is applied to, of a picture `(3, h, w)`: the picture, which a look develops first."""
    return cast(Look, context.network(method)).developed(picture[None])[0] if is_look(method) else picture


def guide_of(picture: Tensor, method: str, context: Context) -> Tensor | None:
    """What a method's grid is looked up by in a developed picture `(3, h, w)`: `(h, w)`, or None for luma."""
    if method == "dpe":
        return None
    network = cast(Look, context.network(method)).local if is_look(method) else context.network(method)
    guide: Tensor = cast(HDRNet, network).guide(picture[None])[0, 0]
    return guide


def _taught(copy: Tensor, method: str, context: Context) -> Tensor:
    """A look that a person taught, on the developed picture."""
    network = cast(Look, context.network(method))
    with torch.inference_mode():
        return network.cells(network.developed(copy.to(context.device)))[0]


def _hdrnet(copy: Tensor, context: Context) -> Tensor:
    """Gharbi et al., SIGGRAPH 2017: the grid itself."""
    with torch.inference_mode():
        return cast(HDRNet, context.network("hdrnet")).cells(copy.to(context.device))[0]


def _dpe(copy: Tensor, context: Context) -> Tensor:
    """Chen et al., CVPR 2018: a small finished picture, and the grid that makes it of the photo.

    The picture is a square whatever the photo's proportions, as in training; a grid knows shares only.
    """
    with torch.inference_mode():
        network = cast(DPE, context.network("dpe"))
        square = F.interpolate(copy.to(context.device), size=(network.side_px, network.side_px), mode="area")
        finished = network(square).clamp(0, 1)
    # The grid is fitted on the CPU, in equations that a gradient could flow through; none is wanted.
    return GridFit(square[0].cpu()).fit(finished[0].cpu())


METHODS: dict[str, Callable[[Tensor, Context], Tensor]] = {"hdrnet": _hdrnet, "dpe": _dpe}
