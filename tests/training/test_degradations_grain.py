"""Grain of film: how loud at which tone, how alike neighbours and colours are."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from pellucid.training.degradations import Grain, add_grain, draw_grain

PLAIN = Grain(level=0.05, size_px=0.7)


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def grain_on(tone: float, grain: Grain) -> Tensor:
    even = torch.full((3, 200, 180), tone)
    return add_grain(even, grain, generator()) - even


def likeness(noise: Tensor, step: int) -> float:
    """Correlation of pixels that are some steps apart."""
    return float((noise[..., step:] * noise[..., :-step]).mean() / noise.square().mean())


@pytest.mark.parametrize("sharpening", [0.0, 1.2])
@pytest.mark.parametrize("size_px", [0.3, 0.7, 1.2])
def test_the_level_is_that_of_the_loudest_tone(size_px: float, sharpening: float) -> None:
    grain = replace(PLAIN, size_px=size_px, sharpening=sharpening, in_black=0.2, in_white=0.2)
    assert float(grain_on(0.5, grain).std()) == pytest.approx(0.05, rel=0.03)


def test_black_and_white_have_their_share_of_it() -> None:
    grain = replace(PLAIN, loudest=0.4, in_black=0.5, in_white=0.1)
    levels = [float(grain_on(tone, grain).std()) / 0.05 for tone in (0.0, 0.2, 0.4, 0.7, 1.0)]
    assert levels == pytest.approx([0.5, 0.875, 1.0, 0.775, 0.1], abs=0.03)


def test_neighbours_are_alike_over_the_size_of_the_grain() -> None:
    # A Gaussian of sigma s makes white noise alike by exp(-step^2 / 4 s^2).
    assert likeness(grain_on(0.5, PLAIN), 1) == pytest.approx(0.6, abs=0.03)
    assert abs(likeness(grain_on(0.5, PLAIN), 4)) < 0.03
    assert likeness(grain_on(0.5, replace(PLAIN, size_px=1.1)), 2) > 0.3
    assert abs(likeness(grain_on(0.5, replace(PLAIN, size_px=0.3)), 1)) < 0.1


def test_sharpened_grain_is_unlike_farther_off() -> None:
    assert likeness(grain_on(0.5, replace(PLAIN, size_px=0.5, sharpening=1.5)), 2) < -0.03


@pytest.mark.parametrize("color", [0.0, 0.4, 1.0])
def test_colours_share_what_is_not_their_own(color: float) -> None:
    red, green, _ = grain_on(0.5, replace(PLAIN, color=color))
    assert float((red * green).mean() / red.square().mean()) == pytest.approx(1 - color, abs=0.04)


def test_draws_stay_in_their_ranges_and_faint_grain_is_frequent() -> None:
    source = generator()
    drawn = [draw_grain(0.1, source) for _ in range(300)]
    levels = torch.tensor([each.level for each in drawn])
    assert 0 <= levels.min() <= levels.median() < 0.05 < levels.max() <= 0.1
    assert {each.sharpening > 0 for each in drawn} == {True, False}
    assert all(0 < each.loudest < 1 for each in drawn)


def test_the_same_generator_draws_the_same_grain() -> None:
    picture = torch.rand(3, 20, 31, generator=generator())
    first, again, other = (add_grain(picture, PLAIN, generator(seed)) for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert first.shape == (3, 20, 31)
