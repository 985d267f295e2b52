"""Deartifact takes JPEG's damage away, as much as its slider says, and leaves clean pictures alone."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import sky_and_wall
from pellucid.engine.engine import Engine
from pellucid.operations.contract import Analysis
from pellucid.operations.deartifact import process
from pellucid.operations.deartifact.parameters import Parameters
from pellucid.training.degradations import gaussian_noise, jpeg
from pellucid.training.metrics import psnr_db


def clean() -> Tensor:
    """Even areas and hard edges: behind a fence of dark posts, 128 x 160."""
    scene = sky_and_wall(128, 160, 64)
    for column in (20, 21):
        scene[:, :, column::24] *= 0.3
    return scene


def restored(engine: Engine, picture: Tensor, strength: float = 1.0) -> Tensor:
    with torch.inference_mode():
        return process.render(picture, Parameters(strength=strength), Analysis(), engine.context())


@pytest.mark.parametrize("quality", [10, 20, 40])
def test_it_gains_on_every_quality(engine: Engine, quality: int) -> None:
    damaged = jpeg(clean(), quality)
    assert psnr_db(restored(engine, damaged), clean()) > psnr_db(damaged, clean()) + 0.8


def test_more_strength_changes_more(engine: Engine) -> None:
    damaged = jpeg(clean(), 15)
    changes = [float((restored(engine, damaged, value) - damaged).abs().mean()) for value in (0.0, 0.5, 1.0, 2.0)]
    assert changes == sorted(changes)
    assert changes[0] == 0
    assert changes[1] > 0.2 / 255


@pytest.mark.parametrize(("grain_levels", "most_levels"), [(0.0, 1.0), (1.0, 0.2)])
def test_a_clean_picture_stays(engine: Engine, grain_levels: float, most_levels: float) -> None:
    """A shade without any grain looks smoothed already; what every photo has shows that nothing was taken away."""
    grain = gaussian_noise(clean(), grain_levels, torch.Generator().manual_seed(1))
    whole_levels = (grain.clamp(0, 1) * 255).round() / 255
    change = restored(engine, whole_levels) - whole_levels
    assert float(change.abs().mean()) < most_levels / 255
    assert float(change.mean(dim=(1, 2)).abs().max()) < 0.2 / 255
