"""XMP files beside photos, where raw converters keep ratings and keywords of files that they do not write into.

They are read where the photo has no packet of its own, and carried by exports like one. In a RAW file the packet is the
camera's, and the one beside it is newer.
"""

import os
from dataclasses import replace
from pathlib import Path

from pellucid.foundation import formats
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.paths import shown
from pellucid.foundation.translation import tr
from pellucid.io import xmp, xmp_cleaning
from pellucid.io.files import opened
from pellucid.io.source_image import SourceImage

_MAX_BYTES = 16 * 1024 * 1024
_RAW_ENDINGS = formats.by_id("RAW").endings


def with_packet_beside(photo: SourceImage) -> SourceImage:
    """The photo with the packet of `NAME.xmp` or `NAME.jpg.xmp`, if it has none itself or is a RAW file.

    How the photo is turned is told by the photo alone. Where the packet says otherwise, and where it cannot be read,
    there is a warning.
    """
    if photo.metadata.xmp is not None and photo.facts.format != "RAW":
        return photo
    found = find_packet_file(photo.facts.path)
    if found is None:
        return photo
    packet = read_packet(found) or b""
    document = xmp.parse(packet)
    if document is None:
        return _warned(
            photo,
            tr("{name} beside the photo cannot be read; its metadata are not used.", name=shown(Path(found.name))),
        )
    orientation = xmp_cleaning.orientation_of(document)
    if photo.facts.format != "RAW" and orientation not in (None, photo.metadata.orientation):
        photo = _warned(
            photo,
            tr("{name} says that the photo is turned, but the photo itself does not.", name=shown(Path(found.name))),
        )
    return replace(photo, metadata=replace(photo.metadata, xmp=packet, xmp_beside=found.name))


def find_packet_file(photo: Path) -> Path | None:
    """The XMP file that belongs to a photo: `NAME.xmp`, or else `NAME.jpg.xmp`; None where there is neither.

    The first belongs to the RAW file where one of that name lies beside the photo.
    """
    names = (photo.with_name(f"{photo.stem}.xmp"), photo.with_name(f"{photo.name}.xmp"))
    found = [one for one in names if os.path.isfile(one)]  # noqa: PTH113 -- knows no name that is too long
    if found and found[0] == names[0] and not is_raw_name(photo) and _has_raw_beside(photo):
        found = found[1:]
    return found[0] if found else None


def new_packet_file(photo: Path) -> Path:
    """What an XMP file for a photo that has none is called, so that other programs find it."""
    return photo.with_name(f"{photo.stem}.xmp" if is_raw_name(photo) else f"{photo.name}.xmp")


def is_raw_name(photo: Path) -> bool:
    """True where the name says that this is a RAW file."""
    return photo.suffix.lower() in _RAW_ENDINGS


def _has_raw_beside(photo: Path) -> bool:
    endings = (ending for lower in _RAW_ENDINGS for ending in (lower, lower.upper()))
    return any(os.path.isfile(photo.with_suffix(ending)) for ending in endings)  # noqa: PTH113 -- as above


def read_packet(path: Path) -> bytes | None:
    """The packet in a file; None where it is not readable or far too large."""
    try:
        with opened(path) as file:
            packet = file.read(_MAX_BYTES + 1)
    except PellucidError:
        return None
    return packet if len(packet) <= _MAX_BYTES else None


def _warned(photo: SourceImage, sentence: str) -> SourceImage:
    return replace(photo, facts=replace(photo.facts, warnings=(*photo.facts.warnings, sentence)))
