"""The one table of file formats: names, endings, first bytes, what exports in them hold, and what systems call them.

Dialogs, folders, batches, targets, sentences of errors, desktop files and installers read it. What a file really is,
its content decides (`kind_of`); endings count only where reading every file of a folder would be slow, and for exports.
Only the standard library is used, because installers are built without the program's packages.
"""

import re
from dataclasses import dataclass

from pellucid.foundation.translation import mark, tr

HEAD_BYTES = 64
"""How much of a file `kind_of` wants to see."""


@dataclass(frozen=True)
class FileFormat:
    """One format of photos.

    Attributes:
        id: as `PhotoFacts.format` and `ExportOptions.format` name it.
        label: as people name it.
        endings: lower case, with the dot; an export gets the first.
        magic: matches the first bytes; None where the content does not tell the format from the one it is coded as.
        brands: of an ISO media file (`ftyp`), any of which tells the format.
        reads: files of it are opened.
        writes: exports can be in it.
        depths: bits of a sample that it holds when written; the last is a float where it is 32.
        lossy: is coded with a quality.
        holds_profile: has a place for a colour profile.
        holds_alpha: has a place for transparency.
        channels: how many colour channels its pictures may have: 1 gray, 3 RGB, 4 CMYK.
        longest_side_px: no side may be longer.
        coded_as: the format of the pictures inside; only containers of both eyes have one.
        media_types: of the shared MIME database.
        apple_types: uniform type identifiers.
    """

    id: str
    label: str
    endings: tuple[str, ...]
    magic: bytes | None = None
    brands: frozenset[bytes] = frozenset()
    reads: bool = True
    writes: bool = False
    depths: tuple[int, ...] = ()
    lossy: bool = False
    holds_profile: bool = True
    holds_alpha: bool = False
    channels: tuple[int, ...] = (1, 3)
    longest_side_px: int = 2**31 - 1
    coded_as: str | None = None
    media_types: tuple[str, ...] = ()
    apple_types: tuple[str, ...] = ()


def _words(text: str, prefix: str = "") -> tuple[str, ...]:
    return tuple(prefix + word for word in text.split())


# The first that matches counts, so RAW stands before the TIFF that it looks like.
FORMATS: tuple[FileFormat, ...] = (
    FileFormat(
        id="JPEG",
        label="JPEG",
        endings=_words("jpg jpeg jpe jfif", "."),
        magic=rb"\xff\xd8\xff",
        writes=True,
        depths=(8,),
        lossy=True,
        channels=(1, 3, 4),
        longest_side_px=65_500,
        media_types=("image/jpeg",),
        apple_types=("public.jpeg",),
    ),
    FileFormat(
        id="PNG",
        label="PNG",
        endings=(".png",),
        magic=rb"\x89PNG\r\n\x1a\n",
        writes=True,
        depths=(8, 16),
        holds_alpha=True,
        media_types=("image/png",),
        apple_types=("public.png",),
    ),
    FileFormat(
        id="RAW",
        label=mark("camera RAW"),
        endings=_words(
            "dng nef nrw cr2 cr3 crw arw sr2 srf raf orf rw2 rwl pef srw x3f 3fr fff iiq erf mef mos mrw dcr k25 kdc",
            ".",
        ),
        magic=rb"FUJIFILMCCD-RAW|IIU\0|IIRO|IIRS|MMOR|FOVb|\0MRM|II\x1a\0\0\0HEAPCCDR|(?:II\*\0|MM\0\*).{4}CR",
        brands=frozenset((b"crx ",)),
        media_types=_words(
            "adobe-dng canon-cr2 canon-cr3 canon-crw fuji-raf kodak-dcr kodak-k25 kodak-kdc minolta-mrw nikon-nef "
            "nikon-nrw olympus-orf panasonic-rw panasonic-rw2 pentax-pef samsung-srw sigma-x3f sony-arw sony-sr2 "
            "sony-srf",
            "image/x-",
        ),
        apple_types=("public.camera-raw-image",),
    ),
    FileFormat(
        id="TIFF",
        label="TIFF",
        endings=(".tif", ".tiff"),
        magic=rb"II[*+]\0|MM\0[*+]",
        writes=True,
        depths=(8, 16, 32),
        holds_alpha=True,
        channels=(1, 3, 4),
        longest_side_px=2**32 - 1,
        media_types=("image/tiff",),
        apple_types=("public.tiff",),
    ),
    FileFormat(
        id="WEBP",
        label="WebP",
        endings=(".webp",),
        magic=rb"RIFF.{4}WEBP",
        writes=True,
        depths=(8,),
        lossy=True,
        holds_alpha=True,
        channels=(3,),
        longest_side_px=16_383,
        media_types=("image/webp",),
        apple_types=("org.webmproject.webp",),
    ),
    FileFormat(
        id="AVIF",
        label="AVIF",
        endings=(".avif",),
        brands=frozenset((b"avif", b"avis")),
        media_types=("image/avif",),
        apple_types=("public.avif",),
    ),
    FileFormat(
        id="HEIF",
        label="HEIF",
        endings=(".heic", ".heif"),
        brands=frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")),
        media_types=("image/heif",),
        apple_types=("public.heic", "public.heif"),
    ),
    FileFormat(
        id="JXL",
        label="JPEG XL",
        endings=(".jxl",),
        magic=rb"\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n",
        media_types=("image/jxl",),
        apple_types=("public.jpeg-xl",),
    ),
    FileFormat(
        id="JP2",
        label="JPEG 2000",
        endings=_words("jp2 j2k jpf jpx j2c jpc", "."),
        magic=rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51",
        media_types=("image/jp2", "image/jpx", "image/x-jp2-codestream"),
        apple_types=("public.jpeg-2000",),
    ),
    FileFormat(
        id="GIF",
        label="GIF",
        endings=(".gif",),
        magic=rb"GIF8[79]a",
        media_types=("image/gif",),
        apple_types=("com.compuserve.gif",),
    ),
    FileFormat(
        id="BMP",
        label="BMP",
        endings=(".bmp",),
        magic=rb"BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\0\0\0",
        media_types=("image/bmp",),
        apple_types=("com.microsoft.bmp",),
    ),
    FileFormat(
        id="MPO",
        label="MPO",
        endings=(".mpo",),
        writes=True,
        depths=(8,),
        lossy=True,
        longest_side_px=65_500,
        coded_as="JPEG",
    ),
    FileFormat(
        id="JPS",
        label="JPEG side by side (JPS)",
        endings=(".jps",),
        writes=True,
        depths=(8,),
        lossy=True,
        longest_side_px=65_500,
        coded_as="JPEG",
    ),
    FileFormat(
        id="PNS",
        label="PNG side by side (PNS)",
        endings=(".pns",),
        writes=True,
        depths=(8, 16),
        holds_alpha=True,
        coded_as="PNG",
    ),
)

