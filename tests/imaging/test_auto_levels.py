"""Automatic levels and gamma do what their names say, and leave alone what they cannot judge."""

import pytest
import torch

from helpers.pictures import waves
from pellucid.imaging.auto_levels import auto_gamma, auto_levels, gray_world
from pellucid.imaging.srgb import LUMINANCE, luma, to_linear, to_srgb


def test_levels_undo_a_veil_and_a_cast() -> None:
    full = (waves(40, 50) - 0.2) / 0.6
    dull = full * torch.tensor([0.6, 0.5, 0.4]).view(3, 1, 1) + 0.2
    assert (auto_levels(dull, 0.0) - auto_levels(full, 0.0)).abs().max() < 1e-5


def test_levels_let_a_few_pixels_clip() -> None:
    picture = waves(40, 50) * 0.5
    picture[:, 0, 0] = 1.0
    found = auto_levels(picture, 0.005)
    assert (found == 1).flatten(1).sum(1).min() > 5
    assert found.max() == 1
    assert found.min() == 0


def test_a_flat_picture_keeps_its_levels() -> None:
    flat = torch.full((3, 8, 8), 0.3)
    assert torch.equal(auto_levels(flat), flat)


@pytest.mark.parametrize("middle", [0.35, 0.5])
def test_gamma_takes_the_mean_there(middle: float) -> None:
    gray = torch.full((3, 8, 8), 0.2)
    assert luma(auto_gamma(gray, middle)).mean().item() == pytest.approx(middle, abs=1e-4)


def test_black_and_white_stay() -> None:
    for level in (0.0, 1.0):
        picture = torch.full((3, 4, 4), level)
        assert torch.equal(auto_gamma(auto_levels(picture)), picture)


def test_a_gray_world_takes_a_cast_away_and_keeps_the_light() -> None:
    scene = torch.rand((1, 40, 50), generator=torch.Generator().manual_seed(1)).expand(3, -1, -1)
    cast = to_srgb(to_linear(scene) * torch.tensor([1.0, 0.8, 0.5]).view(3, 1, 1))
    found = gray_world(cast)
    assert (found - found.mean(dim=0)).abs().max() < 1e-5
    before, after = ((to_linear(picture).mean(dim=(1, 2)) * torch.tensor(LUMINANCE)).sum() for picture in (cast, found))
    assert float(after) == pytest.approx(float(before), abs=1e-4)
    black = torch.zeros(3, 4, 4)
    assert torch.equal(gray_world(black), black)
