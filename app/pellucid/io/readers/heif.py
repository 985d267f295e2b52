"""HEIF (HEIC) through libheif; the primary picture only. Pictures with more than 8 bits come as 16."""

from typing import Any, BinaryIO

import numpy as np
import pi_heif
from numpy.typing import NDArray

from pellucid.io.files import Limit
from pellucid.io.metadata import Embedded
from pellucid.io.readers.decoded import Decoded, split_alpha
from pellucid.io.reduce import by_strips


def read(file: BinaryIO, limit: Limit) -> Decoded:
    """Decode the primary picture."""
    file.seek(0)
    heif = pi_heif.open_heif(file, convert_hdr_to_8bit=False)
    limit.check(*heif.size)
    info: dict[str, Any] = heif.info
    # A copy, because the decoder's memory goes away with the object.
    raster = _full_range(np.array(heif), int(info.get("bit_depth", 8)))
    samples, alpha = split_alpha(_straight(raster, premultiplied=heif.premultiplied_alpha))
    embedded = Embedded(info.get("icc_profile") or None, info.get("exif") or None, info.get("xmp") or None)
    # libheif turns the picture itself; the orientation in EXIF only repeats that.
    return Decoded("HEIF", samples, alpha, embedded, orientation=1)


def _full_range(raster: NDArray[Any], bits: int) -> NDArray[Any]:
    """Pictures of 10 or 12 bits come shifted up to 16, so that their white is a little less than white."""
    if raster.dtype == np.uint8 or not 8 < bits < 16:
        return raster
    top = (1 << bits) - 1
    return by_strips(lambda strip: np.asarray(np.rint((strip >> (16 - bits)) * (65535 / top)), np.uint16), raster)


def _straight(samples: NDArray[Any], *, premultiplied: bool) -> NDArray[Any]:
    if not premultiplied:
        return samples
    full = np.iinfo(samples.dtype).max
    alpha = np.maximum(samples[..., -1:], 1).astype(np.float32)
    colours = np.clip(np.rint(samples[..., :-1] * (full / alpha)), 0, full).astype(samples.dtype)
    return np.concatenate([colours, samples[..., -1:]], axis=2)
