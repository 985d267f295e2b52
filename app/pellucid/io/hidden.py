"""Colours under full transparency, which nobody sees: made anew from the visible ones around them.

Programs leave whatever they like there, and an operation that looks at neighbours or at the whole photo would carry it
into what is seen. The fill is push and pull (Gortler et al. 1996, "The Lumigraph"): means of what is visible on ever
coarser levels, and from the coarsest back, each hidden pixel takes the level above it, interpolated. All levels hold
samples in the file's own type; floats exist a few rows at a time.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_STRIP_ROWS = 128
_Level = tuple[NDArray[Any], NDArray[np.bool_]]


def without_hidden_colors(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
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
        mask = visible[rows][..., None]
        weights = _quads(mask)
        sums = _quads(np.where(mask, samples[rows], np.zeros(1, samples.dtype)))
        half = slice(top // 2, top // 2 + len(sums))
        means[half] = _as_samples(sums / np.maximum(weights, 1), samples.dtype)
        known[half] = weights[..., 0] > 0
    return means, known


def _quads(strip: NDArray[Any]) -> NDArray[np.float32]:
    """Sums over two by two; beyond an odd edge lies nothing."""
    rows, columns, _ = strip.shape
    even = np.pad(strip, ((0, rows % 2), (0, columns % 2), (0, 0))) if rows % 2 or columns % 2 else strip
    pairs = np.add(even[0::2], even[1::2], dtype=np.float32)
    return np.asarray(pairs[:, 0::2] + pairs[:, 1::2], np.float32)


def _pull(fine: NDArray[Any], visible: NDArray[np.bool_], coarse: NDArray[Any]) -> None:
    """Fill hidden pixels of a level from the coarser one, in between its pixels."""
    for top in range(0, len(visible), _STRIP_ROWS):
        hidden = ~visible[top : top + _STRIP_ROWS]
        columns = np.flatnonzero(hidden.any(axis=0))
        if not len(columns):
            continue
        left, right = int(columns[0]) & ~1, int(columns[-1]) + 1
        place = np.ix_(_around(top, top + len(hidden), coarse.shape[0]), _around(left, right, coarse.shape[1]))
        wider = _doubled(coarse[place].astype(np.float32)).swapaxes(0, 1)
        doubled = _doubled(wider).swapaxes(0, 1)[: len(hidden), : right - left]
        target = fine[top : top + len(hidden), left:right]
        np.copyto(target, _as_samples(doubled, fine.dtype), where=hidden[:, left:right, None])


def _around(start: int, stop: int, count: int) -> NDArray[np.intp]:
    """Where on the coarser level the pixels of a range lie, and one beyond on each side; edges are repeated."""
    return np.clip(np.arange(start // 2 - 1, (stop + 1) // 2 + 1), 0, count - 1)


def _doubled(padded: NDArray[np.float32]) -> NDArray[np.float32]:
    """Twice the rows, in between those there are; the first and the last only stand beside others."""
    near = padded[1:-1] * np.float32(0.75)
    result = np.empty((2 * len(near), *near.shape[1:]), np.float32)
    result[0::2] = near + padded[:-2] * np.float32(0.25)
    result[1::2] = near + padded[2:] * np.float32(0.25)
    return result


def _as_samples(values: NDArray[np.floating[Any]], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Means of samples as samples, which they never exceed."""
    return values.astype(dtype) if dtype.kind == "f" else (values + np.float32(0.5)).astype(dtype)
