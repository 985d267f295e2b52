"""Opening a photo: content decides the reader, the header decides whether it is allowed, samples come out upright.

Order of `open_photo`: regular file, kind by content, size limit, decode, colour profile checked, turned upright,
metadata made to fit. Nothing is converted to another colour space or depth here.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.errors import PellucidError, UnreadableError
from pellucid.foundation.geometry import Size
from pellucid.foundation.paths import shown
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS, SourceChoices
from pellucid.foundation.translation import tr
from pellucid.io import exif, icc, profiles, shot, xmp_cleaning
from pellucid.io.beside import with_packet_beside
from pellucid.io.files import Limit
from pellucid.io.metadata import upright_metadata
from pellucid.io.opened_file import OpenedFile, opened_file
from pellucid.io.orientation import upright, upright_size
from pellucid.io.readers import heif, jp2, jpeg, jxl, pillow, png, raw, tiff
from pellucid.io.readers.decoded import Decoded
from pellucid.io.readers.exposure_choice import exposed
from pellucid.io.source_image import SourceImage

DEFAULT_MAX_PIXELS = 200_000_000


def open_photo(
    path: Path, *, max_pixels: int = DEFAULT_MAX_PIXELS, choices: SourceChoices = AS_THE_FILE_SAYS
) -> SourceImage:
    """Open a photo.

    Args:
        path: a regular file.
        max_pixels: larger pictures are refused before anything is allocated.
        choices: what decoding is asked for where the file leaves a choice.

    Raises:
        UsageError: a picture was chosen that the file does not have.
        UnreadableError: missing, denied, empty, cut, damaged, not a file or not a photo.
        UnsupportedError: a format or a feature that Pellucid does not read.
        RefusedError: more pixels than allowed.
        MemoryShortError: the picture does not fit into memory.
    """
    with opened_file(path) as file:
        return photo_in(file, max_pixels=max_pixels, choices=choices)


def photo_in(
    file: OpenedFile, *, max_pixels: int = DEFAULT_MAX_PIXELS, choices: SourceChoices = AS_THE_FILE_SAYS
) -> SourceImage:
    """The photo in a file that is open; see `open_photo`."""
    decoded = _decode(file, Limit(file.path, max_pixels), choices)
    photo = source_image(decoded, file.path, file.fingerprint, file.length, choices)
    return _without_development(with_packet_beside(photo))


def _without_development(photo: SourceImage) -> SourceImage:
    """A RAW file is developed here, not as other programs were told to."""
    packet = photo.metadata.xmp
    if photo.facts.format != "RAW" or packet is None:
        return photo
    return replace(photo, metadata=replace(photo.metadata, xmp=xmp_cleaning.without_development(packet)))


@dataclass(frozen=True)
class ReducedPhoto:
    """A small copy for the screen.

    Attributes:
        pixels: `(h, w, 3)` uint8 sRGB, upright.
        full_size: upright size of the whole photo.
    """

    pixels: NDArray[np.uint8]
    full_size: Size


def open_reduced(path: Path, long_side_px: int) -> ReducedPhoto | None:
    """A small copy for the screen, faster than opening the photo.

    Returns:
        A copy whose longer side is at most `long_side_px`; None where the format has no fast way (all but JPEG).

    Raises:
        PellucidError: as `open_photo`.
    """
    with opened_file(path) as file:
        if file.kind != "JPEG":
            return None
        limit = Limit(path, DEFAULT_MAX_PIXELS)
        small, full_size = jpeg.read_reduced(file.stream, limit, long_side_px)
        return ReducedPhoto(for_screen(small, path), upright_size(full_size, _orientation(small)))


def for_screen(small: Decoded, path: Path) -> NDArray[np.uint8]:
    """A small decoded picture as the screen shows it: `(h, w, 3)` uint8 sRGB, upright.

    Raises:
        UnreadableError: there is no picture.
    """
    decoded = _checked(small, path)
    pixels = icc.to_screen(decoded.samples, decoded.color, decoded.embedded.icc)
    return upright(pixels, _orientation(decoded))


def source_image(
    decoded: Decoded, path: Path, name: str, file_bytes: int, choices: SourceChoices = AS_THE_FILE_SAYS
) -> SourceImage:
    """What a reader decoded, checked and turned upright.

    Args:
        decoded: a picture of the file.
        path: of the file.
        name: fingerprint of the picture.
        file_bytes: length of the file.
        choices: with which it was decoded.

    Raises:
        UnreadableError: there is no picture.
    """
    decoded = exposed(_checked(decoded, path), choices.exposure_ev)
    orientation = _orientation(decoded)
    samples = _frozen(upright(decoded.samples, orientation))
    alpha = None if decoded.alpha is None else _frozen(upright(decoded.alpha, orientation))
    metadata = upright_metadata(decoded.embedded, orientation=orientation)
    facts = PhotoFacts(
        path=path,
        fingerprint=name,
        format=decoded.format,
        size=Size(samples.shape[1], samples.shape[0]),
        color=decoded.color,
        bit_depth=samples.dtype.itemsize * 8,
        has_alpha=alpha is not None,
        profile=icc.profile_name(decoded.embedded.icc),
        file_bytes=file_bytes,
        shot=shot.describe_shot(metadata.exif) if metadata.exif else "",
        warnings=decoded.warnings,
        pages=decoded.pages.count,
        page=decoded.pages.shown,
        choices=choices,
        is_beyond_unit=_is_beyond_unit(samples),
        as_shot_k=decoded.as_shot_k,
        jpeg_quality=decoded.jpeg_quality,
    )
    return SourceImage(facts, samples, alpha, decoded.embedded.icc, metadata)


def _decode(file: OpenedFile, limit: Limit, choices: SourceChoices) -> Decoded:
    if file.kind == "JPEG":
        return jpeg.read(file.stream, limit, file.pictures if file.has_index else ())
    readers: dict[str, Callable[[BinaryIO, Limit, SourceChoices], Decoded]] = {
        "PNG": png.read,
        "RAW": raw.read,
        "TIFF": _decode_tiff,
        "AVIF": heif.read_avif,
        "HEIF": heif.read,
        "JXL": jxl.read,
        "JP2": jp2.read,
    }
    reader = readers.get(file.kind) or functools.partial(pillow.read, file.kind)
    file.stream.seek(0)
    return reader(file.stream, limit, choices)


def _decode_tiff(file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """RAW files look like TIFFs; LibRaw goes first wherever one could be meant."""
    is_certain = raw.certainly_raw(file)
    if is_certain or raw.possibly_raw(file):
        try:
            return raw.read(file, limit, choices)
        except PellucidError:
            if is_certain and not tiff.holds_photo(file):
                raise
    file.seek(0)
    return tiff.read(file, limit, choices)


def _checked(decoded: Decoded, path: Path) -> Decoded:
    """Refuse empty pictures, drop profiles that cannot be used, honour what cameras announce in EXIF."""
    if decoded.samples.size == 0:
        raise UnreadableError(tr("{path}: the file holds no picture. Get a fresh copy of it.", path=shown(path)))
    embedded = decoded.embedded
    if embedded.icc is not None and not icc.usable_for(embedded.icc, decoded.color):
        warning = tr("The colour profile is damaged or of the wrong kind; the colours are read as sRGB.")
        return replace(decoded, embedded=replace(embedded, icc=None), warnings=(*decoded.warnings, warning))
    if embedded.icc is None and embedded.exif is not None and decoded.color == "rgb":
        adobe = shot.announces_adobe_rgb(exif.strip_prefix(embedded.exif))
        return replace(decoded, embedded=replace(embedded, icc=profiles.adobe_rgb_profile())) if adobe else decoded
    return decoded


def _orientation(decoded: Decoded) -> int:
    if decoded.orientation is not None:
        return decoded.orientation
    block = decoded.embedded.exif
    return exif.orientation_of(exif.strip_prefix(block)) if block else 1


def _is_beyond_unit(samples: NDArray[Any]) -> bool:
    return samples.dtype.kind == "f" and not (samples.min() >= 0 and samples.max() <= 1)


def _frozen(samples: NDArray[Any]) -> NDArray[Any]:
    samples.flags.writeable = False
    return samples
