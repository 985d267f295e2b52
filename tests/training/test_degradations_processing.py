"""What a camera makes of its noise: how coarse it is, in luma and in colour, and how loud."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.camera_response import formula_curves
from pellucid.imaging.srgb import LUMA
from pellucid.training.degradations import CameraNoise, Processing, camera_noise, draw_processing
from pellucid.training.degradations.processing import processed_noise

SIZE = (120, 112)
EVEN = torch.full((3, *SIZE), 0.01)


def processed(processing: Processing) -> Tensor:
    """Even white noise of variance 0.01 sent through it."""
    white = torch.randn(EVEN.shape, generator=generator()) * EVEN.sqrt()
    return processed_noise(white, EVEN, processing)[0]


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def luma_and_color(noise: Tensor) -> tuple[Tensor, Tensor]:
    luma = (torch.tensor(LUMA).view(3, 1, 1) * noise).sum(dim=0)
    return luma, noise[2] - luma


def likeness(noise: Tensor, step: int) -> float:
    """Correlation of pixels that are some steps apart."""
    return float((noise[:, step:] * noise[:, :-step]).mean() / noise.square().mean())


def test_smoothed_noise_is_alike_over_its_width_and_colour_farther() -> None:
    luma, color = luma_and_color(processed(Processing(luma_px=0.8, chroma_px=2.5)))
    # A Gaussian of sigma s makes white noise alike by exp(-step^2 / 4 s^2).
    assert likeness(luma, 1) == pytest.approx(0.68, abs=0.04)
    assert abs(likeness(luma, 4)) < 0.06
    assert likeness(color, 2) == pytest.approx(0.85, abs=0.04)


def test_a_tail_reaches_farther() -> None:
    shot = Processing(luma_px=0.8, chroma_px=1.0)
    plain, tailed = (processed(replace(shot, tail=tail)) for tail in (0.0, 0.5))
    assert likeness(luma_and_color(tailed)[0], 3) > likeness(luma_and_color(plain)[0], 3) + 0.1


def test_sharpened_noise_is_less_alike_and_only_luma_is_sharpened() -> None:
    shot = Processing(luma_px=1.0, chroma_px=1.0)
    soft, sharp = (processed(replace(shot, sharpening=each)) for each in (0.0, 1.5))
    assert likeness(luma_and_color(sharp)[0], 2) < likeness(luma_and_color(soft)[0], 2) - 0.1
    torch.testing.assert_close(luma_and_color(sharp)[1], luma_and_color(soft)[1], atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize("enlargement", [1.0, 2.0])
def test_gains_are_factors_on_the_level(enlargement: float) -> None:
    shot = Processing(luma_px=0.6, chroma_px=1.2, luma_gain=0.5, chroma_gain=0.0, enlargement=enlargement)
    luma, color = luma_and_color(processed(shot))
    white = (0.01 * sum(weight**2 for weight in LUMA)) ** 0.5
    assert float(luma.std()) == pytest.approx(0.5 * white, rel=0.05)
    assert float(color.abs().max()) < 1e-6


def test_the_same_generator_draws_the_same_noise_and_the_picture_stays_within_its_range() -> None:
    curve = formula_curves(1, generator())[0]
    shot = CameraNoise(curve, torch.full((3,), 0.1), torch.full((3,), 0.05), "", None, draw_processing(generator()))
    first, again = (camera_noise(waves(40, 56), shot, generator(8)) for _ in range(2))
    assert torch.equal(first[0], again[0])
    assert first[0].shape == first[1].shape == (3, 40, 56)
    assert 0 <= first[0].min() <= first[0].max() <= 1


def test_draws_reach_every_kind() -> None:
    source = generator()
    drawn = [draw_processing(source) for _ in range(200)]
    assert {each.enlargement > 1 for each in drawn} == {each.sharpening > 0 for each in drawn} == {True, False}
    assert all(0 <= each.luma_px <= 1.4 and 0.6 <= each.chroma_px <= 3.0 for each in drawn)
    assert max(each.chroma_gain for each in drawn) > 1 > max(each.luma_gain for each in drawn)


def test_enlarging_makes_noise_coarser() -> None:
    shot = Processing(luma_px=0.5, chroma_px=1.0)
    small, large = (luma_and_color(processed(replace(shot, enlargement=each)))[0] for each in (1.0, 2.0))
    assert likeness(large, 2) > likeness(small, 2) + 0.3
