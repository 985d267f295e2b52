"""XMP files beside photos, where raw converters keep ratings and keywords of files that they do not write into.

They are read where the photo has no packet of its own, and carried by exports like one. In a RAW file the packet is the
camera's, and the one beside it is newer.
"""

import os
from dataclasses import replace
from pathlib import Path

from pellucid.foundation.errors import PellucidError
from pellucid.io import xmp, xmp_cleaning
from pellucid.io.files import opened, shown
from pellucid.io.source_image import SourceImage

_MAX_BYTES = 16 * 1024 * 1024


def with_packet_beside(photo: SourceImage) -> SourceImage:
    """The photo with the packet of `NAME.xmp` or `NAME.jpg.xmp`, if it has none itself or is a RAW file.

    How the photo is turned is told by the photo alone. Where the packet says otherwise, and where it cannot be read,
    there is a warning.
    """
    if photo.metadata.xmp is not None and photo.facts.format != "RAW":
        return photo
    path = photo.facts.path
    names = (path.with_name(f"{path.stem}.xmp"), path.with_name(f"{path.name}.xmp"))
    found = next((one for one in names if os.path.isfile(one)), None)  # noqa: PTH113 -- knows no name that is too long
    if found is None:
        return photo
    packet = _read(found)
    document = xmp.parse(packet)
    if document is None:
        return _warned(photo, f"{shown(Path(found.name))} beside the photo cannot be read; its metadata are not used.")
    orientation = xmp_cleaning.orientation_of(document)
    if photo.facts.format != "RAW" and orientation not in (None, photo.metadata.orientation):
        photo = _warned(
            photo, f"{shown(Path(found.name))} says that the photo is turned, but the photo itself does not."
        )
    return replace(photo, metadata=replace(photo.metadata, xmp=packet, xmp_beside=found.name))


def _read(path: Path) -> bytes:
    """The packet; nothing where it is not readable or far too large."""
    try:
        with opened(path) as file:
            packet = file.read(_MAX_BYTES + 1)
    except PellucidError:
        return b""
    return packet if len(packet) <= _MAX_BYTES else b""


def _warned(photo: SourceImage, sentence: str) -> SourceImage:
    return replace(photo, facts=replace(photo.facts, warnings=(*photo.facts.warnings, sentence)))
