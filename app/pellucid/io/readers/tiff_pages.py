"""Which directory of a TIFF is the photo, and what is left of a picture whose strips are missing."""

import math
from itertools import islice
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray

from pellucid.foundation.geometry import Size
from pellucid.io.reduce import area_average

_REDUCED, _MASK = 1, 4
_SUBFILE_TYPE = 254
_LOOKED_AT, _MAX_DIRECTORIES = 64, 1000
_SMALLER, _ASPECT_TOLERANCE = 0.5, 0.03
_UNCOMPRESSED = 1
# Correlation of a picture and its copy, which may be of another depth and profile.
_LIKENESS = 0.9


def pictures(tiff: tifffile.TiffFile) -> list[tifffile.TiffPage]:
    """The pictures that a person may open: neither reduced copies nor masks; at least one.

    Where the directories at the top are all reduced, as in files of cameras, those below the first are looked through.
    """
    at_top = _directories(tiff)
    found = [page for page in at_top if not _kind(page) & (_REDUCED | _MASK)]
    if not found:
        below = _below(at_top[0])
        found = [page for page in below if not _kind(page) & (_REDUCED | _MASK)]
    return found or at_top[:1]


def without_copy(found: list[tifffile.TiffPage], max_pixels: int) -> list[tifffile.TiffPage]:
    """The pictures without the first, where that is a small copy of another one and does not say so.

    Args:
        found: at least one picture.
        max_pixels: larger pictures are not compared.
    """
    first, rest = found[0], found[1:_LOOKED_AT]
    large = next((page for page in rest if _has_shape_of(first, page)), None)
    if large is None or large.imagewidth * large.imagelength > max_pixels or not _looks_like(first, large):
        return found
    return [large, *(page for page in found[1:] if page is not large)]


def salvaged(page: tifffile.TiffPage) -> tuple[NDArray[Any], bool]:
    """Decode strip by strip or tile by tile and leave out what is missing.

    Returns:
        `(planes, 1, H, W, samples)`, zeros where something is missing, and whether all was there.

    Raises:
        ValueError: nothing was there.
    """
    planes, _, height, width, samples = shape = page.shaped
    picture = np.zeros(shape, page.dtype)
    setup: dict[str, Any] = {"_fullsize": page.is_tiled}
    if page.jpegtables is not None:
        setup["jpegtables"] = page.jpegtables
    file = page.parent.filehandle
    # A directory can claim any length.
    whole_bytes = math.prod(page.chunks) * picture.itemsize
    found = whole = 0
    for number, (offset, length) in enumerate(zip(page.dataoffsets, page.databytecounts, strict=False)):
        try:
            file.seek(offset)
            needed = min(length, whole_bytes) if page.compression == _UNCOMPRESSED else length
            coded = file.read(max(0, min(needed, file.size - offset)))
            is_whole = len(coded) == needed
            if coded and page.compression == _UNCOMPRESSED:
                coded = coded.ljust(needed, b"\0")
            segment, (plane, _, top, left, _), (_, rows, columns, _) = page.decode(coded or None, number, **setup)
        except Exception:  # noqa: BLE001 -- a decoder throws anything; this segment is missing then
            continue
        if segment is None or not 0 <= plane < planes:
            continue
        rows, columns = min(rows, height - top), min(columns, width - left)
        picture[plane, 0, top : top + rows, left : left + columns] = segment[0, :rows, :columns, :samples]
        found += 1
        whole += is_whole
    if not found:
        raise ValueError("nothing of the picture is there")
    return picture, whole == math.prod(page.chunked)


def is_incomplete(page: tifffile.TiffPage) -> bool:
    """True where the directory names strips that lie behind the end of the file, or none at all for a part of it.

    Raises:
        ValueError: no file of this length can hold so many strips.
    """
    size = page.parent.filehandle.size
    count = math.prod(page.chunked)
    if count > size:
        raise ValueError("more strips than bytes in the file")
    if len(page.dataoffsets) < count:
        return True
    places = list(zip(page.dataoffsets, page.databytecounts, strict=False))
    return any(offset + length > size for offset, length in places) or any(
        offset == 0 or length == 0 for offset, length in places
    )


def is_reduced(page: tifffile.TiffPage) -> bool:
    """True where a directory says that it is a small copy."""
    return bool(_kind(page) & _REDUCED)


def _directories(tiff: tifffile.TiffFile) -> list[tifffile.TiffPage]:
    """Directories at the top, up to the first that is damaged or was there before; chains can run in circles."""
    first = tiff.pages.first
    assert isinstance(first, tifffile.TiffPage)
    found, seen = [first], {first.offset}
    for number in range(1, _MAX_DIRECTORIES):
        try:
            page = tiff.pages[number]
        except Exception:  # noqa: BLE001 -- a damaged directory throws anything; it and what follows are not there
            break
        if not isinstance(page, tifffile.TiffPage) or page.offset in seen:
            break
        found.append(page)
        seen.add(page.offset)
    return found


def _below(page: tifffile.TiffPage) -> list[tifffile.TiffPage]:
    try:
        return [below for below in islice(page.pages or (), _LOOKED_AT) if isinstance(below, tifffile.TiffPage)]
    except Exception:  # noqa: BLE001 -- as above
        return []


def _kind(page: tifffile.TiffPage) -> int:
    value = page.tags.valueof(_SUBFILE_TYPE, 0)
    return int(value) if isinstance(value, int) else 0


def _has_shape_of(small: tifffile.TiffPage, large: tifffile.TiffPage) -> bool:
    """True where a picture is much smaller and as wide to its height."""
    if not small.imagewidth or not large.imagewidth or not small.imagelength:
        return False
    if small.imagewidth > _SMALLER * large.imagewidth or small.imagelength > _SMALLER * large.imagelength:
        return False
    aspect = (small.imagewidth / small.imagelength) / (large.imagewidth / max(1, large.imagelength))
    # Sides of small copies are rounded.
    slack = _ASPECT_TOLERANCE + 1 / min(small.imagewidth, small.imagelength)
    return abs(aspect - 1) < slack


def _looks_like(small: tifffile.TiffPage, large: tifffile.TiffPage) -> bool:
    """True where a picture, made as small, is much the same."""
    try:
        copies = [_gray(page, (small.imagelength, small.imagewidth)) for page in (small, large)]
    except Exception:  # noqa: BLE001 -- a decoder throws anything; what cannot be decoded is no copy
        return False
    small_copy, large_copy = (copy - copy.mean() for copy in copies)
    norm = float(np.sqrt((small_copy**2).sum() * (large_copy**2).sum()))
    return norm > 0 and float((small_copy * large_copy).sum()) > _LIKENESS * norm


def _gray(page: tifffile.TiffPage, shape: tuple[int, int]) -> NDArray[np.float32]:
    """A picture as one channel, averaged to a smaller shape."""
    raster = page.asarray().reshape(page.shaped)[:, 0]
    gray = raster.mean(axis=(0, 3), dtype=np.float32)
    return area_average(gray[..., None], Size(shape[1], shape[0]))[..., 0]
