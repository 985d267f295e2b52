"""XMP that fits an export: no place where none is wanted, no claim of what is not in the file, right side up."""

from xml.dom.minidom import Attr, Document, Element

from pellucid.foundation.geometry import Size
from pellucid.io import xmp
from pellucid.io.leftovers import Leftover
from pellucid.io.places import PlaceNames, begins_places, is_place_vocabulary, names_in_keyword, names_place

_XAP = "http://ns.adobe.com/xap/1.0/"
_MEDIA_MANAGEMENT = "http://ns.adobe.com/xap/1.0/mm/"
_CAMERA_RAW = "http://ns.adobe.com/camera-raw-settings/1.0/"
_DEVELOPMENT = frozenset((_CAMERA_RAW, "http://darktable.sf.net/"))
_GOOGLE_CAMERA = "http://ns.google.com/photos/1.0/camera/"

# Vocabularies that speak of further pictures, sound or videos in the same file.
_ATTACHMENTS: tuple[tuple[str, Leftover | None], ...] = (
    ("http://ns.adobe.com/hdr-gain-map/", Leftover.GAIN_MAP),
    ("http://ns.apple.com/HDRGainMap/", Leftover.GAIN_MAP),
    ("http://ns.apple.com/pixeldatainfo/", Leftover.GAIN_MAP),
    ("http://ns.google.com/photos/1.0/depthmap/", Leftover.DEPTH),
    ("http://ns.google.com/photos/1.0/image/", Leftover.PICTURES),
    ("http://ns.google.com/photos/1.0/audio/", Leftover.DATA),
    ("http://ns.google.com/photos/dd/", Leftover.DEPTH),
    ("http://ns.google.com/photos/1.0/container/", None),  # only lists them
    ("http://ns.adobe.com/xmp/note/", None),  # tells of an extension, which is in the packet already
)
_ALONG_AXES = (
    ((xmp.TIFF, "XResolution"), (xmp.TIFF, "YResolution")),
    ((xmp.EXIF, "FocalPlaneXResolution"), (xmp.EXIF, "FocalPlaneYResolution")),
)
_VIDEO_CLAIMS = ("MicroVideo", "MotionPhoto")
_THUMBNAILS = frozenset(("Thumbnails", "PageInfo"))
_THUMBNAIL_PICTURE = "http://ns.adobe.com/xap/1.0/g/img/"

_LIST_PARTS = frozenset(("li", "Bag", "Seq", "Alt"))
# Names of people, programs and files, whose texts are no places even where a place has the same name.
_NO_PLACE_PARTS = (
    "creator", "rights", "artist", "copyright", "person", "owner", "author", "byline", "credit", "writer", "make",
    "model", "lens", "software", "date", "serial",
)  # fmt: skip
_PERSON_REGION = "http://www.metadataworkinggroup.com/schemas/regions/"
# Names of files and settings of programs, where pairs of decimals are strokes of a brush.
_OF_PROGRAMS = frozenset((_MEDIA_MANAGEMENT, _CAMERA_RAW))
_KEYWORD = "Keyword"


def remove_stale(document: Document) -> frozenset[Leftover]:
    """Take out thumbnails, and what only was true of the file that the photo came from.

    Returns:
        What the packet said there was beside the picture.
    """
    claimed = set()
    for node in list(xmp.properties(document)):
        if _is_thumbnail(node):
            xmp.remove(node)
            continue
        about = next((pair for pair in _ATTACHMENTS if xmp.uri(node).startswith(pair[0])), None)
        is_video = xmp.uri(node) == _GOOGLE_CAMERA and xmp.name(node).startswith(_VIDEO_CLAIMS)
        if about or is_video:
            claimed.add(Leftover.VIDEO if about is None else about[1])
            xmp.remove(node)
    return frozenset(one for one in claimed if one is not None)


def without_development(packet: bytes) -> bytes | None:
    """The packet of a RAW file without other programs' settings for developing it.

    They would be applied once more to a picture that is developed already. None where nothing else was told.
    """
    document = xmp.parse(packet)
    if document is None:
        return packet
    for node in list(xmp.properties(document)):
        if xmp.uri(node) in _DEVELOPMENT:
            xmp.remove(node)
    return xmp.rewritten(packet, document)


def turn(document: Document, orientation: int, size: Size | None) -> None:
    """Let orientation and size, where the packet tells them, be those of the file.

    Args:
        document: the packet.
        orientation: 1 to 8.
        size: in pixels; None lets it be.
    """
    said: dict[tuple[str, str], int] = {(xmp.TIFF, "Orientation"): orientation}
    if size is not None:
        said |= {
            (xmp.TIFF, "ImageWidth"): size.width,
            (xmp.TIFF, "ImageLength"): size.height,
            (xmp.EXIF, "PixelXDimension"): size.width,
            (xmp.EXIF, "PixelYDimension"): size.height,
        }
    for node in xmp.properties(document):
        value = said.get((xmp.uri(node), xmp.name(node)))
        if value is not None:
            xmp.set_text(node, str(value))


