"""TIFF through tifffile: any layout and bit depth, made into plain gray, RGB or CMYK samples.

The size is checked on the directory before anything is decoded, and again on what came out, because tifffile can
answer a damaged file with an empty array.
"""

import logging
import struct
from dataclasses import replace
from typing import Any, BinaryIO

import numpy as np
import tifffile
from numpy.typing import NDArray

from pellucid.foundation.errors import UnsupportedError
from pellucid.foundation.paths import shown
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import plural, tr
from pellucid.io import exif
from pellucid.io.files import Limit
from pellucid.io.metadata import Embedded
from pellucid.io.readers import tiff_pages
from pellucid.io.readers.alpha import straightened
from pellucid.io.readers.color_spaces import lab_to_rgb, ycbcr_to_rgb
from pellucid.io.readers.decoded import DAMAGED, Decoded
from pellucid.io.readers.depth import BYTE, WORD, spread
from pellucid.io.readers.pages import Pages
from pellucid.io.reduce import by_strips, full_scale

# tifffile reports every oddity of a file to its logger; whether a file can be read is said by us.
logging.getLogger("tifffile").setLevel(logging.CRITICAL + 1)

_LOG = logging.getLogger("pellucid.io")
_MIN_IS_WHITE, _MIN_IS_BLACK, _RGB, _PALETTE, _SEPARATED, _YCBCR, _LAB = 0, 1, 2, 3, 5, 6, 8
_CHANNELS = {_MIN_IS_WHITE: 1, _MIN_IS_BLACK: 1, _RGB: 3, _PALETTE: 1, _SEPARATED: 4, _YCBCR: 3, _LAB: 3}
# libjpeg turns YCbCr into RGB itself.
_JPEG_COMPRESSIONS = (6, 7)
_ASSOCIATED, _UNASSOCIATED = 1, 2
_MAX_CHANNELS = 16
_XMP, _IPTC, _ICC = 700, 33723, 34675


