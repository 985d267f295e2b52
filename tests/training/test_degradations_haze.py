"""Haze follows the scattering model exactly; made-up depth is a landscape."""

import math

import pytest
import torch

from helpers.pictures import waves
from pellucid.imaging.scattering import scatter, transmission
from pellucid.training.degradations import Haze, add_haze, draw_haze, made_up_depth
from pellucid.training.degradations.haze import AIRLIGHT_RANGE, BETA_RANGE, FARTHEST, SKY_DEPTH, TINT


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_transmission_falls_with_depth() -> None:
    found = transmission(torch.tensor([0.0, 1.0, 2.0]), 0.7)
    assert found.tolist() == pytest.approx([1.0, math.exp(-0.7), math.exp(-1.4)])


def test_hazy_is_clear_times_t_plus_airlight_times_the_rest() -> None:
    clear = torch.tensor([0.2, 0.4, 0.6]).view(3, 1, 1)
    hazy = scatter(clear, 0.25, torch.tensor([0.8, 0.9, 1.0]))
    assert hazy.flatten().tolist() == pytest.approx([0.05 + 0.6, 0.1 + 0.675, 0.15 + 0.75])


def test_haze_uses_the_depth_of_every_pixel_and_returns_its_transmission() -> None:
    clear = waves(4, 6)
    depth = torch.linspace(0, 3, 24).view(4, 6)
    air = Haze(1.2, torch.tensor([0.8, 0.85, 0.9]))
    hazy, transmitted = add_haze(clear, depth, air)
    t = math.exp(-1.2 * depth[2, 3].item())
    assert transmitted.shape == (1, 4, 6)
    assert transmitted[0, 2, 3].item() == pytest.approx(t)
    expected = [clear[k, 2, 3].item() * t + air.airlight[k].item() * (1 - t) for k in range(3)]
    assert hazy[:, 2, 3].tolist() == pytest.approx(expected, rel=1e-5)
    assert torch.equal(hazy[:, 0, 0], clear[:, 0, 0])


def test_drawn_air_stays_within_its_ranges_and_is_nearly_gray() -> None:
    source = generator()
    drawn = [draw_haze(source) for _ in range(200)]
    betas = [air.beta for air in drawn]
    assert BETA_RANGE[0] <= min(betas) < 0.6
    assert 1.6 < max(betas) <= BETA_RANGE[1]
    airlights = torch.stack([air.airlight for air in drawn])
    assert AIRLIGHT_RANGE[0] - TINT <= airlights.min() < airlights.max() <= 1
    assert (airlights.amax(dim=1) - airlights.amin(dim=1)).max() <= 2 * TINT


def test_made_up_scenes_have_ground_things_and_sometimes_sky() -> None:
    source = generator()
    scenes = [made_up_depth(48, 64, source) for _ in range(60)]
    assert all(scene.shape == (48, 64) and scene.min() > 0 for scene in scenes)
    assert all(bool(((scene <= FARTHEST) | (scene == SKY_DEPTH)).all()) for scene in scenes)
    with_sky = [scene for scene in scenes if scene.max() == SKY_DEPTH]
    assert 5 < len(with_sky) < 55
    # Things stand upright on the ground: somewhere in each scene the depth jumps along a row.
    jumps = [float(scene.diff(dim=1).abs().max()) for scene in scenes]
    assert sum(jump > 0.05 for jump in jumps) > 50


def test_the_sky_is_above_the_ground_and_the_nearest_ground_below() -> None:
    source = generator(7)
    for scene in (made_up_depth(40, 30, source) for _ in range(20)):
        sky = scene == SKY_DEPTH
        assert not bool((sky[1:] & ~sky[:-1]).any())  # nothing but sky stands over sky
        assert bool((scene[-1] <= scene[0] + 1e-6).all())


def test_a_scene_can_be_repeated() -> None:
    assert torch.equal(made_up_depth(20, 30, generator()), made_up_depth(20, 30, generator()))
    first, again = draw_haze(generator()), draw_haze(generator())
    assert first.beta == again.beta
    assert torch.equal(first.airlight, again.airlight)
