"""HDR pictures: read from float TIFFs, coded for a pack to eight bits with a common exponent."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.pictures import samples
from pellucid.training import packing
from pellucid.training.hdr import code_scene, decode_scene, read_scenes

tifffile = pytest.importorskip("tifffile")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "train" / "hdr"
    folder.mkdir(parents=True)
    light = np.random.default_rng(1).uniform(0.2, 1, (60, 90, 3)) * np.logspace(-4, 4, 90)[None, :, None]
    light[:5] = 0
    tifffile.imwrite(folder / "scene.tif", light.astype(np.float16), photometric="rgb")
    return tmp_path / "data"


def test_light_comes_back_to_a_part_in_a_hundred_of_its_brightest_colour(data: Path) -> None:
    (scene,) = read_scenes(data, 200)
    found = decode_scene(code_scene(data / "train" / "hdr" / "scene.tif"))
    assert found.shape == scene.shape
    assert (np.abs(found - scene) <= scene.max(axis=2, keepdims=True) / 100).all()
    assert scene.max() > 5000


def test_scenes_are_reduced_by_means_of_light(data: Path) -> None:
    (whole,), (small,) = read_scenes(data, 90), read_scenes(data, 30)
    assert small.shape == (20, 30, 3)
    assert small[3, 4] == pytest.approx(whole[9:12, 12:15].mean(axis=(0, 1)), rel=1e-4)


def test_broken_numbers_are_light_as_well(data: Path) -> None:
    bad = np.array([[[np.nan, -1, np.inf], [0.5, 0.5, 0.5]]], np.float32)
    tifffile.imwrite(data / "train" / "hdr" / "bad.tif", bad, photometric="rgb")
    (scene, _) = read_scenes(data, 200)
    assert np.isfinite(scene).all()
    assert scene.min() >= 0


def test_a_pack_holds_them_all_or_none(data: Path, tmp_path: Path) -> None:

    (data / "train" / "clean").mkdir()
    Image.fromarray(samples(64, 64)).save(data / "train" / "clean" / "a.jpg")
    packing.pack(data, tmp_path / "pack", 200_000, lambda _share: None)
    (packed,), (own,) = read_scenes(tmp_path / "pack", 200), read_scenes(data, 200)
    assert packed.shape == own.shape
    least = (data / "train" / "clean" / "a.jpg").stat().st_size
    packing.pack(data, tmp_path / "tight", least + 12_000, lambda _share: None)
    assert read_scenes(tmp_path / "tight", 200) == []
