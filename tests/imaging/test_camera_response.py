"""Response curves and their inverses."""

import pytest
import torch
from torch import Tensor

from pellucid.imaging.camera_response import SAMPLES, formula_curves, invert, regular_curves, respond

LINEAR = torch.linspace(0, 1, SAMPLES)
CURVES = formula_curves(20, torch.Generator().manual_seed(4))


def test_formula_curves_rise_from_black_to_white() -> None:
    assert CURVES.shape == (20, SAMPLES)
    assert torch.allclose(CURVES[:, 0], torch.zeros(20), atol=1e-6)
    assert torch.allclose(CURVES[:, -1], torch.ones(20), atol=1e-6)
    assert (CURVES.diff(dim=1) >= -1e-6).all()


def test_formula_curves_brighten_middle_tones_as_cameras_do() -> None:
    assert (CURVES[:, SAMPLES // 5] > 0.25).all()


def test_the_same_seed_draws_the_same_curves() -> None:
    assert torch.equal(CURVES, formula_curves(20, torch.Generator().manual_seed(4)))


@pytest.mark.parametrize("index", range(0, 20, 4))
def test_light_comes_back_through_the_inverse(index: int) -> None:
    light = torch.linspace(0.001, 0.999, 997)
    curve = CURVES[index]
    assert torch.allclose(
        respond(light, curve), respond(respond(respond(light, curve), invert(curve)), curve), atol=2e-4
    )
    assert torch.allclose(respond(respond(light, curve), invert(curve)), light, atol=4e-3)


def test_light_outside_the_range_is_clipped_as_a_sensor_clips() -> None:
    assert respond(torch.tensor([-1.0, 2.0]), LINEAR).tolist() == [0.0, 1.0]


def test_a_flat_piece_is_inverted_to_its_least_light() -> None:
    flat = (LINEAR / 0.5).clamp_max(1.0)  # saturated from the middle on
    assert respond(torch.tensor(0.5), invert(flat)) == pytest.approx(0.25, abs=2e-3)
    assert respond(torch.tensor(0.999), invert(flat)) == pytest.approx(0.4995, abs=2e-3)


def test_measured_curves_are_resampled_between_their_points() -> None:
    irradiance = torch.tensor([[0.0, 0.1, 0.4, 1.0]])
    brightness = torch.tensor([[0.0, 0.5, 0.8, 1.0]])
    curve: Tensor = regular_curves(irradiance, brightness)[0]
    found = respond(torch.tensor([0.05, 0.1, 0.25, 0.7]), curve)
    assert torch.allclose(found, torch.tensor([0.25, 0.5, 0.65, 0.9]), atol=2e-3)


def test_measured_curves_are_made_monotone() -> None:
    curve = regular_curves(torch.tensor([[0.0, 0.5, 1.0]]), torch.tensor([[0.0, 0.9, 0.6]]))[0]
    assert (curve.diff() >= 0).all()
