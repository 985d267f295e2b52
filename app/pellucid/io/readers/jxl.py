"""JPEG XL through libjxl."""

import io
from dataclasses import replace
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.errors import UnsupportedError
from pellucid.foundation.paths import shown
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import mark, tr
from pellucid.io.containers import jpeg, jxl
from pellucid.io.files import Limit
from pellucid.io.metadata import Embedded
from pellucid.io.readers.alpha import straightened
from pellucid.io.readers.decoded import Decoded
from pellucid.io.readers.depth import spread
from pellucid.io.readers.pages import Pages
from pellucid.io.readers.signalled import honoured

_ALPHA, _BLACK = 0, 4
_MAX_BITS = 16
_UNREAD_PROFILE = mark("The colour profile in this JPEG XL file cannot be read; the colours are read as sRGB.")


def read(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Decode the first picture of a JPEG XL file, or another one of an animation.

    Raises:
        UnsupportedError: CMYK.
    """
    header, embedded = jxl.read(file)
    limit.check(header.width, header.height)
    if _BLACK in header.extra:
        raise UnsupportedError(
            tr("{path}: the colours of this JPEG XL are inks. Convert it to RGB first.", path=shown(limit.path))
        )
    file.seek(0)
    coded = file.read()
    raster = imagecodecs.jpegxl_decode(coded)
    pages = Pages()
    if header.is_animation and raster.ndim == 3 + (not header.is_gray or bool(header.extra)):
        pages = Pages.of(len(raster), 0, choices, limit.path)
        raster = raster[pages.shown]
    samples, alpha, others = _channels(raster, header)
    notes = pages.animation_note
    if others:
        notes += (tr("The file has further channels beside its colours; edits leave them out."),)
    if header.has_icc:
        embedded = _with_profile(coded, embedded)
        notes += () if embedded.icc else (tr(_UNREAD_PROFILE),)
    # libjxl has turned the picture already.
    decoded = Decoded("JXL", samples, alpha, embedded, 1, notes, pages)
    return decoded if embedded.icc else honoured(decoded, header.signal)


def _channels(raster: NDArray[Any], header: jxl.Header) -> tuple[NDArray[Any], NDArray[Any] | None, bool]:
    """Colours, transparency, and whether there are other channels."""
    raster = raster.reshape(*raster.shape[:2], -1)
    raster = raster.astype(np.float32) if raster.dtype.kind == "f" else spread(raster, min(header.bits, _MAX_BITS))
    colors = 1 if header.is_gray else 3
    samples = np.ascontiguousarray(raster[..., :colors])
    if _ALPHA not in header.extra or raster.shape[2] <= colors:
        return samples, None, bool(header.extra)
    alpha = np.ascontiguousarray(raster[..., colors])
    if header.is_premultiplied:
        samples = straightened(samples, alpha)
    return samples, alpha, len(header.extra) > 1


def _with_profile(coded: bytes, embedded: Embedded) -> Embedded:
    """The profile lies packed in the codestream; a JPEG that was packed as a whole gives it back."""
    try:
        original = imagecodecs.jpegxl_decode_jpeg(coded, numthreads=1)
    except (imagecodecs.JpegxlError, ValueError):
        return embedded
    return replace(embedded, icc=jpeg.read(io.BytesIO(original)).icc)
