"""Pictures without noise come back nearly as they are.

Soft colours look like coarse colour noise, and text, lines and patterns of single pixels like strong noise.
"""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw
from torch import Tensor

from helpers.pictures import waves
from pellucid.engine.engine import Engine
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import Parameters
from pellucid.training.metrics import psnr_db

SIDE = 128


def gradient() -> Tensor:
    """From one colour to another in whole levels."""
    share = torch.linspace(0, 1, SIDE) * torch.linspace(0.6, 1, SIDE)[:, None]
    first, second = torch.tensor([[0.1, 0.3, 0.7], [0.95, 0.8, 0.3]]).view(2, 3, 1, 1)
    return (torch.lerp(first, second, share) * 255).round() / 255


def gray() -> Tensor:
    """A plain middle gray."""
    return torch.full((3, SIDE, SIDE), 0.5)


def text(paper: int, ink: int) -> Tensor:
    """A page of small letters, as on a screen."""
    page = Image.new("RGB", (SIDE, SIDE), (paper,) * 3)
    pen = ImageDraw.Draw(page)
    for line in range(0, SIDE, 14):
        pen.text((3 - line % 5, line), "The quick brown fox 0123456789", fill=(ink,) * 3)
    return _samples(page)


def lines() -> Tensor:
    """Line art: black lines of one pixel in many directions on white."""
    sheet = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(sheet)
    for end in range(0, 2 * SIDE, 16):
        pen.line((0, 0, end, 2 * SIDE - end), fill="black")
    return _samples(sheet)


def checkerboard() -> Tensor:
    """Black and white by turns, pixel by pixel."""
    return ((torch.arange(SIDE)[:, None] + torch.arange(SIDE)) % 2).float().expand(3, SIDE, SIDE).contiguous()


def _samples(picture: Image.Image) -> Tensor:
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1).float() / 255


@pytest.mark.parametrize(
    ("picture", "least_db"),
    [
        (lambda: waves(SIDE, SIDE), 36.0),  # strong colours, 10 to 60 px long
        (lambda: waves(2 * SIDE, 2 * SIDE), 45.0),
        (gradient, 50.0),
        (gray, 60.0),
        (lambda: text(255, 0), 60.0),
        (lambda: text(24, 230), 55.0),
        (lines, 50.0),
        (checkerboard, 60.0),
    ],
    ids=["waves", "longer waves", "gradient", "gray", "text", "light text on dark", "lines", "checkerboard"],
)
@torch.inference_mode()
def test_what_is_clean_is_not_taken_for_noise(picture: Callable[[], Tensor], least_db: float, engine: Engine) -> None:
    clean = picture()
    assert psnr_db(process.render(clean, Parameters(), Analysis(), engine.context()), clean) >= least_db
