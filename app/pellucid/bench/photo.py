"""A photo to measure with, made by formula: smooth tones, stripes of all widths, and camera-like noise."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.geometry import Size

STRIP_ROWS = 256
JPEG_QUALITY = 95


def size_of(megapixels: float) -> Size:
    """A 3:2 picture of about so many megapixels; 24 gives 6000 x 4000."""
    height = round((megapixels * 1e6 * 2 / 3) ** 0.5)
    return Size(round(height * 1.5), height)


def write_noisy_photo(path: Path, size: Size) -> None:
    """Write the photo as JPEG; the same size always gives the same picture."""
    samples = np.empty((size.height, size.width, 3), np.uint8)
    generator = np.random.default_rng(1)
    for top in range(0, size.height, STRIP_ROWS):  # a whole picture of floats would cost gigabytes
        rows = np.arange(top, min(top + STRIP_ROWS, size.height))
        samples[rows[0] : rows[-1] + 1] = _noisy_strip(rows, size, generator)
    Image.fromarray(samples).save(path, "JPEG", quality=JPEG_QUALITY)


def _noisy_strip(rows: NDArray[np.int64], size: Size, generator: np.random.Generator) -> NDArray[np.uint8]:
    """Rows of the picture, `(h, width, 3)`; variance grows with brightness, as photon noise does."""
    y = (rows / size.height).astype(np.float32)[:, None]  # (h, 1)
    x = (np.arange(size.width) / size.width).astype(np.float32)[None, :]  # (1, width)
    stripes = 0.15 * np.sin(600 * x * x) * np.sin(400 * y * y)
    tones = (0.25 + 0.5 * x, 0.25 + 0.5 * y, 0.6 - 0.3 * x * y)
    clean = np.stack([np.broadcast_to(tone, stripes.shape) + stripes for tone in tones], axis=-1)  # (h, width, 3)
    spread = np.sqrt(0.0004 + 0.002 * clean.clip(0, 1)).astype(np.float32)
    noisy = clean + spread * generator.standard_normal(clean.shape, dtype=np.float32)
    rounded: NDArray[np.uint8] = (noisy.clip(0, 1) * 255 + 0.5).astype(np.uint8)
    return rounded
