"""The correction of a whole photo does what its seven numbers say, and cannot tint gray or lose black and white."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.correction import SETTINGS, UNCHANGED, corrected
from pellucid.imaging.srgb import luma, to_linear


def with_setting(**values: float) -> Tensor:
    return torch.tensor([[values.get(name, plain) for name, plain in zip(SETTINGS, UNCHANGED, strict=True)]])


def test_what_changes_nothing_changes_nothing() -> None:
    picture = waves(40, 50)[None]
    assert (corrected(picture, torch.tensor([UNCHANGED])) - picture).abs().max() < 2e-4


def test_each_number_does_its_work() -> None:
    picture = (waves(40, 50) * 0.4 + 0.2)[None]
    spread = corrected(picture, with_setting(black=0.2, white=0.6))
    torch.testing.assert_close(spread, waves(40, 50)[None], atol=1e-3, rtol=0)
    torch.testing.assert_close(corrected(picture, with_setting(gamma=1.0)), picture**2, atol=1e-3, rtol=0)
    warm = corrected(picture, with_setting(red=0.5))
    torch.testing.assert_close(to_linear(warm[:, 0]), to_linear(picture[:, 0]) * 2**0.5, atol=2e-3, rtol=0)
    torch.testing.assert_close(warm[:, 1:], picture[:, 1:], atol=1e-3, rtol=0)
    pale = corrected(picture, with_setting(color=-1.0))
    torch.testing.assert_close(pale - luma(pale), (picture - luma(picture)) / 2, atol=1e-3, rtol=0)


@pytest.mark.parametrize("seed", range(4))
def test_black_white_and_gray_stay_whatever_the_numbers(seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    numbers = torch.rand(1, 7, generator=generator) * torch.tensor([0.4, -0.4, 2.0, 0.0, 0.0, 0.0, 2.0])
    settings = numbers + torch.tensor([0.0, 1.0, -1.0, 0.0, 0.0, 0.0, -1.0])
    ramp = torch.linspace(0, 1, 256).view(1, 1, 1, -1).expand(1, 3, 1, -1)
    found = corrected(ramp, settings)
    assert (found.amax(dim=1) - found.amin(dim=1)).max() < 1e-5
    assert (found.diff(dim=3) >= -1e-6).all()
    assert found[..., 0].max() < 0.02
    assert found[..., -1].min() > 0.9999
    tinted = settings + torch.tensor([[0.0, 0.0, 0.0, -0.5, 0.1, 0.5, 0.0]])
    assert corrected(torch.ones(1, 3, 4, 4), tinted).min() > 0.9999


def test_pixels_are_corrected_each_by_itself() -> None:
    picture, settings = waves(40, 50)[None], with_setting(black=0.1, gamma=0.4, blue=0.3, color=0.2)
    part = corrected(picture[..., 10:20, 5:30], settings)
    torch.testing.assert_close(corrected(picture, settings)[..., 10:20, 5:30], part, atol=1e-6, rtol=0)
