"""A picture as `analyse` looks at it."""

import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Size


class TensorFullImage:
    """A whole picture `(3, h, w)` that is in memory; the left eye, where there is another one beside it."""

    def __init__(
        self, picture: Tensor, beside: Tensor | None = None, eye: Eye = Eye.LEFT, jpeg_quality: int | None = None
    ) -> None:
        self._picture = picture
        self.jpeg_quality = jpeg_quality
        self.size = Size(picture.shape[2], picture.shape[1])
        self.eye = eye
        self.other = None if beside is None else TensorFullImage(beside, eye=eye.other)

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy, or the picture itself where it is small."""
        scale = long_side_px / max(self._picture.shape[1:])
        return self._picture if scale >= 1 else F.interpolate(self._picture[None], scale_factor=scale, mode="area")[0]
