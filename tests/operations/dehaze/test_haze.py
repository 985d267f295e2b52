"""Dehaze takes away the haze that was put in, as far as its sliders say, with every method."""

import dataclasses
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from helpers.full_image import TensorFullImage
from helpers.pictures import sky_and_wall
from pellucid.engine.engine import Engine
from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.scattering import scatter
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.dehaze import process
from pellucid.operations.dehaze.methods import METHODS
from pellucid.operations.dehaze.parameters import Parameters
from pellucid.operations.dehaze.veil import Air, Clearing
from pellucid.training.metrics import psnr_db

AIRLIGHT = torch.tensor([0.85, 0.88, 0.92])


def scene() -> tuple[Tensor, Tensor, Tensor]:
    """Clear and hazy picture and transmission: a wall in rows that are farther and farther away."""
    clear = sky_and_wall(160, 200, 0)
    clear[:, :, ::9] *= 0.1
    transmitted = torch.linspace(0.35, 0.95, 160)[None, :, None].expand(1, 160, 200)
    return clear, scatter(clear, transmitted, AIRLIGHT), transmitted


class Knowing(nn.Module):
    """A network that gives what it was made with."""

    def __init__(self, answer: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self._answer = answer

    def forward(self, hazy: Tensor) -> Tensor:
        return self._answer(hazy)


def context_with(answer: Callable[[Tensor], Tensor]) -> Context:
    return Context(torch.device("cpu"), lambda _model: Knowing(answer))


def dehazed(hazy: Tensor, context: Context, **values: object) -> tuple[Tensor, Analysis]:
    parameters = Parameters(**values)  # type: ignore[arg-type]
    analysis = process.analyse(TensorFullImage(hazy), parameters, context)
    return process.render(hazy, parameters, analysis, context), analysis


@pytest.fixture
def knowing() -> Context:
    """A DehazeNet that knows the truth."""
    return context_with(lambda _hazy: scene()[2][None])


def test_the_shipped_network_takes_haze_away(engine: Engine) -> None:
    clear, hazy, transmitted = scene()
    with torch.inference_mode():
        result, analysis = dehazed(hazy, engine.context(), strength=1.0, protect=0.0)
        found = process.diagnose(hazy, Parameters(), analysis, engine.context())["transmission"].values
    assert psnr_db(result, clear) > psnr_db(hazy, clear) + 2
    truth = transmitted[0]
    assert torch.corrcoef(torch.stack([found.flatten(), truth.flatten()]))[0, 1] > 0.5


def test_with_the_true_transmission_the_clear_picture_comes_back(knowing: Context) -> None:
    clear, hazy, _ = scene()
    result, _ = dehazed(hazy, knowing, strength=1.0, protect=0.0, airlight="0.85/0.88/0.92")
    assert psnr_db(result, clear) > 30


def test_more_strength_takes_more(knowing: Context) -> None:
    _, hazy, _ = scene()
    results = [dehazed(hazy, knowing, strength=value, protect=0.0)[0] for value in (0.0, 0.3, 0.6, 1.0)]
    assert torch.equal(results[0], hazy)
    changes = [float((result - hazy).abs().mean()) for result in results]
    assert changes == sorted(changes)
    assert changes[1] > 0.01


def test_negative_strength_adds_haze_that_grows_with_distance(knowing: Context) -> None:
    _, hazy, _ = scene()
    result, _ = dehazed(hazy, knowing, strength=-0.8, airlight="0.85/0.88/0.92")
    apart = hazy - AIRLIGHT.view(3, 1, 1)
    covered = (result - hazy).abs().mean(dim=(0, 2)) / apart.abs().mean(dim=(0, 2))
    assert covered[:40].mean() > 1.5 * covered[-40:].mean()
    assert result.std() < hazy.std()


@pytest.mark.parametrize(("values", "kept"), [({"near": 0.4}, slice(120, 160)), ({"far": 0.3}, slice(0, 60))])
def test_the_range_keeps_the_rest_as_it_is(knowing: Context, values: dict[str, float], kept: slice) -> None:
    _, hazy, _ = scene()
    result, _ = dehazed(hazy, knowing, strength=1.0, protect=0.0, **values)
    assert torch.allclose(result[:, kept], hazy[:, kept], atol=0.02)
    assert (result - hazy).abs().max() > 0.1


def test_sky_and_white_are_protected(knowing: Context) -> None:
    _, hazy, _ = scene()
    hazy[:, :40] = AIRLIGHT.view(3, 1, 1) + 0.03
    plain, protected = (
        dehazed(hazy, knowing, strength=1.0, protect=value, airlight="0.85/0.88/0.92")[0] for value in (0.0, 1.0)
    )
    assert (protected[:, :40] - hazy[:, :40]).abs().max() < 0.01
    assert (plain[:, :40] - hazy[:, :40]).abs().max() > 0.02


def test_one_run_protects_a_wall_and_clears_the_valley_beside_it(knowing: Context) -> None:
    hazy = scene()[1]
    _, analysis = dehazed(hazy, knowing)
    left = torch.cat([torch.ones(1, 160, 100), torch.zeros(1, 160, 100)], dim=2)
    protecting = dataclasses.replace(knowing, maps={"protect": left, "strength": 0.5 + 0.5 * (1 - left)})
    both = process.render(hazy, Parameters(), analysis, protecting)
    wall = process.render(hazy, Parameters(protect=1.0, strength=0.5), analysis, knowing)
    valley = process.render(hazy, Parameters(protect=0.0, strength=1.0), analysis, knowing)
    assert torch.equal(both[..., :100], wall[..., :100])
    assert torch.equal(both[..., 100:], valley[..., 100:])
    assert not torch.equal(wall, valley)


def test_least_light_bounds_what_is_enlarged(knowing: Context) -> None:
    _, hazy, _ = scene()
    low, high = (dehazed(hazy, knowing, strength=1.0, protect=0.0, t0=value)[0] for value in (0.02, 0.5))
    assert (low - hazy)[:, :20].abs().mean() > (high - hazy)[:, :20].abs().mean()


def test_least_light_bounds_a_painted_picture_alike() -> None:
    clear, hazy, transmitted = scene()
    painting = context_with(lambda _picture: clear[None])
    low, high = (
        dehazed(hazy, painting, method="epdn", strength=1.0, protect=0.0, t0=value)[0] for value in (0.02, 0.7)
    )
    through = transmitted.expand_as(hazy)
    dense, faint = through < 0.5, through > 0.85
    assert (high - hazy)[dense].abs().mean() < 0.7 * (low - hazy)[dense].abs().mean()
    assert (high - low)[faint].abs().mean() < 0.02


def test_light_outside_of_the_range_is_kept(knowing: Context) -> None:
    _, hazy, _ = scene()
    hazy[:, 0, 0] = torch.tensor([1.4, -0.2, 0.5])
    result, _ = dehazed(hazy, knowing)
    assert result[0, 0, 0] > 1.3
    assert result[1, 0, 0] < 0


def test_patches_are_told_in_pixels_of_the_photo() -> None:
    _, hazy, _ = scene()
    context = context_with(lambda picture: torch.full_like(picture[:, :1], 15.0))
    veil = METHODS["pmsnet"](hazy, 0.25, context)
    assert isinstance(veil, Air)
    assert veil.patches is not None
    assert torch.allclose(veil.patches, torch.full_like(veil.patches, 60.0))
    assert (veil.airlight - AIRLIGHT).abs().max() < 0.15


def test_a_clear_picture_comes_to_full_size_by_a_grid() -> None:
    clear, hazy, transmitted = scene()
    veil = METHODS["epdn"](hazy, 1.0, context_with(lambda _picture: clear[None]))
    assert isinstance(veil, Clearing)
    assert psnr_db(veil.clear(hazy, UnitRect()), clear) > psnr_db(hazy, clear) + 8
    implied = veil.transmission(hazy, UnitRect())
    assert torch.corrcoef(torch.stack([implied.flatten(), transmitted.flatten()]))[0, 1] > 0.98
