"""Losses on pictures and maps, worked out by hand."""

import math

import pytest
import torch

from helpers.pictures import noise
from pellucid.training.losses import (
    asymmetric,
    charbonnier,
    excess,
    half_sum_of_squares,
    local_deviation,
    masked_disparity,
    mean_square,
    multi_scale_content,
    patch_size_cross_entropy,
    relative_asymmetric,
    total_variation,
)


def test_dncnn_sums_over_pixels_and_halves_the_mean_over_pictures() -> None:
    estimate, truth = torch.zeros(2, 1, 1, 3), torch.tensor([[[[1.0, 2.0, 3.0]]], [[[0.0, 0.0, 4.0]]]])
    assert half_sum_of_squares(estimate, truth).item() == pytest.approx((1 + 4 + 9 + 16) / (2 * 2))


def test_mean_square_is_a_mean_over_all_values() -> None:
    assert mean_square(torch.tensor([[0.0, 3.0]]), torch.tensor([[1.0, 1.0]])).item() == pytest.approx((1 + 4) / 2)


def test_every_scale_weighs_alike_whatever_its_size() -> None:
    fine, coarse = torch.full((1, 3, 4, 4), 0.5), torch.full((1, 3, 2, 2), 0.2)
    loss = multi_scale_content([fine, coarse], [torch.zeros(1, 3, 4, 4), torch.zeros(1, 3, 2, 2)])
    assert loss.item() == pytest.approx((0.25 + 0.04) / (2 * 2))


def test_a_missing_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        multi_scale_content([torch.zeros(1, 3, 4, 4)] * 2, [torch.zeros(1, 3, 4, 4)])


def test_charbonnier_is_nearly_the_absolute_error() -> None:
    assert charbonnier(torch.tensor([0.5]), torch.tensor([0.2])).item() == pytest.approx(0.3, rel=1e-4)
    assert charbonnier(noise(4), noise(4)).item() == pytest.approx(1e-3)
    assert charbonnier(torch.tensor([0.003]), torch.tensor([0.0])).item() == pytest.approx(math.sqrt(10) * 1e-3)


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


@pytest.mark.parametrize("level", [0.02, 0.2])
def test_ratios_of_loud_and_of_faint_noise_weigh_alike(level: float) -> None:
    twice, half = (
        relative_asymmetric(torch.full((1, 3, 2, 2), level * factor), torch.full((1, 3, 2, 2), level), 1e-6).item()
        for factor in (2.0, 0.5)
    )
    assert twice == pytest.approx(0.3 * math.log(2) ** 2, rel=1e-3)
    assert half == pytest.approx(0.7 * math.log(2) ** 2, rel=1e-3)


def test_below_the_floor_differences_count_and_a_level_of_nothing_has_a_slope() -> None:
    estimate = torch.tensor([[[[1e-4]]]], requires_grad=True)
    loss = relative_asymmetric(estimate, torch.zeros(1, 1, 1, 1), 1e-2)
    loss.backward()
    assert loss.item() == pytest.approx(0.3 * 1e-2**2, rel=0.05)
    assert estimate.grad is not None
    assert estimate.grad.item() == pytest.approx(2 * 0.3 * 1e-2 / 1e-2, rel=0.05)


def test_total_variation_is_the_mean_square_of_both_gradients() -> None:
    steps = torch.tensor([[[[0.0, 1.0, 3.0], [0.0, 1.0, 3.0]]]])
    assert total_variation(steps).item() == pytest.approx((1 + 4) / 2)
    assert total_variation(steps.mT).item() == pytest.approx((1 + 4) / 2)
    assert total_variation(torch.full((1, 1, 3, 3), 0.4)).item() == 0


def test_patch_sizes_are_judged_by_the_share_given_to_the_best() -> None:
    # Shares of 1/4 and 3/4 at the left pixel, of 1/2 and 1/2 at the right one; the best are the second and the first.
    scores = torch.tensor([[[[0.0, 0.0]], [[math.log(3), 0.0]]]])
    loss = patch_size_cross_entropy(scores, torch.tensor([[[1, 0]]]))
    assert loss.item() == pytest.approx((-math.log(3 / 4) - math.log(1 / 2)) / 2)


def test_disparity_errors_count_only_where_both_eyes_see() -> None:
    truth = torch.tensor([[[[1.0, float("inf")], [3.0, 4.0]]]])
    visible = torch.tensor([[[[1.0, 0.0], [1.0, 1.0]]]])
    estimate = torch.tensor([[[[2.0, 99.0], [3.0, 2.0]]]])
    loss = masked_disparity([estimate], truth, visible, weights=(0.5,))
    assert loss.item() == pytest.approx(0.5 * (1 + 0 + 2) / 3)


def test_a_coarse_disparity_is_compared_with_the_mean_of_what_is_visible_below_it() -> None:
    truth = torch.tensor([[[[1.0, 77.0, 5.0, 5.0], [3.0, 4.0, 5.0, 5.0]]]])
    visible = torch.tensor([[[[1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 1.0]]]])  # right half: too little to count
    full, half = torch.where(visible > 0, truth, torch.zeros(())), torch.tensor([[[[2.0, 50.0]]]])
    loss = masked_disparity([full, half], truth, visible, weights=(0.7, 0.3))
    assert loss.item() == pytest.approx(0.3 * abs(2 - (1 + 3 + 4) / 3))


def test_nothing_visible_is_no_error() -> None:
    nothing = torch.zeros(1, 2, 2, 2)
    assert masked_disparity([nothing + 7], nothing, nothing, weights=(1.0,)).item() == 0


def test_a_map_costs_where_it_is_above_its_bound_only() -> None:
    bound = torch.tensor([0.0, 0.1, 0.1]).view(1, 3, 1, 1)
    estimate = torch.tensor([0.3, 0.05, 0.3]).view(1, 3, 1, 1)
    expected = (math.log(0.4 / 0.1) ** 2 + math.log(0.4 / 0.2) ** 2) / 3
    assert excess(estimate, bound, 0.1).item() == pytest.approx(expected)


def test_the_local_deviation_is_that_of_the_square_around_a_pixel() -> None:
    picture = torch.rand(2, 3, 20, 24, generator=torch.Generator().manual_seed(1)) * 0.01 + 0.9
    found = local_deviation(picture, 5)
    assert found[1, 2, 10, 12].item() == pytest.approx(picture[1, 2, 8:13, 10:15].std(correction=0).item(), rel=1e-3)
    assert found[0, 0, 0, 0].item() == pytest.approx(picture[0, 0, :3, :3].std(correction=0).item(), rel=1e-3)
    assert local_deviation(torch.full((1, 1, 9, 9), 0.7), 5).max() == 0