def exchange_axes(document: Document) -> None:
    """Let what is told of dots across be told of dots down, and the other way round."""
    found = {(xmp.uri(node), xmp.name(node)): node for node in xmp.properties(document)}
    for one, other in _ALONG_AXES:
        across, down = found.get(one), found.get(other)
        if across is not None and down is not None:
            value = xmp.text(across)
            xmp.set_text(across, xmp.text(down))
            xmp.set_text(down, value)


def orientation_of(document: Document) -> int | None:
    """Orientation that the packet tells, 1 to 8."""
    for node in xmp.properties(document):
        if (xmp.uri(node), xmp.name(node)) == (xmp.TIFF, "Orientation"):
            said = xmp.text(node).strip()
            return int(said) if said in tuple("12345678") else None
    return None


def place_names(document: Document) -> set[str]:
    """Names of places in the fields for them, and in keywords."""
    names: set[str] = set()
    for node in xmp.properties(document):
        if _is_place(node):
            names.update(text for text, _ in _leaves(node))
        elif xmp.name(node) == _KEYWORD and begins_places(xmp.text(node)):
            names.update(_keywords_beside(node))
        else:
            for text, _ in _leaves(node):
                names.update(names_in_keyword(text))
    return names


def remove_places(document: Document, names: PlaceNames) -> bool:
    """Take out every field for a place, and every text and keyword that tells one.

    Returns:
        True where a text went that is no keyword.
    """
    lost_texts = False
    for node in list(xmp.properties(document)):
        if _is_place(node) or xmp.name(node) == "LegacyIPTCDigest":
            xmp.remove(node)
        elif xmp.uri(node) not in _OF_PROGRAMS:
            known = PlaceNames() if _is_person(node) else names
            for text, leaf in _leaves(node):
                if known.are_named_in(text):
                    lost_texts |= not _is_list_item(leaf)
                    _remove_leaf(leaf)
    for reference in xmp.references(document):
        if names.are_named_in(reference.value):
            lost_texts = True
            xmp.remove(reference)
    xmp.remove_comments(document)
    return lost_texts


def _is_place(node: xmp.Property) -> bool:
    return is_place_vocabulary(xmp.uri(node)) or names_place(xmp.name(node))


def _is_thumbnail(node: xmp.Property) -> bool:
    if xmp.uri(node) == _THUMBNAIL_PICTURE:
        return True
    return xmp.uri(node).startswith(_XAP) and xmp.name(node) in _THUMBNAILS


def _keywords_beside(node: xmp.Property) -> set[str]:
    """Keywords below a keyword, where each is a structure with its children in it (Metadata Working Group)."""
    home = node.ownerElement if isinstance(node, Attr) else node.parentNode
    if not isinstance(home, Element):
        return set()
    keywords = (xmp.text(one) for one in xmp.properties(home) if xmp.name(one) == _KEYWORD)
    return {text for text in keywords if not begins_places(text)}


def _is_person(node: xmp.Property) -> bool:
    lowered = xmp.name(node).lower()
    return xmp.uri(node).startswith(_PERSON_REGION) or any(part in lowered for part in _NO_PLACE_PARTS)


def _leaves(node: xmp.Property) -> list[tuple[str, xmp.Property]]:
    """Texts of a property itself, in a list or in several languages; not of properties inside it."""
    if isinstance(node, Attr):
        return [(node.value, node)]
    inner = [child for child in xmp.elements(node) if not xmp.is_property(child)]
    if not inner:
        return [] if xmp.elements(node) else [(xmp.text(node), node)]
    return [leaf for child in inner for leaf in _leaves(child)]


def _remove_leaf(leaf: xmp.Property) -> None:
    """Take one text out, and with the last of a list the property that it was the value of."""
    home = leaf.parentNode if isinstance(leaf, Element) and leaf.localName in _LIST_PARTS else None
    xmp.remove(leaf)
    if isinstance(home, Element) and not xmp.elements(home):
        _remove_leaf(home)


def _is_list_item(leaf: xmp.Property) -> bool:
    """True for one of several, as keywords are; an `Alt` has one text in several languages."""
    home = leaf.parentNode if isinstance(leaf, Element) else None
    return isinstance(home, Element) and home.localName in ("Bag", "Seq")
