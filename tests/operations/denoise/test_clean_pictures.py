"""Pictures without noise that change softly come back nearly as they are: they look like coarse colour noise."""

from collections.abc import Callable

import pytest
import torch
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


@pytest.mark.parametrize(
    ("picture", "least_db"),
    [
        (lambda: waves(SIDE, SIDE), 36.0),  # strong colours, 10 to 60 px long
        (lambda: waves(2 * SIDE, 2 * SIDE), 45.0),
        (gradient, 50.0),
        (gray, 60.0),
    ],
    ids=["waves", "longer waves", "gradient", "gray"],
)
@torch.inference_mode()
def test_soft_colors_are_not_taken_for_noise(picture: Callable[[], Tensor], least_db: float, engine: Engine) -> None:
    clean = picture()
    assert psnr_db(process.render(clean, Parameters(), Analysis(), engine.context()), clean) >= least_db
