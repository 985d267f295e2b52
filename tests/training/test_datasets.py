"""What trains and what only measures, and how crops are cut."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.training.datasets import (
    Pair,
    at_scales,
    draw_crop,
    draw_pair_crop,
    middle,
    pair_paths,
    photo_paths,
    read_pairs,
    read_photo,
    read_shown,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three photos and two pairs, of which one each only measures."""
    clean, pairs = tmp_path / "train" / "clean", tmp_path / "train" / "noise_real_polyu"
    clean.mkdir(parents=True)
    pairs.mkdir()
    for index, name in enumerate(("a.png", "b.png", "c.png")):
        Image.fromarray(samples(40, 48, seed=index)).save(clean / name)
    (clean / "notes.txt").write_text("no photo")
    for index, name in enumerate(("Canon_1", "Sony_1")):
        Image.fromarray(samples(40, 48, noise_levels=9, seed=index)).save(pairs / f"{name}_real.png")
        Image.fromarray(samples(40, 48)).save(pairs / f"{name}_mean.png")
    splits = {"clean": {"val": ["b.png"]}, "noise_real_polyu": {"val_prefixes": ["Sony"]}}
    (tmp_path / "splits.json").write_text(json.dumps(splits))
    return tmp_path


def test_measured_pictures_never_train(data: Path) -> None:
    assert [path.name for path in photo_paths(data, measured=False)] == ["a.png", "c.png"]
    assert [path.name for path in photo_paths(data, measured=True)] == ["b.png"]
    assert [noisy.name for noisy, _ in pair_paths(data, measured=False)] == ["Canon_1_real.png"]
    assert [noisy.name for noisy, _ in pair_paths(data, measured=True)] == ["Sony_1_real.png"]


def test_without_a_split_everything_trains(data: Path) -> None:
    (data / "splits.json").unlink()
    assert len(photo_paths(data, measured=False)) == 3
    assert len(pair_paths(data, measured=False)) == 2
    assert not photo_paths(data, measured=True)
    assert not pair_paths(data, measured=True)


def test_a_plain_folder_of_photos_is_enough(data: Path) -> None:
    assert len(photo_paths(data / "train" / "clean", measured=False)) == 3
    assert not pair_paths(data / "train" / "clean", measured=False)


def test_a_pair_is_a_noisy_shot_with_its_mean(data: Path) -> None:
    (pair,) = read_pairs(data, measured=False)
    assert np.array_equal(pair.clean, samples(40, 48))
    assert np.abs(pair.noisy.astype(int) - pair.clean).mean() > 3


def test_a_gray_photo_is_read_as_rgb(tmp_path: Path) -> None:
    Image.new("L", (5, 4), 90).save(tmp_path / "gray.png")
    assert read_photo(tmp_path / "gray.png").shape == (4, 5, 3)


def test_the_same_seed_draws_the_same_crop_of_the_asked_size() -> None:
    photos = [samples(40, 48), samples(64, 33)]
    first, second = (draw_crop(photos, 32, torch.Generator().manual_seed(6)) for _ in range(2))
    assert first.shape == (3, 32, 32)
    assert torch.equal(first, second)
    assert 0 <= first.min() < first.max() <= 1


def test_a_photo_that_is_as_small_as_the_crop_is_used_whole() -> None:
    crop = draw_crop([samples(32, 32)], 32, torch.Generator().manual_seed(6))
    assert sorted(crop.flatten().tolist()) == sorted(
        (torch.from_numpy(samples(32, 32)).float() / 255).flatten().tolist()
    )


def test_both_pictures_of_a_pair_are_cut_and_turned_alike() -> None:
    noisy = samples(40, 48)
    pair = Pair(noisy, (255 - noisy.astype(int)).astype(np.uint8))
    generator = torch.Generator().manual_seed(6)
    for _ in range(20):
        first, second = draw_pair_crop([pair], 24, generator)
        assert torch.allclose(first + second, torch.ones(3, 24, 24), atol=1e-6)


def test_photos_are_copied_at_scales_where_a_crop_still_fits() -> None:
    photo = samples(40, 60)
    copies = at_scales([photo], [1, 0.5, 0.3], 20)
    assert [copy.shape for copy in copies] == [(40, 60, 3), (20, 30, 3)]
    assert copies[0] is photo
    assert copies[1].mean() == pytest.approx(photo.mean(), abs=1)


def test_the_middle_of_a_photo_is_a_square_or_what_there_is() -> None:
    photo = samples(40, 60)
    assert np.array_equal(middle(photo, 20), photo[10:30, 20:40])
    assert np.array_equal(middle(photo, 50), photo[:, 5:55])


def test_denoisers_are_compared_on_every_sixth_picture_or_on_measured_photos(data: Path) -> None:
    assert [np.array_equal(shown, read_photo(data / "train/clean/b.png")) for shown in read_shown(data)] == [True]
    folder = data / "val" / "cbsd68"
    folder.mkdir(parents=True)
    for index in range(8):
        Image.fromarray(samples(20, 20, seed=index, noise_levels=9)).save(folder / f"{index}.png")
    first, seventh = read_shown(data)
    assert np.array_equal(first, read_photo(folder / "0.png"))
    assert np.array_equal(seventh, read_photo(folder / "6.png"))
