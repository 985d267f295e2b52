"""Making pictures large enough for a network: mirrored beyond their edges, cut back afterwards."""

import torch
import torch.nn.functional as F
from torch import Tensor


def mirrored_to(picture: Tensor, height: int, width: int) -> Tensor:
    """Enlarge a picture by mirroring it, its edge included; one smaller than its rim is mirrored again and again.

    Args:
        picture: `(N, C, H, W)`.
        height: rows of the result, at least H.
        width: columns of the result, at least W.
    """
    for axis, wanted in ((-2, height), (-1, width)):
        length = picture.shape[axis]
        if wanted > length:
            places = torch.arange(wanted, device=picture.device) % (2 * length)
            picture = picture.index_select(axis, torch.minimum(places, 2 * length - 1 - places))
    return picture


def extended(picture: Tensor, sides: tuple[int, int, int, int]) -> Tensor:
    """Mirror a picture over its edges, which are not repeated, or repeat these where it is too small for that.

    Args:
        picture: `(N, C, H, W)`.
        sides: pixels to the left, right, top and bottom.
    """
    height, width = picture.shape[-2:]
    mode = "reflect" if max(sides[:2]) < width and max(sides[2:]) < height else "replicate"
    return F.pad(picture, sides, mode=mode) if any(sides) else picture


def rounded_up(length: int, multiple: int, least: int = 0) -> int:
    """The smallest multiple that is not below `length` or `least`."""
    return -(-max(length, least) // multiple) * multiple
