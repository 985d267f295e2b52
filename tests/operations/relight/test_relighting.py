"""Low light exposes a photo, divides by the illumination that its network finds, and spares lamps and neutrals."""

from itertools import pairwise

import pytest
import torch
from torch import Tensor

from helpers.full_image import TensorFullImage
from helpers.pictures import waves
from pellucid.document.edit_content import read_step
from pellucid.engine.engine import Engine
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.tone_curves import expose
from pellucid.networks.deepupe import DeepUPE
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.relight import process
from pellucid.operations.relight.lift import lifted
from pellucid.operations.relight.light import Light, at_brightness
from pellucid.operations.relight.parameters import SPEC, Parameters
from pellucid.training.metrics import delta_e_2000, lab


def finding(light: tuple[float, float, float]) -> Context:
    """A context whose network finds one illumination everywhere."""
    network = DeepUPE(1 / 8, more_global=0, linear_local=1).eval().requires_grad_(requires_grad=False)
    red, green, blue = light
    network.coefficients.begin_at((0, 0, 0, red, 0, 0, 0, green, 0, 0, 0, blue))
    return Context(torch.device("cpu"), lambda _model: network)


NO_SHADE = (1.0, 1.0, 1.0)


def relit(picture: Tensor, context: Context, **values: float) -> tuple[Tensor, Analysis]:
    parameters = Parameters(**values)  # type: ignore[arg-type]
    analysis = process.analyse(TensorFullImage(picture), parameters, context)
    with torch.inference_mode():
        return process.render(picture, parameters, analysis, context), analysis


def darker(picture: Tensor, stops: float) -> Tensor:
    return to_srgb(to_linear(picture) * 2.0**-stops)


def test_a_dark_picture_comes_to_ordinary_brightness(engine: Engine) -> None:
    for stops in (2, 4, 6):
        result, _ = relit(darker(waves(120, 160), stops), engine.context())
        assert 0.5 < float(result.amax(0).mean()) < 0.72
        assert result.max() <= 1


def test_without_shade_the_exposure_is_all() -> None:
    dark = darker(waves(120, 160), 4)
    result, analysis = relit(dark, finding(NO_SHADE))
    stops = at_brightness(analysis.facts["lights"], 0.6).stops
    assert stops == pytest.approx(4, abs=1)
    torch.testing.assert_close(result, expose(dark, stops), rtol=1e-4, atol=1e-4)


def test_the_brightness_goes_from_natural_to_bright() -> None:
    dark = darker(waves(120, 160), 4)
    means = [float(relit(dark, finding(NO_SHADE), brightness=step / 5)[0].amax(0).mean()) for step in range(6)]
    assert all(less + 0.05 < more for less, more in pairwise(means))


def test_what_the_illumination_gives_the_exposure_gives_less() -> None:
    dark = darker(waves(120, 160), 4)
    plain, shaded = (relit(dark, context)[0] for context in (finding(NO_SHADE), finding((0.6, 0.6, 0.6))))
    assert float(shaded.amax(0).mean()) == pytest.approx(float(plain.amax(0).mean()), abs=0.02)


