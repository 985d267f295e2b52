"""JPEG through libjpeg-turbo, which also decodes what is left of a damaged file and tells that it is damaged."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.errors import RefusedError, UnsupportedError
from pellucid.foundation.geometry import Size
from pellucid.foundation.paths import shown
from pellucid.foundation.translation import tr
from pellucid.io.containers import behind, jpeg, jpeg_quality
from pellucid.io.containers.mpo import MpoImage
from pellucid.io.files import Limit
from pellucid.io.readers.decoded import DAMAGED, Decoded
from pellucid.io.readers.depth import spread

_SPACES = {1: "GRAY", 3: "RGB", 4: "CMYK"}
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_RGB, _CMYK_CHANNELS = 3, 4
_BYTE = 8
_NEARLY = 0.85
"""Of the size that is wanted: a picture so large needs not be made exactly as large."""

# A progressive picture of this many scans was made to keep decoders busy; real ones have about ten.
_MAX_SCANS = 1000
_SCAN_MARK, _END_MARK = b"\xff\xda", b"\xff\xd9"


def read(file: BinaryIO, limit: Limit, pictures: Sequence[MpoImage] = ()) -> Decoded:
    """Decode a JPEG of 8 bits, and of 2 to 16 where it is lossless or 12-bit; what is missing is gray.

    Args:
        file: the JPEG.
        limit: of its size.
        pictures: that an index in it lists; the first is the one that is decoded.

    Raises:
        UnsupportedError: hierarchical, or other colours than gray, RGB or CMYK.
        RefusedError: too many pixels or scans.
        ValueError: no picture in it.
    """
    frame, coded = _checked(file, limit)
    samples, is_whole = _decoded(coded, frame) if frame.bits == _BYTE else _decoded_deep(coded, frame)
    embedded = replace(jpeg.read(file), left_behind=behind.left_behind(file, pictures[1:]))
    warnings = () if is_whole else (tr(DAMAGED),)
    return Decoded("JPEG", samples, embedded=embedded, warnings=warnings, jpeg_quality=jpeg_quality.quality(file))


def read_reduced(file: BinaryIO, limit: Limit, long_side_px: int) -> tuple[Decoded, Size]:
    """Decode a JPEG at some eighths of its size, then make its longer side `long_side_px` at most.

    Returns:
        The small picture, and the size of the whole one, both as they lie in the file.
    """
    head = list(jpeg.segments(file))
    frame, coded = _checked(file, limit, head)
    full_size = Size(frame.width, frame.height)
    scale = min(1.0, long_side_px / max(frame.width, frame.height))
    reduced = full_size.scaled(scale)
    if frame.bits != _BYTE:
        small, _ = _decoded_deep(coded, frame)
        small = np.ascontiguousarray(small[:: int(1 / scale), :: int(1 / scale)] >> _BYTE).astype(np.uint8)
    else:
        eighths = _eighths(scale)
        reached = Size(-(-frame.width * eighths // 8), -(-frame.height * eighths // 8))
        reduced = reached if eighths <= 8 * scale else reduced
        least = {"min_width": reached.width, "min_height": reached.height}
        small = _inks(simplejpeg.decode_jpeg(coded, _SPACES[frame.channels], strict=False, **least))
    return Decoded("JPEG", _resized(small, reduced), embedded=jpeg.blocks_of(head)), full_size


def _eighths(scale: float) -> int:
    """How much of its size a picture is decoded at: as it is wanted, or nearly, where that saves making it smaller.

    Otherwise it is a power of two above, which decoders reach fastest.
    """
    fitting = int(8 * scale)
    if fitting >= _NEARLY * 8 * scale:
        return fitting
    return next(eighths for eighths in (1, 2, 4, 8) if eighths >= 8 * scale)


def _resized(samples: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    """`(h, w, c)` at another size, by means of areas."""
    height, width, channels = samples.shape
    if (width, height) == (size.width, size.height):
        return samples
    image = Image.frombytes(_MODES[channels], (width, height), np.ascontiguousarray(samples).data)
    resized = image.resize((size.width, size.height), Image.Resampling.BOX)
    return np.array(resized).reshape(size.height, size.width, channels)


def _checked(file: BinaryIO, limit: Limit, head: Sequence[jpeg.Segment] | None = None) -> tuple[jpeg.Frame, bytes]:
    """How the picture is coded, and the whole file; `head` are its segments, where they are known already."""
    frame = jpeg.frame(file) if head is None else jpeg.first_frame(head)
    if frame is None:
        raise ValueError("no frame before the first scan")
    if frame.unreadable_kind:
        raise UnsupportedError(
            tr(
                "{path}: this is a {unreadable_kind}, which Pellucid cannot read. Convert it first.",
                path=shown(limit.path),
                unreadable_kind=frame.unreadable_kind,
            )
        )
    if frame.channels not in _SPACES:
        raise UnsupportedError(
            tr(
                "{path}: this JPEG has {channels} colours. Convert it to RGB first.",
                path=shown(limit.path),
                channels=frame.channels,
            )
        )
    limit.check(frame.width, frame.height)
    file.seek(0)
    coded = file.read()
    if coded.count(_SCAN_MARK) > _MAX_SCANS:
        raise RefusedError(
            tr("{path}: the file has far more scans than any photo needs. Convert it first.", path=shown(limit.path))
        )
    return frame, coded


def _decoded(coded: bytes, frame: jpeg.Frame) -> tuple[NDArray[Any], bool]:
    """Samples, and whether all of the picture was there."""
    space = _SPACES[frame.channels]
    samples = np.empty((frame.height, frame.width, frame.channels), np.uint8)
    try:
        simplejpeg.decode_jpeg(coded, space, buffer=samples)
        is_whole = True
    except ValueError:
        if frame.is_lossless:
            return _decoded_deep(coded, frame)
        simplejpeg.decode_jpeg(coded, space, buffer=samples, strict=False)
        is_whole = False
    return _inks(samples), is_whole


def _decoded_deep(coded: bytes, frame: jpeg.Frame) -> tuple[NDArray[Any], bool]:
    # Lossless pictures are stored as they are, whatever their header makes libjpeg believe of their colours.
    space = "rgb" if frame.is_lossless and frame.channels == _RGB else None
    decoded = imagecodecs.jpeg8_decode(coded, colorspace=space, outcolorspace=space)
    decoded = decoded.reshape(frame.height, frame.width, frame.channels)
    # This way of decoding does not tell damage; a file without its end is cut.
    return _inks(spread(decoded, frame.bits)), _END_MARK in coded[-1024:]


def _inks(samples: NDArray[Any]) -> NDArray[Any]:
    """JPEG files of four colours hold paper, not ink, as Adobe began it."""
    if samples.shape[2] == _CMYK_CHANNELS:
        np.subtract(np.iinfo(samples.dtype).max, samples, out=samples)
    return samples
