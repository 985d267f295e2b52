"""The bench of blur: the pairs of a folder, the kernels of `splits.json`, and what happens to sharp pictures."""

import json
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import nn

from helpers.pictures import samples
from pellucid.bench.quality.blur import LONG_SIDE_PX, UNCHANGED_DB, blur_figures, gopro_cases, kernel_cases
from pellucid.bench.quality.cases import read_plan
from pellucid.training.metrics import psnr_db

CPU = torch.device("cpu")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    splits = {"clean": {"val": ["kept one.png"]}, "blur_val": {"seeds": [0, 1], "kernel_px": [5, 9]}}
    (tmp_path / "splits.json").write_text(json.dumps(splits), encoding="utf-8")
    for folder in ("train/clean", "val/blur_gopro/blur", "val/blur_gopro/sharp"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("kept one", "trains"):
        Image.fromarray(samples(24, 2 * LONG_SIDE_PX, noise_levels=20)).save(tmp_path / f"train/clean/{name}.png")
    Image.fromarray(samples(24, 28, noise_levels=20)).save(tmp_path / "val/blur_gopro/sharp/00.webp", lossless=True)
    Image.fromarray(samples(24, 28)).save(tmp_path / "val/blur_gopro/blur/00.webp", lossless=True)
    return tmp_path


def test_every_measured_photo_meets_every_kernel_at_the_stated_size(data: Path) -> None:
    cases = kernel_cases(data, read_plan(data))
    assert [case.name for case in cases] == ["5 px of kept one.png", "9 px of kept one.png"]
    blurred, sharp = cases[0].make()
    assert sharp.shape == (3, 12, LONG_SIDE_PX)
    again, _ = cases[0].make()
    stronger, same = cases[1].make()
    assert torch.equal(blurred, again)
    assert torch.equal(sharp, same)
    assert psnr_db(stronger, sharp) < psnr_db(blurred, sharp)


def test_pairs_go_together_by_their_order(data: Path) -> None:
    (case,) = gopro_cases(data, {})
    blurred, sharp = case.make()
    assert blurred.diff(dim=2).abs().mean() < sharp.diff(dim=2).abs().mean()


def test_the_identity_gains_nothing_and_keeps_what_is_sharp(data: Path) -> None:
    figures = blur_figures(nn.Identity(), kernel_cases(data, read_plan(data)), CPU)
    assert figures["pictures"] == 2
    assert figures["gain_db"] == figures["least_gain_db"] == 0
    assert figures["sharp_psnr_db"] == figures["least_sharp_psnr_db"] == UNCHANGED_DB


def test_what_changes_sharp_pictures_is_told(data: Path) -> None:
    class Darker(nn.Module):
        def forward(self, picture: torch.Tensor) -> torch.Tensor:
            return picture - 0.1

    figures = blur_figures(Darker(), gopro_cases(data, {}), CPU)
    assert figures["gain_db"] < -1
    assert figures["sharp_psnr_db"] == pytest.approx(20, abs=0.5)


def test_a_set_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    assert blur_figures(nn.Identity(), gopro_cases(tmp_path, {}), CPU) == {}
    (tmp_path / "train" / "clean").mkdir(parents=True)
    assert blur_figures(nn.Identity(), kernel_cases(tmp_path, {}), CPU) == {}
