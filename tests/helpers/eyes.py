"""Pairs of pictures made by formula, and files that hold them."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from helpers.pictures import samples
from pellucid.io.containers import mpo


def two_eyes(height: int, width: int, disparity_px: int = 3) -> list[np.ndarray]:
    """Left and right eye, `(height, width, 3)` uint8 each: noisy waves, for the right eye moved to the left."""
    whole = samples(height, width + disparity_px, noise_levels=9.0)
    return [np.ascontiguousarray(whole[:, :width]), np.ascontiguousarray(whole[:, disparity_px:])]


def write_mpo(path: Path, eyes: list[np.ndarray]) -> Path:
    """Write an MPO, of one eye or more, in good quality."""
    path.write_bytes(b"".join(mpo.joined([_jpeg(eye) for eye in eyes])))
    return path


def write_files(folder: Path, eyes: list[np.ndarray]) -> tuple[Path, Path]:
    """Write both eyes as files of their own."""
    paths = folder / "l.png", folder / "r.png"
    for path, eye in zip(paths, eyes, strict=True):
        Image.fromarray(eye).save(path)
    return paths


def _jpeg(samples_of_eye: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(samples_of_eye).save(buffer, "JPEG", quality=95, subsampling=0)
    return buffer.getvalue()
