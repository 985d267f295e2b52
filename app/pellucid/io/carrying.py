"""What an export carries of a photo's metadata: as the person chose, true of the new file, and what went is told.

Places are looked for in all blocks first, because the names that one of them tells are known again in the texts of the
others: the city of the XMP in the keywords of the IPTC.
"""

from dataclasses import replace
from xml.dom.minidom import Document

from pellucid.foundation.export_options import MetadataChoice
from pellucid.foundation.geometry import Size
from pellucid.foundation.translation import mark, tr
from pellucid.io import exif_edit, iptc, xmp, xmp_cleaning
from pellucid.io.leftovers import Leftover, sentences
from pellucid.io.metadata import Comment, Metadata, axes_exchanged, lies_aside
from pellucid.io.places import PlaceNames, names_in_keyword, names_place
from pellucid.io.xmp_history import with_history

_DAMAGED_XMP = mark("The XMP metadata are damaged and were left out.")
_PRIVATE_FIELDS = mark(
    "The maker note and other private fields of the EXIF were left out, because they may tell the place."
)
_TEXTS = mark("Titles, descriptions or comments that tell the place were left out.")
_PEOPLE = ("author", "artist", "copyright", "creator", "software", "date", "owner")


def carried(
    metadata: Metadata, choice: MetadataChoice, *, size: Size | None = None, orientation: int = 1
) -> tuple[Metadata, tuple[str, ...]]:
    """Fit metadata to a new file.

    Args:
        metadata: of the photo.
        choice: what the person wants to be carried.
        size: of the new picture as it is coded; None where that stays.
        orientation: how it has to be turned, 1 to 8.

    Returns:
        Metadata whose EXIF and XMP tell this size and orientation, and sentences about what was left out. What is to be
        told of the making is in its XMP, whatever else is carried.
    """
    kept, notices = _carried(metadata, choice, size, orientation)
    return replace(kept, xmp=with_history(kept.xmp, metadata.history)), notices


def _carried(
    metadata: Metadata, choice: MetadataChoice, size: Size | None, orientation: int
) -> tuple[Metadata, tuple[str, ...]]:
    kept = Metadata(orientation=orientation, resolution=metadata.resolution)
    if lies_aside(orientation):
        metadata = axes_exchanged(metadata)
    if choice is MetadataChoice.NONE:
        return _turned(kept, orientation, size), sentences(metadata.left_behind)
    document = xmp.parse(metadata.xmp) if metadata.xmp else None
    notices: tuple[str, ...] = (tr(_DAMAGED_XMP),) if metadata.xmp and document is None else ()
    claimed: frozenset[Leftover] = frozenset()
    if document is not None:
        claimed = xmp_cleaning.remove_stale(document)
        xmp_cleaning.turn(document, orientation, size)
    notices += sentences(metadata.left_behind | claimed)
    kept = replace(
        kept,
        exif=metadata.exif,
        iptc=iptc.without_previews(metadata.iptc) if metadata.iptc else None,
        comments=metadata.comments,
    )
    if choice is MetadataChoice.WITHOUT_LOCATION:
        kept, more = _without_places(kept, document)
        notices += more
    packet = xmp.rewritten(metadata.xmp, document) if metadata.xmp and document is not None else None
    return _turned(replace(kept, xmp=packet), orientation, size), notices


def resized(metadata: Metadata, size: Size) -> Metadata:
    """The same for a picture of another size, like both eyes beside each other."""
    document = xmp.parse(metadata.xmp) if metadata.xmp else None
    packet = metadata.xmp
    if packet and document is not None:
        xmp_cleaning.turn(document, metadata.orientation, size)
        packet = xmp.rewritten(packet, document)
    return _turned(replace(metadata, xmp=packet), metadata.orientation, size)


def _turned(metadata: Metadata, orientation: int, size: Size | None) -> Metadata:
    block = metadata.exif
    if block is not None and size is not None:
        block = exif_edit.with_size(block, size)
    if orientation != 1:
        block = exif_edit.with_orientation(block, orientation)
    return replace(metadata, exif=block)


def _without_places(metadata: Metadata, document: Document | None) -> tuple[Metadata, tuple[str, ...]]:
    """Without what tells a place; the packet is changed where it is. Also sentences about what went with it."""
    names = PlaceNames.of(
        (xmp_cleaning.place_names(document) if document is not None else set())
        | (iptc.place_names(metadata.iptc) if metadata.iptc else set())
        | (exif_edit.place_names(metadata.exif) if metadata.exif else set())
        | {name for comment in metadata.comments for name in _names_in(comment)}
    )
    block, private, lost_exif = (
        exif_edit.without_places(metadata.exif, names) if metadata.exif else (None, False, False)
    )
    records, lost_iptc = iptc.without_places(metadata.iptc, names) if metadata.iptc else (None, False)
    lost_xmp = document is not None and xmp_cleaning.remove_places(document, names)
    plain = [comment for comment in metadata.comments if not names_place(comment.keyword)]
    comments = tuple(comment for comment in plain if _is_person(comment) or not names.are_named_in(comment.text))
    lost_text = lost_exif or lost_iptc or lost_xmp or len(comments) < len(plain)
    notices = ((tr(_PRIVATE_FIELDS),) if private else ()) + ((tr(_TEXTS),) if lost_text else ())
    return replace(metadata, exif=block, iptc=records, comments=comments), notices


def _names_in(comment: Comment) -> tuple[str, ...]:
    return (comment.text,) if names_place(comment.keyword) else names_in_keyword(comment.text)


def _is_person(comment: Comment) -> bool:
    """True for names of people and programs, and dates, which are no places."""
    return any(word in comment.keyword.lower() for word in _PEOPLE)
