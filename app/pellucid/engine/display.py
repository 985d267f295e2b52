"""From working pixels to what the canvas uploads: 8-bit sRGB with an alpha of 255."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pellucid.engine.planes import reduce_by
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


_ROWS = 64
"""Rows of a reduced picture that are averaged at once."""


def means(full: Display, divisor: int) -> Display:
    """Reduce display pixels, a few rows at a time; what is left over at the edges makes smaller means."""
    bands = [full[top : top + _ROWS * divisor] for top in range(0, len(full), _ROWS * divisor)]
    pictures = (torch.from_numpy(band[..., :3]).permute(2, 0, 1).float().div_(255) for band in bands)
    return np.concatenate([to_display(reduce_by(picture, divisor)) for picture in pictures])


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
