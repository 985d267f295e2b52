"""What a file tells beside its pixels: EXIF, XMP and IPTC, and what of it an export carries."""

import re
from dataclasses import dataclass, replace

from pellucid.foundation.export_options import MetadataChoice
from pellucid.io import exif

_GPS_XMP = re.compile(
    rb'\s+exif:GPS\w*\s*=\s*("[^"]*"|\'[^\']*\')|<exif:(GPS\w*)\b[^>]*?(/>|>.*?</exif:\2\s*>)', re.DOTALL
)
_ORIENTATION_XMP = re.compile(rb'(tiff:Orientation\s*=\s*["\']|<tiff:Orientation>\s*)[2-8]')


@dataclass(frozen=True)
class Embedded:
    """The blocks of a file as they lie in it; None where there is none. EXIF starts with its TIFF header."""

    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None


@dataclass(frozen=True)
class Metadata:
    """Metadata of an upright photo.

    Attributes:
        exif: a TIFF-structured block, orientation 1, without thumbnail.
        xmp: a packet of XML, orientation 1.
        iptc: IIM records.
        orientation: what the file said, 1 to 8, and the samples already follow.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    orientation: int = 1


def upright_metadata(embedded: Embedded, *, orientation: int | None = None) -> Metadata:
    """Metadata that go with upright samples.

    Args:
        embedded: the blocks of the file.
        orientation: how the samples were turned; None goes by the EXIF block.
    """
    block = exif.strip_prefix(embedded.exif) if embedded.exif else None
    turned = orientation if orientation is not None else (exif.orientation_of(block) if block else 1)
    xmp = _ORIENTATION_XMP.sub(rb"\g<1>1", embedded.xmp) if embedded.xmp else None
    return Metadata(exif.neutralised(block) if block else None, xmp, embedded.iptc or None, turned)


def chosen(metadata: Metadata, choice: MetadataChoice) -> Metadata:
    """What of the metadata an export carries."""
    if choice is MetadataChoice.ALL:
        return metadata
    if choice is MetadataChoice.NONE:
        return Metadata(orientation=metadata.orientation)
    return replace(
        metadata,
        exif=exif.without_location(metadata.exif) if metadata.exif else None,
        xmp=_GPS_XMP.sub(b"", metadata.xmp) if metadata.xmp else None,
    )


def for_coded_picture(metadata: Metadata) -> Metadata:
    """The same for a picture that stays coded as it was and so still needs its orientation."""
    if metadata.orientation == 1:
        return metadata
    return replace(metadata, exif=exif.with_orientation(metadata.exif, metadata.orientation))
