"""The guided filter: makes a map follow the edges of a picture, and brings a small map to full size.

He, Sun and Tang, "Guided Image Filtering", ECCV 2010, and He and Sun, "Fast Guided Filter", 2015. Within each window
the map is a linear function a I + b of the guide I. The coefficients are found on a small copy; at full size they are
mixed bilinearly and applied to the full guide, so a tile needs no more than its own pixels.
"""

from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import WHOLE
from pellucid.imaging.sampling import sample


@dataclass(frozen=True)
class GuidedMap:
    """A map as a linear function of its guide: coefficients a and b on a small copy, each `(1, h, w)`."""

    slope: Tensor
    offset: Tensor

    def applied(self, guide: Tensor) -> Tensor:
        """The map of the picture that it was fitted on, whose guide is `(1, h, w)`."""
        return self.slope * guide + self.offset

    def at(self, guide: Tensor, place: UnitRect = WHOLE) -> Tensor:
        """The map of a part of the picture.

        Args:
            guide: `(1, H, W)` at any scale.
            place: where its pixel area lies in the whole picture.

        Returns:
            `(1, H, W)`, not clamped.
        """
        size = guide.shape[-2:]
        return sample(self.slope, place, size) * guide + sample(self.offset, place, size)


def guided_map(guide: Tensor, values: Tensor, radius_px: int, epsilon: float) -> GuidedMap:
    """Fit a map to its guide, eq. 5, 6 and 8 of the first paper.

    Args:
        guide: `(1, h, w)`, 0 to 1.
        values: the map, `(1, h, w)`.
        radius_px: of the windows, which are cut at the border.
        epsilon: edges fainter than its root are not followed.
    """
    mean, level = box(guide, radius_px), box(values, radius_px)
    variance = box(guide * guide, radius_px) - mean * mean
    covariance = box(guide * values, radius_px) - mean * level
    slope = covariance / (variance.clamp_min(0) + epsilon)
    return GuidedMap(box(slope, radius_px), box(level - slope * mean, radius_px))


def guided_filter(guide: Tensor, values: Tensor, radius_px: int, epsilon: float) -> Tensor:
    """The filtered map at the size of its guide, `(1, h, w)`."""
    return guided_map(guide, values, radius_px, epsilon).applied(guide)


def box(values: Tensor, radius_px: int) -> Tensor:
    """Mean over a square window of `(1, h, w)`, of the pixels that are there; rows first and then columns."""
    height, width = values.shape[-2:]
    down, across = min(radius_px, height - 1), min(radius_px, width - 1)
    means = F.avg_pool2d(values[None], (2 * down + 1, 1), 1, (down, 0), count_include_pad=False)
    return F.avg_pool2d(means, (1, 2 * across + 1), 1, (0, across), count_include_pad=False)[0]
