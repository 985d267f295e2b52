"""When a photo was taken and how it was rated, from the head of its file: for sorting thousands of them."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.photo_summary import PhotoSummary
from pellucid.io import exif, ratings, xmp
from pellucid.io.containers import jpeg, jxl, png, webp
from pellucid.io.metadata import Embedded
from pellucid.io.opened_file import opened_file
from pellucid.io.readers import heif, raw

_TAKEN, _DIGITISED, _CHANGED = 0x9003, 0x9004, 0x0132
_PART_OF_SECOND = {_TAKEN: 0x9291, _DIGITISED: 0x9292, _CHANGED: 0x9290}
_TIME = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?")
_TIMES_OF_XMP = (
    (xmp.EXIF, "DateTimeOriginal"),
    ("http://ns.adobe.com/photoshop/1.0/", "DateCreated"),
    ("http://ns.adobe.com/xap/1.0/", "CreateDate"),
)
_READERS: dict[str, Callable[[BinaryIO], Embedded]] = {
    "JPEG": jpeg.read,
    "PNG": png.read,
    "WEBP": webp.read,
    "JXL": lambda file: jxl.read(file)[1],
    "HEIF": heif.embedded,
    "TIFF": raw.embedded,
    "RAW": raw.embedded,
}


def read_summary(photo: Path) -> PhotoSummary:
    """What the head of a file and the XMP beside it tell; nothing where they cannot be read."""
    embedded = read_embedded(photo)
    return PhotoSummary(taken_at(embedded), ratings.read_rating(photo, embedded.xmp).rating)


def read_embedded(photo: Path) -> Embedded:
    """The blocks of metadata of a file, without its picture; none where it cannot be read."""
    try:
        with opened_file(photo) as file:
            reader = _READERS.get(file.kind)
            return reader(file.stream) if reader else Embedded()
    except PellucidError:
        return Embedded()


def taken_at(embedded: Embedded) -> str:
    """When a photo was taken, as `PhotoSummary.taken`."""
    return _time_of_exif(embedded.exif) or _time_of_xmp(embedded.xmp)


def _time_of_exif(block: bytes | None) -> str:
    file = io.BytesIO(exif.strip_prefix(block or b""))
    found = exif.first_ifd(file)
    if found is None:
        return ""
    own = exif.sub_ifd(file, found[0], exif.EXIF_IFD, found[1])
    for tag, ifd in ((_TAKEN, own), (_DIGITISED, own), (_CHANGED, found[0])):
        time = _worded(exif.text(ifd.find(tag))) if ifd else ""
        if time:
            part = exif.text(own.find(_PART_OF_SECOND[tag])) if own else ""
            return f"{time}.{part}" if part.isdigit() else time
    return ""


def _time_of_xmp(packet: bytes | None) -> str:
    document = xmp.parse(packet) if packet else None
    if document is None:
        return ""
    values = {(xmp.uri(node), xmp.name(node)): xmp.text(node) for node in xmp.properties(document)}
    return next((time for key in _TIMES_OF_XMP if (time := _worded(values.get(key, "").strip()))), "")


def _worded(text: str) -> str:
    """A time as the list has it; empty where there is none, as in cameras whose clock was never set."""
    found = _TIME.match(text)
    if found is None or found[1] == "0000":
        return ""
    year, month, day, hour, minute, second, part = found.groups()
    return f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}{part or ''}"
