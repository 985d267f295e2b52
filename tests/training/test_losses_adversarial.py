"""The games against a discriminator, worked out by hand."""

import math

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise
from pellucid.training.losses import (
    AdaptiveWeight,
    cross_entropy_discriminator,
    cross_entropy_generator,
    cycle_consistency,
    gradient_penalty,
    identity_mapping,
    least_squares_discriminator,
    least_squares_generator,
    wasserstein_critic,
    wasserstein_generator,
)

NINE_TO_ONE = torch.tensor([math.log(9.0)])
"""The logit of a probability of 0.9."""


def seeded() -> torch.Generator:
    return torch.Generator().manual_seed(2)


def test_least_squares_wants_one_for_real_and_zero_for_fake_at_every_scale() -> None:
    real = [torch.tensor([1.0, 0.0]), torch.tensor([0.5])]
    fake = [torch.tensor([2.0, 0.0]), torch.tensor([0.5])]
    first = ((0 + 1) / 2 + (4 + 0) / 2) / 2
    second = (0.25 + 0.25) / 2
    assert least_squares_discriminator(real, fake).item() == pytest.approx(first + second)
    assert least_squares_generator(fake).item() == pytest.approx((1 + 1) / 2 + 0.25)


def test_cross_entropy_is_counted_in_bits() -> None:
    undecided = torch.zeros(4)
    assert cross_entropy_discriminator(undecided, undecided).item() == pytest.approx(2.0)
    assert cross_entropy_generator(undecided).item() == pytest.approx(1.0)
    assert cross_entropy_discriminator(NINE_TO_ONE, -NINE_TO_ONE).item() == pytest.approx(-2 * math.log2(0.9))
    assert cross_entropy_generator(-NINE_TO_ONE).item() == pytest.approx(-math.log2(0.1))


def test_a_generator_that_is_found_out_still_gets_a_slope() -> None:
    logit = torch.tensor([-40.0], requires_grad=True)
    cross_entropy_generator(logit).backward()
    assert logit.grad is not None
    assert logit.grad.item() == pytest.approx(-1 / math.log(2))


def test_wasserstein_players_pull_at_the_scores() -> None:
    real, fake = torch.tensor([3.0, 5.0]), torch.tensor([1.0, 2.0])
    assert wasserstein_critic(real, fake).item() == pytest.approx(1.5 - 4)
    assert wasserstein_generator(fake).item() == pytest.approx(-1.5)


@pytest.mark.parametrize(("slope", "penalty"), [(3.0, 2.0), (0.5, 0.0)])
def test_only_a_slope_over_one_is_punished(slope: float, penalty: float) -> None:
    def critic(pictures: Tensor) -> Tensor:
        return slope * pictures[:, 0, 0, 0]

    found, norm = gradient_penalty(critic, noise(2, 3, 4, 4), noise(2, 3, 4, 4, seed=6), seeded())
    assert found.item() == pytest.approx(penalty)
    assert norm.item() == pytest.approx(slope)


def test_the_slope_is_taken_between_real_and_made_pictures() -> None:
    # D(z) = z^2 / 2 has slope z, and both pictures are known: 2 for the made one and 4 for the real one.
    real, fake = torch.full((64, 1, 1, 1), 4.0), torch.full((64, 1, 1, 1), 2.0)
    penalty, norm = gradient_penalty(lambda z: z.square().flatten(1).sum(dim=1) / 2, real, fake, seeded())
    place = torch.rand((64, 1, 1, 1), generator=seeded())
    assert norm.item() == pytest.approx((2 + 2 * place).mean().item())
    assert penalty.item() == pytest.approx((1 + 2 * place).mean().item())


def test_the_critic_learns_from_the_penalty() -> None:
    weight = torch.tensor(3.0, requires_grad=True)
    penalty, norm = gradient_penalty(lambda z: weight * z[:, 0, 0, 0], noise(2, 3, 2, 2), noise(2, 3, 2, 2), seeded())
    penalty.backward()
    assert weight.grad is not None
    assert weight.grad.item() == pytest.approx(1.0)
    assert not norm.requires_grad


@pytest.mark.parametrize(("norm", "value"), [(1.2, 20.0), (1.02, 10.0), (0.9, 5.0)])
def test_the_weight_of_the_penalty_follows_a_window_of_fifty_steps(norm: float, value: float) -> None:
    weight = AdaptiveWeight()
    for _ in range(49):
        weight = weight.after(norm)
        assert weight.value == 10.0
    weight = weight.after(norm)
    assert weight == AdaptiveWeight(value)


def test_identity_and_cycle_add_the_errors_of_both_ways() -> None:
    plain, finished = torch.zeros(1, 3, 2, 2), torch.ones(1, 3, 2, 2)
    assert identity_mapping(plain, plain + 0.2, finished, finished - 0.3).item() == pytest.approx(0.04 + 0.09)
    assert cycle_consistency(plain, plain + 0.1, finished, finished + 0.5).item() == pytest.approx(0.01 + 0.25)
