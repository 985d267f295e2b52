"""Both gammas are inputs of CNN_D: each changes what the network does to its part of the picture, and is no blend."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from helpers.pictures import sky_and_wall
from pellucid.engine.engine import Engine
from pellucid.imaging.camera_response import formula_curves
from pellucid.imaging.luma_chroma import to_luma_chroma
from pellucid.networks.cbdnet import RIM_PX, CBDNet
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import SPEC, Parameters
from pellucid.training.degradations import CameraNoise, camera_noise
from pellucid.training.metrics import psnr_db

GAMMAS = [step * 0.25 for step in range(9)]

LUMA, CHROMA = slice(0, 1), slice(1, 3)
PARTS = pytest.mark.parametrize(("field", "part"), [("gamma", LUMA), ("color_gamma", CHROMA)], ids=["luma", "colour"])
"""Each gamma, and the planes of Y, Cb and Cr whose noise it is told of."""


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


def denoised(noisy: Tensor, engine: Engine, **values: float) -> Tensor:
    parameters = Parameters(**values)
    if SPEC.is_neutral(parameters):
        return noisy
    with torch.inference_mode():
        return process.render(noisy, parameters, Analysis(), engine.context())


def both(gamma: float) -> dict[str, float]:
    return {"gamma": gamma, "color_gamma": gamma}


def changed(noisy: Tensor, result: Tensor, part: slice) -> Tensor:
    """What was changed of luma or of colour."""
    return to_luma_chroma(result - noisy)[part]


@pytest.mark.parametrize(("gamma", "color_gamma"), [(0.35, 1.8), (1.0, 1.0), (1.8, 0.35), (0.0, 1.0), (1.0, 0.0)])
def test_cnn_d_receives_exactly_each_gamma_times_its_part_of_the_map(
    engine: Engine, gamma: float, color_gamma: float
) -> None:
    torch.manual_seed(3)
    network = CBDNet((4, 6, 8), 4, "luma_chroma").eval()
    picture = noisy_scene(1, 0.6)
    received: list[Tensor] = []
    network.denoiser.register_forward_pre_hook(lambda _module, inputs: received.append(inputs[1].clone()))
    context = replace(engine.context(), network=lambda _id: network)
    with torch.inference_mode():
        measured = network.noise_map(picture.clamp(0, 1)[None])
        process.render(picture, Parameters(gamma=gamma, color_gamma=color_gamma), Analysis(), context)
    assert measured.max() > 1 / 255
    photo = (..., slice(RIM_PX, -RIM_PX), slice(RIM_PX, -RIM_PX))  # CNN_D is given a mirrored rim of its own
    factors = torch.tensor([gamma, color_gamma, color_gamma]).view(3, 1, 1)
    assert torch.equal(received[0][photo], factors * measured)
    assert len(received) == 1


@PARTS
def test_twice_the_gamma_is_not_twice_the_residual(noisy: Tensor, engine: Engine, field: str, part: slice) -> None:
    once, twice = (changed(noisy, denoised(noisy, engine, **{field: gamma}), part) for gamma in (1.0, 2.0))
    assert (twice - 2 * once).norm() > 0.2 * (2 * once).norm()


def test_a_map_of_zero_leaves_the_picture_as_it_is(noisy: Tensor, engine: Engine) -> None:
    network = engine.network("cbdnet")
    assert isinstance(network, CBDNet)
    with torch.inference_mode():
        left = network.denoise(noisy[None], torch.zeros_like(noisy)[None])[0]
    assert psnr_db(left, noisy) >= 45


@PARTS
def test_told_nothing_of_one_part_the_network_leaves_its_noise(
    noisy: Tensor, engine: Engine, field: str, part: slice
) -> None:
    network = engine.network("cbdnet")
    assert isinstance(network, CBDNet)
    with torch.inference_mode():
        left = network(noisy[None], *(both(1.0) | {field: 0.0}).values())[0][0]
    assert psnr_db(to_luma_chroma(left)[part], to_luma_chroma(noisy)[part]) >= 45


@PARTS
def test_the_operation_leaves_a_part_of_which_nothing_is_told_as_it_is(
    noisy: Tensor, engine: Engine, field: str, part: slice
) -> None:
    result = denoised(noisy, engine, **{field: 0.0})
    inside = ((result > 0) & (result < 1)).all(dim=0)  # what is clipped has another luma and colour
    assert changed(noisy, result, part)[:, inside].abs().max() < 1e-5
    assert changed(noisy, result, CHROMA if part is LUMA else LUMA).abs().mean() > 0.5 / 255


@PARTS
def test_a_larger_gamma_never_changes_less(noisy: Tensor, engine: Engine, field: str, part: slice) -> None:
    results = [denoised(noisy, engine, **{field: gamma}) for gamma in GAMMAS]
    changes = [float(changed(noisy, result, part).abs().mean()) for result in results]
    assert changes == sorted(changes)
    assert changes[0] < 1e-4
    assert changes[4] > 1 / 255


def test_neither_gamma_changes_the_other_part_much(engine: Engine) -> None:
    """Lowering one γ keeps most of what the other removes."""
    noisy = noisy_scene(2, 0.6)
    whole = denoised(noisy, engine)
    for field, other in (("gamma", CHROMA), ("color_gamma", LUMA)):
        kept = changed(noisy, denoised(noisy, engine, **{field: 0.25}), other)
        assert kept.norm() > 0.75 * changed(noisy, whole, other).norm()


def test_the_result_is_nearer_to_the_clean_scene(engine: Engine) -> None:
    noisy = noisy_scene(4, 0.7)
    gain = psnr_db(denoised(noisy, engine), clean_scene()) - psnr_db(noisy, clean_scene())
    assert gain > 4


@pytest.mark.parametrize(("gamma", "color_gamma"), [(1.0, 1.0), (2.0, 2.0), (0.0, 2.0), (2.0, 0.0)])
def test_gray_stays_gray(engine: Engine, gamma: float, color_gamma: float) -> None:
    """A flat gray patch keeps its colour: the mean of each channel moves by less than one level."""
    generator = torch.Generator().manual_seed(9)
    flat = (torch.full((3, 128, 128), 0.45) + torch.randn(3, 128, 128, generator=generator) * 12 / 255).clamp(0, 1)
    result = denoised(flat, engine, gamma=gamma, color_gamma=color_gamma)
    drift = result.mean(dim=(1, 2)) - flat.mean(dim=(1, 2))
    assert drift.abs().max() < 1 / 255


def test_amount_is_a_blend(engine: Engine) -> None:
    noisy = noisy_scene(5, 0.6)
    full, half = (denoised(noisy, engine, amount=amount) for amount in (1.0, 0.5))
    torch.testing.assert_close(half, (noisy + full) / 2)


def test_nothing_told_is_nothing_done_and_the_way_there_has_no_step(noisy: Tensor, engine: Engine) -> None:
    with torch.inference_mode():
        results = [
            process.render(noisy, Parameters(**both(gamma)), Analysis(), engine.context())
            for gamma in (0.0, 0.01, 0.0499, 0.05)
        ]
    assert torch.equal(results[0], noisy)
    changes = [float((result - noisy).abs().mean()) for result in results]
    assert 0 < changes[1] < changes[3] * 0.25
    torch.testing.assert_close(results[2], results[3], atol=1e-3, rtol=0)


@PARTS
def test_the_way_to_nothing_has_no_step_for_one_part_either(
    noisy: Tensor, engine: Engine, field: str, part: slice
) -> None:
    almost, least = (denoised(noisy, engine, **{field: gamma}) for gamma in (0.0499, 0.05))
    torch.testing.assert_close(almost, least, atol=1e-3, rtol=0)
    assert changed(noisy, least, part).abs().mean() > 0
