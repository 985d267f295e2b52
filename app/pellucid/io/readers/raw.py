"""Camera RAW through LibRaw: developed to 16-bit sRGB, as shot.

Most RAW files are TIFFs whose first picture is a thumbnail. So a TIFF is looked at here first: a TIFF reader would
open the thumbnail and call it the photo.
"""

from typing import BinaryIO

import numpy as np
import rawpy

from pellucid.foundation.errors import UnreadableError, UnsupportedError
from pellucid.io import exif
from pellucid.io.files import Limit, shown
from pellucid.io.metadata import Embedded
from pellucid.io.readers.decoded import Decoded

_SUBFILE_TYPE, _COMPRESSION, _PHOTOMETRIC, _MAKE, _SUB_IFDS, _DNG_VERSION = 254, 259, 262, 271, 330, 50706
_MOSAIC = 32803
_PLAIN_COMPRESSIONS = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34887, 34925, 50000, 50001, 50002, 52546))
_SRGB_GAMMA = (2.4, 12.92)
# Share of pixels that may turn white when LibRaw sets the exposure; its default of 1 % costs highlights.
_CLIPPED_SHARE = 0.001


def certainly_raw(file: BinaryIO) -> bool:
    """True where a TIFF says that its first picture is not the photo, or is a mosaic."""
    found = exif.first_ifd(file)
    if found is None:
        return False
    ifd, order = found
    values = {
        tag: exif.number(entry, order) if (entry := ifd.find(tag)) else None
        for tag in (_SUBFILE_TYPE, _COMPRESSION, _PHOTOMETRIC)
    }
    return (
        ifd.find(_DNG_VERSION) is not None
        or values[_PHOTOMETRIC] == _MOSAIC
        or (ifd.find(_MAKE) is not None and values[_COMPRESSION] not in (None, *_PLAIN_COMPRESSIONS))
        or (ifd.find(_SUB_IFDS) is not None and int(values[_SUBFILE_TYPE] or 0) & 1 == 1)
    )


def possibly_raw(file: BinaryIO) -> bool:
    """True where a TIFF comes from a camera and has further pictures below the first; LibRaw may try."""
    found = exif.first_ifd(file)
    return found is not None and found[0].find(_MAKE) is not None and found[0].find(_SUB_IFDS) is not None


def read(file: BinaryIO, limit: Limit) -> Decoded:
    """Develop a RAW file.

    Raises:
        UnsupportedError: a camera that LibRaw does not know.
        UnreadableError: a damaged file.
    """
    file.seek(0)
    try:
        with rawpy.imread(file) as raw:
            limit.check(raw.sizes.width, raw.sizes.height)
            samples = raw.postprocess(
                output_bps=16,
                gamma=_SRGB_GAMMA,
                output_color=rawpy.ColorSpace.sRGB,
                use_camera_wb=True,
                auto_bright_thr=_CLIPPED_SHARE,
            )
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawNotImplementedError) as error:
        raise UnsupportedError(
            f"{shown(limit.path)}: this seems to be a RAW file of a camera that Pellucid does not know. "
            "Convert it to DNG or TIFF first."
        ) from error
    except rawpy.LibRawError as error:
        raise UnreadableError(
            f"{shown(limit.path)}: the RAW file is damaged or cut short. Get a fresh copy of it."
        ) from error
    if samples.dtype != np.uint16 or samples.shape[-1] not in (1, 3):
        raise ValueError("LibRaw gave something that is not a picture")
    # LibRaw has turned the picture already.
    return Decoded("RAW", samples, embedded=Embedded(exif=exif.lift(file)), orientation=1)
