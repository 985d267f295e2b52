"""Pairs are read as they were measured and split as the plan says; crops of a step are always the same."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.training import stereo_batches
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.stereo_batches import (
    StereoMaterial,
    draw_batch,
    layered_pairs,
    photo_pairs,
    read_material,
    with_blank_eye,
)
from pellucid.training.stereo_photos import LARGEST_PX, StereoPhotos, read_stereo_photos

SIDE_PX = 32
SPLITS = {
    "clean": {"val": ["kept.png"]},
    "depth": {"train": ["prime/Art", "prime/Desk"]},
    "stereo_val": {"pairs": ["train/stereo/pairs: Desk, Lamp"]},
}


@pytest.fixture
def settings() -> dict[str, Any]:
    found = read_settings(find_settings("davanet"))
    found["batch"] |= {"crops": 3, "side_px": SIDE_PX, "scales": [1.0], "length_px": [2, 6], "largest_px": 10}
    found["batch"]["lessons"] = []
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Clean photos, pairs without disparity, and one scene with it, three levels a pixel."""
    (tmp_path / "train/clean").mkdir(parents=True)
    for name in ("kept", "trains"):
        Image.fromarray(samples(60, 70)).save(tmp_path / f"train/clean/{name}.png")
    for eye in range(2):
        folder = tmp_path / f"train/stereo/pairs/quarter/image_{eye}"
        folder.mkdir(parents=True)
        for name in ("Chair", "Desk", "DeskE", "Lamp"):
            Image.fromarray(samples(40, 50, noise_levels=eye)).save(folder / f"{name}.webp", lossless=True)
    for name in ("Art", "Desk"):
        scene = tmp_path / "train/depth/prime" / name
        scene.mkdir(parents=True)
        for eye in (1, 5):
            Image.fromarray(samples(40, 60)).save(scene / f"view{eye}.png")
            disparity = np.full((40, 60), 30, np.uint8)
            disparity[:5] = 0
            Image.fromarray(disparity).save(scene / f"disp{eye}.png")
    (tmp_path / "splits.json").write_text(json.dumps(SPLITS))
    return tmp_path


def test_scenes_that_measure_never_train_under_any_name(data: Path) -> None:
    assert [pair.name for pair in read_stereo_photos(data, measured=False)] == ["Chair", "Art"]
    assert [pair.name for pair in read_stereo_photos(data, measured=True)] == ["Desk", "Lamp"]


def test_disparity_is_in_pixels_whole_and_known_where_it_was_measured(data: Path) -> None:
    art = read_stereo_photos(data, measured=False)[1]
    assert art.pictures.shape == (2, 3, 40, 60)
    assert torch.allclose(art.disparity_px, torch.tensor(10.0))
    assert not art.visible[:, :5].any()
    assert art.visible[0, 5:, 10:].all()
    assert not art.visible[0, :, :10].any()


def test_a_pair_of_large_disparity_is_reduced(data: Path) -> None:
    for eye in (1, 5):
        path = data / f"train/depth/prime/Art/disp{eye}.png"
        Image.fromarray(np.full((40, 60), 240, np.uint8)).save(path)
    art = read_stereo_photos(data, measured=False)[1]
    assert float(art.disparity_px.max()) == pytest.approx(LARGEST_PX)
    assert art.pictures.shape[-1] == pytest.approx(60 * LARGEST_PX / 80, abs=1)


def test_a_folder_gives_what_trains_and_what_measures(
    data: Path, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stereo_batches, "MEASURED_SIZE", (24, 32))
    material = read_material(data, settings)
    assert material.words() == "1 photos, scaled copies included, 2 pairs"
    assert len(material.measured) == 8
    assert all(bool(pair.visible.any()) for pair in material.measured)


@pytest.fixture
def material() -> StereoMaterial:
    pictures = torch.from_numpy(np.stack([samples(40, 50), samples(40, 50, noise_levels=2)])).permute(0, 3, 1, 2)
    disparity = torch.full((2, 40, 50), 4.0)
    pair = StereoPhotos("room", pictures, disparity, disparity > 0)
    return StereoMaterial([samples(50, 60, noise_levels=5)], pairs=[pair])


