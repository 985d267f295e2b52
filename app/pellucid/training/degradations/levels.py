"""Whole 8-bit levels: what files hold, and how pictures come from them and go back."""

import numpy as np
import torch
from PIL import Image
from torch import Tensor


def to_bytes(picture: Tensor) -> np.ndarray:
    """Turn a picture `(3, H, W)` into `(H, W, 3)` uint8 samples, clamped and rounded."""
    scaled = (picture.clamp(0, 1) * 255).round().byte()
    return np.ascontiguousarray(scaled.permute(1, 2, 0).numpy())


def from_bytes(samples: np.ndarray) -> Tensor:
    """Turn `(H, W, 3)` uint8 samples into a float picture `(3, H, W)`, 0 to 1."""
    return torch.from_numpy(samples).permute(2, 0, 1).float() / 255


def resized(picture: Tensor, height: int, width: int) -> Tensor:
    """Reduce or enlarge a picture `(3, H, W)` by cubic interpolation, in whole levels as an editor does."""
    return from_bytes(np.array(Image.fromarray(to_bytes(picture)).resize((width, height), Image.Resampling.BICUBIC)))


def to_whole_levels(picture: Tensor) -> Tensor:
    """Clamp to 0 to 1 and round to multiples of 1/255, as an 8-bit file does; any shape."""
    return (picture.clamp(0, 1) * 255).round() / 255