def read(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Decode the photo of a TIFF, or another picture of it that was chosen."""
    with tifffile.TiffFile(file) as tiff:
        found = tiff_pages.without_copy(tiff_pages.pictures(tiff), limit.max_pixels)
        pages = Pages.of(len(found), 0, choices, limit.path)
        page = found[pages.shown]
        limit.check(page.imagewidth, page.imagelength)
        _refuse_unusual(page, limit)
        raster, is_whole = _raster(page)
        warnings = (*pages.note, *_notes(page), *(() if is_whole else (tr(DAMAGED),)))
        # A profile beside Lab describes Lab, of which nothing is left once the colours are sRGB.
        profile = None if page.photometric == _LAB else _tag_bytes(page, _ICC)
        embedded = Embedded(profile, None, _tag_bytes(page, _XMP), _tag_bytes(page, _IPTC))
        orientation = page.tags.valueof(exif.ORIENTATION, 1)
        samples, alpha = _colors(page, raster)
    embedded = replace(embedded, exif=exif.lift(file))
    turn = int(orientation) if isinstance(orientation, int) else 1
    return Decoded("TIFF", samples, alpha, embedded, turn, warnings, pages)


def holds_photo(file: BinaryIO) -> bool:
    """True where a directory has a picture that is neither reduced nor the mosaic of a sensor."""
    file.seek(0)
    try:
        with tifffile.TiffFile(file) as tiff:
            found = tiff_pages.pictures(tiff)
            return any(page.photometric in _CHANNELS and not tiff_pages.is_reduced(page) for page in found)
    except (tifffile.TiffFileError, struct.error, ValueError, IndexError):
        return False


def _notes(page: tifffile.TiffPage) -> tuple[str, ...]:
    """What of a picture is opened differently, or not at all."""
    notes: tuple[str, ...] = ()
    if page.photometric == _LAB:
        notes += (tr("The colours are stored as CIE Lab; they are opened as 16-bit sRGB."),)
    further = page.samplesperpixel - _CHANNELS[page.photometric] - (_alpha_kind(page) is not None)
    if further > 0:
        notes += (
            plural(
                "The file has a further channel beside its colours; edits leave them out.",
                "The file has {count} further channels beside its colours; edits leave them out.",
                count=further,
            ),
        )
    return notes


def _alpha_kind(page: tifffile.TiffPage) -> int | None:
    """How the channel behind the colours is transparency; None where it is not."""
    if not page.extrasamples or page.photometric == _LAB:
        return None
    kind = int(page.extrasamples[0])
    return kind if kind in (_ASSOCIATED, _UNASSOCIATED) else None


def _refuse_unusual(page: tifffile.TiffPage, limit: Limit) -> None:
    if page.photometric not in _CHANNELS:
        name = getattr(page.photometric, "name", str(page.photometric))
        raise UnsupportedError(
            tr("{path}: its colours are stored as {name}. Convert it to RGB first.", path=shown(limit.path), name=name)
        )
    if page.imagedepth != 1 or not 0 < page.samplesperpixel <= _MAX_CHANNELS:
        raise UnsupportedError(
            tr("{path}: this is a stack of measurements, not a photo. Export one layer.", path=shown(limit.path))
        )
    if page.photometric in (_LAB, _YCBCR) and page.bitspersample not in (BYTE, WORD):
        raise UnsupportedError(
            tr("{path}: its colours are stored in a rare depth. Convert it to RGB first.", path=shown(limit.path))
        )


def _raster(page: tifffile.TiffPage) -> tuple[NDArray[Any], bool]:
    """Decode to `(H, W, samples)`, whatever the planes, and tell whether all of it was there."""
    height, width = page.imagelength, page.imagewidth
    raster, is_whole = _decoded(page)
    if raster.size != height * width * page.samplesperpixel:
        raise ValueError("the picture is not what its directory says")
    if page.planarconfig == 2 and page.samplesperpixel > 1:
        planes = np.moveaxis(raster.reshape(page.samplesperpixel, height, width), 0, 2)
        return np.ascontiguousarray(planes), is_whole
    return raster.reshape(height, width, page.samplesperpixel), is_whole


def _decoded(page: tifffile.TiffPage) -> tuple[NDArray[Any], bool]:
    if not tiff_pages.is_incomplete(page):
        try:
            return page.asarray(), True
        except NotImplementedError:
            raise
        except Exception:  # noqa: BLE001 -- a decoder throws anything; what can be decoded is tried part by part
            _LOG.debug("the picture is tried part by part", exc_info=True)
    return tiff_pages.salvaged(page)


def _colors(page: tifffile.TiffPage, raster: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any] | None]:
    if page.photometric == _PALETTE:
        return _through_palette(page, raster[..., 0]), None
    if page.photometric != _LAB:
        raster = _full_range(raster, page.bitspersample)
    channels = _CHANNELS[page.photometric]
    if raster.shape[2] < channels:
        raise ValueError("fewer samples than the colours need")
    samples = np.ascontiguousarray(_plain(page, raster[..., :channels]))
    alpha_kind = _alpha_kind(page)
    if alpha_kind is None or raster.shape[2] <= channels:
        return samples, None
    alpha = np.ascontiguousarray(raster[..., channels])
    return (straightened(samples, alpha) if alpha_kind == _ASSOCIATED else samples), alpha


def _plain(page: tifffile.TiffPage, samples: NDArray[Any]) -> NDArray[Any]:
    """Gray with black at 0, RGB or CMYK."""
    if page.photometric == _MIN_IS_WHITE:
        return np.asarray(full_scale(samples.dtype) - samples, samples.dtype)
    if page.photometric == _LAB:
        return by_strips(lab_to_rgb, samples)
    if page.photometric == _YCBCR and page.compression not in _JPEG_COMPRESSIONS:
        return by_strips(ycbcr_to_rgb, samples)
    return samples


def _through_palette(page: tifffile.TiffPage, indices: NDArray[Any]) -> NDArray[Any]:
    palette = np.asarray(page.colormap, np.uint16)
    colors = palette[:, np.minimum(indices, palette.shape[1] - 1)]
    colors = np.ascontiguousarray(np.moveaxis(colors, 0, 2))
    # Palettes hold 16 bits, nearly always made from 8.
    if np.array_equal(palette >> 8, palette & 255) or not (palette & 255).any():
        return (colors >> 8).astype(np.uint8)
    return colors


def _full_range(raster: NDArray[Any], bits: int) -> NDArray[Any]:
    """Make any number type uint8, uint16 or float32 of which full scale means white."""
    if raster.dtype == bool:
        return raster.astype(np.uint8) * np.uint8(255)
    if raster.dtype.kind == "f":
        return raster.astype(np.float32)
    if raster.dtype.kind == "i":
        raster = _unsigned(raster)
    if bits in (BYTE, WORD) and raster.dtype.itemsize * 8 == bits:
        return raster
    top = (1 << bits) - 1
    if bits > WORD:
        return by_strips(lambda strip: np.asarray(strip / np.float64(top), np.float32), raster)
    return spread(raster, bits)


def _unsigned(raster: NDArray[Any]) -> NDArray[Any]:
    """Signed samples: most files only forgot to say that theirs have no sign; else the middle of the range is zero."""
    size = raster.dtype.itemsize
    unsigned = raster.view(f"u{size}")
    if size == 1 or raster.min() >= 0:
        return unsigned
    return np.asarray(unsigned ^ np.array(1 << (8 * size - 1), f"u{size}"))


def _tag_bytes(page: tifffile.TiffPage, tag: int) -> bytes | None:
    value = page.tags.valueof(tag)
    if isinstance(value, bytes):
        return value or None
    if isinstance(value, tuple) and value and all(isinstance(number, int) for number in value):
        # IPTC is often stored as 32-bit numbers; only its bytes matter.
        stored = page.tags[tag]
        file = page.parent.filehandle
        file.seek(stored.valueoffset)
        return bytes(file.read(stored.valuebytecount))
    return None
