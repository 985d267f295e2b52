"""What moves the weights of a network."""

import math
from typing import Any

import pytest
import torch
from torch import nn

from pellucid.networks.layout import in_channels_last
from pellucid.training.optimisers import find_optimiser

RATE = 1e-2
ALIKE = (0.3, 1.5)
"""Singular values that count as one: Muon's iteration stops before they are exactly so."""


def network() -> nn.Sequential:
    """A first, an inner and a last convolution."""
    torch.manual_seed(1)
    return in_channels_last(nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 12, 3), nn.Conv2d(12, 3, 3)))


def settings(method: str, weight_decay: float = 0.0) -> dict[str, Any]:
    return {"optimiser": {"method": method, "weight_decay": weight_decay}}


def descend(net: nn.Module, optimiser: torch.optim.Optimizer) -> None:
    for group in optimiser.param_groups:
        group["lr"] = RATE
    optimiser.zero_grad()
    (net(torch.rand(2, 3, 12, 12, generator=torch.Generator().manual_seed(2))) - 0.5).square().mean().backward()
    optimiser.step()


def moved(method: str, weight_decay: float = 0.0) -> tuple[nn.Sequential, list[torch.Tensor]]:
    """A network after a step, and by how much its weights moved, by layer."""
    before, after = network(), network()
    descend(after, find_optimiser(after, settings(method, weight_decay)))
    return after, [(new - old).detach() for old, new in zip(before.parameters(), after.parameters(), strict=True)]


def test_muon_moves_inner_filters_alike_in_all_directions() -> None:
    change = moved("muon")[1][2].flatten(1)
    values = torch.linalg.svdvals(change) / (RATE * 0.2 * math.sqrt(max(change.shape)))
    assert ALIKE[0] < values.min() <= values.max() < ALIKE[1]
    adam = torch.linalg.svdvals(moved("adamw")[1][2].flatten(1))
    assert adam.max() / adam.min() > ALIKE[1] / ALIKE[0]


def test_muon_moves_all_other_weights_as_adamw_does() -> None:
    muon, adam = moved("muon")[1], moved("adamw")[1]
    assert all(torch.equal(muon[index], adam[index]) for index in (0, 1, 3, 4, 5))


def test_muon_goes_down() -> None:
    net = network()
    optimiser = find_optimiser(net, settings("muon"))
    picture = torch.rand(2, 3, 12, 12, generator=torch.Generator().manual_seed(2))
    before = (net(picture) - 0.5).square().mean()
    for _ in range(5):
        descend(net, optimiser)
    assert (net(picture) - 0.5).square().mean() < 0.5 * before


def test_weights_without_a_gradient_stay() -> None:
    net = network()
    net[2].requires_grad_(False)
    kept = net[2].weight.clone()
    descend(net, find_optimiser(net, settings("muon", weight_decay=0.5)))
    assert torch.equal(net[2].weight, kept)


@pytest.mark.parametrize("method", ["adamw", "muon"])
def test_weight_decay_shrinks_weights(method: str) -> None:
    plain, shrunk = moved(method)[0], moved(method, weight_decay=0.5)[0]
    for free, held, begun in zip(plain.parameters(), shrunk.parameters(), network().parameters(), strict=True):
        torch.testing.assert_close(held, free - RATE * 0.5 * begun, rtol=1e-4, atol=1e-6)


def test_another_method_is_refused() -> None:
    with pytest.raises(ValueError, match="no method"):
        find_optimiser(network(), settings("sgd"))
