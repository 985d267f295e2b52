"""Low light and damage to tone do exactly what their formulas say."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.camera_response import respond
from pellucid.imaging.srgb import luma, to_linear, to_srgb
from pellucid.training.degradations import (
    LowLight,
    Shade,
    ToneDamage,
    damage_tone,
    draw_low_light,
    draw_shade,
    draw_tone_damage,
    photograph,
    shaded,
)
from pellucid.training.degradations import low_light as low_light_ranges

A_TENTH_OF_A_LEVEL = 0.1 / 255


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def silent(exposure_ev: float, gamma: float = 1.0) -> LowLight:
    return LowLight(exposure_ev, torch.zeros(3), torch.zeros(3), gamma)


def test_two_stops_less_are_a_quarter_of_the_light() -> None:
    clean = waves(8, 8)
    dark = photograph(to_linear(clean), silent(-2.0), generator())
    assert torch.allclose(dark, to_srgb(to_linear(clean) / 4), atol=A_TENTH_OF_A_LEVEL)


def test_the_tone_curve_is_applied_to_the_encoded_picture() -> None:
    clean = waves(8, 8)
    dark = photograph(to_linear(clean), silent(-2.0, gamma=1.2), generator())
    assert torch.allclose(dark, to_srgb(to_linear(clean) / 4) ** 1.2, atol=A_TENTH_OF_A_LEVEL)


def test_a_camera_may_have_a_response_curve_of_its_own() -> None:
    curve = torch.linspace(0, 1, 1024) ** 0.3
    dark = photograph(to_linear(waves(8, 8)), replace(silent(-2.0), curve=curve), generator())
    assert torch.allclose(dark, respond(to_linear(waves(8, 8)) / 4, curve), atol=3 * A_TENTH_OF_A_LEVEL)


def test_light_beyond_white_is_clipped_after_exposure() -> None:
    scene = torch.full((3, 4, 4), 3.0)
    assert torch.allclose(photograph(scene, silent(-2.0), generator()), to_srgb(scene / 4), atol=A_TENTH_OF_A_LEVEL)
    assert photograph(scene, silent(-1.0), generator()).min() > 1 - A_TENTH_OF_A_LEVEL


def test_a_shade_takes_its_stops_and_a_hard_light_deepens_shadows() -> None:
    light = torch.full((3, 12, 16), 0.5)
    assert torch.allclose(shaded(light, Shade(torch.full((2, 3), -1.0))), light / 2)
    hard = shaded(torch.tensor([0.01, 0.25, 1.0]).expand(3, 1, 3), Shade(torch.zeros(2, 2), 0.5))
    assert torch.allclose(hard, torch.tensor([0.001, 0.125, 1.0]).expand(3, 1, 3))


def test_drawn_shades_only_take_light_and_differ() -> None:
    source, light = generator(), to_linear(waves(24, 32))
    found = [shaded(light, draw_shade(source)) for _ in range(60)]
    assert all(bool((each <= light + 1e-6).all()) for each in found)
    gains = [float(each.mean() / light.mean()) for each in found]
    assert 0.05 < min(gains) < 0.6
    assert max(gains) > 0.7
    assert all(torch.allclose(each[0] * light[1], each[1] * light[0], atol=1e-6) for each in found)


def test_noise_in_the_dark_follows_the_light_that_is_left() -> None:
    shot = LowLight(-1.0, torch.full((3,), 0.03), torch.full((3,), 0.01), 1.0)
    clean = to_srgb(torch.full((3, 128, 128), 0.4))
    light = to_linear(photograph(to_linear(clean), shot, generator()))
    assert light.mean().item() == pytest.approx(0.2, abs=5e-4)
    assert light.std().item() == pytest.approx((0.2 * 0.03**2 + 0.01**2) ** 0.5, rel=0.02)


def test_dark_shots_stay_within_their_ranges_and_can_be_repeated() -> None:
    source = generator()
    shots = [draw_low_light(source) for _ in range(200)]
    assert all(-6.0 <= shot.exposure_ev <= -0.5 for shot in shots)
    assert all(0.85 <= shot.gamma <= 1.25 for shot in shots)
    assert max(shot.exposure_ev for shot in shots) - min(shot.exposure_ev for shot in shots) > 3
    assert max(float(shot.sigma_s.max()) for shot in shots) <= 1.2 * low_light_ranges.SIGMA_S_RANGE[1]
    assert max(float(shot.sigma_c.max()) for shot in shots) <= 1.2 * low_light_ranges.SIGMA_C_RANGE[1]
    first, again = (photograph(to_linear(waves(8, 8)), shots[0], generator(9)) for _ in range(2))
    assert torch.equal(first, again)
    assert first.min() >= 0
    assert first.max() <= 1


def test_no_damage_changes_nothing() -> None:
    good = waves(9, 7)
    assert torch.allclose(damage_tone(good, ToneDamage()), good, atol=1e-6)


def damaged(good: Tensor, **settings: float) -> Tensor:
    return damage_tone(good, replace(ToneDamage(), **settings))


def test_exposure_and_temperature_are_stops_of_light() -> None:
    good = waves(9, 7)
    assert torch.allclose(to_linear(damaged(good, exposure_ev=-1.0)), to_linear(good) / 2, atol=1e-6)
    warm = to_linear(damaged(good * 0.8, temperature=0.25))
    gains = torch.tensor([2**0.25, 1.0, 2**-0.25]).view(3, 1, 1)
    assert torch.allclose(warm, to_linear(good * 0.8) * gains, atol=1e-6)


def test_contrast_gamma_and_veil_act_on_the_encoded_numbers() -> None:
    good = waves(9, 7)
    assert torch.allclose(damaged(good, contrast=0.6), 0.5 + 0.6 * (good - 0.5), atol=1e-6)
    assert torch.allclose(damaged(good, gamma=1.4), good**1.4, atol=1e-6)
    assert torch.allclose(damaged(good, veil=0.2), good * 0.8 + 0.2, atol=1e-6)


def test_saturation_keeps_the_gray_and_scales_the_colour() -> None:
    good = waves(9, 7)
    pale = damaged(good, saturation=0.5)
    assert torch.allclose(luma(pale), luma(good), atol=1e-6)
    assert torch.allclose(pale - luma(pale), (good - luma(good)) / 2, atol=1e-6)


def test_a_dodge_is_strongest_in_its_centre_and_fades() -> None:
    good = torch.full((3, 50, 100), 0.5)
    dodge = ToneDamage(local_dodge_ev=0.5, dodge_centre=(0.255, 0.51), dodge_radius=0.2)  # on the pixel (25, 25)
    stops = torch.log2(to_linear(damage_tone(good, dodge)) / to_linear(good))[0]
    assert stops[25, 25].item() == pytest.approx(0.5, abs=1e-4)
    assert stops[25, 45].item() == pytest.approx(0.5 * torch.tensor(-0.5).exp().item(), abs=1e-4)  # one radius away
    assert stops[5, 25].item() == pytest.approx(stops[25, 45].item(), abs=1e-4)
    assert stops[25, 99].item() < 0.01


def test_what_leaves_the_range_is_clipped() -> None:
    found = damage_tone(waves(9, 7), ToneDamage(exposure_ev=1.2, contrast=1.35, saturation=1.3))
    assert found.max() == 1
    assert found.min() >= 0


@pytest.mark.parametrize(
    ("setting", "low", "high"),
    [
        ("exposure_ev", -1.6, 1.2),
        ("temperature", -0.25, 0.25),
        ("contrast", 0.55, 1.35),
        ("gamma", 0.7, 1.5),
        ("saturation", 0.45, 1.3),
        ("veil", 0.0, 0.25),
        ("local_dodge_ev", -0.7, 0.7),
    ],
)
def test_drawn_damage_fills_its_ranges(setting: str, low: float, high: float) -> None:
    source = generator()
    values = [getattr(draw_tone_damage(source), setting) for _ in range(300)]
    slack = 0.05 * (high - low)
    assert low <= min(values) < low + slack
    assert high - slack < max(values) <= high


def test_a_draw_can_be_repeated() -> None:
    assert draw_tone_damage(generator()) == draw_tone_damage(generator())
    assert draw_tone_damage(generator()) != draw_tone_damage(generator(4))
