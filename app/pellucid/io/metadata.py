"""What a file tells beside its pixels: EXIF, XMP, IPTC, comments, print resolution. `carrying` fits it to an export."""

from dataclasses import dataclass, replace

from pellucid.io import exif, exif_edit, xmp, xmp_cleaning
from pellucid.io.leftovers import Leftover
from pellucid.io.xmp_history import ResourceEvent

_TURNS_ASIDE = range(5, 9)


@dataclass(frozen=True)
class Comment:
    """A text of a PNG with its keyword, or a comment of a JPEG, whose keyword is `Comment`."""

    keyword: str
    text: str


@dataclass(frozen=True)
class Embedded:
    """The blocks of a file as they lie in it; None where there is none.

    Attributes:
        icc: colour profile.
        exif: starts with its TIFF header.
        xmp: whole, with what a JPEG had to put into extensions.
        iptc: IIM records.
        comments: texts outside of these blocks.
        resolution: dots an inch, across and down, told outside of EXIF.
        left_behind: what else lies in the file.
    """

    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    comments: tuple[Comment, ...] = ()
    resolution: tuple[float, float] | None = None
    left_behind: frozenset[Leftover] = frozenset()


@dataclass(frozen=True)
class Metadata:
    """Metadata of an upright photo.

    Attributes:
        exif: a TIFF-structured block, orientation 1, without thumbnail.
        xmp: a packet of XML as it was in the file; of photos that lay aside, with the print resolution of upright ones.
        iptc: IIM records.
        orientation: what the file said, 1 to 8, and the samples already follow.
        comments: texts outside of these blocks.
        resolution: dots an inch for printing, across and down the upright photo; None where nothing says it.
        left_behind: what the file has beside picture and metadata, that no export carries.
        xmp_beside: name of the file that the packet was read from, where it lies beside the photo.
        history: what Pellucid did that an export is to tell, beyond what the packet tells.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    orientation: int = 1
    comments: tuple[Comment, ...] = ()
    resolution: tuple[float, float] | None = None
    left_behind: frozenset[Leftover] = frozenset()
    xmp_beside: str = ""
    history: tuple[ResourceEvent, ...] = ()


def upright_metadata(embedded: Embedded, *, orientation: int | None = None) -> Metadata:
    """Metadata that go with upright samples.

    Args:
        embedded: the blocks of the file.
        orientation: how the samples were turned; None goes by the EXIF block.
    """
    block = exif.strip_prefix(embedded.exif) if embedded.exif else None
    turned = orientation if orientation is not None else (exif.orientation_of(block) if block else 1)
    lying = Metadata(
        exif_edit.neutralised(block) if block else None,
        embedded.xmp,
        embedded.iptc or None,
        turned,
        embedded.comments,
        embedded.resolution or (exif_edit.resolution_of(block) if block else None),
        embedded.left_behind,
    )
    return axes_exchanged(lying) if lies_aside(turned) else lying


def lies_aside(orientation: int) -> bool:
    """True where rows of the coded picture are columns of the upright one."""
    return orientation in _TURNS_ASIDE


def axes_exchanged(metadata: Metadata) -> Metadata:
    """Metadata of the picture turned by a quarter: what they tell across is told down, and the other way round."""
    packet = metadata.xmp
    if packet and b"Resolution" in packet and (document := xmp.parse(packet)) is not None:
        xmp_cleaning.exchange_axes(document)
        packet = xmp.rewritten(packet, document)
    return replace(
        metadata,
        exif=exif_edit.with_axes_exchanged(metadata.exif) if metadata.exif else None,
        xmp=packet,
        resolution=metadata.resolution[::-1] if metadata.resolution else None,
    )
