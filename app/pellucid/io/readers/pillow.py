"""JPEG, WebP, AVIF and PNG up to 8 bits, through Pillow, which is told the one format it may try.

Pillow halves 16-bit colour PNGs without a word, so those are decoded by libpng directly.
"""

from dataclasses import replace
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.errors import UnreadableError, UnsupportedError
from pellucid.foundation.geometry import Size
from pellucid.io.containers import behind, jpeg, png, webp
from pellucid.io.files import Limit, shown
from pellucid.io.metadata import Embedded
from pellucid.io.readers.decoded import Decoded, split_alpha

# Our own limit is asked on the header; Pillow's would refuse pictures that the person has allowed.
Image.MAX_IMAGE_PIXELS = None

_PILLOW_FORMATS = {"JPEG": ("JPEG", "MPO"), "PNG": ("PNG",), "WEBP": ("WEBP",), "AVIF": ("AVIF",)}
_DEEP = 16
_MAX_PNG_OVERHEAD_BYTES = 64 * 1024 * 1024
_GRAY_MODES = frozenset(("1", "L"))
_STRIP_ROWS = 64


def read(kind: str, file: BinaryIO, limit: Limit) -> Decoded:
    """Decode a JPEG, PNG, WEBP or AVIF file."""
    if kind == "PNG":
        head = png.header(file)
        limit.check(head.width, head.height)
        if head.depth == _DEEP:
            return _read_deep_png(file, limit, head)
    if kind == "JPEG":
        _refuse_unusual_jpeg(file, limit)
    file.seek(0)
    with Image.open(file, formats=_PILLOW_FORMATS[kind]) as image:
        limit.check(*image.size)
        warnings = _frames_warning(kind, image)
        embedded = _embedded(kind, file, image)
        image.load()
        samples, alpha = _samples(image)
    return Decoded("HEIF" if kind == "AVIF" else kind, samples, alpha, embedded, warnings=warnings)


def read_reduced(file: BinaryIO, limit: Limit, long_side_px: int) -> tuple[Decoded, Size]:
    """Decode a JPEG at an eighth, a quarter or half of its size, then make its longer side `long_side_px` at most.

    Returns:
        The small picture, and the size of the whole one, both as they lie in the file.
    """
    _refuse_unusual_jpeg(file, limit)
    file.seek(0)
    with Image.open(file, formats=_PILLOW_FORMATS["JPEG"]) as image:
        limit.check(*image.size)
        embedded = jpeg.read(file)
        full_size = Size(*image.size)
        reduced = full_size.scaled(min(1.0, long_side_px / max(image.size)))
        wanted = (reduced.width, reduced.height)
        image.draft(None, wanted)
        image.load()
        small = image if image.size == wanted else image.resize(wanted, Image.Resampling.BOX)
        samples, alpha = _samples(small)
    return Decoded("JPEG", samples, alpha, embedded), full_size


def _refuse_unusual_jpeg(file: BinaryIO, limit: Limit) -> None:
    unusual = jpeg.unusual_frame(file)
    if unusual:
        raise UnsupportedError(f"{shown(limit.path)}: this is a {unusual}, which Pellucid cannot read. Convert it.")


def _frames_warning(kind: str, image: Image.Image) -> tuple[str, ...]:
    if kind in ("PNG", "WEBP", "AVIF") and getattr(image, "n_frames", 1) > 1:
        return ("The file is an animation; only its first picture is opened.",)
    return ()


def _embedded(kind: str, file: BinaryIO, image: Image.Image) -> Embedded:
    if kind == "AVIF":
        return Embedded(image.info.get("icc_profile"), image.info.get("exif"), image.info.get("xmp"))
    embedded = {"JPEG": jpeg.read, "PNG": png.read, "WEBP": webp.read}[kind](file)
    return replace(embedded, left_behind=behind.left_behind(file)) if kind == "JPEG" else embedded


def _samples(image: Image.Image) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """8-bit samples of any of Pillow's modes that these formats come in."""
    if image.mode in ("CMYK", "RGB", "L") and "transparency" not in image.info:
        return _copied(image), None
    is_gray = image.mode in _GRAY_MODES
    if "transparency" in image.info or image.mode in ("LA", "PA", "RGBA", "La", "RGBa"):
        coloured = np.asarray(image.convert("RGBA"))
        samples, alpha = split_alpha(coloured)
        return (samples[..., :1] if is_gray or image.mode == "LA" else samples), alpha
    return split_alpha(np.asarray(image.convert("L" if is_gray else "RGB")))


def _copied(image: Image.Image) -> NDArray[Any]:
    """`(H, W, C)` of an 8-bit picture; in strips, which is twice as fast as at once and never holds three copies."""
    width, height = image.size
    samples = np.empty((height, width, len(image.getbands())), np.uint8)
    for top in range(0, height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, height)
        strip = np.asarray(image.crop((0, top, width, bottom)))
        samples[top:bottom] = strip.reshape(bottom - top, width, -1)
    return samples


def _read_deep_png(file: BinaryIO, limit: Limit, head: png.Header) -> Decoded:
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[head.colour_type]
    file.seek(0)
    expected = head.width * head.height * channels * 2 + _MAX_PNG_OVERHEAD_BYTES
    coded = file.read(expected + 1)
    if len(coded) > expected:
        raise UnreadableError(f"{shown(limit.path)}: the file is far larger than its picture. Get a fresh copy of it.")
    decoded = imagecodecs.png_decode(coded)
    del coded
    if decoded.dtype != np.uint16 or decoded.shape[:2] != (head.height, head.width):
        raise ValueError("the picture is not what its header says")
    samples, alpha = split_alpha(decoded)
    key = png.transparent_colour(file)
    if alpha is None and len(key) == samples.shape[2]:
        alpha = np.where((samples == np.array(key, np.uint16)).all(axis=2), 0, 65535).astype(np.uint16)
    return Decoded("PNG", samples, alpha, png.read(file))
