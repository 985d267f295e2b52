"""Losses, worked out by hand."""

import math

import pytest
import torch

from helpers.pictures import noise
from pellucid.training.losses import asymmetric, charbonnier, total_variation


@pytest.mark.parametrize(("estimate", "weight"), [(0.1, 0.7), (0.5, 0.3)])
def test_too_little_noise_weighs_more_than_too_much(estimate: float, weight: float) -> None:
    loss = asymmetric(torch.full((1, 3, 2, 2), estimate), torch.full((1, 3, 2, 2), 0.3))
    assert loss.item() == pytest.approx(weight * 0.2**2)


def test_the_asymmetric_loss_is_a_mean_over_all_values() -> None:
    loss = asymmetric(torch.tensor([[[[0.0, 3.0]]]]), torch.tensor([[[[1.0, 1.0]]]]))
    assert loss.item() == pytest.approx((0.7 * 1 + 0.3 * 4) / 2)


def test_under_estimation_is_pushed_up_and_over_estimation_down() -> None:
    estimate = torch.tensor([[[[0.1, 0.5]]]], requires_grad=True)
    asymmetric(estimate, torch.tensor([[[[0.3, 0.3]]]])).backward()
    assert estimate.grad is not None
    assert estimate.grad.flatten().tolist() == pytest.approx([-0.7 * 0.2, 0.3 * 0.2])


def test_total_variation_is_the_mean_square_of_both_gradients() -> None:
    steps = torch.tensor([[[[0.0, 1.0, 3.0], [0.0, 1.0, 3.0]]]])
    assert total_variation(steps).item() == pytest.approx((1 + 4) / 2)
    assert total_variation(steps.mT).item() == pytest.approx((1 + 4) / 2)
    assert total_variation(torch.full((1, 1, 3, 3), 0.4)).item() == 0


def test_charbonnier_is_nearly_the_absolute_error() -> None:
    assert charbonnier(torch.tensor([0.5]), torch.tensor([0.2])).item() == pytest.approx(0.3, rel=1e-4)
    assert charbonnier(noise(4), noise(4)).item() == pytest.approx(1e-3)
    assert charbonnier(torch.tensor([0.003]), torch.tensor([0.0])).item() == pytest.approx(math.sqrt(10) * 1e-3)
