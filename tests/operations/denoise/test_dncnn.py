"""DnCNN as a method of denoise: each gamma is the share of its noise of luma or colour, then a second pass."""

from statistics import fmean

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.engine.engine import Engine
from pellucid.imaging.luma_chroma import luma_chroma_levels, to_luma_chroma
from pellucid.networks.dncnn import DnCNN
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import Parameters
from pellucid.training.metrics import psnr_db

SIGMA_LEVELS = 20.0


def clean() -> Tensor:
    return waves(96, 112).clamp(0, 1) * 0.8 + 0.1


def noisy() -> Tensor:
    return (clean() + noise(3, 96, 112) * SIGMA_LEVELS / 255).clamp(0, 1)


def denoised(engine: Engine, gamma: float, picture: Tensor | None = None, color_gamma: float | None = None) -> Tensor:
    with torch.inference_mode():
        parameters = Parameters("dncnn", gamma, gamma if color_gamma is None else color_gamma)
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


@pytest.mark.parametrize("gamma", [0.7, 1.0, 1.6])
def test_one_gamma_for_both_is_the_same_share_of_every_channel(engine: Engine, gamma: float) -> None:
    network = engine.network("dncnn")
    assert isinstance(network, DnCNN)
    with torch.inference_mode():
        expected = network.restore(noisy()[None], gamma)[0].clamp(0, 1)
    assert torch.equal(denoised(engine, gamma), noisy() + 1.0 * (expected - noisy()))


@pytest.mark.parametrize(("gamma", "color_gamma"), [(0.0, 1.0), (1.0, 0.0), (0.5, 1.0), (2.0, 1.0), (1.0, 2.0)])
def test_each_gamma_takes_its_share_of_its_own_part(engine: Engine, gamma: float, color_gamma: float) -> None:
    found = to_luma_chroma(denoised(engine, gamma, color_gamma=color_gamma) - noisy())
    alone = [to_luma_chroma(denoised(engine, value) - noisy()) for value in (gamma, color_gamma)]
    inside = ((noisy() > 0.1) & (noisy() < 0.9)).all(dim=0)  # what is clipped has another luma and colour
    # A second pass sees what the first has left of both parts.
    tolerance = 1e-5 if max(gamma, color_gamma) <= 1 else 3e-2
    for part, expected in ((slice(0, 1), alone[0]), (slice(1, 3), alone[1])):
        torch.testing.assert_close(found[part][:, inside], expected[part][:, inside], rtol=0, atol=tolerance)


def test_the_maps_say_how_strong_the_noise_is(engine: Engine) -> None:
    with torch.inference_mode():
        maps = process.diagnose(noisy(), Parameters(method="dncnn"), Analysis(), engine.context())
    of_luma, *of_chroma = luma_chroma_levels(torch.full((3, 1, 1), SIGMA_LEVELS)).flatten().tolist()
    assert float(maps["noise"].values.median()) == pytest.approx(of_luma, rel=0.2)
    assert float(maps["color_noise"].values.median()) == pytest.approx(fmean(of_chroma), rel=0.2)
