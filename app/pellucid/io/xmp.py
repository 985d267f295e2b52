"""XMP packets as trees of XML: read without entities, changed by the URI of a vocabulary and by meaning, written back.

Properties stand as attributes or as elements, on any level; `minidom` keeps the prefixes that other programs look for.
Its builder is called itself, because `defusedxml.minidom` loads half of the network library, and photos open after it.
"""

from collections.abc import Iterator
from xml.dom.minidom import Attr, Comment, Document, Element, ProcessingInstruction, Text
from xml.parsers.expat import ExpatError

from defusedxml import expatbuilder
from defusedxml.common import DefusedXmlException

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TIFF = "http://ns.adobe.com/tiff/1.0/"
EXIF = "http://ns.adobe.com/exif/1.0/"
_NOTE = "http://ns.adobe.com/xmp/note/"
_XMLNS = "http://www.w3.org/2000/xmlns/"
_XML = "http://www.w3.org/XML/1998/namespace"
_META = "adobe:ns:meta/"
_NO_PROPERTIES = frozenset((RDF, _XMLNS, _XML, _META))
_DEEPEST = 100
_UTF8_MARK = b"\xef\xbb\xbf"
_PADDING = b"\0 \t\r\n"
# The longer codings first: the mark of UTF-16 is the beginning of that of UTF-32.
_CODINGS = (
    (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)  # fmt: skip

Property = Attr | Element


def parse(packet: bytes) -> Document | None:
    """Read a packet in any coding of Unicode; None where it is damaged, nests without end or declares entities."""
    try:
        document: Document = expatbuilder.parseString(_as_utf8(packet), forbid_dtd=True)
    except (ExpatError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    return document if _is_shallow(document) else None


def _as_utf8(packet: bytes) -> bytes | str:
    """A packet without padding; one in UTF-16 or UTF-32 as text, since its padding has to be known by whole characters.

    The mark of the byte order, or where the zeros of its first `<` lie, tells the coding.
    """
    for start, coding in _CODINGS:
        if packet.startswith(start):
            return packet.decode(coding).removeprefix("\ufeff").strip(_PADDING.decode())
    return packet.strip(_PADDING)


def coding_of(packet: bytes) -> tuple[str, bytes]:
    """The coding of Unicode that a packet is in, and the mark of the byte order that it begins with, or nothing."""
    for start, coding in _CODINGS:
        if packet.startswith(start):
            return coding, b"" if b"<" in start else start
    return "utf-8", _UTF8_MARK if packet.startswith(_UTF8_MARK) else b""


def rewritten(packet: bytes, document: Document) -> bytes | None:
    """The packet that a changed tree was read from: as it was where nothing changed, or see `serialise`.

    One that is not UTF-8 is written anew, because some formats hold no other.
    """
    before = parse(packet)
    is_same = before is not None and before.toxml() == document.toxml() and isinstance(_as_utf8(packet), bytes)
    return packet if is_same else serialise(document)


def serialise(document: Document) -> bytes | None:
    """Write a packet, UTF-8; None where no property is left."""
    if next(properties(document), None) is None:
        return None
    _drop_unused_declarations(document)
    return b"".join(node.toxml().encode("utf-8", "surrogatepass") for node in document.childNodes)


def properties(within: Document | Element) -> Iterator[Property]:
    """All properties of a packet or below an element, on every level, the outer ones first."""
    if isinstance(within, Element):
        yield from attributes(within)
    for child in elements(within):
        if is_property(child):
            yield child
        yield from properties(child)


def attributes(element: Element) -> list[Attr]:
    """Properties that stand as attributes."""
    return [attribute for attribute in _all_attributes(element) if is_property(attribute)]


def elements(within: Document | Element) -> list[Element]:
    """Elements right below."""
    return [child for child in within.childNodes if isinstance(child, Element)]


def references(document: Document) -> list[Attr]:
    """What the frame itself names outside of the packet: what a description is about, where a property leads."""
    found = [attribute for element in document.getElementsByTagName("*") for attribute in _all_attributes(element)]
    return [one for one in found if uri(one) == RDF and name(one) in ("about", "resource") and one.value]


def is_property(node: Property) -> bool:
    """True but for the frame that RDF and XML give; careless programs write names that are of no vocabulary."""
    if isinstance(node, Attr) and node.name == "xmlns":
        return False
    return node.namespaceURI not in _NO_PROPERTIES


def uri(node: Property) -> str:
    """Of the vocabulary."""
    return node.namespaceURI or ""


def name(node: Property) -> str:
    """Without the prefix."""
    return node.localName or ""


def text(node: Property) -> str:
    """What a property says, with all that lies below it."""
    if isinstance(node, Attr):
        return node.value
    parts = [child.data for child in node.childNodes if isinstance(child, Text)]
    return "".join(parts + [text(child) for child in elements(node)])


def set_text(node: Property, value: str) -> None:
    """Let a simple property say something else."""
    if isinstance(node, Attr):
        node.value = value
        return
    for child in list(node.childNodes):
        node.removeChild(child)
    assert node.ownerDocument is not None
    node.appendChild(node.ownerDocument.createTextNode(value))


def remove(node: Property) -> None:
    """Take a property out; nothing happens where it is out already, with one around it."""
    if isinstance(node, Attr):
        if node.ownerElement is not None:
            node.ownerElement.removeAttributeNode(node)
    elif node.parentNode is not None:
        node.parentNode.removeChild(node)


def remove_comments(within: Document | Element) -> None:
    """Take out what is meant for people and programs that read the XML itself, but for the marks of the packet."""
    for child in list(within.childNodes):
        if isinstance(child, Comment) or (isinstance(child, ProcessingInstruction) and child.target != "xpacket"):
            within.removeChild(child)
    for element in elements(within):
        remove_comments(element)


def joined(packet: bytes, extension: bytes) -> bytes:
    """One packet of a JPEG's packet and its extension (Extended XMP); the packet alone where the other is damaged."""
    document, further = parse(packet), parse(extension)
    home = frame(document) if document else None
    if document is None or further is None or home is None:
        return packet
    for node in list(properties(document)):
        if uri(node) == _NOTE:
            remove(node)
    for described in further.getElementsByTagNameNS(RDF, "Description"):
        if described.parentNode is frame(further):
            home.appendChild(document.importNode(described, deep=True))
    return serialise(document) or packet


def split(packet: bytes, limit: int, reference: str) -> tuple[bytes, bytes] | None:
    """Share a packet that is too large for one segment of a JPEG; the opposite of `joined`.

    Args:
        packet: the packet.
        limit: most bytes of the first part.
        reference: stands for the digest of the second part, of the same length.

    Returns:
        The packet without its largest properties but with the reference, and an extension that has them; None where
        that is not possible.
    """
    document, further = parse(packet), parse(packet)
    if document is None or further is None or frame(document) is None:
        return None
    here, there = (list(own_properties(one)) for one in (document, further))
    sizes = [len(node.toxml()) if isinstance(node, Element) else len(node.value) for node in here]
    moved: set[int] = set()
    for index in sorted(range(len(here)), key=lambda index: -sizes[index]):
        if len(packet) - sum(sizes[one] for one in moved) + len(reference) + 200 <= limit:
            break
        moved.add(index)
    for index in range(len(here)):
        remove(here[index] if index in moved else there[index])
    home = frame(document)
    assert home is not None
    note = document.createElementNS(RDF, f"{home.prefix}:Description" if home.prefix else "Description")
    note.setAttributeNS(RDF, f"{home.prefix}:about" if home.prefix else "about", "")
    note.setAttributeNS(_XMLNS, "xmlns:xmpNote", _NOTE)
    note.setAttributeNS(_NOTE, "xmpNote:HasExtendedXMP", reference)
    home.appendChild(note)
    main, extension = serialise(document), serialise(further)
    return (main, extension) if main and extension and len(main) <= limit else None


def frame(document: Document) -> Element | None:
    """The element that holds all descriptions; None where the packet has none."""
    found = document.getElementsByTagNameNS(RDF, "RDF")
    return found[0] if found else None


def own_properties(document: Document) -> Iterator[Property]:
    """Properties of the photo itself, not those inside others."""
    home = frame(document)
    for described in elements(home) if home else ():
        yield from attributes(described)
        yield from (child for child in elements(described) if is_property(child))


def _is_shallow(document: Document) -> bool:
    level = elements(document)
    for _ in range(_DEEPEST):
        level = [child for element in level for child in elements(element)]
        if not level:
            return True
    return False


def _drop_unused_declarations(document: Document) -> None:
    """Vocabularies of which nothing is left are not named either."""
    everything = document.getElementsByTagName("*")
    used = {RDF, _META} | {uri(element) for element in everything}
    for element in everything:
        used |= {uri(attribute) for attribute in attributes(element)}
    for element in everything:
        for attribute in _all_attributes(element):
            if uri(attribute) == _XMLNS and attribute.value not in used:
                element.removeAttributeNode(attribute)


def _all_attributes(element: Element) -> list[Attr]:
    found = [element.attributes.item(index) for index in range(element.attributes.length)]
    return [attribute for attribute in found if isinstance(attribute, Attr)]
