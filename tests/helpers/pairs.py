"""Pairs of pictures before and after an edit, made by formula: colours of all kinds, and a look to teach."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from helpers.pictures import noise


def scene(number: int, height: int = 72, width: int = 96) -> Tensor:
    """A picture with structure of its own, `(3, height, width)`, 0 to 1."""
    blots = noise(1, 3, 7, 9, seed=number)
    large = torch.nn.functional.interpolate(blots, size=(height, width), mode="bicubic", align_corners=True)[0]
    return torch.sigmoid(1.5 * large + 0.1 * noise(3, height, width, seed=900 + number))


def graded(picture: Tensor) -> Tensor:
    """A look: a curve for each channel, then a colour matrix."""
    bent = picture ** torch.tensor([0.7, 0.9, 1.2]).view(3, 1, 1)
    matrix = torch.tensor([[1.1, -0.1, 0.0], [0.0, 0.9, 0.05], [-0.05, 0.1, 0.9]])
    return torch.einsum("ij,jyx->iyx", matrix, bent).clamp(0, 1)


def write_picture(path: Path, picture: Tensor) -> None:
    """Write a picture as PNG, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    levels: np.ndarray = (picture.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).contiguous().numpy()
    Image.fromarray(levels).save(path)


def write_pairs(folder: Path, count: int) -> Path:
    """Write pairs into the folders `before` and `after` of a folder."""
    for number in range(count):
        write_picture(folder / "before" / f"{number}.png", scene(number))
        write_picture(folder / "after" / f"{number}.png", graded(scene(number)))
    return folder
