"""Training pictures: a folder of photos, and real pairs of a noisy shot with its clean mean.

`splits.json` beside the data says which pictures only measure; they are left out here.
Photos are held decoded as bytes; a crop is turned to float when it is drawn.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pellucid.training.degradations import from_bytes

Samples = np.ndarray
"""A decoded photo, `(H, W, 3)` uint8."""


@dataclass(frozen=True)
class Pair:
    """A noisy shot and the mean of many of the same scene, both `(H, W, 3)` uint8."""

    noisy: Samples
    clean: Samples


def read_photo(path: Path) -> Samples:
    """Decode one picture to RGB bytes."""
    with Image.open(path, formats=["JPEG", "PNG", "WEBP", "BMP"]) as photo:
        return np.array(photo.convert("RGB"))


def read_splits(data: Path) -> dict[str, dict[str, list[str]]]:
    """Read which pictures only measure; none where there is no `splits.json`."""
    path = data / "splits.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def photo_paths(data: Path, *, measured: bool) -> list[Path]:
    """List the clean photos of a data folder, in sorted order.

    Args:
        data: folder with `train/clean`, or a plain folder of photos.
        measured: the pictures that only measure instead of those that train.
    """
    folder = data / "train" / "clean"
    folder = folder if folder.is_dir() else data
    kept = set(read_splits(data).get("clean", {}).get("val", []))
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"})
    return [path for path in found if (path.name in kept) == measured]


def pair_paths(data: Path, *, measured: bool) -> list[tuple[Path, Path]]:
    """List the real pairs (noisy, clean) of `train/noise_real_polyu`, in sorted order.

    Args:
        data: folder of the training data.
        measured: the pairs that only measure instead of those that train.
    """
    folder = data / "train" / "noise_real_polyu"
    if not folder.is_dir():
        return []
    prefixes = tuple(read_splits(data).get("noise_real_polyu", {}).get("val_prefixes", []))
    noisy = sorted(path for path in folder.iterdir() if "_real." in path.name)
    return [
        (path, path.with_name(path.name.replace("_real.", "_mean.")))
        for path in noisy
        if path.name.startswith(prefixes or ("\0",)) == measured
    ]


def read_pairs(paths: Sequence[tuple[Path, Path]]) -> list[Pair]:
    """Decode real pairs."""
    return [Pair(read_photo(noisy), read_photo(clean)) for noisy, clean in paths]


def _pick(length: int, generator: torch.Generator) -> int:
    return int(torch.randint(length, (), generator=generator))


def draw_crop(photos: Sequence[Samples], side_px: int, generator: torch.Generator) -> Tensor:
    """Cut a random square out of a random photo, flipped and turned at random.

    Returns:
        `(3, side, side)`, 0 to 1.
    """
    photo = photos[_pick(len(photos), generator)]
    return _oriented(from_bytes(_cut(photo, *_corner(photo, side_px, generator), side_px)), generator)


def draw_pair_crop(pairs: Sequence[Pair], side_px: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Cut the same random square out of both pictures of a random pair.

    Returns:
        Noisy and clean, each `(3, side, side)`, 0 to 1.
    """
    pair = pairs[_pick(len(pairs), generator)]
    corner = _corner(pair.noisy, side_px, generator)
    both = torch.stack([from_bytes(_cut(picture, *corner, side_px)) for picture in (pair.noisy, pair.clean)])
    noisy, clean = _oriented(both, generator)
    return noisy, clean


def _corner(photo: Samples, side_px: int, generator: torch.Generator) -> tuple[int, int]:
    height, width = photo.shape[:2]
    return _pick(height - side_px + 1, generator), _pick(width - side_px + 1, generator)


def _cut(photo: Samples, top: int, left: int, side_px: int) -> Samples:
    return np.ascontiguousarray(photo[top : top + side_px, left : left + side_px])


def _oriented(picture: Tensor, generator: torch.Generator) -> Tensor:
    """One of the eight flips and quarter turns."""
    choice = _pick(8, generator)
    turned = torch.rot90(picture, choice % 4, dims=(-2, -1))
    return (turned.flip(-1) if choice >= 4 else turned).contiguous()
