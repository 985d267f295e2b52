"""Rectified pairs of photos: Middlebury pictures of `train/stereo` and, with measured disparity, of `train/depth`.

Pairs are reduced when they are read, so that their largest disparity is one that scenes are drawn with, too. Where no
disparity was measured it is that of the nearest pixel that has one; where there is none for the pair it is 0 and known
nowhere. `stereo_val` of `splits.json` names the scenes that only measure; no other shot of the same scene trains.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from pellucid.imaging.stereo import seen_by_both
from pellucid.training import packs
from pellucid.training.datasets import at_scales, read_photo, read_splits
from pellucid.training.degradations import from_bytes
from pellucid.training.depth_scenes import depth_of

WIDTH_PX = 480
"""Pairs without disparity are reduced to this; those of Middlebury then reach about 45 pixels."""

LARGEST_PX = 45.0
"""Pairs with disparity are reduced until theirs is no larger."""

DISPARITY_LAYOUTS: tuple[tuple[tuple[str, str], tuple[str, str], float], ...] = (
    (("view1.png", "view5.png"), ("disp1.png", "disp5.png"), 3.0),
    (("im2.png", "im6.png"), ("disp2.png", "disp6.png"), 4.0),
)
"""Names of pictures and disparities below `train/depth/SCENE`, and levels per pixel."""


@dataclass(frozen=True)
class StereoPhotos:
    """A sharp pair: `pictures` `(2, 3, H, W)` uint8, `disparity_px` `(2, H, W)`, `visible` `(2, H, W)` bool.

    Left comes first; see `degradations.stereo.StereoPair`.
    """

    name: str
    pictures: Tensor
    disparity_px: Tensor
    visible: Tensor


def read_stereo_photos(data: Path, *, measured: bool) -> list[StereoPhotos]:
    """Read the pairs that train, with and without disparity, or those of `stereo_val`; there are none in a pack."""
    if packs.is_pack(data):
        return []
    folder, held = _held(data)
    found = []
    for path in sorted((data / folder).glob("*/image_0/*.webp")) if folder else []:
        if (path.stem in held) if measured else not path.stem.startswith(held):
            found.append(_without_disparity(path))
    if measured:
        return found
    scenes = [data / "train" / "depth" / name for name in read_splits(data).get("depth", {}).get("train", [])]
    return found + [pair for scene in scenes if not scene.name.startswith(held) for pair in _with_disparity(scene)]


def _held(data: Path) -> tuple[str, tuple[str, ...]]:
    """The folder of the pairs and the scenes that only measure, as in “FOLDER: ONE, OTHER” of `splits.json`."""
    rules = read_splits(data).get("stereo_val", {}).get("pairs", [])
    folder, _, names = rules[0].partition(": ") if rules else ("", "", "")
    # No scene at all is named so, where none are held back.
    return folder, tuple(names.split(", ")) if names else ("\0",)


def _without_disparity(left: Path) -> StereoPhotos:
    photos = [read_photo(path) for path in (left, left.parent.with_name("image_1") / left.name)]
    pictures = _pictures(photos, min(1.0, WIDTH_PX / photos[0].shape[1]))
    nothing = torch.zeros(2, *pictures.shape[-2:])
    return StereoPhotos(left.stem, pictures, nothing, nothing > 0)


def _with_disparity(scene: Path) -> list[StereoPhotos]:
    for views, maps, levels_per_px in DISPARITY_LAYOUTS:
        if all((scene / name).is_file() for name in (*views, *maps)):
            measured = [_read_map(scene / name) / levels_per_px for name in maps]
            scale = min(1.0, LARGEST_PX / max(float(values.max()) for values in measured))
            pictures = _pictures([read_photo(scene / name) for name in views], scale)
            disparity_px, known = zip(
                *(_reduced(values, scale, pictures.shape[-2:]) for values in measured), strict=True
            )
            disparity = torch.stack(disparity_px)
            visible = torch.stack(known) & seen_by_both(disparity[None])[0]
            return [StereoPhotos(scene.name, pictures, disparity, visible)]
    return []


def _pictures(photos: list[NDArray[np.uint8]], scale: float) -> Tensor:
    return torch.stack([torch.from_numpy(copy).permute(2, 0, 1) for copy in at_scales(photos, [scale], 1)])


def _reduced(values: NDArray[np.float32], scale: float, size: torch.Size) -> tuple[Tensor, Tensor]:
    """Disparity in pixels of the reduced picture, whole, and where it was measured; nearest, as edges are edges."""
    depth, valid = depth_of(values)
    whole = (values * depth)[valid].max() / depth  # depth is 1 / disparity but for a constant
    shape = (size[1], size[0])
    near = [Image.fromarray(each).resize(shape, Image.Resampling.NEAREST) for each in (whole.astype(np.float32), valid)]
    return torch.from_numpy(np.array(near[0])) * scale, torch.from_numpy(np.array(near[1]))


def _read_map(path: Path) -> NDArray[np.float32]:
    with Image.open(path, formats=["PNG"]) as picture:
        return np.array(picture.convert("L"), dtype=np.float32)


def shown(pair: StereoPhotos) -> Tensor:
    """The pictures of a pair, `(2, 3, H, W)`, sRGB, 0 to 1."""
    return torch.stack([from_bytes(picture.permute(1, 2, 0).contiguous().numpy()) for picture in pair.pictures])
