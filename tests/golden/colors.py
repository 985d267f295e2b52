"""Colour differences between two pictures of 8 bits."""

import torch
from torch import Tensor

from golden.cases import Levels
from pellucid.training.metrics import delta_e_2000, lab


def differences(one: Levels, other: Levels) -> Tensor:
    """CIEDE2000 of every pixel, `(h, w)` float64."""
    return delta_e_2000(*(lab(torch.from_numpy(picture.copy()).permute(2, 0, 1) / 255) for picture in (one, other)))
