"""JPEG compression, by the real codec."""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image
from torch import Tensor

from pellucid.training.degradations.levels import from_bytes, to_bytes


def quality_at(share: float, bounds: Sequence[int]) -> int:
    """The quality that lies so far, 0 to 1 without 1, between the lowest and the highest, all equally often."""
    lowest, highest = bounds
    return lowest + int(share * (highest - lowest + 1))


def jpeg(picture: Tensor, quality: int, *, subsampling: str = "4:2:0") -> Tensor:
    """Send a picture through the JPEG format.

    Args:
        picture: `(3, H, W)`, clamped to 0 to 1.
        quality: 1 to 100.
        subsampling: of the colour planes, `4:4:4`, `4:2:2` or `4:2:0`.

    Returns:
        `(3, H, W)`, multiples of 1/255.
    """
    buffer = io.BytesIO()
    Image.fromarray(to_bytes(picture)).save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    with Image.open(buffer, formats=["JPEG"]) as reopened:
        return from_bytes(np.array(reopened))
