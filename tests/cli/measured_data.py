"""A small data folder to measure with: every set of the bench, made by formula, with its `splits.json`."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from helpers.pictures import samples

HEIGHT, WIDTH = 24, 28
NOISE_LEVELS = 10.0
CBSD, LIVE = 7, 2

SPLITS = {
    "clean": {"val": ["kept.png"]},
    "noise_real_polyu": {"val_prefixes": ["A_desk"]},
    "jpeg_val": {"quality": [10, 40], "subsampling": "4:2:0", "measure": "RGB PSNR"},
    "awgn": {"sigma": [15, 50], "seed": "index of the picture in sorted order", "clip": False},
    "depth": {"val": ["room"], "train": []},
    "haze_val": {"beta": [0.6, 1.4], "airlight": [[0.8, 0.8, 0.8], [0.9, 0.9, 0.9]]},
    "peer_subset": {
        "cbsd68": "every 6th in sorted order (2)",
        "noise_real_polyu": "first two of each val prefix (2)",
        "noise_real_renoir": "all (1)",
    },
}


def write_measured_data(folder: Path) -> Path:
    """Write all sets into a folder and return it."""
    for place in ("train/clean", "train/noise_real_polyu", "val/noise_real_renoir/a", "val/cbsd68", "val/live1"):
        (folder / place).mkdir(parents=True)
    (folder / "splits.json").write_text(json.dumps(SPLITS), encoding="utf-8")
    for name in ("kept", "trains"):
        _write(folder / f"train/clean/{name}.png", 0.0)
    for number, name in enumerate(("A_desk1", "A_desk2", "A_desk3", "B_room1")):
        _write(folder / f"train/noise_real_polyu/{name}_real.png", NOISE_LEVELS, number)
        _write(folder / f"train/noise_real_polyu/{name}_mean.png", 0.0)
    _write(folder / "val/noise_real_renoir/a/noisy.webp", NOISE_LEVELS)
    _write(folder / "val/noise_real_renoir/a/reference.webp", 0.0)
    _write_scene(folder / "train/depth/room")
    for set_name, count in (("cbsd68", CBSD), ("live1", LIVE)):
        for number in range(count):
            _write(folder / f"val/{set_name}/{number}.png", 3.0, number)
    return folder


def _write_scene(folder: Path) -> None:
    """A picture whose right half is nearer, at twice the disparity."""
    folder.mkdir(parents=True)
    _write(folder / "im2.png", 0.0)
    disparity = np.full((HEIGHT, WIDTH), 10, np.uint8)
    disparity[:, WIDTH // 2 :] = 20
    Image.fromarray(disparity).save(folder / "disp2.png")


def _write(path: Path, noise_levels: float, seed: int = 5) -> None:
    picture = Image.fromarray(samples(HEIGHT, WIDTH, noise_levels=noise_levels, seed=seed))
    picture.save(path, lossless=True) if path.suffix == ".webp" else picture.save(path)
