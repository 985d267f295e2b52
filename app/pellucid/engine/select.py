"""An object or a region as a mask, from what was touched of the unedited photo."""

import itertools
import math
from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.document.selecting import SelectRequest, Touch
from pellucid.engine.painting import decoded
from pellucid.foundation.masks import Raster
from pellucid.foundation.progress import Progress
from pellucid.imaging.selecting import LONG_SIDE_PX, selected
from pellucid.io.mask_pictures import raster_of
from pellucid.io.source_image import SourceImage

SOURCE = "selection"


def select(source: SourceImage, request: SelectRequest, progress: Progress) -> Raster:
    """What is covered after all touches: what was before, with what was touched inside, without what was outside.

    Args:
        source: the photo; its unedited pixels decide.
        request: what was touched.
        progress: may cancel, a few times a second.

    Raises:
        Cancelled: something newer is wanted.
        UnreadableError: what was covered before is a damaged picture.
    """
    picture = torch.from_numpy(source.overview(LONG_SIDE_PX)).permute(2, 0, 1).contiguous()
    height, width = picture.shape[-2:]
    outside = _touched((touch for touch in request.touches if touch.is_outside), height, width)
    inside = _touched((touch for touch in request.touches if not touch.is_outside), height, width) & ~outside
    ground = F.interpolate(decoded(request.ground)[None], size=(height, width), mode="bilinear")[0, 0]
    progress.check()
    if ground.any():
        ground = ground * (1 - selected(picture, outside, inside, progress.check))
    covered = torch.maximum(ground, selected(picture, inside, outside, progress.check))
    return raster_of(covered.numpy(), SOURCE)


def _touched(touches: Iterable[Touch], height: int, width: int) -> Tensor:
    """The pixels of touches, `(height, width)` bool; what lies beside the photo counts for nothing."""
    touched = torch.zeros(height, width)
    for touch in touches:
        own = torch.zeros(height, width)
        places = torch.tensor(touch.points, dtype=torch.float32) * torch.tensor((width, height))
        columns, rows = _dense(places).floor().long().unbind(1)
        there = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        own[rows[there], columns[there]] = 1
        reach = max(1, round(touch.radius * max(height, width)))
        touched = torch.maximum(touched, F.max_pool2d(own[None], 2 * reach + 1, 1, reach)[0])
    return touched > 0


def _dense(places: Tensor) -> Tensor:
    """Places along a way, no more than half a pixel apart, `(n, 2)`."""
    parts = [places[:1]]
    for start, end in itertools.pairwise(places):
        count = max(1, math.ceil(2 * float((end - start).abs().max())))
        parts.append(start + (end - start) * torch.linspace(0, 1, count + 1)[1:, None])
    return torch.cat(parts)
