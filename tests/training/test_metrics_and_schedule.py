"""Figures and budgets."""

import math

import pytest
import torch

from helpers.pictures import noise, waves
from pellucid.training import schedule
from pellucid.training.metrics import psnr_db, ssim
from pellucid.training.schedule import Budget, Schedule, WorkClock, cosine_rate


def test_psnr_of_a_known_error() -> None:
    assert psnr_db(torch.full((3, 4, 4), 0.6), torch.full((3, 4, 4), 0.5)) == pytest.approx(20.0, abs=1e-4)
    assert psnr_db(waves(4, 4), waves(4, 4)) == math.inf


def test_ssim_is_one_for_equals_and_falls_with_noise() -> None:
    picture = waves(32, 40)
    faint, strong = (ssim(picture + level * noise(3, 32, 40), picture) for level in (0.02, 0.1))
    assert ssim(picture, picture) == pytest.approx(1.0)
    assert 1 > faint > strong > 0


def test_ssim_of_two_even_pictures_follows_from_their_means() -> None:
    x, y, c1 = 0.4, 0.6, 0.01**2
    found = ssim(torch.full((1, 16, 16), x), torch.full((1, 16, 16), y))
    assert found == pytest.approx((2 * x * y + c1) / (x * x + y * y + c1), rel=1e-5)


def test_a_budget_counts_steps_or_minutes() -> None:
    assert Budget(steps=200).share(50, 1e9) == 0.25
    assert Budget(minutes=2).share(10**9, 30.0) == 0.25


def test_a_pause_of_the_process_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(schedule.time, "monotonic", lambda: now)
    clock = WorkClock(10.0)
    now += 2
    assert clock.tick() == 12.0
    now += 10 * schedule.LONGEST_STEP_S
    assert clock.tick() == 12.0
    now += 1
    assert clock.tick() == 13.0
    now += 8  # a step of a machine that has other work beside it
    assert clock.tick() == 21.0


def test_the_rate_warms_up_then_follows_half_a_cosine() -> None:
    assert cosine_rate(0.0, 0, 100) == pytest.approx(0.01)
    assert cosine_rate(0.0, 99, 100) == pytest.approx(1.0)
    assert cosine_rate(0.5, 1000, 100) == pytest.approx(0.505)
    assert cosine_rate(1.0, 1000, 100) == cosine_rate(1.5, 1000, 100) == pytest.approx(0.01)


def test_a_cool_down_run_is_level_and_then_falls_in_a_straight_line() -> None:
    schedule = Schedule("cool_down", 100, cool_down_share=0.3)
    assert schedule.factor(0.0, 0) == pytest.approx(0.01)
    assert schedule.factor(0.2, 1000) == schedule.factor(0.7, 1000) == 1.0
    assert schedule.factor(0.85, 1000) == pytest.approx(0.5)
    assert schedule.factor(1.0, 1000) == schedule.factor(1.2, 1000) == pytest.approx(0.01)
    assert not schedule.is_cooling(0.69)
    assert schedule.is_cooling(0.7)


def test_a_recipe_names_its_schedule() -> None:
    assert Schedule("cosine", 100).factor(0.5, 1000) == cosine_rate(0.5, 1000, 100)
    assert not Schedule("cosine", 100).is_cooling(1.0)
    with pytest.raises(ValueError, match="no schedule"):
        Schedule("steps", 100)
