"""Scenes with measured depth: Middlebury pictures of `train/depth` beside their disparity.

Depth is the inverse of disparity, scaled so that its 95th percentile is 1. Where nothing was measured it is that of the
nearest pixel that was, and such pixels are left out of errors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pellucid.training import packs
from pellucid.training.datasets import Samples, read_photo, read_splits

FAR_PERCENTILE = 95.0

LAYOUTS: tuple[tuple[str, str], ...] = (
    ("{scene}/view1.png", "{scene}/disp1.png"),
    ("{scene}/im2.png", "{scene}/disp2.png"),
    ("{scene}_left.png", "{scene}_gt.png"),
)
"""Where a scene keeps its picture and its disparity, below `train/depth`."""


@dataclass(frozen=True)
class DepthScene:
    """A clear photo `(H, W, 3)` uint8, its depth `(H, W)` float32, and where that was measured `(H, W)` bool."""

    name: str
    photo: Samples
    depth: NDArray[np.float32]
    valid: NDArray[np.bool_]


def read_scenes(data: Path, *, measured: bool) -> list[DepthScene]:
    """Read the scenes that train or that measure, as `splits.json` has them; there are none in a pack."""
    if packs.is_pack(data):
        return []
    names: Mapping[str, list[str]] = read_splits(data).get("depth", {})
    found = [read_scene(data, name) for name in names.get("val" if measured else "train", [])]
    return [scene for scene in found if scene is not None]


def read_scene(data: Path, name: str) -> DepthScene | None:
    """Read one scene; None where its files are missing."""
    for photo, disparity in LAYOUTS:
        paths = [data / "train" / "depth" / layout.format(scene=name) for layout in (photo, disparity)]
        if all(path.is_file() for path in paths):
            depth, valid = depth_of(_read_disparity(paths[1]))
            return DepthScene(name, read_photo(paths[0]), depth, valid)
    return None


def depth_of(disparity: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Depth out of disparity.

    Args:
        disparity: `(H, W)`; 0 where it was not measured.

    Returns:
        Depth, whole, and where it was measured.
    """
    valid = disparity > 0
    depth = 1 / _filled(disparity, valid)
    return np.asarray(depth / np.percentile(depth[valid], FAR_PERCENTILE), np.float32), valid


def _filled(values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Spread values outward, a pixel a turn, until all have one: each takes one of its measured neighbours'."""
    values, known = values.copy(), valid.copy()
    while not known.all():
        before = known.copy()
        for axis, step in ((1, 1), (1, -1), (0, 1), (0, -1)):
            moved, there = np.roll(values, step, axis), np.roll(before, step, axis)
            edge = [slice(None)] * 2
            edge[axis] = slice(0, 1) if step > 0 else slice(-1, None)
            there[tuple(edge)] = False  # what was rolled around the border is no neighbour
            new = there & ~known
            values[new] = moved[new]
            known |= new
    return values


def _read_disparity(path: Path) -> NDArray[np.float32]:
    with Image.open(path, formats=["PNG"]) as picture:
        disparity = np.array(picture, dtype=np.float32)
    return disparity[..., 0] if disparity.ndim == 3 else disparity
