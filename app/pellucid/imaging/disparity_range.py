"""How far the two views of a scene are apart at most: coarse, from small copies, for limits that need no map."""

import numpy as np
from numpy.typing import NDArray

LONG_SIDE_PX = 384
_BLOCK_PX = 24
_LARGEST_SHARE = 0.15
"""Of the width: no pair that one can look at is further apart."""

_LEAST_TEXTURE = 0.02
_PERCENTILE = 95


def largest_disparity(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Find the largest horizontal shift between two views by matching blocks.

    Args:
        left: `(h, w)` luma, 0 to 1, about `LONG_SIDE_PX` long.
        right: of the same size.

    Returns:
        Pixels of these pictures, at least 0; of blocks without texture nothing is known, and without any it is 0.
    """
    rows, columns = left.shape[0] // _BLOCK_PX, left.shape[1] // _BLOCK_PX
    if not rows or not columns:
        return 0.0
    height, width = rows * _BLOCK_PX, columns * _BLOCK_PX
    reach = max(1, round(_LARGEST_SHARE * width))
    padded = np.pad(right[:height, :width], ((0, 0), (reach, reach)), mode="edge")
    plain = left[:height, :width]
    costs = [
        _blocks(np.abs(plain - padded[:, reach - shift : reach - shift + width]), rows, columns).mean((1, 3))
        for shift in range(-reach, reach + 1)
    ]
    found = np.abs(np.argmin(np.stack(costs), axis=0) - reach)
    textured = _blocks(plain, rows, columns).std((1, 3)) > _LEAST_TEXTURE
    return float(np.percentile(found[textured], _PERCENTILE)) if textured.any() else 0.0


def _blocks(plane: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.float32]:
    return plane.reshape(rows, _BLOCK_PX, columns, _BLOCK_PX)
