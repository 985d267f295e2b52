"""Feature losses, with a feature network small enough to work out by hand."""

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from pellucid.training.losses import DAVANET_FEATURE_WEIGHTS, EPDN_FEATURE_WEIGHTS, feature_matching, perceptual


def doubled_and_tripled(picture: Tensor) -> Sequence[Tensor]:
    return [2 * picture, 3 * picture]


def pictures() -> tuple[Tensor, Tensor]:
    return torch.full((1, 3, 2, 2), 0.5, requires_grad=True), torch.full((1, 3, 2, 2), 0.3, requires_grad=True)


def test_perceptual_distance_is_absolute_for_epdn() -> None:
    loss = perceptual(*pictures(), doubled_and_tripled, (0.25, 1.0), squared=False)
    assert loss.item() == pytest.approx(0.25 * 0.4 + 1.0 * 0.6)


def test_perceptual_distance_is_squared_for_davanet() -> None:
    loss = perceptual(*pictures(), doubled_and_tripled, (1.0, 0.2), squared=True)
    assert loss.item() == pytest.approx(0.4**2 + 0.2 * 0.6**2)


def test_only_the_estimate_learns_from_the_features() -> None:
    estimate, truth = pictures()
    perceptual(estimate, truth, doubled_and_tripled, (1.0, 0.0), squared=False).backward()
    assert truth.grad is None
    assert estimate.grad is not None
    assert estimate.grad.flatten().tolist() == pytest.approx([2 / 12] * 12)


@pytest.mark.parametrize("weights", [EPDN_FEATURE_WEIGHTS, DAVANET_FEATURE_WEIGHTS])
def test_weights_for_another_number_of_features_are_refused(weights: Sequence[float]) -> None:
    with pytest.raises(ValueError, match="shorter"):
        perceptual(*pictures(), lambda picture: [picture], weights, squared=False)


def test_feature_matching_weighs_layers_by_four_over_their_number_and_averages_the_scales() -> None:
    made = [[torch.tensor([1.0]), torch.tensor([2.0])], [torch.tensor([3.0]), torch.tensor([4.0])]]
    clear = [[torch.tensor([0.0]), torch.tensor([0.5])], [torch.tensor([3.0]), torch.tensor([6.0])]]
    assert feature_matching(made, clear).item() == pytest.approx(4 / 2 * (1 + 1.5 + 0 + 2) / 2)


def test_feature_matching_teaches_the_generator_only() -> None:
    made, clear = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    feature_matching([[made]], [[clear]]).backward()
    assert clear.grad is None
    assert made.grad is not None
    assert made.grad.item() == pytest.approx(4.0)
