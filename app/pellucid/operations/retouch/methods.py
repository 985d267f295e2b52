"""The methods: each looks at a small copy of the whole photo and gives a bilateral grid that retouches it."""

from collections.abc import Callable
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.look_ids import is_look
from pellucid.imaging.correction import corrected
from pellucid.imaging.grid_fit import GridFit
from pellucid.imaging.neutral_grid import gray_kept, white_kept
from pellucid.networks.dpe import DPE
from pellucid.networks.enhancer import Enhancer
from pellucid.networks.hdrnet import HDRNet
from pellucid.networks.look import Look
from pellucid.operations.contract import Analysis, Context

Facts = dict[str, Tensor]
"""What a method finds, by name."""


def estimate(copy: Tensor, method: str, context: Context) -> Facts:
    """Let a method look at a photo.

    Args:
        copy: the whole photo, reduced, `(1, 3, h, w)`, 0 to 1.
        method: key of `METHODS`, or the id of a look.
        context: has its network.

    Returns:
        `cells`, `(12, depth, rows, columns)`, and `correction`, settings of `imaging.correction` `(7,)`, where the
        method corrects the photo before.
    """
    return _taught(copy, method, context) if is_look(method) else METHODS[method](copy, context)


def developed(picture: Tensor, method: str, analysis: Analysis, context: Context) -> Tensor:
    """What a method's grid is applied to, of a picture `(3, h, w)`: the picture, which many develop first."""
    if is_look(method):
        return cast(Look, context.network(method)).developed(picture[None])[0]
    settings = analysis.facts.get("correction")
    return picture if settings is None else corrected(picture[None], settings[None].to(picture.device))[0]


def guide_of(picture: Tensor, method: str, context: Context) -> Tensor | None:
    """What a method's grid is looked up by in a developed picture `(3, h, w)`: `(h, w)`, or None for luma."""
    network = context.network(method)
    learned = cast(Look, network).local if is_look(method) else network
    if not isinstance(learned, HDRNet):
        return None
    guide: Tensor = learned.guide(picture[None])[0, 0]
    return guide


def _taught(copy: Tensor, method: str, context: Context) -> Facts:
    """A look that a person taught, on the developed picture."""
    network = cast(Look, context.network(method))
    with torch.inference_mode():
        return {"cells": network.cells(network.developed(copy.to(context.device)))[0]}


def _hdrnet(copy: Tensor, context: Context) -> Facts:
    """Gharbi et al., SIGGRAPH 2017: the grid itself, after one correction of the whole photo."""
    network = context.network("hdrnet")
    with torch.inference_mode():
        if isinstance(network, HDRNet):
            return {"cells": network.cells(copy.to(context.device))[0]}
        settings, cells = cast(Enhancer, network).look(copy.to(context.device))
    return {"cells": cells[0], "correction": settings[0]}


def _dpe(copy: Tensor, context: Context) -> Facts:
    """Chen et al., CVPR 2018: a small finished picture, and the grid that makes it of the photo.

    The picture is a square whatever the photo's proportions, as in training; a grid knows shares only. White and gray
    stay as they are, so the light's colour is not changed.
    """
    with torch.inference_mode():
        network = cast(DPE, context.network("dpe"))
        square = F.interpolate(copy.to(context.device), size=(network.side_px, network.side_px), mode="area")
        finished = network(square).clamp(0, 1)
    # The grid is fitted on the CPU, in equations that a gradient could flow through; none is wanted.
    return {"cells": white_kept(gray_kept(GridFit(square[0].cpu()).fit(finished[0].cpu())))}


METHODS: dict[str, Callable[[Tensor, Context], Facts]] = {"hdrnet": _hdrnet, "dpe": _dpe}
