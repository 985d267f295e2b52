"""An export reduced as a view of it is, and how far a view is from that."""

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.resize import Resizing
from pellucid.imaging.srgb import to_linear, to_srgb

BORDER_PX = 1
"""The outermost pixels: there the export repeats its border, because nothing lies beyond in its file, and the view has
the photo that the crop leaves out. Kernels look further, but what they take from there counts little. The view is not
made wrong to be alike: `border_decibels` says how far it may be."""


def reduced(picture: Tensor, divisor: int) -> NDArray[np.float64]:
    """Working pixels `(3, h, w)` at 1 / divisor, as an export makes them smaller; in levels, `(h, w, 3)`."""
    height, width = picture.shape[1:]
    small = Size(-(-width // divisor), -(-height // divisor))
    resizing = Resizing(Size(small.width * divisor, small.height * divisor), small)
    light = resizing.apply(to_linear(picture), Rect(0, 0, width, height), Rect.of(small))
    return to_srgb(light).clamp(0, 1).permute(1, 2, 0).numpy().astype(np.float64) * 255


def decibels(shown: NDArray[np.uint8], expected: NDArray[np.float64]) -> float:
    """Peak signal to noise between display pixels and levels, but for the border."""
    inner = slice(BORDER_PX, -BORDER_PX)
    return _decibels(_error(shown, expected)[inner, inner])


def border_decibels(shown: NDArray[np.uint8], expected: NDArray[np.float64]) -> float:
    """The same of the border alone."""
    error = _error(shown, expected)
    is_border = np.ones(error.shape[:2], np.bool_)
    is_border[BORDER_PX:-BORDER_PX, BORDER_PX:-BORDER_PX] = False
    return _decibels(error[is_border])


def _error(shown: NDArray[np.uint8], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    assert shown.shape[:2] == expected.shape[:2]
    return shown[..., :3] - expected


def _decibels(error: NDArray[np.float64]) -> float:
    return float(-10 * np.log10(np.square(error / 255).mean()))
