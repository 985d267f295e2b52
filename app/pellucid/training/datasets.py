"""Training pictures: clean photos, real pairs of a noisy shot with its clean mean, and pictures that only measure.

They come out of a folder of photos or a pack, through the same functions. `splits.json` beside the data says which
pictures only measure; a pack was made by it. Photos are held decoded as bytes; a crop is turned to float when drawn.
"""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pellucid.training import packs
from pellucid.training.degradations import from_bytes

Samples = np.ndarray
"""A decoded photo, `(H, W, 3)` uint8."""

MEASURED_SIDE_PX = 256
"""Networks are measured on the middle of a picture, so that it takes seconds."""

SHOWN_EVERY = 6
"""Of `val/cbsd68` every sixth picture measures during training, which are those that peers are compared on."""

PHOTO_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})


@dataclass(frozen=True)
class Pair:
    """A noisy shot and the mean of many of the same scene, both `(H, W, 3)` uint8."""

    noisy: Samples
    clean: Samples


def read_photo(file: Path | BinaryIO) -> Samples:
    """Decode one picture to RGB bytes."""
    with Image.open(file, formats=["JPEG", "PNG", "WEBP", "BMP"]) as photo:
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
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in PHOTO_SUFFIXES)
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


def shown_paths(data: Path) -> list[Path]:
    """List the pictures on which denoisers are compared; the measured clean photos where there are no such."""
    folder = data / "val" / "cbsd68"
    return sorted(folder.iterdir())[::SHOWN_EVERY] if folder.is_dir() else photo_paths(data, measured=True)


def read_photos(data: Path, *, measured: bool) -> list[Samples]:
    """Decode the clean photos of a folder or a pack; see `photo_paths`."""
    if packs.is_pack(data):
        return _unpacked(data, packs.CLEAN_MEASURED if measured else packs.CLEAN)
    return [read_photo(path) for path in photo_paths(data, measured=measured)]


def unfinished_names(data: Path) -> frozenset[str]:
    """Name the clean photos whose tone is not finished: those with a 0 in `train/clean_added.tsv`, if there is one."""
    path = data / "train" / "clean_added.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(name for name, _, mark in (line.partition("\t") for line in lines) if mark.strip() == "0")


def read_whole(data: Path, long_side_px: int, *, finished: bool) -> list[Samples]:
    """Decode the clean photos that train, whole, for networks that look at all of a photo.

    Args:
        data: a folder, or a pack, whose copies may be smaller than requested.
        long_side_px: which they are reduced to at most.
        finished: only those that show what finished tone looks like.
    """
    if packs.is_pack(data):
        groups = (packs.WHOLE,) if finished else (packs.WHOLE, packs.WHOLE_UNFINISHED)
        coded = (picture for group in groups for picture in packs.read_pictures(data, group))
        return [reduced(read_photo(io.BytesIO(picture)), long_side_px) for picture in coded]
    left_out = unfinished_names(data) if finished else frozenset()
    paths = (path for path in photo_paths(data, measured=False) if path.name not in left_out)
    return [reduced(read_photo(path), long_side_px) for path in paths]


def read_whole_measured(data: Path, long_side_px: int) -> list[Samples]:
    """Decode the clean photos that only measure, whole, reduced to a long side at most."""
    photos = _unpacked(data, packs.WHOLE_MEASURED) if packs.is_pack(data) else read_photos(data, measured=True)
    return [reduced(photo, long_side_px) for photo in photos]


def reduced(photo: Samples, long_side_px: int) -> Samples:
    """A photo with at most this long side, by Lanczos reduction."""
    return _reduced(photo, min(1.0, long_side_px / max(photo.shape[:2])))


def read_pairs(data: Path, *, measured: bool) -> list[Pair]:
    """Decode the real pairs of a folder or a pack; see `pair_paths`."""
    if packs.is_pack(data):
        groups = (packs.NOISY_MEASURED, packs.MEAN_MEASURED) if measured else (packs.NOISY, packs.MEAN)
        return [Pair(*both) for both in zip(*(_unpacked(data, group) for group in groups), strict=True)]
    return [Pair(read_photo(noisy), read_photo(clean)) for noisy, clean in pair_paths(data, measured=measured)]


def read_shown(data: Path) -> list[Samples]:
    """Decode the pictures on which denoisers are compared, of a folder or a pack; see `shown_paths`."""
    if packs.is_pack(data):
        return _unpacked(data, packs.SHOWN)
    return [read_photo(path) for path in shown_paths(data)]


def _unpacked(pack: Path, group: str) -> list[Samples]:
    return [read_photo(io.BytesIO(coded)) for coded in packs.read_pictures(pack, group)]


def at_scales(photos: Iterable[Samples], scales: Sequence[float], side_px: int) -> list[Samples]:
    """Copy photos at several scales, by Lanczos reduction.

    Args:
        photos: decoded.
        scales: 1 is the photo itself.
        side_px: copies that are too small for a crop of this side are left out.
    """
    copies = (_reduced(photo, scale) for photo in photos for scale in scales)
    return [copy for copy in copies if min(copy.shape[:2]) >= side_px]


def _reduced(photo: Samples, scale: float) -> Samples:
    if scale == 1:
        return photo
    height, width = photo.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.array(Image.fromarray(photo).resize(size, Image.Resampling.LANCZOS))


def middle(photo: Samples, side_px: int = MEASURED_SIDE_PX) -> Samples:
    """The middle square of a photo, or the middle of what there is of it."""
    top, left = (max(0, (side - side_px) // 2) for side in photo.shape[:2])
    return _cut(photo, top, left, side_px)


def _pick(length: int, generator: torch.Generator) -> int:
    return int(torch.randint(length, (), generator=generator))


def draw_crop(photos: Sequence[Samples], side_px: int, generator: torch.Generator, scale: float = 1.0) -> Tensor:
    """Cut a random square out of a random photo, flipped and turned at random.

    Args:
        photos: to choose from.
        side_px: of the result.
        generator: source of randomness.
        scale: the square is so many times as large, as far as the photo reaches, and resized.

    Returns:
        `(3, side, side)`, 0 to 1.
    """
    photo = photos[_pick(len(photos), generator)]
    cut_px = _scaled_side(photo, side_px, scale)
    cut = _cut(photo, *_corner(photo, cut_px, generator), cut_px)
    return _oriented(from_bytes(_resized(cut, side_px)), generator)


def draw_pair_crop(
    pairs: Sequence[Pair], side_px: int, generator: torch.Generator, scale: float = 1.0
) -> tuple[Tensor, Tensor]:
    """Cut the same random square out of both pictures of a random pair; see `draw_crop`.

    Returns:
        Noisy and clean, each `(3, side, side)`, 0 to 1.
    """
    pair = pairs[_pick(len(pairs), generator)]
    cut_px = _scaled_side(pair.noisy, side_px, scale)
    corner = _corner(pair.noisy, cut_px, generator)
    cuts = (_cut(picture, *corner, cut_px) for picture in (pair.noisy, pair.clean))
    noisy, clean = _oriented(torch.stack([from_bytes(_resized(cut, side_px)) for cut in cuts]), generator)
    return noisy, clean


def _scaled_side(photo: Samples, side_px: int, scale: float) -> int:
    height, width = photo.shape[:2]
    wanted = max(2, round(side_px * scale))
    return min(wanted, int(height), int(width))


def _resized(square: Samples, side_px: int) -> Samples:
    if len(square) == side_px:
        return square
    return np.array(Image.fromarray(square).resize((side_px, side_px), Image.Resampling.BICUBIC))


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
