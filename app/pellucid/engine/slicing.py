"""What a canvas makes of a picture: `slice(tail, mix(layers))`, the formula of its shader, for canvases that have none.

The engine slices for such a canvas, on a picture that is small enough to be quick.
"""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pellucid.engine.display import Display, mix, to_display
from pellucid.engine.planes import reduce_by
from pellucid.foundation.frame import GridMode, MaskTexture, Picture, TailMix
from pellucid.foundation.geometry import Rect
from pellucid.imaging.bilateral_grid import divided, slice_mixed, unit_rect_of

QUICK_PIXELS = 500_000
"""While all is approximate, larger pictures are reduced by a whole number; the canvas enlarges the result."""


def as_shown(picture: Picture, most_pixels: float = math.inf) -> Display:
    """A picture as a canvas that slices grids shows it at 100 % of its layers.

    Args:
        picture: what the canvas gets.
        most_pixels: a larger one with a tail is reduced first.
    """
    shown = mixed(picture)
    return shown if picture.tail is None else sliced(picture.tail, shown, picture.region, most_pixels)


def mixed(picture: Picture) -> Display:
    """The layers of a picture as one."""
    first, *others = (layer.pixels for layer in picture.shown)
    if not others:
        return first
    share = picture.mix
    return mix(first, others[0], _shares(share) if isinstance(share, MaskTexture) else share)


def sliced(tail: TailMix, shown: Display, area: Rect, most_pixels: float = math.inf) -> Display:
    """Slice the grids of a tail on a picture.

    Args:
        tail: its grids span a part of the photo, its masks lie on the picture.
        shown: the picture.
        area: photo pixels that the picture shows.
        most_pixels: a larger picture is reduced first.

    Returns:
        Display pixels.
    """
    divisor = max(1, math.ceil(math.sqrt(shown.shape[0] * shown.shape[1] / most_pixels)))
    picture = reduce_by(torch.from_numpy(shown[..., :3].copy()).permute(2, 0, 1).float() / 255, divisor)
    base = tail.base
    place = unit_rect_of(area.relative_to(base.area), (base.area.width, base.area.height))
    others = [(torch.from_numpy(grid.cells.copy()), reduce_by(_values(mask), divisor)) for grid, mask in tail.locals]
    found = slice_mixed(torch.from_numpy(base.cells.copy()), others, picture, place)
    return to_display(divided(picture, found) if base.mode is GridMode.DIVIDE else found)


def _shares(mask: MaskTexture) -> NDArray[np.float32]:
    """`(h, w, 1)`, 0 to 1."""
    return mask.values[..., None].astype(np.float32) / np.float32(255)


def _values(mask: MaskTexture) -> Tensor:
    """`(1, h, w)`, 0 to 1."""
    return torch.from_numpy(_shares(mask)).permute(2, 0, 1)
