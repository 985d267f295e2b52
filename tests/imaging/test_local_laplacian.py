"""The fast local Laplacian filter is the slow one; neutral settings change nothing."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.imaging.local_laplacian import (
    Remapping,
    collapsed,
    filtered,
    gaussian_pyramid,
    laplacian_pyramid,
    local_laplacian,
)
from pellucid.imaging.srgb import luma

STRONG = Remapping(sigma_r=0.2, alpha=0.4, beta=0.6)


def textured(height: int, width: int) -> Tensor:
    """An edge, a slope and some texture, `(height, width)`."""
    columns = torch.linspace(0, 1, width).expand(height, width)
    return (0.2 + 0.4 * (columns > 0.5) + 0.2 * columns + 0.03 * noise(height, width)).clamp(0, 1)


def by_definition(gray: Tensor, remapping: Remapping) -> Tensor:
    """Each coefficient from a picture of its own, remapped about the value there, eq. 1 of the paper."""
    gaussian = gaussian_pyramid(gray)
    levels = []
    for number, level in enumerate(gaussian[:-1]):
        found = torch.zeros_like(level)
        for row in range(level.shape[0]):
            for column in range(level.shape[1]):
                own = laplacian_pyramid(remapping(gray, level[row, column]))
                found[row, column] = own[number][row, column]
        levels.append(found)
    return collapsed([*levels, gaussian[-1]])


def test_the_fast_way_is_the_definition_when_samples_are_dense() -> None:
    gray = textured(11, 14)
    assert (filtered(gray, STRONG, 256) - by_definition(gray, STRONG)).abs().max() < 0.005
    assert (by_definition(gray, STRONG) - gray).abs().max() > 0.05


def test_samples_between_which_the_remapping_is_straight_lose_nothing() -> None:
    gray = textured(11, 14) * 0.1
    smooth = Remapping(sigma_r=1.0, alpha=1.0, beta=0.3)
    assert torch.allclose(filtered(gray, smooth, 2), gray, atol=1e-6)


@pytest.mark.parametrize("size", [(1, 9), (2, 2), (7, 13), (16, 16)])
def test_a_pyramid_gives_its_picture_back(size: tuple[int, int]) -> None:
    gray = textured(*size)
    levels = laplacian_pyramid(gray)
    assert min(levels[-1].shape) == 1
    assert torch.allclose(collapsed(levels), gray, atol=1e-6)


def test_neutral_settings_change_nothing() -> None:
    picture = waves(20, 30)
    assert torch.allclose(local_laplacian(picture, Remapping()), picture, atol=1e-5)


def test_remapping_follows_its_formula_on_both_sides_of_sigma() -> None:
    plain = Remapping(sigma_r=0.2, alpha=0.4, beta=0.6, noise=0.0)
    found = plain(torch.tensor([0.5, 0.55, 0.45, 0.9, 0.1]), 0.5)
    detail, edge = 0.2 * 0.25**0.4, 0.2 + 0.6 * 0.2
    wanted = torch.tensor([0.5, 0.5 + detail, 0.5 - detail, 0.5 + edge, 0.5 - edge])
    assert torch.allclose(found, wanted, atol=1e-6)


def test_what_is_as_faint_as_noise_is_not_raised() -> None:
    faint = torch.tensor([0.505, 0.51, 0.52, 0.53])
    found = STRONG(faint, 0.5)
    assert torch.allclose(found[:2], faint[:2], atol=1e-6)
    assert torch.allclose(found[2:] - 0.5, 0.2 * ((faint[2:] - 0.5) / 0.2) ** 0.4, atol=1e-6)


def test_details_are_raised_and_edges_lowered() -> None:
    gray = textured(64, 64)
    found = filtered(gray, STRONG)
    assert found[:, 4:24].std(dim=0).mean() > 1.5 * gray[:, 4:24].std(dim=0).mean()
    assert found[:, 40:].mean() - found[:, :24].mean() < 0.9 * (gray[:, 40:].mean() - gray[:, :24].mean())


def test_colours_keep_their_ratio() -> None:
    picture = waves(32, 32) * 0.5
    found = local_laplacian(picture, STRONG)
    assert (luma(found) - luma(picture)).abs().max() > 0.02
    assert torch.allclose(found[0] / found[1], picture[0] / picture[1], rtol=1e-3)
