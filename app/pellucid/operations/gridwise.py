"""What operations share whose network gives a bilateral grid for the whole photo.

The network looks once, at a small copy; afterwards every pixel needs its own colour and its place in the photo only.
Such an operation takes the plain parts of its process from `pointwise`, keeps its grid as a fact of its analysis, and
works through a picture in strips. How a grid is looked up is in `pellucid.imaging.bilateral_grid`.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.operations.contract import Analysis, Context, FullImage

COPY_PX = 512
"""Long side of the copy: the networks take 256 x 256 of it, and photos up to 2 : 1 have that much on either side."""

_STRIP_PIXELS = 1 << 15
"""What is held for these stays in the cache of a processor."""


def analysis_px(_parameters: Any) -> int:
    """The copy."""
    return COPY_PX


def small_copy(full_image: FullImage) -> Tensor:
    """What a network sees of a photo: `(1, 3, h, w)`, 0 to 1."""
    return full_image.overview(COPY_PX).clamp(0, 1)[None]


def remembered(cells: Tensor, full_image: FullImage, **more: Tensor) -> Analysis:
    """A grid `(12, depth, rows, columns)` as a fact of a photo, and what more is to be known of it."""
    kept = {name: value.float().cpu() for name, value in more.items()}
    return Analysis({"cells": cells.float().cpu(), "size": (full_image.size.width, full_image.size.height), **kept})


def in_strips(
    picture: Tensor, analysis: Analysis, context: Context, work: Callable[[Tensor, Tensor, UnitRect], Tensor]
) -> Tensor:
    """Work through a picture.

    Args:
        picture: `(3, h, w)`, of the area that the context names.
        analysis: made by `remembered`.
        context: of the picture.
        work: is given a strip of the picture, the cells and the strip's place in the photo; gives `(C, rows, w)`.

    Returns:
        `(C, h, w)`.
    """
    cells = analysis.facts["cells"].to(picture.device)
    span = unit_rect_of(context.area, analysis.facts["size"])
    height, width = picture.shape[-2:]
    rows = max(1, _STRIP_PIXELS // width) if picture.device.type == "cpu" else height
    row_share = span.height / height
    strips = []
    for start in range(0, height, rows):
        end = min(start + rows, height)
        place = UnitRect(span.x, span.y + start * row_share, span.width, (end - start) * row_share)
        strips.append(work(picture[:, start:end], cells, place))
    return torch.cat(strips, dim=1)
