"""Whole numbers of any depth, made into 8 or 16 bits of which full scale means white."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io.reduce import by_strips

BYTE, WORD = 8, 16


def spread(samples: NDArray[Any], bits: int) -> NDArray[Any]:
    """Stretch samples of a depth over the whole range of uint8 or uint16.

    Args:
        samples: unsigned, of at most 16 bits.
        bits: of which its full scale is made, 1 to 16.

    Returns:
        uint8 for up to 8 bits, else uint16; the same array where nothing is to be done.
    """
    target = np.uint8 if bits <= BYTE else np.uint16
    top = (1 << bits) - 1
    full = np.iinfo(target).max
    if top == full and samples.dtype == target:
        return samples
    factor = np.float64(full / top)
    return by_strips(lambda strip: np.asarray(np.rint(np.minimum(strip, top) * factor), target), samples)
