"""Metering: how many stops a photo misses, and what holds the exposure back."""

from itertools import pairwise

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.imaging.exposure_metering import (
    MOST_NOISE,
    MOST_STOPS,
    NORMAL,
    Meter,
    exposed_peaks,
    flat_noise,
    solved,
    target_of,
)
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.tone_curves import expose


def darker(picture: Tensor, stops: float) -> Tensor:
    return to_srgb(to_linear(picture) * 2.0**-stops)


def test_the_peaks_are_exposed_as_the_tone_curve_exposes_them() -> None:
    picture = waves(20, 30) * 0.3
    for stops in (0.0, 1.3, 4.0):
        found = exposed_peaks(to_linear(picture.amax(0)), torch.tensor(stops))
        torch.testing.assert_close(found, expose(picture, stops).amax(0), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("brightness", [0.0, NORMAL, 1.0])
def test_what_is_needed_takes_the_mean_of_the_brightest_channel_to_the_target(brightness: float) -> None:
    dark = darker(waves(64, 80), 4)
    stops = Meter(dark).needed(brightness)
    assert 0 < stops < MOST_STOPS
    assert float(expose(dark, stops).amax(0).mean()) == pytest.approx(target_of(brightness), abs=0.004)


def test_a_shot_misses_what_it_was_underexposed_by() -> None:
    once, twice = (Meter(darker(waves(64, 80), stops)).stops(NORMAL) for stops in (3, 5))
    assert twice - once == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("level", [1.0, 250 / 255, 0.7])
def test_white_paper_and_good_light_are_given_nothing(level: float) -> None:
    assert Meter(torch.full((3, 40, 40), level)).stops(NORMAL) == 0
    assert Meter(torch.full((3, 40, 40), level)).needed(NORMAL) == 0


def test_black_is_given_no_more_than_the_most() -> None:
    assert 0 <= Meter(torch.zeros(3, 40, 40)).stops(1.0) <= MOST_STOPS


def test_brightness_never_takes_light_away() -> None:
    pictures = [waves(64, 80) * factor for factor in (0.02, 0.1, 0.4, 1.0)]
    pictures[1][:, :2, :4] = 1  # a lamp
    for picture in pictures:
        stops = [Meter(picture).stops(step / 10) for step in range(11)]
        assert all(less <= more for less, more in pairwise(stops))
    assert stops[0] == 0


def test_a_red_wall_in_full_light_is_not_taken_for_a_dark_one() -> None:
    colors = torch.tensor([[0.6, 0, 0], [0.18, 0.18, 0.18]])  # of the same luma
    red, gray = (Meter(color.view(3, 1, 1).expand(3, 40, 40)) for color in colors)
    assert red.needed(NORMAL) == 0
    assert gray.needed(NORMAL) > 2


def test_what_is_bright_holds_the_exposure_back() -> None:
    dark = darker(waves(64, 80), 5)
    bright = dark.clone()
    bright[:, :8] = 0.85  # an eighth of the photo, not quite white
    assert Meter(bright).stops(NORMAL) < 0.7 * Meter(dark).stops(NORMAL)
    assert Meter(bright).needed(NORMAL) > 3.5


def test_a_bright_scene_without_contrast_comes_up_to_white_instead_of_gray() -> None:
    hazy = 0.6 + 0.4 * waves(64, 80)
    dark = darker(hazy, 4)
    found = expose(dark, Meter(dark).stops(NORMAL))
    assert float(found.amax(0).flatten().quantile(0.99)) > 0.75
    assert Meter(hazy).stops(NORMAL) == 0


def test_a_night_with_lamps_stays_one_until_it_is_wanted_bright() -> None:
    dark = darker(waves(100, 100), 4)
    night = dark.clone()
    night[:, 50, 40:60] = 1
    by_day, by_night = Meter(dark), Meter(night)
    assert by_night.stops(NORMAL) == pytest.approx(by_day.stops(NORMAL) / 2, abs=0.2)
    assert by_night.stops(1.0) == pytest.approx(by_day.stops(1.0), abs=0.1)
    assert (by_day.daylight(NORMAL), by_night.daylight(NORMAL), by_night.daylight(1.0)) == (1, 0.5, 1)


def test_noise_holds_the_exposure_back() -> None:
    black = (noise(3, 120, 160) * 1.5 / 255 + 1 / 255).clamp(0, 1)
    stops = Meter(black).stops(1.0)
    assert stops < MOST_STOPS - 1
    assert flat_noise(black) * 2**stops == pytest.approx(MOST_NOISE, rel=0.05)


def test_the_noise_of_flat_parts_is_found_beside_texture() -> None:
    light = torch.full((3, 96, 128), 0.2) + noise(3, 96, 128).mean(0) * 0.01
    light[:, :48] += 0.1 * noise(1, 48, 128, seed=4)
    assert flat_noise(to_srgb(light.clamp(0, 1))) == pytest.approx(0.01 / 3**0.5, rel=0.15)
    assert flat_noise(torch.zeros(3, 8, 8)) == 0


def test_a_rising_function_is_solved_within_its_range() -> None:
    assert solved(lambda x: x * x, 2.0, 8.0) == pytest.approx(2**0.5, abs=0.005)
    assert solved(lambda x: x + 1, 0.5, 8.0) == 0
    assert solved(lambda x: x, 20.0, 8.0) == pytest.approx(8.0)