def test_the_same_step_draws_the_same_crops_and_another_does_not(
    material: StereoMaterial, settings: dict[str, Any]
) -> None:
    first, again, other = (draw_batch(material, settings, step) for step in (3, 3, 4))
    assert torch.equal(first.blurred, again.blurred)
    assert not torch.equal(first.blurred, other.blurred)
    assert first.blurred.shape == first.sharp.shape == (3, 6, SIDE_PX, SIDE_PX)
    assert first.disparity_px.shape == first.visible.shape == (3, 2, SIDE_PX, SIDE_PX)


@pytest.mark.parametrize("pair_share", [0.0, 1.0])
def test_still_pairs_are_sharp_and_others_are_not(
    material: StereoMaterial, settings: dict[str, Any], pair_share: float
) -> None:
    plain = {"pair_share": pair_share, "blank_share": 0.0, "noisy_share": 0.0, "jpeg_share": 0.0}
    still = draw_batch(material, {**settings, "batch": settings["batch"] | plain | {"still_share": 1.0}}, 2)
    assert torch.allclose(still.blurred, still.sharp, atol=0.5 / 255 + 1e-4)
    moving = draw_batch(material, {**settings, "batch": settings["batch"] | plain | {"still_share": 0.0}}, 2)
    assert float((moving.blurred - moving.sharp).abs().mean()) > 1e-3


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_lesson_knows_no_disparity_and_mixed_pairs_do(
    material: StereoMaterial, settings: dict[str, Any], share: float
) -> None:
    lesson = {"until_step": 5, "directions": 0, "length_px": [8, 8], "mixed_share": share}
    settings["batch"] |= {"lessons": [lesson], "pair_share": 0.0, "blank_share": 0.0}
    assert bool(stereo_batches.draw_batch(material, settings, 4).visible.any()) == (share == 1)


def test_a_blank_eye_is_blank_and_matches_nothing(material: StereoMaterial, settings: dict[str, Any]) -> None:
    batch = draw_batch(material, {**settings, "batch": settings["batch"] | {"blank_share": 1.0}}, 5)
    for blurred, sharp in zip(batch.blurred, batch.sharp, strict=True):
        eyes = [slice(0, 3), slice(3, 6)]
        blank = [eye for eye in eyes if bool((blurred[eye] == blurred[eye][:, :1, :1]).all())]
        assert len(blank) == 1
        assert torch.equal(sharp[blank[0]], blurred[blank[0]])
    assert not batch.visible.any()


def test_a_crop_larger_than_its_pair_is_mirrored_and_not_known_there(
    material: StereoMaterial, settings: dict[str, Any]
) -> None:
    wide = {"pair_share": 1.0, "blank_share": 0.0, "side_px": 64}
    batch = draw_batch(material, {**settings, "batch": settings["batch"] | wide}, 1)
    assert batch.blurred.shape[-2:] == (64, 64)
    assert not batch.visible[..., 40:, :].any()
    assert not batch.visible[..., 50:].any()
    assert batch.visible[..., :40, :50].any()


def test_what_measures_is_always_the_same() -> None:
    photos = [samples(50, 60)]
    first, again = (layered_pairs(photos, 2, 7, (24, 40), 8.0) for _ in range(2))
    other = layered_pairs(photos, 2, 8, (24, 40), 8.0)
    assert len(first) == 2
    assert torch.equal(first[1].blurred, again[1].blurred)
    assert not torch.equal(first[1].blurred, other[1].blurred)
    assert layered_pairs([], 2, 7, (24, 40), 8.0) == []


def test_pairs_without_disparity_are_blurred_too(material: StereoMaterial) -> None:
    known = material.pairs[0]
    unknown = StereoPhotos("hall", known.pictures, known.disparity_px * 0, known.visible & False)
    for pair in photo_pairs([known, unknown], 7):
        assert pair.sharp.shape == (2, 3, 40, 50)
        assert float((pair.blurred - pair.sharp).abs().mean()) > 1e-3


def test_one_eye_can_be_blanked(material: StereoMaterial) -> None:
    pair = photo_pairs(material.pairs, 7)[0]
    blank = with_blank_eye(pair, 1, torch.tensor([0.0, 0.5, 1.0]))
    assert torch.equal(blank.blurred[0], pair.blurred[0])
    assert torch.equal(blank.blurred[1, :, 3, 3], torch.tensor([0.0, 0.5, 1.0]))
    assert not blank.visible.any()
