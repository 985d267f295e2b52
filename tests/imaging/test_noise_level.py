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
DRAWS = 1500


def measured_level(clean: Tensor, shot: CameraNoise) -> tuple[Tensor, Tensor]:
    """Standard deviation of y - x over many shots, and the map of the model."""
    generator = torch.Generator().manual_seed(7)
    shots = [camera_noise(clean, shot, generator) for _ in range(DRAWS)]
    return (torch.stack([noisy for noisy, _ in shots]) - clean).square().mean(dim=0).sqrt(), shots[0][1]


@pytest.mark.parametrize("pattern", ["", "rggb", "gbrg"])
def test_the_map_is_the_measured_deviation(pattern: str) -> None:
    clean = waves(24, 28)
    measured, predicted = measured_level(clean, CameraNoise(CURVE, SIGMA_S, SIGMA_C, pattern, None))
    inside = (slice(None), slice(2, -2), slice(2, -2))
    ratio = measured[inside] / predicted[inside]
    # One pixel's deviation is known to 1/sqrt(2 * 1500) = 1.8 %; the curve bends over the width of the noise.
    assert ratio.mean() == pytest.approx(1.0, abs=0.02)
    assert ratio.sub(1).abs().max() < 0.12


def test_noise_that_neighbours_share_keeps_its_level() -> None:
    kernel = torch.tensor([[0.1, 0.4, 0.1], [0.4, 0.7, 0.4], [0.1, 0.4, 0.1]])
    shot = CameraNoise(CURVE, SIGMA_S, SIGMA_C, "", kernel / kernel.square().sum().sqrt())
    measured, predicted = measured_level(waves(24, 28), shot)
    inside = (slice(None), slice(2, -2), slice(2, -2))
    assert (measured[inside] / predicted[inside]).mean() == pytest.approx(1.0, abs=0.02)


def test_the_variance_grows_with_the_light_above_a_floor() -> None:
    light = torch.tensor([0.0, 0.25, 1.0]).expand(3, 1, 3)
    variance = light_variance(light, torch.full((3,), 0.1), torch.full((3,), 0.02))
    assert torch.allclose(variance[0, 0], torch.tensor([0.0004, 0.0029, 0.0104]))


def test_a_steep_curve_lifts_the_noise_of_shadows() -> None:
    light = respond(torch.tensor([0.1, 0.8]).expand(3, 1, 2), invert(CURVE))
    level = brightness_level(torch.full_like(light, 1e-4), light, CURVE)
    assert (level[..., 0] > 2 * level[..., 1]).all()
