"""The true noise map is what Monte Carlo measures."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.camera_response import formula_curves, invert, respond
from pellucid.imaging.noise_level import brightness_level, light_variance
from pellucid.training.degradations import CameraNoise, camera_noise

CURVE = formula_curves(1, torch.Generator().manual_seed(2))[0]
SIGMA_S, SIGMA_C = torch.tensor([0.03, 0.02, 0.04]), torch.tensor([0.006, 0.004, 0.008])
PERIOD, TIMES = 8, 90


def one_shot(shot: CameraNoise) -> tuple[Tensor, Tensor]:
    """Mean square of y - x at each place of a tile that is repeated 90 times both ways, and the model's variance."""
    clean = waves(PERIOD, PERIOD).repeat(1, TIMES, TIMES)
    noisy, level = camera_noise(clean, shot, torch.Generator().manual_seed(7))
    return by_place((noisy - clean).square()), by_place(level.square())


def by_place(picture: Tensor) -> Tensor:
    """Mean of all repetitions but the outermost, `(3, 8, 8)`."""
    inner = picture[:, PERIOD:-PERIOD, PERIOD:-PERIOD]
    return inner.reshape(3, TIMES - 2, PERIOD, TIMES - 2, PERIOD).mean(dim=(1, 3))


@pytest.mark.parametrize("pattern", ["", "rggb", "bggr", "grbg", "gbrg"])
def test_the_map_is_the_measured_deviation(pattern: str) -> None:
    measured, predicted = one_shot(CameraNoise(CURVE, SIGMA_S, SIGMA_C, pattern, None))
    ratio = (measured / predicted).sqrt()
    # 7,744 repetitions give one deviation to 0.8 %; the curve bends a little over the width of the noise.
    assert ratio.mean() == pytest.approx(1.0, abs=0.01)
    assert ratio.sub(1).abs().max() < 0.05


def test_noise_that_neighbours_share_keeps_its_level() -> None:
    kernel = torch.tensor([[0.1, 0.4, 0.1], [0.4, 0.7, 0.4], [0.1, 0.4, 0.1]])
    measured, predicted = one_shot(CameraNoise(CURVE, SIGMA_S, SIGMA_C, "", kernel / kernel.square().sum().sqrt()))
    assert (measured / predicted).sqrt().mean() == pytest.approx(1.0, abs=0.01)


def test_the_variance_grows_with_the_light_above_a_floor() -> None:
    light = torch.tensor([0.0, 0.25, 1.0]).expand(3, 1, 3)
    variance = light_variance(light, torch.full((3,), 0.1), torch.full((3,), 0.02))
    assert torch.allclose(variance[0, 0], torch.tensor([0.0004, 0.0029, 0.0104]))


def test_a_steep_curve_lifts_the_noise_of_shadows() -> None:
    light = respond(torch.tensor([0.1, 0.8]).expand(3, 1, 2), invert(CURVE))
    level = brightness_level(torch.full_like(light, 1e-4), light, CURVE)
    assert (level[..., 0] > 2 * level[..., 1]).all()