def test_full_strength_is_what_the_network_itself_gives() -> None:
    context, picture = finding((1, 1, 1)), waves(120, 160)
    network = context.network("deepupe")
    assert isinstance(network, DeepUPE)
    weight = network.coefficients.prediction.weight.view(3, 4, -1)
    weight[:] = torch.randn(1, *weight.shape[1:], generator=torch.Generator().manual_seed(3)) * 0.02
    assert network.coefficients.prediction.bias is not None
    network.coefficients.prediction.bias.mul_(0.95)
    expected = network(picture.mean(0).expand(1, 3, -1, -1))[0]
    result, _ = relit(picture.mean(0).expand(3, -1, -1), context, highlights=0.0, auto_exposure=False)
    inside = (expected < 0.97).all(dim=0)
    assert inside.float().mean() > 0.5
    assert (expected - picture.mean(0)).abs().mean() > 0.01
    torch.testing.assert_close(result[:, inside], expected[:, inside], rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize(("strength", "factor"), [(0.0, 1.0), (0.5, 2.0), (1.0, 4.0)])
def test_strength_is_the_power_of_the_illumination(strength: float, factor: float) -> None:
    dark = torch.full((3, 40, 56), 0.1)
    result, _ = relit(dark, finding((0.25, 0.25, 0.25)), strength=strength, auto_exposure=False)
    torch.testing.assert_close(result, dark * factor)


def test_strength_is_the_share_of_the_stops() -> None:
    dark = darker(waves(120, 160), 4)
    half, analysis = relit(dark, finding(NO_SHADE), strength=0.5)
    stops = at_brightness(analysis.facts["lights"], 0.6).stops
    torch.testing.assert_close(half, expose(dark, stops / 2), rtol=1e-4, atol=1e-4)


def test_edits_of_the_first_version_find_no_exposure_and_keep_their_strength() -> None:
    values = {"strength": 0.45, "highlights": 0.2}
    step = read_step({"operation": "relight", "version": 1, "enabled": True, "parameters": values})
    assert step.parameters == Parameters(strength=0.45, highlights=0.2, auto_exposure=False)
    dark = torch.full((3, 40, 56), 0.1)
    parameters = step.parameters
    context = finding((0.25, 0.25, 0.25))
    analysis = process.analyse(TensorFullImage(dark), parameters, context)
    with torch.inference_mode():
        result = process.render(dark, parameters, analysis, context)
    torch.testing.assert_close(result, dark * 4**0.45)


def test_lamps_keep_their_drawing_and_their_colour() -> None:
    lamp = torch.linspace(0, 1, 64).expand(3, 16, 64) * torch.tensor([1.0, 0.8, 0.4]).view(3, 1, 1)
    for guard in (0.0, 0.5, 1.0):
        result, _ = relit(lamp, finding((0.2, 0.2, 0.2)), highlights=guard, auto_exposure=False)
        assert result.max() <= 1 + 1e-6
        assert bool((result[0, 0].diff() > 0).all())
        torch.testing.assert_close(result[1], 0.8 * result[0])
        torch.testing.assert_close(result[2], 0.4 * result[0])


def test_the_guard_holds_bright_parts_back_and_leaves_dark_ones() -> None:
    ramp = torch.linspace(0.01, 0.95, 64).expand(3, 4, 64)
    light = torch.full_like(ramp[:1], 0.2)
    results = [lifted(ramp, light, guard) for guard in (0.0, 0.5, 1.0)]
    for less, more in pairwise(results):
        assert bool((more <= less + 1e-6).all())
        assert (less - more)[..., 16:].mean() > 0.03
    dark = ramp < 0.09
    torch.testing.assert_close(results[1][dark], ramp[dark] / 0.2)


def test_white_stays_white() -> None:
    white = torch.ones(3, 8, 8)
    for guard in (0.0, 0.5, 1.0):
        torch.testing.assert_close(lifted(white, torch.full_like(white[:1], 0.3), guard), white)


@pytest.mark.parametrize("level", [255, 252, 240])
def test_white_paper_stays_white_to_the_level(engine: Engine, level: int) -> None:
    paper = torch.full((3, 90, 120), level / 255)
    paper[:, 20:24, 20:100] = 0.1  # a line of writing
    result, _ = relit(paper, engine.context())
    assert ((result - paper)[:, 30:].abs() * 255).max() <= 1


@pytest.mark.parametrize("factor", [1.0, 0.3, 0.05])
def test_grays_and_charts_keep_their_neutrality(engine: Engine, factor: float) -> None:
    chart = torch.linspace(0.02, 0.98, 96).expand(3, 64, 96).clone()
    chart[:, 32:, :32] = torch.tensor([0.7, 0.2, 0.15]).view(3, 1, 1)
    result, _ = relit(chart * factor, engine.context())
    colors = lab(result.clamp(0, 1))
    chroma = colors[1:].square().sum(0).sqrt()
    assert float(chroma[:32].max()) <= 1
    assert float(chroma[32:, 32:].max()) <= 1


def test_a_photo_in_good_light_hardly_changes(engine: Engine) -> None:
    picture = waves(120, 160) * 0.9 + 0.1
    result, _ = relit(picture, engine.context())
    assert float(delta_e_2000(lab(picture), lab(result.clamp(0, 1))).mean()) < 1


def test_black_gets_no_colour_from_the_light() -> None:
    purple = finding((0.2, 0.6, 0.2))
    for value in (0.01, 0.15):
        result, _ = relit(torch.full((3, 24, 24), value), purple)
        torch.testing.assert_close(result[0], result[1])
        torch.testing.assert_close(result[2], result[1])


def test_the_maps_are_the_illumination_and_the_gain_of_noise() -> None:
    picture = torch.full((3, 30, 40), 0.05)
    picture[:, :, 20:] = 0.8
    context = finding((0.25, 0.25, 0.25))
    _, analysis = relit(picture, context, auto_exposure=False)
    with torch.inference_mode():
        found = process.diagnose(picture, Parameters(strength=0.1, auto_exposure=False), analysis, context)
    illumination, gain = found["illumination"].values, found["gain"].values
    torch.testing.assert_close(illumination[:, :20], torch.full((30, 20), 0.25))
    torch.testing.assert_close(illumination[:, 20:], torch.full((30, 20), 0.8))
    torch.testing.assert_close(gain[:, :20], torch.full((30, 20), 4.0), rtol=1e-3, atol=0)
    assert bool((gain[:, 20:] < 2).all())


def test_the_gain_says_how_many_times_noise_is_raised() -> None:
    generator = torch.Generator().manual_seed(2)
    dark = darker(torch.full((3, 80, 80), 0.5), 4)
    noisy = dark + torch.randn(80, 80, generator=generator) * 0.004
    context = finding((0.7, 0.7, 0.7))
    result, analysis = relit(noisy, context)
    with torch.inference_mode():
        gain = process.diagnose(dark, Parameters(), analysis, context)["gain"].values
    assert float(result.std() / noisy.std()) == pytest.approx(float(gain.mean()), rel=0.1)


def test_light_outside_of_the_range_is_kept() -> None:
    picture = torch.full((3, 24, 24), 0.1)
    picture[:, 0, 0] = torch.tensor([1.4, -0.2, 0.1])
    result, _ = relit(picture, finding((0.5, 0.5, 0.5)), auto_exposure=False)
    assert result[0, 0, 0] == pytest.approx(1.4, abs=1e-5)
    assert result[1, 0, 0] == pytest.approx(-0.2, abs=1e-5)


def test_the_light_is_mixed_between_its_nodes() -> None:
    lights = (Light(0.0, 0.0), Light(2.0, 1.0), Light(3.0, 1.0))
    assert [at_brightness(lights, value).stops for value in (0.0, 0.25, 0.5, 0.75, 1.0)] == [0, 1, 2, 2.5, 3]
    assert SPEC.version == 2
