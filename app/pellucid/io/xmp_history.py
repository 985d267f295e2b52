"""What was done to a picture, told in its XMP: `xmpMM:History`, in which programs list their own deeds.

Each is a `stEvt` resource event; what that has no word for, as the networks that ran, is told in words of our own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.dom.minidom import Document, Element

from pellucid.io import xmp

MEDIA_MANAGEMENT = "http://ns.adobe.com/xap/1.0/mm/"
EVENT = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
OWN = "urn:pellucid:history:1.0/"

_XMLNS = "http://www.w3.org/2000/xmlns/"
_PREFIXES = {"rdf": xmp.RDF, "xmpMM": MEDIA_MANAGEMENT, "stEvt": EVENT, "pellucid": OWN}
_EMPTY = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    b'<?xpacket end="w"?>'
)


@dataclass(frozen=True)
class ResourceEvent:
    """Something that was done.

    Attributes:
        action: a word of the standard, as `filtered`, `cropped`, `resized` or `saved`.
        agent: program and version that did it.
        parameters: all that decided it, as text; empty where nothing did.
        networks: ids of those that ran for it, each with the SHA-256 of its weights as hexadecimal digits.
    """

    action: str
    agent: str
    parameters: str = ""
    networks: Mapping[str, str] = field(default_factory=dict)


def with_history(packet: bytes | None, events: Sequence[ResourceEvent]) -> bytes | None:
    """A packet that tells what was done, behind what it tells already.

    Args:
        packet: of the picture so far; where there is none or it cannot be read, a new one is made.
        events: in the order in which they happened; none leave the packet as it is.
    """
    if not events:
        return packet
    document = xmp.parse(packet) if packet else None
    frame = xmp.frame(document) if document else None
    if document is None or frame is None:
        document = xmp.parse(_EMPTY)
        assert document is not None
        frame = xmp.frame(document)
    assert frame is not None
    history = _sequence(document, frame)
    for event in events:
        history.appendChild(_item(document, event))
    return xmp.serialise(document)


def _sequence(document: Document, frame: Element) -> Element:
    """The list of what was done; what stands in its place and is no list goes."""
    for node in list(xmp.properties(document)):
        if (xmp.uri(node), xmp.name(node)) == (MEDIA_MANAGEMENT, "History"):
            if isinstance(node, Element) and (found := node.getElementsByTagNameNS(xmp.RDF, "Seq")):
                return found[0]
            xmp.remove(node)
    described = _child(frame, "rdf:Description")
    described.setAttributeNS(xmp.RDF, "rdf:about", _about(frame))
    return _child(_child(described, "xmpMM:History"), "rdf:Seq")


def _about(frame: Element) -> str:
    """What the other descriptions are about: all of one packet name the same."""
    described = frame.getElementsByTagNameNS(xmp.RDF, "Description")
    return described[0].getAttributeNS(xmp.RDF, "about") if described else ""


def _item(document: Document, event: ResourceEvent) -> Element:
    item = _element(document, "rdf:li")
    structure = _child(item, "rdf:Description")
    for name, value in _fields(event):
        _child(structure, name, value)
    if event.networks:
        listed = _child(_child(structure, "pellucid:networks"), "rdf:Bag")
        for name, sha256 in event.networks.items():
            one = _child(_child(listed, "rdf:li"), "rdf:Description")
            _child(one, "pellucid:name", name)
            _child(one, "pellucid:sha256", sha256)
    return item


def _fields(event: ResourceEvent) -> Iterator[tuple[str, str]]:
    yield "stEvt:action", event.action
    yield "stEvt:softwareAgent", event.agent
    if event.parameters:
        yield "stEvt:parameters", event.parameters


def _child(home: Element, name: str, value: str = "") -> Element:
    document = home.ownerDocument
    assert document is not None
    child = _element(document, name)
    if value:
        child.appendChild(document.createTextNode(value))
    home.appendChild(child)
    return child


def _element(document: Document, name: str) -> Element:
    """An element that declares its own prefix, and that of RDF: another program's packet may mean others by them."""
    prefix = name.partition(":")[0]
    element = document.createElementNS(_PREFIXES[prefix], name)
    for declared in dict.fromkeys(("rdf", prefix)):
        element.setAttributeNS(_XMLNS, f"xmlns:{declared}", _PREFIXES[declared])
    return element
