"""Gamma is an input of CNN_D: it changes what the network does, and it is no blend."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import sky_and_wall
from pellucid.engine.session import Engine
from pellucid.imaging.camera_response import formula_curves
from pellucid.networks.cbdnet import RIM_PX, CBDNet
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import Parameters
from pellucid.training.degradations import CameraNoise, camera_noise
from pellucid.training.metrics import psnr_db

GAMMAS = [step * 0.25 for step in range(9)]


def clean_scene() -> Tensor:
    """A sky, a wall with texture, and a dark corner, 144 x 144."""
    scene = sky_and_wall(144, 144, 70)
    return torch.where(torch.arange(144.0) > 110, scene * 0.3, scene).contiguous()


def noisy_scene(seed: int, strength: float) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    curve = formula_curves(1, generator)[0]
    shot = CameraNoise(curve, torch.full((3,), 0.12 * strength), torch.full((3,), 0.03 * strength), "rggb", None)
    return camera_noise(clean_scene(), shot, generator)[0]


@pytest.fixture(params=[(1, 0.3), (2, 0.6), (3, 1.0)], ids=["faint", "medium", "strong"])
def noisy(request: pytest.FixtureRequest) -> Tensor:
    return noisy_scene(*request.param)


def denoised(noisy: Tensor, engine: Engine, gamma: float) -> Tensor:
    parameters = Parameters(gamma=gamma)
    if process.is_neutral(parameters):
        return noisy
    with torch.inference_mode():
        return process.render(noisy, parameters, Analysis(), engine.context())


@pytest.mark.parametrize("gamma", [0.35, 1.0, 1.8])
def test_cnn_d_receives_exactly_gamma_times_the_estimated_map(noisy: Tensor, engine: Engine, gamma: float) -> None:
    network = engine.network("cbdnet")
    assert isinstance(network, CBDNet)
    estimated: list[Tensor] = []
    received: list[Tensor] = []
    hooks = [
        network.estimator.register_forward_hook(lambda _module, _inputs, output: estimated.append(output.clone())),
        network.denoiser.register_forward_pre_hook(lambda _module, inputs: received.append(inputs[1].clone())),
    ]
    try:
        denoised(noisy, engine, gamma)
    finally:
        for hook in hooks:
            hook.remove()
    assert estimated[0].max() > 1 / 255
    photo = (..., slice(RIM_PX, -RIM_PX), slice(RIM_PX, -RIM_PX))  # each network is given a mirrored rim of its own
    assert torch.equal(received[0][photo], gamma * estimated[0][photo])


def test_twice_the_gamma_is_not_twice_the_residual(noisy: Tensor, engine: Engine) -> None:
    once, twice = (denoised(noisy, engine, gamma) - noisy for gamma in (1.0, 2.0))
    assert (twice - 2 * once).norm() > 0.2 * (2 * once).norm()


def test_a_map_of_zero_leaves_the_picture_as_it_is(noisy: Tensor, engine: Engine) -> None:
    network = engine.network("cbdnet")
    assert isinstance(network, CBDNet)
    with torch.inference_mode():
        left = network.denoise(noisy[None], torch.zeros_like(noisy)[None])[0]
    assert psnr_db(left, noisy) >= 45


def test_a_larger_gamma_never_changes_less(noisy: Tensor, engine: Engine) -> None:
    changes = [float((denoised(noisy, engine, gamma) - noisy).abs().mean()) for gamma in GAMMAS]
    assert changes == sorted(changes)
    assert changes[0] == 0
    assert changes[4] > 2 / 255


def test_the_result_is_nearer_to_the_clean_scene(engine: Engine) -> None:
    noisy = noisy_scene(4, 0.7)
    gain = psnr_db(denoised(noisy, engine, 1.0), clean_scene()) - psnr_db(noisy, clean_scene())
    assert gain > 4


def test_gray_stays_gray(engine: Engine) -> None:
    """A flat gray patch keeps its colour: the mean of each channel moves by less than one level."""
    generator = torch.Generator().manual_seed(9)
    flat = (torch.full((3, 128, 128), 0.45) + torch.randn(3, 128, 128, generator=generator) * 12 / 255).clamp(0, 1)
    drift = denoised(flat, engine, 1.0).mean(dim=(1, 2)) - flat.mean(dim=(1, 2))
    assert drift.abs().max() < 1 / 255


def test_amount_is_a_blend(engine: Engine) -> None:
    noisy = noisy_scene(5, 0.6)
    with torch.inference_mode():
        full, half = (
            process.render(noisy, Parameters(amount=amount), Analysis(), engine.context()) for amount in (1.0, 0.5)
        )
    torch.testing.assert_close(half, (noisy + full) / 2)


def test_nothing_told_is_nothing_done_and_the_way_there_has_no_step(noisy: Tensor, engine: Engine) -> None:
    with torch.inference_mode():
        results = [
            process.render(noisy, Parameters(gamma=gamma), Analysis(), engine.context())
            for gamma in (0.0, 0.01, 0.0499, 0.05)
        ]
    assert torch.equal(results[0], noisy)
    changes = [float((result - noisy).abs().mean()) for result in results]
    assert 0 < changes[1] < changes[3] * 0.25
    torch.testing.assert_close(results[2], results[3], atol=1e-3, rtol=0)
