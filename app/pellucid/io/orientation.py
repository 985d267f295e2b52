"""EXIF orientation: turning samples upright. The eight values are those of tag 274."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.geometry import Size

_View = Callable[[NDArray[Any]], NDArray[Any]]

_TURNS: dict[int, _View] = {
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: a.swapaxes(0, 1)[:, ::-1],
    7: lambda a: a.swapaxes(0, 1)[::-1, ::-1],
    8: lambda a: a.swapaxes(0, 1)[::-1],
}
_LYING = range(5, 9)
"""Orientations in which rows of the file are columns of the scene."""

_STRIP_ROWS = 64
_AXES_WITH_CHANNELS = 3


def upright(samples: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Turn samples so that the first row is the top of the scene.

    Args:
        samples: `(H, W)` or `(H, W, C)`.
        orientation: 1 to 8; anything else counts as 1.

    Returns:
        C-contiguous samples, `(W, H, …)` for orientations 5 to 8; the same array where nothing is to be done.
    """
    turn = _TURNS.get(orientation)
    if turn is None:
        return np.ascontiguousarray(samples)
    # Pixels are moved whole and strip by strip: sample by sample over the whole photo takes several times as long.
    pixel_bytes = samples.dtype.itemsize * (samples.shape[2] if samples.ndim == _AXES_WITH_CHANNELS else 1)
    pixels = np.ascontiguousarray(samples).reshape(*samples.shape[:2], -1).view(f"V{pixel_bytes}")[..., 0]
    view = turn(pixels)
    turned = np.empty(view.shape, view.dtype)
    for top in range(0, len(view), _STRIP_ROWS):
        turned[top : top + _STRIP_ROWS] = view[top : top + _STRIP_ROWS]
    return turned[..., None].view(samples.dtype).reshape(*view.shape, *samples.shape[2:])


def upright_size(size: Size, orientation: int) -> Size:
    """Size that a picture has once it is upright."""
    return Size(size.height, size.width) if orientation in _LYING else size
