"""DeepUPE: its published size, S = 1 at first, and a division that stays within bounds."""

import pytest
import torch

from helpers.pictures import noise, waves
from pellucid.imaging.bilateral_grid import divide_by_grid
from pellucid.imaging.srgb import luma
from pellucid.networks.deepupe import DeepUPE, divided
from pellucid.networks.hdrnet import thinned

SMALL = {"multiplier": 0.25, "more_global": 1, "linear_local": 2}


def test_the_published_configuration_has_the_published_size() -> None:
    assert sum(parameter.numel() for parameter in DeepUPE().parameters()) == 998_816


def test_a_new_network_changes_nothing() -> None:
    picture = waves(40, 56)[None]
    network = DeepUPE(**SMALL)
    with torch.inference_mode():
        assert torch.allclose(network(picture), picture, atol=1e-6)
        assert torch.allclose(network.illumination(picture), torch.ones_like(picture), atol=1e-6)


def test_the_result_is_never_darker_nor_beyond_white() -> None:
    picture = waves(20, 20)[None]
    picture[..., 0, 0] = 0
    illumination = noise(1, 3, 20, 20)
    found = divided(picture, illumination)
    assert bool(found.isfinite().all())
    assert bool((found >= picture - 1e-6).all())
    assert found.max() <= 1
    inside = (illumination > picture) & (illumination < 1)
    assert torch.allclose(found[inside], (picture / illumination)[inside])


def test_gradients_stay_finite_in_black_and_reach_the_illumination() -> None:
    picture = torch.zeros(1, 3, 4, 4)
    picture[..., 2:] = 0.2
    illumination = torch.full_like(picture, 0.5).requires_grad_()
    divided(picture, illumination).sum().backward()
    assert illumination.grad is not None
    assert bool(illumination.grad.isfinite().all())
    assert illumination.grad[..., 2:].max().item() == pytest.approx(-0.2 / 0.5**2)


def test_the_canvas_divides_by_the_same_rule() -> None:
    torch.manual_seed(3)
    network, picture = DeepUPE(**SMALL, guide="luma"), waves(30, 40)[None] * 0.4
    with torch.no_grad():
        network.coefficients.prediction.weight.normal_(std=0.02)
        bias = network.coefficients.prediction.bias
        assert bias is not None
        bias.mul_(0.6)
        shown = divide_by_grid(network.cells(picture)[0], picture[0], guide=luma(picture)[0, 0])
        found = network(picture)[0]
    assert network.illumination(picture).max() <= 1
    assert (found - picture[0]).abs().max() > 0.1
    assert torch.allclose(found, shown, atol=1e-5)


def test_illumination_of_a_few_pixels_is_that_of_the_whole_there() -> None:
    torch.manual_seed(3)
    network, picture = DeepUPE(**SMALL), waves(30, 41)[None]
    with torch.no_grad():
        network.coefficients.prediction.weight.normal_(std=0.02)
        assert torch.allclose(network.illumination(picture, 2), thinned(network.illumination(picture), 2)[0], atol=1e-4)
