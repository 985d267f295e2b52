"""JPEG, PNG and WebP: pixels coded by libjpeg, libpng and libwebp, metadata put in by `containers`."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pellucid.io import exif_edit
from pellucid.io.containers import jpeg_rewrite, png_rewrite, webp
from pellucid.io.writers.picture import Picture

# Below this quality halved colour resolution costs nothing one can see and saves a third.
_FULL_COLOR_QUALITY = 90
_PNG_LEVEL = 5
_WEBP_EFFORT = 4
_CMYK_CHANNELS = 4


def write_jpeg(picture: Picture, quality: int, file: BinaryIO) -> tuple[str, ...]:
    """Write gray, RGB or CMYK samples of 8 bits without alpha."""
    buffer = io.BytesIO()
    subsampling = "4:4:4" if quality >= _FULL_COLOR_QUALITY else "4:2:0"
    mode = "CMYK" if picture.samples.shape[2] == _CMYK_CHANNELS else "RGB"
    _image(picture.samples, mode).save(buffer, "JPEG", quality=quality, subsampling=subsampling, optimize=False)
    parts, warnings = jpeg_rewrite.rewrite(buffer.getvalue(), picture.embedded)
    return _write(parts, warnings, file)


def write_png(picture: Picture, file: BinaryIO) -> tuple[str, ...]:
    """Write gray or RGB samples of 8 or 16 bits, with or without alpha."""
    coded = bytes(imagecodecs.png_encode(_interleaved(picture), level=_PNG_LEVEL))
    return _write(png_rewrite.rewrite(coded, picture.embedded, keeps_time=False), (), file)


def write_webp(picture: Picture, quality: int, file: BinaryIO) -> tuple[str, ...]:
    """Write RGB samples of 8 bits, with or without alpha."""
    buffer = io.BytesIO()
    mode = "RGB" if picture.alpha is None else "RGBA"
    _image(_interleaved(picture), mode).save(buffer, "WEBP", quality=quality, method=_WEBP_EFFORT, exact=True)
    height, width = picture.samples.shape[:2]
    embedded = picture.embedded
    if embedded.resolution is not None:
        embedded = replace(embedded, exif=exif_edit.with_resolution(embedded.exif, embedded.resolution))
    parts, warnings = webp.rewrite(buffer.getvalue(), embedded, size=(width, height))
    return _write(parts, warnings, file)


def _image(samples: NDArray[Any], mode: str) -> Image.Image:
    height, width, channels = samples.shape
    if channels == 1:
        return Image.fromarray(np.ascontiguousarray(samples[..., 0]))
    return Image.frombytes(mode, (width, height), np.ascontiguousarray(samples).tobytes())


def _interleaved(picture: Picture) -> NDArray[Any]:
    if picture.alpha is None:
        return np.ascontiguousarray(picture.samples)
    return np.concatenate([picture.samples, picture.alpha[..., None]], axis=2)


def _write(parts: Sequence[bytes | memoryview], warnings: tuple[str, ...], file: BinaryIO) -> tuple[str, ...]:
    for part in parts:
        file.write(part)
    return warnings
