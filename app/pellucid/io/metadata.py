"""What a file tells beside its pixels: EXIF, XMP and IPTC, and what of it an export carries."""

import re
from dataclasses import dataclass, replace

from pellucid.foundation.export_options import MetadataChoice
from pellucid.io import exif

_GPS_XMP = re.compile(
    rb'\s+exif:GPS\w*\s*=\s*("[^"]*"|\'[^\']*\')|<exif:(GPS\w*)\b[^>]*?(/>|>.*?</exif:\2\s*>)', re.DOTALL
)
_PLACES = rb"(?:photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location\w+)"
_PLACE_XMP = re.compile(
    rb"\s+" + _PLACES + rb"\s*=\s*(\"[^\"]*\"|'[^']*')|<(" + _PLACES + rb")\b[^>]*?(/>|>.*?</\2\s*>)", re.DOTALL
)
# Content location, city, sublocation, state and country among the records of IPTC.
_PLACE_RECORDS = frozenset((26, 27, 90, 92, 95, 100, 101))
_IPTC_MARK = 0x1C
_APPLICATION_RECORD = 2
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
        xmp=_PLACE_XMP.sub(b"", _GPS_XMP.sub(b"", metadata.xmp)) if metadata.xmp else None,
        iptc=_without_places(metadata.iptc) if metadata.iptc else None,
    )


def for_coded_picture(metadata: Metadata) -> Metadata:
    """The same for a picture that stays coded as it was and so still needs its orientation."""
    if metadata.orientation == 1:
        return metadata
    return replace(metadata, exif=exif.with_orientation(metadata.exif, metadata.orientation))


def _without_places(iptc: bytes) -> bytes | None:
    """Without the records that name a place; from a damaged record on, nothing is kept."""
    kept, at = b"", 0
    while at + 5 <= len(iptc) and iptc[at] == _IPTC_MARK:
        length = int.from_bytes(iptc[at + 3 : at + 5], "big")
        if length & 0x8000:  # the length of the length, for records that no place name needs
            break
        end = at + 5 + length
        if not (iptc[at + 1] == _APPLICATION_RECORD and iptc[at + 2] in _PLACE_RECORDS):
            kept += iptc[at:end]
        at = end
    return kept or None
