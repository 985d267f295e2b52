"""JPEG compression, by the real codec."""

import io

import numpy as np
from PIL import Image
from torch import Tensor

from pellucid.training.degradations.levels import from_bytes, to_bytes


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
