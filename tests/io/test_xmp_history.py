"""Histories go into packets of other programs, whatever they call things, and take nothing out of them."""

import pytest

from pellucid.io import xmp
from pellucid.io.xmp_history import ResourceEvent, with_history

EVENTS = (
    ResourceEvent("filtered", "P 1", "a:b=<1> & “2”", {"net": "ab" * 32}),
    ResourceEvent("saved", "P 1"),
)
STRANGE = (
    b'<m:xmpmeta xmlns:m="adobe:ns:meta/"><RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    b'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description r:about="uuid:1" '
    b'xmlns:rdf="http://purl.org/dc/elements/1.1/" rdf:title="Harbour"/></RDF></m:xmpmeta>'
)
BROKEN = STRANGE.replace(
    b'rdf:title="Harbour"', b'xmlns:q="http://ns.adobe.com/xap/1.0/mm/" q:History="none" rdf:title="Harbour"'
)


def texts(packet: bytes | None, name: str) -> list[str]:
    document = xmp.parse(packet or b"")
    assert document is not None
    return [xmp.text(node) for node in xmp.properties(document) if xmp.name(node) == name]


@pytest.mark.parametrize("packet", [None, b"no XML", b"<a/>", STRANGE, BROKEN])
def test_a_history_is_read_back(packet: bytes | None) -> None:
    told = with_history(packet, EVENTS)
    assert texts(told, "action") == ["filtered", "saved"]
    assert texts(told, "parameters") == ["a:b=<1> & “2”"]
    assert texts(told, "sha256") == ["ab" * 32]


@pytest.mark.parametrize("packet", [STRANGE, BROKEN])
def test_the_rest_of_a_packet_stays_and_is_about_the_same(packet: bytes) -> None:
    told = with_history(packet, EVENTS)
    assert texts(told, "title") == ["Harbour"]
    document = xmp.parse(told or b"")
    assert document is not None
    assert {reference.value for reference in xmp.references(document)} == {"uuid:1"}
    assert len(xmp.references(document)) == 2


def test_a_second_history_goes_behind_the_first() -> None:
    once = with_history(STRANGE, EVENTS)
    assert texts(with_history(once, EVENTS[1:]), "action") == ["filtered", "saved", "saved"]


def test_without_events_a_packet_is_as_it_was() -> None:
    assert with_history(STRANGE, ()) is STRANGE
    assert with_history(None, ()) is None
