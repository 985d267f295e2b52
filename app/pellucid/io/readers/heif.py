"""HEIF (HEIC) through libheif and AVIF through libavif, with all their bits.

What both keep to themselves, the code points of the colours among it, is read from the items of the file.
"""

from dataclasses import replace
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
import pi_heif
from numpy.typing import NDArray

from pellucid.foundation.source_choices import SourceChoices
from pellucid.io import code_points
from pellucid.io.code_points import ColorSignal
from pellucid.io.containers import isobmff
from pellucid.io.containers.isobmff import Items
from pellucid.io.files import Limit
from pellucid.io.metadata import Embedded
from pellucid.io.readers import pillow
from pellucid.io.readers.alpha import straightened
from pellucid.io.readers.decoded import Decoded, split_alpha
from pellucid.io.readers.depth import BYTE, WORD, spread
from pellucid.io.readers.pages import Pages
from pellucid.io.readers.signalled import honoured


def read(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Decode a picture of a HEIF file: the primary one, unless another was chosen."""
    items = isobmff.read(file)
    file.seek(0)
    heif = pi_heif.open_heif(file, convert_hdr_to_8bit=False)
    pages = Pages.of(len(heif), heif.primary_index, choices, limit.path)
    picture = heif[pages.shown]
    limit.check(*picture.size)
    info: dict[str, Any] = picture.info
    # A copy, because the decoder's memory goes away with the object.
    raster = _full_range(np.array(picture), int(info.get("bit_depth", BYTE)))
    samples, alpha = split_alpha(raster)
    if alpha is not None and picture.premultiplied_alpha:
        samples = straightened(samples, alpha)
    blocks = _blocks(info)
    # libheif turns the picture itself; the orientation in EXIF only repeats that.
    decoded = Decoded("HEIF", samples, alpha, blocks, orientation=1, warnings=pages.note, pages=pages)
    return decoded if blocks.icc else honoured(decoded, _signal(info, items))


def read_avif(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Decode the picture of an AVIF, or one of an animation."""
    items = isobmff.read(file)
    decoded = pillow.read("AVIF", file, limit, choices)
    bits = _avif_bits(items)
    if bits > BYTE:
        file.seek(0)
        deep = imagecodecs.avif_decode(file.read(), index=decoded.pages.shown)
        if deep.shape[:2] != decoded.samples.shape[:2]:
            raise ValueError("the picture is not what its header says")
        samples, alpha = split_alpha(spread(deep, bits))
        decoded = replace(decoded, samples=samples, alpha=alpha)
    if items is not None:
        # The items say how it is turned; what EXIF says does not count.
        decoded = replace(decoded, orientation=items.orientation(items.primary))
    return decoded if decoded.embedded.icc else honoured(decoded, _signal({}, items))


def embedded(file: BinaryIO) -> Embedded:
    """The blocks of a HEIF file, without decoding a picture."""
    file.seek(0)
    return _blocks(pi_heif.open_heif(file).info)


def _blocks(info: dict[str, Any]) -> Embedded:
    return Embedded(info.get("icc_profile") or None, info.get("exif") or None, info.get("xmp") or None)


def eye_pages(file: BinaryIO) -> tuple[int, int] | None:
    """Pages of the left and the right picture of a spatial photo; None where the file is none."""
    items = isobmff.read(file)
    if items is None or items.eyes is None or not set(items.eyes) <= set(items.pictures):
        return None
    file.seek(0)
    if len(pi_heif.open_heif(file)) != len(items.pictures):
        return None
    # libheif lists pictures by their numbers.
    order = sorted(items.pictures)
    return order.index(items.eyes[0]), order.index(items.eyes[1])


def _signal(info: dict[str, Any], items: Items | None) -> ColorSignal | None:
    """What the code points of a picture say: those that its decoder tells, or else those of the primary item."""
    nclx = info.get("nclx_profile")
    if nclx:
        return code_points.of_codes(nclx["color_primaries"], nclx["transfer_characteristics"])
    codes = items.code_points(items.primary) if items else None
    return code_points.of_codes(*codes) if codes else None


def _avif_bits(items: Items | None) -> int:
    """Bits of a sample as the codec's configuration says."""
    setup = items.find(items.primary, b"av1C") if items else None
    if setup is None or len(setup) < 3 or not setup[2] & 0x40:
        return BYTE
    return 12 if setup[2] & 0x20 else 10


def _full_range(raster: NDArray[Any], bits: int) -> NDArray[Any]:
    """Pictures of 10 or 12 bits come shifted up to 16, so that their white is a little less than white."""
    if raster.dtype == np.uint8 or not BYTE < bits < WORD:
        return raster
    return spread(raster >> (WORD - bits), bits)
