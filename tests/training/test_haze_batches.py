"""Hazy crops obey the model that they were made by; what measures never changes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.imaging.scattering import scatter
from pellucid.training.depth_scenes import DepthScene, depth_of, read_scene
from pellucid.training.haze_batches import MEASURED_PX, HazeMaterial, draw_batch, measured_cases, read_material

PLAIN: dict[str, Any] = {
    "seed": 1,
    "batch": {
        "crops": 6,
        "side_px": 32,
        "scales": [1.0],
        "scene_share": 0.5,
        "clear_share": 0.0,
        "bright_share": 0.0,
        "bright_max_stops": 0.9,
        "noisy_share": 0.0,
        "noise_max_levels": 4.0,
        "jpeg_share": 0.0,
        "jpeg_quality": [70, 95],
    },
}


def settings(**batch: float) -> dict[str, Any]:
    return {**PLAIN, "batch": {**PLAIN["batch"], **batch}}


@pytest.fixture
def material() -> HazeMaterial:
    depth = np.tile(np.linspace(0.1, 1.0, 50, dtype=np.float32), (24, 1))
    scene = DepthScene("small", samples(24, 50), depth, np.ones((24, 50), bool))
    return HazeMaterial([samples(48, 64), samples(40, 40, seed=2)], scenes=[scene])


def test_a_crop_is_its_clear_picture_in_its_haze(material: HazeMaterial) -> None:
    batch = draw_batch(material, settings(), 3)
    assert batch.hazy.shape == batch.clear.shape == (6, 3, 32, 32)
    assert batch.transmitted.shape == (6, 1, 32, 32)
    rows = zip(batch.hazy, batch.clear, batch.transmitted, batch.airlight, strict=True)
    for hazy, clear, transmitted, airlight in rows:
        assert torch.allclose(hazy, scatter(clear, transmitted, airlight), atol=1e-6)
    assert batch.transmitted.min() >= 0
    assert batch.transmitted.max() <= 1


def test_the_same_step_draws_the_same_and_another_does_not(material: HazeMaterial) -> None:
    first, again, other = (draw_batch(material, settings(), step) for step in (3, 3, 4))
    assert torch.equal(first.hazy, again.hazy)
    assert not torch.equal(first.hazy, other.hazy)


def test_some_crops_have_a_longer_exposure(material: HazeMaterial) -> None:
    plain, bright = (draw_batch(material, settings(bright_share=share), 3).clear for share in (0.0, 1.0))
    ratio = bright.mean(dim=(1, 2, 3)) / plain.mean(dim=(1, 2, 3))
    assert ratio.min() >= 1
    assert ratio.max() > 1.2
    assert bright.max() <= 1


def test_some_crops_have_no_haze_at_all(material: HazeMaterial) -> None:
    batch = draw_batch(material, settings(clear_share=1.0), 0)
    assert torch.equal(batch.transmitted, torch.ones_like(batch.transmitted))
    assert torch.allclose(batch.hazy, batch.clear, atol=1e-6)


def test_noise_and_coding_come_on_top_of_the_haze(material: HazeMaterial) -> None:
    plain = draw_batch(material, settings(), 0)
    recorded = draw_batch(material, settings(noisy_share=1.0, jpeg_share=1.0), 0)
    assert torch.equal(plain.transmitted[0], recorded.transmitted[0])
    assert not torch.equal(plain.hazy[0], recorded.hazy[0])
    assert (recorded.hazy[0] - plain.hazy[0]).abs().mean() < 0.05


def test_what_measures_is_small_and_always_the_same() -> None:
    photos = [torch.from_numpy(samples(400, 640)).permute(2, 0, 1) / 255 for _ in range(3)]
    first, again = list(measured_cases(photos)), list(measured_cases(photos))
    assert max(first[0].hazy.shape) == MEASURED_PX
    assert torch.equal(first[2].hazy, again[2].hazy)
    assert not torch.equal(first[0].hazy, first[1].hazy)


def test_a_folder_of_photos_alone_is_enough(tmp_path: Path) -> None:
    Image.fromarray(samples(40, 48)).save(tmp_path / "a.png")
    found = read_material(tmp_path, settings())
    assert "1 photos" in found.words()
    assert not found.scenes
    assert draw_batch(found, settings(), 0).hazy.shape == (6, 3, 32, 32)


def test_depth_is_the_inverse_of_disparity_and_whole() -> None:
    disparity = np.full((20, 30), 10.0, np.float32)
    disparity[:, 20:] = 40.0
    disparity[5:9, 3:8] = 0.0
    disparity[0, 29] = 0.0
    depth, valid = depth_of(disparity)
    assert not valid[6, 5]
    assert np.allclose(depth[:, :20], 1.0)
    assert np.allclose(depth[:, 20:], 0.25)


def test_a_scene_is_read_from_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "train" / "depth" / "room"
    folder.mkdir(parents=True)
    Image.fromarray(samples(20, 30)).save(folder / "im2.png")
    Image.fromarray(np.full((20, 30), 8, np.uint8)).save(folder / "disp2.png")
    scene = read_scene(tmp_path, "room")
    assert scene is not None
    assert scene.photo.shape == (20, 30, 3)
    assert np.allclose(scene.depth, 1.0)
    assert read_scene(tmp_path, "elsewhere") is None
