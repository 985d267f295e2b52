"""Scene-linear HDR pictures: light without an upper end, out of which any exposure can be taken.

They lie in `train/hdr` as float TIFFs, or reduced in a pack, coded as RGBE (Ward, "Real pixels", Graphics Gems II,
1991): eight bits for each colour and a common exponent in place of alpha, without loss from there on.
"""

import io
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.errors import UsageError
from pellucid.training import packs

Scene = NDArray[np.float32]
"""Linear light, `(H, W, 3)`, not below 0."""

PACKED_SIDE_PX = 448
"""Long side of the copies in a pack: light changes slowly from place to place."""

_BIAS = 128
_LARGEST = 2.0**30
"""Beyond any light, and below the largest exponent."""


def scene_paths(data: Path) -> list[Path]:
    """List the HDR pictures of a data folder, in sorted order."""
    return sorted((data / "train" / "hdr").glob("*.tif"))


def read_scenes(data: Path, long_side_px: int) -> list[Scene]:
    """Read the HDR pictures of a folder or a pack, reduced to a long side at most; none where there are none.

    Raises:
        UsageError: the library that reads TIFF is missing.
    """
    if packs.is_pack(data):
        scenes = [decode_scene(coded) for coded in packs.read_pictures(data, packs.SCENES)]
    else:
        scenes = [_read_tiff(path) for path in scene_paths(data)]
    return [_reduced(scene, long_side_px) for scene in scenes]


def code_scene(path: Path) -> bytes:
    """Reduce an HDR picture as for a pack, and code it."""
    scene = _reduced(_read_tiff(path), PACKED_SIDE_PX)
    _, exponents = np.frexp(scene.max(axis=2))
    mantissas = scene * np.exp2(8.0 - exponents)[..., None]
    coded = np.dstack((mantissas.clip(0, 255), (exponents + _BIAS).clip(0, 255))).astype(np.uint8)
    buffer = io.BytesIO()
    # Exact: colours under an alpha of 0 count as well.
    Image.fromarray(coded).save(buffer, "WEBP", lossless=True, exact=True, quality=100, method=4)
    return buffer.getvalue()


def decode_scene(coded: bytes) -> Scene:
    """Undo `code_scene`, up to the rounding of eight bits."""
    with Image.open(io.BytesIO(coded), formats=["WEBP"]) as picture:
        parts = np.asarray(picture.convert("RGBA"), np.float32)
    light: Scene = parts[..., :3] * np.exp2(parts[..., 3:] - (8 + _BIAS))
    return light


def _read_tiff(path: Path) -> Scene:
    try:
        import tifffile  # noqa: PLC0415 -- a pack needs none
    except ImportError as error:
        raise UsageError(f"{path}: reading it needs the library tifffile; train on a pack instead") from error
    light: Scene = np.nan_to_num(tifffile.imread(path).astype(np.float32)[..., :3]).clip(0, _LARGEST)
    return light


def _reduced(scene: Scene, long_side_px: int) -> Scene:
    """Means of light over areas."""
    height, width = scene.shape[:2]
    scale = long_side_px / max(height, width)
    if scale >= 1:
        return scene
    size = [max(1, round(side * scale)) for side in (height, width)]
    small = F.interpolate(torch.from_numpy(scene).permute(2, 0, 1)[None], size=size, mode="area")[0]
    return np.ascontiguousarray(small.permute(1, 2, 0).numpy())
