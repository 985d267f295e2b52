"""What operations share whose network gives a bilateral grid for the whole photo.

The network looks once, at a small copy; afterwards every pixel needs its own colour and its place in the photo only.
Such an operation takes the plain parts of its process from `pointwise`, keeps its grid as a fact of its analysis, and
works through a picture in strips. How a grid is looked up is in `pellucid.imaging.bilateral_grid`.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.operations.contract import Analysis, Context, FullImage

COPY_PX = 512
"""Long side of the copy: the networks take 256 x 256 of it, and photos up to 2 : 1 have that much on either side."""

_STRIP_PIXELS = 1 << 15
"""What is held for these stays in the cache of a processor."""

_RECENT = 8
"""Strips of a copy are two to four; another operation before this one makes others of them."""


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


@dataclass(frozen=True)
class _Found:
    """What was found, and of what."""

    strip: Tensor
    analysis: Analysis
    network: nn.Module
    result: Tensor

    def is_of(self, strip: Tensor, analysis: Analysis, network: nn.Module) -> bool:
        return self.analysis is analysis and self.network is network and torch.equal(self.strip, strip)


class Recent:
    """What a grid gave last in the strips of reduced copies of whole photos.

    While a slider moves, the canvas asks for the same copy at every move, and what a network says of it does not hang
    on the slider. The pixels are compared, so nothing is given back but what would be found again.
    """

    def __init__(self) -> None:
        self._found: OrderedDict[UnitRect, _Found] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, strip: Tensor, place: UnitRect, analysis: Analysis, network: nn.Module, find: Callable[[], Tensor]
    ) -> Tensor:
        """The result of a strip, remembered where it is one of a copy.

        Args:
            strip: `(3, rows, w)`.
            place: where it lies in the photo.
            analysis: has the grid.
            network: has the guide.
            find: makes the result out of all these; it is not to be changed afterwards.
        """
        if strip.device.type != "cpu" or place.width < 1 or strip.shape[-1] > COPY_PX:
            return find()
        with self._lock:
            known = self._found.get(place)
        if known is not None and known.is_of(strip, analysis, network):
            return known.result
        result = find()
        with self._lock:
            self._found[place] = _Found(strip.clone(), analysis, network, result)  # a strip would hold all of its copy
            self._found.move_to_end(place)
            while len(self._found) > _RECENT:
                self._found.popitem(last=False)
        return result
