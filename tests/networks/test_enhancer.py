"""The enhancer begins near the identity, takes a cast out, and cannot spoil paper, ramps and blacks."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.networks.enhancer import BELIEF, TRUST, Enhancer


def untrained() -> Enhancer:
    """Any weights."""
    torch.manual_seed(2)
    network = Enhancer(1 / 8).eval().requires_grad_(requires_grad=False)
    for parameter in network.parameters():
        parameter.add_(0.2 * torch.randn_like(parameter))
    return network


def paper() -> Tensor:
    """A white sheet with black lines and a red mark."""
    sheet = torch.ones(1, 3, 120, 90)
    sheet[..., 20:100:8, 10:80] = 0.05
    sheet[0, :, 50:60, 20:40] = torch.tensor([0.8, 0.1, 0.15]).view(3, 1, 1)
    return sheet


def test_a_new_network_spreads_black_and_white_by_a_part_and_leaves_full_pictures_alone() -> None:
    picture = waves(90, 120)[None]
    assert (Enhancer(1 / 8)(picture) - picture).abs().mean() < 0.05
    dull = picture * 0.4 + 0.3
    found = Enhancer(1 / 8)(dull)
    assert (found - picture).abs().mean() < 0.75 * (dull - picture).abs().mean()


def test_published_size_of_hdrnet_and_little_more() -> None:
    network = Enhancer()
    assert sum(value.numel() for value in network.coefficients.parameters()) == 481_968
    assert sum(value.numel() for value in network.parameters()) < 520_000


def test_white_paper_stays_white_whatever_was_learned() -> None:
    found = untrained()(paper()).clamp(0, 1)
    assert (found[paper() == 1] - 1).abs().max() < 0.5 / 255


def test_gray_ramps_stay_gray_whatever_was_learned() -> None:
    ramp = torch.linspace(0, 1, 160).expand(1, 3, 40, 160)
    found = untrained()(ramp)
    assert (found - ramp).abs().mean() > 0.02
    assert (found.amax(dim=1) - found.amin(dim=1)).max() < 1e-4


def test_without_trust_nothing_happens() -> None:
    network = untrained()
    network.choice.weight[TRUST] = 0
    network.choice.bias[TRUST] = -30
    picture = waves(90, 120)[None]
    assert (network(picture) - picture).abs().max() < 1e-3


def test_belief_in_the_estimates_takes_a_cast_out() -> None:
    network = Enhancer(1 / 8).requires_grad_(requires_grad=False)
    network.choice.bias[BELIEF] = 5
    network.choice.bias[TRUST] = 30
    scene = waves(90, 120).mean(dim=0).expand(1, 3, -1, -1) * 0.6 + 0.2
    cast = to_srgb(to_linear(scene) * torch.tensor([1.0, 0.85, 0.7]).view(1, 3, 1, 1))
    before, after = ((picture.amax(dim=1) - picture.amin(dim=1)).mean() for picture in (cast, network(cast)))
    assert after < 0.2 * before


def test_single_pixels_are_those_of_the_whole_picture() -> None:
    network, picture = untrained(), waves(64, 96)[None]
    rows, columns = torch.tensor([3, 40, 63]), torch.tensor([90, 7, 50])
    points = torch.stack(((columns + 0.5) / 96, (rows + 0.5) / 64), dim=1)[None]
    found = network.at_points(picture, points, picture[0, :, rows, columns].T[None])
    torch.testing.assert_close(found[0], network(picture)[0, :, rows, columns].T, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
def test_flat_pictures_have_finite_gradients(level: float) -> None:
    network, picture = Enhancer(1 / 8), torch.full((1, 3, 32, 32), level)
    network(picture).square().mean().backward()
    assert all(value.grad is None or bool(value.grad.isfinite().all()) for value in network.parameters())
