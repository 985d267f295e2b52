"""Small pictures of files, for a list of many: those that cameras put into files, or a quick decode.

All are upright sRGB. A picture that lies in a JPEG is trusted only as far as its shape is that of the photo: cameras
put black bars around it, and programs that crop a photo may leave the old one in.
"""

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import simplejpeg
from numpy.typing import NDArray

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.thumbnail_cache import THUMBNAIL_PX, ThumbnailCache
from pellucid.io import exif, icc
from pellucid.io.containers import jpeg as jpeg_container
from pellucid.io.decode import DEFAULT_MAX_PIXELS, for_screen, open_photo, open_reduced
from pellucid.io.files import Limit
from pellucid.io.opened_file import OpenedFile, opened_file
from pellucid.io.readers import jpeg, raw
from pellucid.io.readers.raw_preview import read_preview

_POSITION, _LENGTH = 0x0201, 0x0202
_SHAPE_TOLERANCE = 0.03
_DARK = 40
_QUALITY = 85
_QUICK_BYTES = 128 * 2**10
_QUICK_ENDINGS = (".jpg", ".jpeg")


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """A small picture of a photo.

    Attributes:
        pixels: `(h, w, 3)` uint8 sRGB, upright.
        is_embedded: it lay in the file, so it may be smaller than what was asked for.
    """

    pixels: NDArray[np.uint8]
    is_embedded: bool = False


def kept_thumbnail(photo: Path, cache: ThumbnailCache) -> Thumbnail:
    """The picture of a photo out of the cache, or else made and kept there, unless it is quickly made.

    Raises:
        PellucidError: there is none, and the photo cannot be opened; see `decode.open_photo`.
    """
    if is_quickly_made(photo):
        return made_thumbnail(photo)
    found = found_thumbnail(photo, cache)
    if found is None:
        found = made_thumbnail(photo)
        keep_thumbnail(photo, found, cache)
    return found


def found_thumbnail(photo: Path, cache: ThumbnailCache, edit: str = "") -> Thumbnail | None:
    """The picture of a photo, or of an edit by its digest, out of the cache; None where it is not there and whole."""
    kept = cache.find(photo, edit)
    try:
        return None if kept is None else Thumbnail(simplejpeg.decode_jpeg(kept.read_bytes()))
    except (OSError, ValueError):
        return None  # another window made room, or the disk was full


def keep_thumbnail(photo: Path, made: Thumbnail, cache: ThumbnailCache, edit: str = "") -> None:
    """Keep a picture that was made of a photo, or of an edit of it, by its digest."""
    cache.keep(photo, simplejpeg.encode_jpeg(made.pixels, _QUALITY, colorsubsampling="420"), edit)


def made_thumbnail(photo: Path, long_side_px: int = THUMBNAIL_PX) -> Thumbnail:
    """A picture made of the photo itself: a JPEG by a draft decode, a RAW file of its preview, others of the whole.

    Args:
        photo: the file.
        long_side_px: of the picture; a smaller photo keeps its size.

    Raises:
        PellucidError: see `decode.open_photo`.
    """
    reduced = open_reduced(photo, long_side_px)
    if reduced is not None:
        return Thumbnail(reduced.pixels)
    with opened_file(photo) as file:
        preview = _raw_preview(file, long_side_px)
    if preview is not None and max(preview.pixels.shape) >= long_side_px:
        return replace(preview, is_embedded=False)
    return Thumbnail(icc.to_samples(open_photo(photo).overview(long_side_px), 8))


def is_quickly_made(photo: Path) -> bool:
    """True for a JPEG so short that its picture is made as fast as one is found that was kept or that lies in it."""
    try:
        return photo.suffix.lower() in _QUICK_ENDINGS and photo.stat().st_size <= _QUICK_BYTES
    except OSError:
        return False


def embedded_thumbnail(photo: Path) -> Thumbnail | None:
    """The small picture that lies in the head of a JPEG, or the preview of a RAW file; None where there is none.

    Nothing is raised for a file that is bad; `made_thumbnail` tells what is wrong with it.
    """
    try:
        with opened_file(photo) as file:
            if file.kind != "JPEG":
                return _raw_preview(file, THUMBNAIL_PX)
            found = _of_jpeg(file)
            return None if found is None else Thumbnail(found, is_embedded=True)
    except PellucidError:
        return None


def _raw_preview(file: OpenedFile, long_side_px: int) -> Thumbnail | None:
    is_tiff = file.kind == "TIFF" and (raw.certainly_raw(file.stream) or raw.possibly_raw(file.stream))
    if file.kind != "RAW" and not is_tiff:
        return None
    small = read_preview(file.stream, Limit(file.path, DEFAULT_MAX_PIXELS), long_side_px)
    return None if small is None else Thumbnail(for_screen(small, file.path), is_embedded=True)


def _of_jpeg(file: OpenedFile) -> NDArray[np.uint8] | None:
    frame, embedded = jpeg_container.frame(file.stream), jpeg_container.read(file.stream)
    coded = _second_picture(embedded.exif)
    if coded is None or frame is None or not frame.height:
        return None
    small, _ = jpeg.read_reduced(io.BytesIO(coded), Limit(file.path, DEFAULT_MAX_PIXELS), THUMBNAIL_PX)
    samples = _without_bars(small.samples, frame.width / frame.height)
    return None if samples is None else for_screen(replace(small, samples=samples, embedded=embedded), file.path)


def _second_picture(block: bytes | None) -> bytes | None:
    """The picture of the second directory of an EXIF block."""
    file = io.BytesIO(exif.strip_prefix(block or b""))
    found = exif.first_ifd(file)
    ifd = exif.read_ifd(file, found[0].next_offset, found[1]) if found else None
    if found is None or ifd is None:
        return None
    position, length = (
        exif.number(entry, found[1]) if (entry := ifd.find(tag)) else None for tag in (_POSITION, _LENGTH)
    )
    return file.getvalue()[int(position) : int(position + length)] if position and length else None


def _without_bars(samples: NDArray[Any], shape: float) -> NDArray[Any] | None:
    """The middle part that has the shape of the photo; None where what lies around it is no black bar."""
    height, width = samples.shape[:2]
    columns, rows = min(width, round(height * shape)), min(height, round(width / shape))
    if min(columns, rows) < 1:
        return None
    left, top = (width - columns) // 2, (height - rows) // 2
    middle = samples[top : top + rows, left : left + columns]
    if columns >= width * (1 - _SHAPE_TOLERANCE) and rows >= height * (1 - _SHAPE_TOLERANCE):
        return np.ascontiguousarray(middle)
    bars = (samples[:top], samples[top + rows :], samples[:, :left], samples[:, left + columns :])
    is_dark = all(not bar.size or np.median(bar) < _DARK for bar in bars)
    return np.ascontiguousarray(middle) if is_dark else None
