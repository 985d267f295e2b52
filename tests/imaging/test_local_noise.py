"""The noise of a small part."""

import pytest
import torch

from pellucid.imaging.local_noise import SMALLEST_PX, local_sigma


@pytest.mark.parametrize("sigma", [0.01, 0.05])
def test_white_noise_is_measured(sigma: float) -> None:
    noise = torch.randn(400, 400, generator=torch.Generator().manual_seed(4)) * sigma
    assert local_sigma(noise) == pytest.approx(sigma, rel=0.01)


def test_what_rises_and_bends_evenly_is_no_noise() -> None:
    rows, columns = torch.meshgrid(torch.linspace(0, 1, 17), torch.linspace(0, 1, 17), indexing="ij")
    assert local_sigma(0.3 * rows + 0.5 * columns + rows**2 - columns**2) == pytest.approx(0, abs=1e-5)


def test_an_edge_counts_little() -> None:
    part = torch.zeros(17, 17)
    part[:, 8:] = 1
    assert local_sigma(part) == pytest.approx(0, abs=1e-6)


def test_of_too_few_pixels_nothing_is_said() -> None:
    assert local_sigma(torch.rand(SMALLEST_PX - 1, 30)) is None