# What else people try to open, so that the sentence can name it.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF", mark("a PDF document")),
    (rb"%!PS|\xc5\xd0\xd3\xc6", mark("a PostScript document")),
    (rb"(?:\xef\xbb\xbf)?\s*<svg", mark("an SVG drawing")),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE svg)", mark("an SVG drawing or another XML document")),
    (rb"8BPS", mark("a Photoshop document")),
    (rb"v/1\x01", mark("an OpenEXR picture")),
    (rb"#\?R(?:ADIANCE|GBE)", mark("a Radiance HDR picture")),
    (rb"gimp xcf", mark("a GIMP document")),
    (rb"PK\x03\x04", mark("a ZIP archive")),
    (rb"\0\0\x01\0", mark("a Windows icon")),
    (rb"qoif", mark("a QOI picture")),
    (rb"DDS ", mark("a DDS texture")),
    (rb"farbfeld", mark("a farbfeld picture")),
    (rb"P[1-7fF]\s", mark("a Netpbm picture")),
    (rb".{4}ftyp", mark("a video or a picture of an unknown kind")),
)

_BY_ID = {entry.id: entry for entry in FORMATS}


def by_id(name: str) -> FileFormat:
    """The format of an id; KeyError where there is none."""
    return _BY_ID[name]


def kind_of(head: bytes) -> str | None:
    """Tell the format by the first `HEAD_BYTES` of a file: the id of one that is read, or None."""
    brands = _brands(head)
    for entry in FORMATS:
        if entry.reads and (entry.brands & brands or (entry.magic and _starts(head, entry.magic))):
            return entry.id
    return None


def foreign_kind(head: bytes) -> str | None:
    """Name in words what a file seems to be that is not read."""
    return next((name for magic, name in _FOREIGN if _starts(head, magic)), None)


def readable() -> str:
    """The formats that are opened, for a sentence: `JPEG, PNG, … and camera RAW`."""
    labels = [entry.label for entry in FORMATS if entry.reads and entry.coded_as is None and entry.id != "RAW"]
    return tr("{formats} and {last}", formats=", ".join(labels), last=tr(by_id("RAW").label))


def written(*, both_eyes: bool = False) -> tuple[FileFormat, ...]:
    """Formats that exports can be in: those of one picture, or the containers of both eyes."""
    return tuple(entry for entry in FORMATS if entry.writes and (entry.coded_as is not None) == both_eyes)


def endings_of(*formats: FileFormat) -> dict[str, str]:
    """Endings of formats with their ids."""
    return {ending: entry.id for entry in formats for ending in entry.endings}


PHOTO_ENDINGS = tuple(endings_of(*(entry for entry in FORMATS if entry.reads)))
"""Lower-case endings that are shown in dialogs, walked through, paired, and offered by installers."""

MEDIA_TYPES = tuple(kind for entry in FORMATS if entry.reads for kind in entry.media_types)
"""MIME types that the program offers to open."""

APPLE_TYPES = tuple(kind for entry in FORMATS if entry.reads for kind in entry.apple_types)
"""The same as macOS names them."""


def _starts(head: bytes, magic: bytes) -> bool:
    return re.match(magic, head, re.DOTALL) is not None


def _brands(head: bytes) -> frozenset[bytes]:
    """Main and compatible brands of an ISO media file."""
    if head[4:8] != b"ftyp":
        return frozenset()
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset((head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))))
