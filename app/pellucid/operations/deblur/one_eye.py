"""DeepDeblur on one photo or on a tile of it (Nah, Kim and Lee, CVPR 2017).

The network goes from coarse to fine. How far all its scales see together is known, so a tile with that halo gives what
each scale, run over the whole photo before the next, would give there. Nothing has to be found about the whole photo
first, which a denoise slider that moves would make stale.
"""

from collections.abc import Mapping
from typing import cast

from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.networks import deepdeblur
from pellucid.networks.deepdeblur import DeepDeblur
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, WholePicture

SIZE_MULTIPLE = deepdeblur.SIZE_MULTIPLE

_MODEL = "deepdeblur"


def analyse(whole: WholePicture, context: Context) -> Analysis:
    """No look at the photo: how large it is, so that a tile's halo is told from its edge, and how wide halos are."""
    return Analysis({"size": whole.size, "halo_px": _network(context).halo_px})


def halo_px(analysis: Analysis, _scale: float) -> int:
    """As far as the network looks at any scale."""
    halo: int = analysis.facts["halo_px"]
    return halo


def sharpened(blurred: Tensor, analysis: Analysis, context: Context) -> Tensor:
    """Take the blur out of a picture or tile `(3, h, w)`, 0 to 1; within the halo of a tile it stays."""
    core = _core(blurred, analysis, context)
    rows, columns = core.slices
    sharp = blurred.clone()
    sharp[:, rows, columns] = _network(context).within(blurred[None], core)[0].clamp(0, 1)
    return sharp


def maps(_blurred: Tensor, _analysis: Analysis, _context: Context) -> Mapping[str, DiagnosticMap]:
    """It tells nothing but its result."""
    return {}


def _core(tile: Tensor, analysis: Analysis, context: Context) -> Rect:
    """The part of a tile that is no halo; a side of the tile that is the photo's has none."""
    height, width = tile.shape[-2:]
    if context.area is None:
        return Rect(0, 0, width, height)
    size: Size = analysis.facts["size"]
    halo = halo_px(analysis, context.scale)
    left, top = (halo if edge else 0 for edge in (context.area.x, context.area.y))
    right = width - (halo if context.area.right < size.width else 0)
    bottom = height - (halo if context.area.bottom < size.height else 0)
    return Rect(left, top, right - left, bottom - top)


def _network(context: Context) -> DeepDeblur:
    return cast(DeepDeblur, context.network(_MODEL))
