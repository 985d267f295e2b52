"""DnCNN as a method of denoise: gamma is the share of its noise, then a second pass."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.engine.session import Engine
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import Parameters
from pellucid.training.metrics import psnr_db

SIGMA_LEVELS = 20.0


def clean() -> Tensor:
    return waves(96, 112).clamp(0, 1) * 0.8 + 0.1


def noisy() -> Tensor:
    return (clean() + noise(3, 96, 112) * SIGMA_LEVELS / 255).clamp(0, 1)


def denoised(engine: Engine, gamma: float, picture: Tensor | None = None) -> Tensor:
    with torch.inference_mode():
        parameters = Parameters(method="dncnn", gamma=gamma)
        return process.render(noisy() if picture is None else picture, parameters, Analysis(), engine.context())


def test_it_removes_white_noise(engine: Engine) -> None:
    assert psnr_db(denoised(engine, 1.0), clean()) > psnr_db(noisy(), clean()) + 6


def test_more_gamma_changes_more(engine: Engine) -> None:
    changes = [float((denoised(engine, gamma) - noisy()).abs().mean()) for gamma in (0.0, 0.5, 1.0, 1.5, 2.0)]
    assert changes == sorted(changes)
    assert changes[0] == 0


def test_beyond_one_is_a_second_pass(engine: Engine) -> None:
    once = denoised(engine, 1.0)
    assert torch.allclose(denoised(engine, 2.0), denoised(engine, 1.0, once), atol=2e-3)


def test_the_map_says_how_strong_the_noise_is(engine: Engine) -> None:
    with torch.inference_mode():
        maps = process.diagnose(noisy(), Parameters(method="dncnn"), Analysis(), engine.context())
    assert float(maps["noise"].values.median()) == pytest.approx(SIGMA_LEVELS, rel=0.2)
