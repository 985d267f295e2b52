"""What a canvas makes of a frame: `slice(grid, mix(layers))`, the formula of its shader, for canvases that have none.

The engine slices for such a canvas, on a picture that is small enough to be quick.
"""

import math

import torch

from pellucid.engine.display import Display, mix, to_display
from pellucid.engine.planes import reduce_by
from pellucid.foundation.frame import Frame, Grid, GridMode
from pellucid.foundation.geometry import Rect
from pellucid.imaging.bilateral_grid import divide_by_grid, slice_grid

QUICK_PIXELS = 500_000
"""While all is approximate, larger pictures are reduced by a whole number; the canvas enlarges the result."""


def as_shown(frame: Frame) -> Display:
    """The edited side of a frame, as a canvas that slices grids shows it at 100 % of its layers."""
    shown = mix(frame.layers[0].pixels, frame.layers[-1].pixels, frame.mix)
    return shown if frame.grid is None else sliced(frame.grid, shown, frame.region)


def sliced(grid: Grid, shown: Display, area: Rect, most_pixels: float = math.inf) -> Display:
    """Slice a grid on a picture.

    Args:
        grid: spans a part of the photo.
        shown: the picture.
        area: photo pixels that the picture shows.
        most_pixels: a larger picture is reduced first.

    Returns:
        Display pixels.
    """
    picture = torch.from_numpy(shown[..., :3].copy()).permute(2, 0, 1).float() / 255
    picture = reduce_by(picture, max(1, math.ceil(math.sqrt(picture[0].numel() / most_pixels))))
    inside = area.relative_to(grid.area)
    width, height = grid.area.width, grid.area.height
    place = (inside.x / width, inside.y / height, inside.right / width, inside.bottom / height)
    work = divide_by_grid if grid.mode is GridMode.DIVIDE else slice_grid
    return to_display(work(torch.from_numpy(grid.cells.copy()), picture, place))
