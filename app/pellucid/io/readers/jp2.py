"""JPEG 2000 through OpenJPEG."""

from typing import Any, BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.errors import UnsupportedError
from pellucid.foundation.paths import shown
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import tr
from pellucid.io.containers import jp2
from pellucid.io.files import Limit
from pellucid.io.readers.alpha import straightened
from pellucid.io.readers.color_spaces import ycbcr_to_rgb
from pellucid.io.readers.decoded import Decoded
from pellucid.io.readers.depth import WORD, spread
from pellucid.io.reduce import by_strips

_SYCC, _CMYK, _LAB = 18, 12, 14
_RGB, _FOUR = 3, 4


def read(file: BinaryIO, limit: Limit, _choices: SourceChoices) -> Decoded:
    """Decode a JPEG 2000 file.

    Raises:
        UnsupportedError: channels of different sizes or depths, more than 16 bits, or CIE Lab.
    """
    file.seek(0)
    coded = file.read()
    header = jp2.read(coded)
    limit.check(header.width, header.height)
    first = header.components[0]
    if len(set(header.components)) > 1 or first.bits > WORD or header.color_space == _LAB:
        raise UnsupportedError(
            tr(
                "{path}: this kind of JPEG 2000 has channels that Pellucid cannot read. Convert it to TIFF.",
                path=shown(limit.path),
            )
        )
    raster = imagecodecs.jpeg2k_decode(jp2.without_profile(coded))
    raster = raster.reshape(*raster.shape[:2], -1)
    if raster.shape[:2] != (header.height, header.width):
        raise ValueError("the picture is not what its header says")
    if raster.dtype.kind == "i":
        raster = (raster.astype(np.int32) + (1 << (first.bits - 1))).astype(np.uint16)
    raster = spread(raster, 8 if header.has_palette else first.bits)
    samples, alpha, others = _channels(raster, header)
    if header.color_space == _SYCC and samples.shape[2] == _RGB:
        samples = by_strips(ycbcr_to_rgb, samples)
    notes = (tr("The file has further channels beside its colours; edits leave them out."),) if others else ()
    return Decoded("JP2", samples, alpha, header.embedded, warnings=notes)


def _channels(raster: NDArray[Any], header: jp2.Header) -> tuple[NDArray[Any], NDArray[Any] | None, bool]:
    """Colours, transparency, and whether there are other channels."""
    count = raster.shape[2]
    if count == _FOUR and header.color_space == _CMYK:
        return raster, None, False
    opacity = header.opacity if header.opacity is not None else (count - 1 if count in (2, 4) else None)
    if opacity is None or opacity >= count:
        colors = 1 if count < _RGB else _RGB
        return np.ascontiguousarray(raster[..., :colors]), None, count > colors
    rest = [channel for channel in range(count) if channel != opacity]
    shown_channels = rest[: 1 if len(rest) < _RGB else _RGB]
    samples, alpha = np.ascontiguousarray(raster[..., shown_channels]), np.ascontiguousarray(raster[..., opacity])
    straight = straightened(samples, alpha) if header.is_premultiplied else samples
    return straight, alpha, len(rest) > len(shown_channels)
