"""Packs: what goes in, how large they get, and that data comes out of them as out of the folder."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.pictures import samples
from pellucid.foundation.errors import RefusedError, UnreadableError, UsageError
from pellucid.training import packing, packs
from pellucid.training.datasets import (
    read_pairs,
    read_photo,
    read_photos,
    read_shown,
    read_whole,
    read_whole_measured,
)
from pellucid.training.packing import Packed, pack
from pellucid.training.response_curves import measured_curves

MEASURED = {"measured.jpg", "Sony_1_real.png", "Sony_1_mean.png"}
SPLITS = {"clean": {"val": ["measured.jpg"]}, "noise_real_polyu": {"val_prefixes": ["Sony"]}}
TRAINING = {packs.CLEAN, packs.NOISY, packs.MEAN, packs.WHOLE, packs.WHOLE_UNFINISHED}
GENEROUS = 3_000_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four photos and three pairs, of which one each only measures."""
    root = tmp_path_factory.mktemp("data")
    clean, pairs = root / "train" / "clean", root / "train" / "noise_real_polyu"
    clean.mkdir(parents=True)
    pairs.mkdir()
    for index, name in enumerate(("a.jpg", "b.jpg", "c.jpg", "measured.jpg")):
        photo = samples(600 + 100 * index, 700, noise_levels=4, seed=index)
        Image.fromarray(photo).save(clean / name, quality=90)
    for index, name in enumerate(("Canon_1", "Nikon_1", "Sony_1")):
        Image.fromarray(samples(40, 48, noise_levels=9, seed=index)).save(pairs / f"{name}_real.png")
        Image.fromarray(samples(40, 48, seed=index)).save(pairs / f"{name}_mean.png")
    (root / "splits.json").write_text(json.dumps(SPLITS))
    (root / "train" / "clean_added.tsv").write_text("b.jpg\t0\nc.jpg\t1\n")
    return root


def packed(data: Path, folder: Path, size_bytes: int = GENEROUS) -> Packed:
    return pack(data, folder, size_bytes, lambda _share: None)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_a_generous_pack_gives_the_data_itself(data: Path, tmp_path: Path) -> None:
    done = packed(data, tmp_path / "pack")
    assert (done.photos, done.pictures, done.pairs) == (3, 3, 2)
    for measured in (False, True):
        for ours, theirs in zip(
            read_pairs(tmp_path / "pack", measured=measured), read_pairs(data, measured=measured), strict=True
        ):
            assert np.array_equal(ours.noisy, theirs.noisy)
            assert np.array_equal(ours.clean, theirs.clean)
    ours, theirs = read_photos(tmp_path / "pack", measured=False), read_photos(data, measured=False)
    assert all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_the_middles_of_what_measures_go_along_exactly(data: Path, tmp_path: Path) -> None:
    packed(data, tmp_path / "pack")
    (whole,) = read_photos(data, measured=True)
    for (kept,) in (read_photos(tmp_path / "pack", measured=True), read_shown(tmp_path / "pack")):
        assert np.array_equal(kept, whole[322:578, 222:478])


@pytest.mark.parametrize("size_bytes", [300_000, 400_000, GENEROUS])
def test_a_pack_fits_its_size_and_tells_it(data: Path, tmp_path: Path, size_bytes: int) -> None:
    done = packed(data, tmp_path / "pack", size_bytes)
    assert done.size_bytes == size(tmp_path / "pack") <= size_bytes
    assert done.pictures >= 1


def test_a_tight_pack_uses_its_room_with_near_exact_crops_of_all_photos(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "CROP_SIDE_PX", 128)
    whole = packed(data, tmp_path / "whole").size_bytes
    done = packed(data, tmp_path / "pack", int(0.8 * whole))
    assert done.size_bytes > 0.7 * whole
    assert (done.photos, done.pairs) == (3, 2)
    content = json.loads((tmp_path / "pack" / packs.INDEX).read_text())
    crops = [line for line in content["pictures"] if line["group"] == packs.CLEAN and line["name"].count("-") == 2]
    for line in crops:
        with zipfile.ZipFile(tmp_path / "pack" / line["container"]) as container:
            crop = read_photo(io.BytesIO(container.read(line["name"])))
        top, left = (int(part) for part in line["name"].removesuffix(".jpg").split("-")[1:])
        original = read_photo(data / "train" / "clean" / line["source"])[top : top + 128, left : left + 128]
        assert np.abs(crop.astype(int) - original).mean() < 1.5
    assert crops


