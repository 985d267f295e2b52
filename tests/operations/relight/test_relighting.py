"""Relight divides by the illumination that its network finds, and spares lamps and the colour of black."""

from itertools import pairwise

import pytest
import torch
from torch import Tensor

from helpers.full_image import TensorFullImage
from helpers.pictures import waves
from pellucid.engine.session import Engine
from pellucid.networks.deepupe import DeepUPE
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.relight import process
from pellucid.operations.relight.lift import lifted
from pellucid.operations.relight.parameters import Parameters


def finding(light: tuple[float, float, float]) -> Context:
    """A context whose network finds one illumination everywhere."""
    network = DeepUPE(1 / 8, more_global=0, linear_local=1).eval().requires_grad_(requires_grad=False)
    red, green, blue = light
    network.coefficients.begin_at((0, 0, 0, red, 0, 0, 0, green, 0, 0, 0, blue))
    return Context(torch.device("cpu"), lambda _model: network)


def relit(picture: Tensor, context: Context, **values: float) -> tuple[Tensor, Analysis]:
    parameters = Parameters(**values)
    analysis = process.analyse(TensorFullImage(picture), parameters, context)
    with torch.inference_mode():
        return process.render(picture, parameters, analysis, context), analysis


def test_the_shipped_network_gives_light_to_a_dark_picture(engine: Engine) -> None:
    dark = waves(120, 160) * 0.15
    result, _ = relit(dark, engine.context())
    assert result.mean() > 1.4 * dark.mean()
    assert result.max() <= 1


def test_full_strength_is_what_the_network_itself_gives() -> None:
    context, picture = finding((1, 1, 1)), waves(120, 160)
    network = context.network("deepupe")
    assert isinstance(network, DeepUPE)
    torch.nn.init.normal_(network.coefficients.prediction.weight, std=0.02, generator=torch.Generator().manual_seed(3))
    assert network.coefficients.prediction.bias is not None
    network.coefficients.prediction.bias.mul_(0.95)
    expected = network(picture[None])[0]
    result, _ = relit(picture, context, strength=1.0, highlights=0.0)
    inside = (expected < 0.97).all(dim=0)
    assert inside.float().mean() > 0.5
    assert (expected - picture).abs().mean() > 0.01
    torch.testing.assert_close(result[:, inside], expected[:, inside], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("strength", "factor"), [(0.0, 1.0), (0.5, 2.0), (1.0, 4.0)])
def test_strength_is_the_power_of_the_illumination(strength: float, factor: float) -> None:
    dark = torch.full((3, 40, 56), 0.1)
    result, _ = relit(dark, finding((0.25, 0.25, 0.25)), strength=strength)
    torch.testing.assert_close(result, dark * factor)


def test_lamps_keep_their_drawing_and_their_colour() -> None:
    lamp = torch.linspace(0, 1, 64).expand(3, 16, 64) * torch.tensor([1.0, 0.8, 0.4]).view(3, 1, 1)
    for guard in (0.0, 0.5, 1.0):
        result, _ = relit(lamp, finding((0.2, 0.2, 0.2)), strength=1.0, highlights=guard)
        assert result.max() <= 1 + 1e-6
        assert bool((result[0, 0].diff() > 0).all())
        torch.testing.assert_close(result[1], 0.8 * result[0])
        torch.testing.assert_close(result[2], 0.4 * result[0])


def test_the_guard_holds_bright_parts_back_and_leaves_dark_ones() -> None:
    ramp = torch.linspace(0.01, 0.95, 64).expand(3, 4, 64)
    light = torch.full_like(ramp, 0.2)
    results = [lifted(ramp, light, guard) for guard in (0.0, 0.5, 1.0)]
    for less, more in pairwise(results):
        assert bool((more <= less + 1e-6).all())
        assert (less - more)[..., 16:].mean() > 0.03
    dark = ramp < 0.09
    torch.testing.assert_close(results[1][dark], ramp[dark] / 0.2)


def test_white_stays_white() -> None:
    white = torch.ones(3, 8, 8)
    for guard in (0.0, 0.5, 1.0):
        torch.testing.assert_close(lifted(white, torch.full_like(white, 0.3), guard), white)


def test_black_gets_no_colour_from_the_light() -> None:
    purple = finding((0.2, 0.6, 0.2))
    black, lit = (relit(torch.full((3, 24, 24), value), purple, strength=1.0)[0] for value in (0.01, 0.15))
    assert (black.amax(dim=0) / black.amin(dim=0)).max() < 1.2
    torch.testing.assert_close(lit[0], lit[1] * 3, rtol=1e-3, atol=1e-3)


def test_the_map_is_the_illumination_bounded_by_the_picture() -> None:
    picture = torch.full((3, 30, 40), 0.05)
    picture[:, :, 20:] = 0.8
    context = finding((0.25, 0.25, 0.25))
    _, analysis = relit(picture, context)
    with torch.inference_mode():
        found = process.diagnose(picture, Parameters(strength=0.1), analysis, context)
    values = found["illumination"].values
    torch.testing.assert_close(found["lift"].values, 1 / values)
    torch.testing.assert_close(values[:, :20], torch.full((30, 20), 0.25))
    torch.testing.assert_close(values[:, 20:], torch.full((30, 20), 0.8))


def test_light_outside_of_the_range_is_kept() -> None:
    picture = torch.full((3, 24, 24), 0.1)
    picture[:, 0, 0] = torch.tensor([1.4, -0.2, 0.1])
    result, _ = relit(picture, finding((0.5, 0.5, 0.5)))
    assert result[0, 0, 0] == pytest.approx(1.4, abs=1e-5)
    assert result[1, 0, 0] == pytest.approx(-0.2, abs=1e-5)
