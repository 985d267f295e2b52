"""Camera RAW through LibRaw: developed to 16-bit sRGB, exposure and white balance as shot unless others were chosen.

Most RAW files are TIFFs whose first picture is a thumbnail. So a TIFF is looked at here first: a TIFF reader would
open the thumbnail and call it the photo.
"""

import struct
from typing import Any, BinaryIO

import numpy as np
import rawpy

from pellucid.foundation.errors import UnreadableError, UnsupportedError
from pellucid.foundation.paths import shown
from pellucid.foundation.source_choices import Highlights, SourceChoices
from pellucid.foundation.translation import tr
from pellucid.io import exif
from pellucid.io.files import Limit
from pellucid.io.metadata import Embedded
from pellucid.io.readers.decoded import Decoded
from pellucid.io.readers.raw_white_balance import CameraColor, multipliers, temperature_of

_SUBFILE_TYPE, _COMPRESSION, _PHOTOMETRIC, _MAKE, _SUB_IFDS, _DNG_VERSION = 254, 259, 262, 271, 330, 50706
_XMP, _IPTC = 700, 33723
_MOSAIC = 32803
_PLAIN_COMPRESSIONS = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34887, 34925, 50000, 50001, 50002, 52546))
_SRGB_GAMMA = (2.4, 12.92)
# ISO 12232: speed by saturation leaves half a stop above diffuse white; this gain puts that white at the top.
_FIXED_GAIN = 2**0.5
_BASELINE_EXPOSURE, _BASELINE_RANGE_EV = 50730, (-4.0, 4.0)
_HIGHLIGHTS = {
    Highlights.CLIP: rawpy.HighlightMode.Clip,
    Highlights.BLEND: rawpy.HighlightMode.Blend,
    Highlights.RECONSTRUCT: rawpy.HighlightMode.ReconstructDefault,
}


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


def read(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Develop a RAW file.

    Raises:
        UnsupportedError: a camera that LibRaw does not know.
        UnreadableError: a damaged file.
    """
    baseline = _baseline_ev(file)
    file.seek(0)
    try:
        with rawpy.imread(file) as raw:
            limit.check(raw.sizes.width, raw.sizes.height)
            balance, warnings = _balance(raw, choices)
            as_shot = temperature_of(np.asarray(raw.camera_whitebalance, np.float64), camera_color(raw))
            gain = _gain(raw, balance, choices) * 2 ** (choices.exposure_ev + baseline)
            samples = raw.postprocess(
                output_bps=16,
                gamma=_SRGB_GAMMA,
                output_color=rawpy.ColorSpace.sRGB,
                use_camera_wb=balance is None,
                user_wb=None if balance is None else list(balance),
                highlight_mode=_HIGHLIGHTS[choices.highlights],
                # The same light gives the same brightness in every frame of a bracket.
                no_auto_bright=True,
                adjust_maximum_thr=0.0,
                bright=gain,
            )
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawNotImplementedError) as error:
        raise UnsupportedError(
            tr(
                "{path}: this seems to be a RAW file of a camera that Pellucid does not know. Convert it to DNG or "
                "TIFF first.",
                path=shown(limit.path),
            )
        ) from error
    except rawpy.LibRawError as error:
        raise UnreadableError(
            tr("{path}: the RAW file is damaged or cut short. Get a fresh copy of it.", path=shown(limit.path))
        ) from error
    if samples.dtype != np.uint16 or samples.shape[-1] not in (1, 3):
        raise ValueError("LibRaw gave something that is not a picture")
    # LibRaw has turned the picture already.
    return Decoded("RAW", samples, embedded=embedded(file), orientation=1, warnings=warnings, as_shot_k=as_shot)


def embedded(file: BinaryIO) -> Embedded:
    """What a RAW file that is a TIFF tells; other kinds tell nothing here."""
    found = exif.first_ifd(file)
    xmp, iptc = (entry.value if found and (entry := found[0].find(tag)) else None for tag in (_XMP, _IPTC))
    return Embedded(exif=exif.lift(file), xmp=xmp, iptc=iptc)


def _balance(raw: Any, choices: SourceChoices) -> tuple[tuple[float, ...] | None, tuple[str, ...]]:
    """Multipliers for the temperature that was chosen; None is as shot."""
    if choices.temperature_k is None:
        return None, ()
    found = multipliers(choices.temperature_k, choices.tint, camera_color(raw))
    if found is None:
        return None, (tr("Pellucid knows no colour matrix of this camera, so its white balance stays as shot."),)
    return found, ()


def camera_color(raw: Any) -> CameraColor:
    """What LibRaw knows of the colours of an opened file's camera."""
    daylight = np.asarray(raw.daylight_whitebalance, np.float64)
    return CameraColor(np.asarray(raw.color_matrix, np.float64), daylight)


def _gain(raw: Any, balance: tuple[float, ...] | None, choices: SourceChoices) -> float:
    """Brightening that is the same for every photo of a camera.

    Where highlights are not clipped, LibRaw makes room for them by the ratio of the multipliers, which is taken back.
    """
    if choices.highlights is Highlights.CLIP:
        return _FIXED_GAIN
    factors = np.asarray(balance or raw.camera_whitebalance, np.float64)
    if not (np.isfinite(factors).all() and factors[0] > 0):
        factors = np.asarray(raw.daylight_whitebalance, np.float64)
    factors = factors[factors > 0]
    return _FIXED_GAIN * (float(factors.max() / factors.min()) if factors.size else 1.0)


def _baseline_ev(file: BinaryIO) -> float:
    """Stops that a DNG asks for on top (BaselineExposure)."""
    found = exif.first_ifd(file)
    entry = found[0].find(_BASELINE_EXPOSURE) if found else None
    if found is None or entry is None or len(entry.value) != 8:
        return 0.0
    above, below = struct.unpack(f"{found[1]}ii", entry.value)
    return float(np.clip(above / below, *_BASELINE_RANGE_EV)) if below else 0.0