def test_whole_photos_go_along_reduced_and_those_of_unfinished_tone_are_told(data: Path, tmp_path: Path) -> None:
    packed(data, tmp_path / "pack")
    for finished, count in ((False, 3), (True, 2)):
        ours, theirs = (read_whole(place, 300, finished=finished) for place in (tmp_path / "pack", data))
        assert len(ours) == len(theirs) == count
        assert {max(photo.shape) for photo in (*ours, *theirs)} == {300}
    # Unfinished ones come last out of a pack.
    for mine, true in zip(read_whole(tmp_path / "pack", 300, finished=True), theirs, strict=True):
        assert np.abs(mine.astype(int) - true).mean() < 4
    (measured,) = read_whole_measured(tmp_path / "pack", 300)
    (truth,) = read_whole_measured(data, 300)
    assert np.abs(measured.astype(int) - truth).mean() < 3


def test_what_measures_never_gets_into_the_part_that_trains(data: Path, tmp_path: Path) -> None:
    packed(data, tmp_path / "pack")
    pictures = json.loads((tmp_path / "pack" / packs.INDEX).read_text())["pictures"]
    training = {line["source"] for line in pictures if line["group"] in TRAINING}
    measuring = {line["source"] for line in pictures} - training
    assert training
    assert not training & MEASURED
    assert measuring == MEASURED


def test_containers_are_split(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "CONTAINER_BYTES", 250_000)
    packed(data, tmp_path / "pack")
    containers = sorted((tmp_path / "pack").glob("*.zip"))
    assert len(containers) == 3
    assert all(path.stat().st_size <= 250_000 for path in containers)
    assert len(read_photos(tmp_path / "pack", measured=False)) == 3


def test_packing_twice_gives_the_same_pack(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        packed(data, tmp_path / name, 350_000)
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two")]
    assert files[0] == files[1]


def test_measured_curves_go_along_as_arrays(data: Path, tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    own = tmp_path / "own"
    (own / "train" / "crf").mkdir(parents=True)
    Image.fromarray(samples(40, 48)).save(own / "photo.png")
    (own / "train" / "clean").mkdir()
    (own / "photo.png").rename(own / "train" / "clean" / "photo.png")
    light = np.linspace(0, 1, 1024, dtype=np.float32)
    with h5py.File(own / "train" / "crf" / "curves.mat", "w", userblock_size=512) as file:
        file["I"], file["B"] = light[:, None], np.sqrt(light)[:, None]
    packed(own, tmp_path / "pack")
    curves = measured_curves(tmp_path / "pack")
    assert curves is not None
    assert curves[0].numpy() == pytest.approx(np.sqrt(light), abs=1e-6)


def test_a_size_that_is_too_small_says_how_much_is_needed(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="MB; pack more"):
        packed(data, tmp_path / "pack", 20_000)
    with pytest.raises(UsageError, match="no photos to pack"):
        packed(data / "train", tmp_path / "pack")
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_is_left_alone(data: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(RefusedError, match="in use"):
        packed(data, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("damage", ["cut", "gone", "other"])
def test_a_damaged_pack_is_told_in_a_sentence(data: Path, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "pack"
    packed(data, folder)
    container, index = folder / "pictures-001.zip", folder / packs.INDEX
    if damage == "cut":
        container.write_bytes(container.read_bytes()[:-200])
    elif damage == "gone":
        container.unlink()
    else:
        index.write_text(index.read_text().replace('"version": 1', '"version": 99'))
    with pytest.raises(UnreadableError, match="pack"):
        read_photos(folder, measured=False)
