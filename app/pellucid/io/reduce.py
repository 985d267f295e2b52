"""Samples as numbers: full scale, strips, and small copies by area averaging.

In a small copy every source sample counts by the area it covers in the small pixel. All goes strip by strip, so that a
whole photo is never held as float.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.geometry import Size

_STRIP_ROWS = 32
_CONVERTED_ROWS = 256
_EPSILON = 1e-6


def full_scale(dtype: np.dtype[Any]) -> float:
    """The sample value that means 1: 255, 65535, or 1 for float."""
    return float(np.iinfo(dtype).max) if dtype.kind == "u" else 1.0


def to_unit(samples: NDArray[Any]) -> NDArray[np.float32]:
    """Samples as float32 where full scale is 1; what is not a number becomes 0, infinities the ends of the range."""
    if samples.dtype.kind == "u":
        return np.asarray(np.divide(samples, np.float32(full_scale(samples.dtype)), dtype=np.float32))
    return np.nan_to_num(samples.astype(np.float32), copy=False, nan=0.0, posinf=1.0, neginf=0.0)


def by_strips(convert: Callable[..., NDArray[Any]], *arrays: NDArray[Any]) -> NDArray[Any]:
    """Carry out a conversion that treats each row by itself, on a few rows at a time.

    Args:
        convert: takes strips of the arrays, gives as many rows.
        arrays: of the same height.
    """
    height = len(arrays[0])
    first = convert(*(array[:_CONVERTED_ROWS] for array in arrays))
    result = np.empty((height, *first.shape[1:]), first.dtype)
    result[:_CONVERTED_ROWS] = first
    for top in range(_CONVERTED_ROWS, height, _CONVERTED_ROWS):
        result[top : top + _CONVERTED_ROWS] = convert(*(array[top : top + _CONVERTED_ROWS] for array in arrays))
    return result


def area_average(samples: NDArray[Any], size: Size) -> NDArray[np.float32]:
    """Reduce samples to a smaller size.

    Args:
        samples: `(H, W, C)`, uint8, uint16 or float32.
        size: at most that of the samples on each side.

    Returns:
        `(size.height, size.width, C)`, full scale 1.
    """
    height, _, channels = samples.shape
    full = full_scale(samples.dtype)
    result = np.empty((size.height, size.width, channels), np.float32)
    edges = np.linspace(0, height, size.height + 1)
    for top in range(0, size.height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, size.height)
        strip = np.stack([_mean_of_rows(samples, edges[row], edges[row + 1]) for row in range(top, bottom)])
        result[top:bottom] = _narrow(strip, size.width) / full
    return result


def _mean_of_rows(samples: NDArray[Any], start: float, stop: float) -> NDArray[np.float32]:
    """Mean of the rows from `start` to `stop`, which may cut through a row, `(W, C)`.

    Plain sums on purpose: many small matrix products would wait for the threads of the linear algebra library
    whenever a network keeps the processor busy.
    """
    first, last = math.ceil(start - _EPSILON), math.floor(stop + _EPSILON)
    total = np.add.reduce(_finite(samples[first:last]), axis=0, dtype=np.float32)
    if first - start > _EPSILON:
        total += np.float32(first - start) * _finite(samples[first - 1])
    if stop - last > _EPSILON:
        total += np.float32(stop - last) * _finite(samples[last])
    return np.asarray(total / np.float32(stop - start))


def _finite(samples: NDArray[Any]) -> NDArray[Any]:
    return samples if samples.dtype.kind == "u" else to_unit(samples)


def _narrow(strip: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Average along the second axis: differences of the running sum, read between its entries."""
    rows, columns, channels = strip.shape
    if width == columns:
        return strip
    running = np.zeros((rows, columns + 1, channels), np.float64)
    np.cumsum(strip, axis=1, dtype=np.float64, out=running[:, 1:])
    edges = np.linspace(0, columns, width + 1)
    whole = np.minimum(edges.astype(np.intp), columns - 1)
    at_edges = running[:, whole] + (edges - whole)[:, None] * strip[:, whole]
    return np.asarray(np.diff(at_edges, axis=1) * (width / columns), np.float32)
