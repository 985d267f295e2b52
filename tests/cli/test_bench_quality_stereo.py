"""Pairs of `stereo_val` are always the same, and both networks are measured on them."""

import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.bench.quality.stereo import stereo_cases, stereo_figures
from pellucid.networks.davanet import DAVANet, DeblurNet

CPU = torch.device("cpu")
PLAN = {
    "clean": {"val": ["kept.png"]},
    "stereo_val": {
        "pairs": ["train/stereo/pairs: Desk"],
        "layered_scenes": 3,
        "seed": 7,
        "max_disparity_px": 6,
        "width_px": 40,
    },
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "train/clean").mkdir(parents=True)
    Image.fromarray(samples(60, 70)).save(tmp_path / "train/clean/kept.png")
    for eye in range(2):
        folder = tmp_path / f"train/stereo/pairs/quarter/image_{eye}"
        folder.mkdir(parents=True)
        Image.fromarray(samples(24, 40, noise_levels=eye)).save(folder / "Desk.webp", lossless=True)
    (tmp_path / "splits.json").write_text(json.dumps(PLAN))
    return tmp_path


def test_pairs_are_made_by_the_plan_and_always_alike(data: Path) -> None:
    first, again = (stereo_cases(data, PLAN) for _ in range(2))
    assert [case.groups[-1] for case in first] == ["layered_together"] * 2 + ["layered_apart", "middlebury"]
    assert first[0].pair.sharp.shape == (2, 3, 25, 40)
    assert all(torch.equal(one.pair.blurred, other.pair.blurred) for one, other in zip(first, again, strict=True))
    assert stereo_cases(data, {}) == []


def test_networks_that_change_nothing_gain_nothing(data: Path) -> None:
    torch.manual_seed(1)
    both, single = DAVANet(4, 6).eval(), DeblurNet(4).eval()
    both.deblur.begin_as_identity()
    single.begin_as_identity()
    figures = stereo_figures(both, single, stereo_cases(data, PLAN), CPU)
    assert figures["layered"]["pairs"] == 3
    assert figures["layered_together"]["pairs"] == 2
    assert figures["middlebury"]["pairs"] == 1
    for name in ("gain_db", "single_view_gain_db", "over_single_view_db", "blank_eye_gain_db"):
        assert figures["layered"][name] == figures["middlebury"][name] == 0
    assert figures["layered"]["end_point_error_px"] > 0
    assert "end_point_error_px" not in figures["middlebury"]
    alone = stereo_figures(both, None, stereo_cases(data, PLAN), CPU)
    assert "over_single_view_db" not in alone["layered"]
    assert stereo_figures(both, single, [], CPU) == {}
