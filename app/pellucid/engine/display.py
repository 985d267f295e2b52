"""From working pixels to what the canvas uploads: 8-bit sRGB with an alpha of 255."""

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from pellucid.io.icc import to_samples

Display = NDArray[np.uint8]
"""`(h, w, 4)` uint8 sRGB, alpha 255."""


def to_display(picture: Tensor, place: tuple[int, int] | None = None) -> Display:
    """Round working pixels as an 8-bit sRGB export does.

    Args:
        picture: `(3, h, w)` working pixels on the CPU.
        place: column and row of the first pixel in the output, where an export dithers.

    Returns:
        `(h, w, 4)`.
    """
    shown = np.full((*picture.shape[1:], 4), 255, np.uint8)
    if place is None:
        shown[..., :3] = picture.clamp(0, 1).mul(255).round_().byte().permute(1, 2, 0).numpy()
    else:
        shown[..., :3] = to_samples(picture.permute(1, 2, 0).numpy(), 8, place)
    return shown


def mix(first: Display, second: Display, share: float | NDArray[np.float32]) -> Display:
    """Blend two pictures of the same size as the canvas would: 0 gives the first, 1 the second.

    Args:
        first: `(h, w, 4)`.
        second: `(h, w, 4)`.
        share: of the second, everywhere or at each pixel, `(h, w, 1)`.
    """
    if isinstance(share, float | int):
        if share <= 0:
            return first
        if share >= 1:
            return second
        share = np.full((1, 1, 1), share, np.float32)
    blended = first.astype(np.float32) * (1 - share) + second.astype(np.float32) * share
    return np.rint(blended).astype(np.uint8)
