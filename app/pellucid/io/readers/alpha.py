"""Colours that were multiplied with their transparency, made straight."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io.reduce import by_strips, full_scale


def straightened(samples: NDArray[Any], alpha: NDArray[Any]) -> NDArray[Any]:
    """Take the alpha out of colours that were multiplied with it; black where nothing is to be seen.

    Args:
        samples: `(H, W, C)` of any depth.
        alpha: `(H, W)` of the same type.
    """
    full = full_scale(samples.dtype)

    def straighten(strip: NDArray[Any], opacity: NDArray[Any]) -> NDArray[Any]:
        with np.errstate(divide="ignore", invalid="ignore"):
            colors = strip * (full / opacity[..., None].astype(np.float32))
        colors = np.where(opacity[..., None] > 0, colors, 0)
        return np.asarray(np.clip(np.rint(colors), 0, full) if full > 1 else colors, strip.dtype)

    return by_strips(straighten, samples, alpha)
