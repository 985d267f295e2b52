"""Colours under full transparency, which nobody sees: made anew from the visible ones around them.

Programs leave whatever they like there, and an operation that looks at neighbours or at the whole photo would carry it
into what is seen. The fill is push and pull (Gortler et al. 1996, "The Lumigraph"): means of what is visible on ever
coarser levels, and from the coarsest back, each hidden pixel takes the level above it, interpolated. All levels hold
samples in the file's own type; floats exist a few rows at a time.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io.reduce import full_scale

_STRIP_ROWS = 128
_Level = tuple[NDArray[Any], NDArray[np.bool_]]


def without_hidden_colours(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
    """Fill what is fully transparent.

    Args:
        samples: `(H, W, C)` uint8, uint16 or float32, not multiplied by the alpha.
        alpha: `(H, W)`; 0 and below hides.

    Returns:
        Samples that depend on visible ones alone, read-only; the same array where nothing is hidden.
    """
    visible = alpha > 0
    if visible.all():
        return samples
    levels: list[_Level] = [(samples.copy(), visible)]
    while not levels[-1][1].all() and max(levels[-1][1].shape) > 1:
        levels.append(_pushed(*levels[-1]))
    coarsest, seen = levels[-1]
    coarsest[~seen] = 0  # nothing is visible in the whole photo
    for (fine, known), (coarse, _) in zip(levels[-2::-1], levels[:0:-1], strict=True):
        _pull(fine, known, coarse)
    filled = levels[0][0]
    filled.flags.writeable = False
    return filled


def _pushed(samples: NDArray[Any], visible: NDArray[np.bool_]) -> _Level:
    """Half the size: the mean of the visible among four pixels."""
    height, width, channels = samples.shape
    size = ((height + 1) // 2, (width + 1) // 2)
    means = np.empty((*size, channels), samples.dtype)
    known = np.empty(size, np.bool_)
    for top in range(0, height, _STRIP_ROWS):
        rows = slice(top, top + _STRIP_ROWS)
        weights = _quads(visible[rows][..., None].astype(np.float32))
        sums = _quads(np.where(visible[rows][..., None], samples[rows], 0).astype(np.float32))
        half = slice(top // 2, top // 2 + len(sums))
        means[half] = _as_samples(sums / np.maximum(weights, 1), samples.dtype)
        known[half] = weights[..., 0] > 0
    return means, known


def _quads(strip: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sums over two by two; beyond an odd edge lies nothing."""
    rows, columns, channels = strip.shape
    even = np.pad(strip, ((0, rows % 2), (0, columns % 2), (0, 0)))
    shape = (-(-rows // 2), 2, -(-columns // 2), 2, channels)
    summed: NDArray[np.float32] = even.reshape(shape).sum(axis=(1, 3))
    return summed


def _pull(fine: NDArray[Any], visible: NDArray[np.bool_], coarse: NDArray[Any]) -> None:
    """Fill hidden pixels of a level from the coarser one, in between its pixels."""
    height, width = visible.shape
    left, right, across = _between(np.arange(width), coarse.shape[1])
    for top in range(0, height, _STRIP_ROWS):
        hidden = ~visible[top : top + _STRIP_ROWS]
        if not hidden.any():
            continue
        above, below, down = _between(np.arange(top, top + len(hidden)), coarse.shape[0])
        weight = down[:, None, None]
        rows = coarse[above] * (1 - weight) + coarse[below] * weight
        mixed = rows[:, left] * (1 - across[:, None]) + rows[:, right] * across[:, None]
        fine[top : top + _STRIP_ROWS][hidden] = _as_samples(mixed[hidden], fine.dtype)


def _between(positions: NDArray[Any], count: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.float32]]:
    """Neighbours on the coarser level, and the second one's weight."""
    place = np.clip((positions + 0.5) / 2 - 0.5, 0, count - 1)
    first = place.astype(np.intp)
    return first, np.minimum(first + 1, count - 1), np.asarray(place - first, np.float32)


def _as_samples(values: NDArray[np.floating[Any]], dtype: np.dtype[Any]) -> NDArray[Any]:
    if dtype.kind == "f":
        return values.astype(dtype)
    return np.asarray(np.clip(np.rint(values), 0, full_scale(dtype)), dtype)
