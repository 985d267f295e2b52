"""The Bayer mosaic and its interpolation."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.imaging.demosaic import PATTERNS, channel_masks, demosaic


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_site_sees_one_colour_and_half_of_them_green(pattern: str) -> None:
    masks = channel_masks(6, 8, pattern)
    assert torch.equal(masks.sum(dim=0), torch.ones(6, 8))
    assert masks.sum(dim=(1, 2)).tolist() == [12.0, 24.0, 12.0]
    assert "".join("rgb"[int(masks[:, y, x].argmax())] for y in range(2) for x in range(2)) == pattern


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_even_colour_comes_back_exactly(pattern: str) -> None:
    color = torch.tensor([0.2, 0.5, 0.7]).view(3, 1, 1).expand(3, 12, 14)
    masks = channel_masks(12, 14, pattern)
    assert torch.allclose(demosaic((color * masks).sum(dim=0), masks), color, atol=1e-6)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_measured_sites_stay_and_smooth_pictures_come_back_closely(pattern: str) -> None:
    picture = waves(192, 240)
    masks = channel_masks(192, 240, pattern)
    found = demosaic((picture * masks).sum(dim=0), masks)
    assert torch.allclose(found * masks, picture * masks, atol=1e-6)
    assert (found - picture)[:, 4:-4, 4:-4].abs().max() < 0.01


def test_the_interpolation_is_linear() -> None:
    masks = channel_masks(16, 16, "rggb")
    first, second = noise(16, 16, seed=1), noise(16, 16, seed=2)
    together = demosaic(2 * first - 3 * second, masks)
    assert torch.allclose(together, 2 * demosaic(first, masks) - 3 * demosaic(second, masks), atol=1e-5)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_variance_of_noise_is_carried_as_it_is_measured(pattern: str) -> None:
    period, times = 4, 120
    masks = channel_masks(period * times, period * times, pattern)
    tile = 0.5 + torch.rand(period, period, generator=torch.Generator().manual_seed(8))
    site_variance = tile.repeat(times, times)

    def by_place(picture: Tensor) -> Tensor:
        inner = picture[:, period:-period, period:-period]
        return inner.reshape(3, times - 2, period, times - 2, period).mean(dim=(1, 3))

    measured = by_place(demosaic(noise(*site_variance.shape, seed=9) * site_variance.sqrt(), masks).square())
    predicted = by_place(demosaic(site_variance, masks, variance=True))
    # 13,924 repetitions give one variance to 1.2 %.
    assert torch.allclose(measured, predicted, rtol=0.06)
