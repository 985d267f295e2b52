"""One property of an XMP packet set, and every other byte of it left as its program wrote it.

A tree that is written back loses what XML calls insignificant but people and programs may have put there on purpose;
so the place is found by a parser, and only that is changed.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from pellucid.io import xmp

_RDF, _DESCRIPTION = f"{xmp.RDF} RDF", f"{xmp.RDF} Description"
_TAG = re.compile(rb"""<[^\s/>]+((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=>]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"<[^\s/>]+")


@dataclass(frozen=True)
class Vocabulary:
    """A vocabulary and the prefix that people know it by."""

    uri: str
    prefix: str


def with_property(packet: bytes, vocabulary: Vocabulary, name: str, value: str) -> bytes | None:
    """The packet with a simple property of the photo itself.

    Args:
        packet: in any coding of Unicode, which it keeps.
        vocabulary: of the property.
        name: of the property.
        value: what it is to say; plain characters, none of XML's own.

    Returns:
        The new packet; None where the old one cannot be understood.
    """
    coding, mark = xmp.coding_of(packet)
    if xmp.parse(packet) is None:
        return None
    try:
        coded = packet.removeprefix(mark).decode(coding).encode("utf-8")
        finder = _Finder(vocabulary, name)
        finder.parse(coded)
    except (ValueError, expat.ExpatError):
        return None
    changed = finder.changed(coded, value)
    return None if changed is None else mark + changed.decode("utf-8").encode(coding)


@dataclass
class _Finder:
    """Walks through a packet and remembers where the property stands, and where it could."""

    vocabulary: Vocabulary
    name: str
    places: list[tuple[int, int, bytes, bytes]] = field(default_factory=list)
    """Bytes to be replaced, and what stands before and after the value then."""
    home: int | None = None
    """Where an attribute of the first description can be put."""
    scope: dict[str, str] = field(default_factory=dict)
    """URIs by prefix, where that is."""
    _path: list[str] = field(default_factory=list)
    _spaces: list[tuple[str, str]] = field(default_factory=list)
    _inside: tuple[int, int] | None = None

    def parse(self, coded: bytes) -> None:
        # Its declaration may tell of another coding, which these bytes no longer have.
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.namespace_prefixes = True

        def declared(prefix: str | None, uri: str | None) -> None:
            self._spaces.append((prefix or "", uri or ""))

        def forgotten(_prefix: str | None) -> None:
            self._spaces.pop()

        def started(tag: str, attributes: dict[str, str]) -> None:
            self._start(_plain(tag), list(attributes), coded, parser.CurrentByteIndex)

        def ended(_tag: str) -> None:
            self._path.pop()
            if self._inside is not None and len(self._path) == self._inside[1]:
                self.places.append((self._inside[0], parser.CurrentByteIndex, b"", b""))
                self._inside = None

        parser.StartNamespaceDeclHandler, parser.EndNamespaceDeclHandler = declared, forgotten
        parser.StartElementHandler, parser.EndElementHandler = started, ended
        parser.Parse(coded, True)

    def _start(self, tag: str, attributes: list[str], coded: bytes, at: int) -> None:
        depth = len(self._path)
        self._path.append(tag)
        parents = self._path[:-1]
        found = _TAG.match(coded, at)
        if found is None:
            raise ValueError("a tag that is not understood")
        if tag == _DESCRIPTION and parents[-1:] == [_RDF]:
            for attribute in attributes:
                if _plain(attribute) == f"{self.vocabulary.uri} {self.name}":
                    prefix = attribute.split(" ")[2]
                    self.places.append((*_value_of(found, f"{prefix}:{self.name}"), b"", b""))
            if self.home is None:
                name = _NAME.match(coded, at)
                assert name is not None
                self.home, self.scope = name.end(), dict(self._spaces)
        elif parents[-2:] == [_RDF, _DESCRIPTION] and tag == f"{self.vocabulary.uri} {self.name}":
            if found[2]:
                opening = found[0][: found.start(2) - at].rstrip()
                closing = b"</" + found[0][1:].split(b"/")[0].split()[0] + b">"
                self.places.append((at, found.end(), opening + b">", closing))
            else:
                self._inside = (found.end(), depth)

    def changed(self, coded: bytes, value: str) -> bytes | None:
        """The packet with the new value; None where it has no place for it."""
        if not self.places:
            return None if self.home is None else coded[: self.home] + self._attribute(value) + coded[self.home :]
        for start, end, before, after in sorted(self.places, reverse=True):
            coded = coded[:start] + before + value.encode() + after + coded[end:]
        return coded

    def _attribute(self, value: str) -> bytes:
        own = next((prefix for prefix, uri in self.scope.items() if uri == self.vocabulary.uri and prefix), None)
        prefix = own or self.vocabulary.prefix
        while own is None and prefix in self.scope:
            prefix += "x"
        declared = "" if own else f' xmlns:{prefix}="{self.vocabulary.uri}"'
        return f'{declared} {prefix}:{self.name}="{value}"'.encode()


def _plain(name: str) -> str:
    """A name without its prefix."""
    return " ".join(name.split(" ")[:2])


def _value_of(tag: re.Match[bytes], name: str) -> tuple[int, int]:
    """Where the value of an attribute lies, between its quotes."""
    for attribute in _ATTRIBUTE.finditer(tag[0]):
        if attribute[1] == name.encode():
            return tag.start() + attribute.start(2) + 1, tag.start() + attribute.end(2) - 1
    raise ValueError("an attribute that is not found again")
