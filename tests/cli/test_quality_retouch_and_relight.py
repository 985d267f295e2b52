"""Figures of retouching and relighting stand beside what needs no network, on the pictures that `splits.json` names."""

import json
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from helpers.pictures import samples
from pellucid.bench.quality import automatic, relight, retouch
from pellucid.bench.quality.table import markdown_table
from pellucid.networks.loading import load_network
from pellucid.training.degradations import from_bytes, to_bytes
from pellucid.training.metrics import psnr_db

CPU = torch.device("cpu")
PLAN = {
    "clean": {"val": ["kept.png"]},
    "retouch_val": {"seed": 11, "draws_per_photo": 6},
    "local_laplacian": {"sigma_r": 0.2, "alpha": 0.4, "beta": 0.6},
}


def as_it_is(picture: Tensor) -> Tensor:
    """The method that does nothing."""
    return picture


@pytest.fixture
def data(tmp_path: Path) -> Path:
    clean = tmp_path / "train" / "clean"
    clean.mkdir(parents=True)
    (tmp_path / "splits.json").write_text(json.dumps(PLAN), encoding="utf-8")
    for name in ("kept", "trains"):
        Image.fromarray(samples(24, 30)).save(clean / f"{name}.png")
    bright = from_bytes(samples(24, 30))
    for first, second, before in (
        (retouch.FIVEK / "Input", retouch.FIVEK / "Label", bright * 0.8),
        (relight.LOL / "low", relight.LOL / "high", bright ** (1 / 0.4)),
    ):
        for folder, picture in ((first, before), (second, bright)):
            (tmp_path / folder).mkdir(parents=True)
            Image.fromarray(to_bytes(picture)).save(tmp_path / folder / "a.webp", lossless=True)
    Image.fromarray(samples(24, 30)).save(tmp_path / relight.LOL / "low" / "alone.png")
    return tmp_path


def test_damaged_photos_are_those_of_the_plan(data: Path) -> None:
    cases = retouch.retouch_cases(data, PLAN)
    assert 1 <= len(cases) <= 6
    for case in cases:
        damaged, clean = case.make()
        assert torch.equal(clean, from_bytes(samples(24, 30)))
        assert 12 <= psnr_db(damaged, clean) <= 22
    assert retouch.retouch_cases(data, {}) == []


def test_what_is_automatic_stands_beside_every_network_of_light_and_colour(data: Path) -> None:
    retouched = automatic.beside(as_it_is, retouch.retouch_cases(data, PLAN))
    relit = relight.relight_figures(as_it_is, relight.lol_cases(data))
    names = {"auto_levels", "auto_gamma", "auto_levels_and_gamma", "gray_world"}
    for figures in (retouched, relit):
        assert figures["gain_db"] == 0
        assert names <= set(figures)
        assert all(figures[name]["gain_db"] != 0 for name in names)
        assert {figures[name]["pictures"] for name in names} == {figures["pictures"]}
    table = markdown_table({"hdrnet": {"retouch": retouched}, "deepupe": {"relight": relit}})
    for words in ("photos taken apart", "dark shots, LOL"):
        for name in ("automatic levels", "automatic gamma", "automatic levels and gamma", "gray world"):
            assert f"| {words}, {name} (" in table
    assert automatic.beside(as_it_is, []) == {}


def test_pairs_of_fivek_are_before_and_after(data: Path) -> None:
    (case,) = retouch.fivek_cases(data)
    before, after = case.make()
    assert torch.allclose(before, after * 0.8, atol=0.003)
    assert retouch.fivek_cases(data / "nowhere") == []


def test_the_filter_is_measured_on_kept_photos(data: Path) -> None:
    cases = retouch.filter_cases(data, PLAN)
    assert [case.name for case in cases] == ["kept.png"]
    figures = retouch.filter_figures(nn.Identity(), cases, CPU)
    assert figures["psnr_db"] == figures["noisy_psnr_db"] < 35
    assert retouch.filter_figures(nn.Identity(), retouch.filter_cases(data, {}), CPU) == {}


def test_only_dark_shots_with_a_lit_one_count(data: Path) -> None:
    assert [case.name for case in relight.lol_cases(data)] == ["a.webp"]


def test_the_slider_counts_at_its_best_value_for_each_picture(data: Path) -> None:
    cases = relight.lol_cases(data)
    along = [lambda picture, power=power: picture**power for power in (1.0, 0.4, 0.2)]
    figures = relight.relight_figures(as_it_is, cases, along, along[2])
    assert figures["best_brightness"] == pytest.approx({**figures["constant_gamma"], "seconds_per_megapixel": 0}, abs=1)
    assert figures["gain_db"] < figures["denoised_before"]["gain_db"] < figures["best_brightness"]["gain_db"]


def test_low_light_is_measured_at_its_defaults_along_its_slider_and_after_denoise(data: Path) -> None:
    figures = relight.low_light_figures(load_network("deepupe", CPU), relight.lol_cases(data), CPU)
    assert figures["best_brightness"]["psnr_db"] >= figures["psnr_db"] > figures["noisy_psnr_db"]
    assert figures["denoised_before"]["gain_db"] > 0


def test_gammas_stand_beside_the_network_and_the_chosen_one_is_the_best(data: Path) -> None:
    cases = relight.lol_cases(data)
    figures = relight.relight_figures(nn.Identity(), cases)
    assert figures["gain_db"] == 0
    assert figures["constant_gamma"]["psnr_db"] > 40  # it is how the dark shot was made
    assert figures["chosen_gamma"]["gain_db"] > 10
    assert figures["chosen_gamma"]["mean"] == relight.best_level(cases) in relight.LEVELS
    assert relight.relight_figures(nn.Identity(), []) == {}
