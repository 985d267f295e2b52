"""The losses of Deep Illumination Estimation, worked out by hand."""

import math

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise
from pellucid.training.losses import color_angle, illumination_reconstruction, illumination_smoothness


def gray(*values: float) -> Tensor:
    return torch.tensor(values).view(1, 1, 1, -1).expand(1, 3, 2, -1).contiguous()


def test_reconstruction_goes_through_the_illumination() -> None:
    loss = illumination_reconstruction(gray(0.5, 0.25), gray(0.3, 0.2), gray(0.8, 0.4))
    assert loss.item() == pytest.approx(((0.4 - 0.3) ** 2 + (0.1 - 0.2) ** 2) / 2)


def test_smoothness_lets_the_illumination_change_where_the_picture_does() -> None:
    step = math.log(0.8 + 1e-4) - math.log(0.2 + 1e-4)
    flat, edge = 3 * 0.1**2 / 1e-4, 3 * 0.3**2 / (step**1.2 + 1e-4)  # three colours each
    assert illumination_smoothness(gray(0.5, 0.6), gray(0.2, 0.2)).item() == pytest.approx(flat, rel=1e-4)
    assert illumination_smoothness(gray(0.5, 0.8), gray(0.2, 0.8)).item() == pytest.approx(edge, rel=1e-4)
    both = illumination_smoothness(gray(0.5, 0.6, 0.9), gray(0.2, 0.2, 0.8))
    assert both.item() == pytest.approx((flat + edge) / 2, rel=1e-4)


def test_smoothness_treats_both_directions_alike() -> None:
    illumination, picture = noise(2, 3, 5, 7), noise(2, 3, 5, 7, seed=8).sigmoid()
    turned = illumination_smoothness(illumination.mT, picture.mT)
    assert illumination_smoothness(illumination, picture).item() == pytest.approx(turned.item(), rel=1e-5)


def test_colours_are_compared_by_their_angle() -> None:
    red = torch.tensor([0.5, 0.0, 0.0]).view(1, 3, 1, 1)
    half_way = torch.tensor([0.3, 0.3, 0.0]).view(1, 3, 1, 1)
    both = torch.cat((red, half_way), dim=3)
    assert color_angle(both, red.expand_as(both)).item() == pytest.approx((0 + 1 - math.cos(math.pi / 4)) / 2, abs=1e-4)
    assert color_angle(red, red * 2).item() == pytest.approx(0.0, abs=1e-5)


def test_black_has_a_colour_and_a_slope() -> None:
    black = torch.zeros(1, 3, 1, 1, requires_grad=True)
    loss = color_angle(black, torch.zeros(1, 3, 1, 1))
    loss.backward()
    assert loss.item() == pytest.approx(0.0, abs=1e-6)
    assert black.grad is not None
    assert bool(black.grad.isfinite().all())
