"""The dark channel: in a clear outdoor picture, nearly every small patch has a pixel with a dark colour channel.

He, Sun and Tang, "Single Image Haze Removal Using Dark Channel Prior", CVPR 2009. What is bright in it is haze.
"""

import torch.nn.functional as F
from torch import Tensor

KEPT_HAZE = 0.95
"""omega of eq. 12: a little haze stays, or the far looks unnatural."""


def dark_channel(picture: Tensor, patch_px: int) -> Tensor:
    """The least value of any channel within a square patch, eq. 5.

    Args:
        picture: `(3, H, W)`.
        patch_px: side of the patch; an even one reaches a pixel farther up and to the left.

    Returns:
        `(1, H, W)`. Beyond the border nothing counts.
    """
    return least_around(picture.amin(dim=0, keepdim=True), patch_px)


def least_around(values: Tensor, patch_px: int) -> Tensor:
    """The least of `(1, H, W)` within a square patch around each pixel, rows first and then columns."""
    if patch_px <= 1:
        return values
    before, after = patch_px // 2, (patch_px - 1) // 2
    padded = F.pad(-values[None], (before, after, before, after), value=float("-inf"))
    return -F.max_pool2d(F.max_pool2d(padded, (patch_px, 1), 1), (1, patch_px), 1)[0]


def dark_transmission(picture: Tensor, airlight: Tensor, patch_px: int, kept: float = KEPT_HAZE) -> Tensor:
    """T = 1 - omega dark(I / A), eq. 12, `(1, H, W)`."""
    return 1 - kept * dark_channel(picture / airlight.view(3, 1, 1), patch_px)
