"""Places in packets of XMP, in whatever coding and wherever in RDF they stand; and what stays."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.io import xmp
from pellucid.io.carrying import carried
from pellucid.io.containers import jpeg
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited
from pellucid.io.metadata import Metadata

_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
_CODINGS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


def _packet(inner: str, before: str = "") -> str:
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {_RDF}>'
        f'{before}<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://a.org/a/">'
        f"<dc:creator><rdf:Seq><rdf:li>Ada Lovelace</rdf:li></rdf:Seq></dc:creator>{inner}</rdf:Description></rdf:RDF>"
        '</x:xmpmeta>      <?xpacket end="w"?>'
    )


_PLACES = {
    "where a property leads": _packet('<a:link rdf:resource="geo:51.4778,-0.0015"/>'),
    "what is described": _packet("", f'<rdf:Description {_RDF} rdf:about="geo:51.4778,-0.0015"/>'),
    "an instruction": _packet("<?note 51.4778,-0.0015?>"),
    "a name of no vocabulary": _packet("<GPSLatitude>51,28.667N</GPSLatitude><City>Greenwich</City>"),
    "an attribute of no vocabulary": _packet('<rdf:Description City="Greenwich" GPSLatitude="51,28.667N"/>'),
    "a region of a person": _packet(
        '<r:Name xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/">51.4778, -0.0015</r:Name>'
    ),
    "degrees as a word": _packet("<a:note>51 deg 28' 40.0\" N</a:note>"),
    "structures of keywords": _packet(
        '<k:Hierarchy xmlns:k="http://www.metadataworkinggroup.com/schemas/keywords/"><rdf:Bag>'
        '<rdf:li rdf:parseType="Resource"><k:Keyword>Places</k:Keyword><k:Children><rdf:Bag>'
        '<rdf:li rdf:parseType="Resource"><k:Keyword>Greenwich</k:Keyword></rdf:li></rdf:Bag></k:Children></rdf:li>'
        "</rdf:Bag></k:Hierarchy><dc:subject><rdf:Bag><rdf:li>Greenwich</rdf:li></rdf:Bag></dc:subject>"
    ),
}


def _without_places(packet: bytes) -> bytes:
    kept, _ = carried(Metadata(xmp=packet), MetadataChoice.WITHOUT_LOCATION)
    assert kept.xmp is not None
    return kept.xmp


@pytest.mark.parametrize("where", _PLACES)
def test_a_place_goes_wherever_it_stands(where: str) -> None:
    rest = _without_places(_PLACES[where].encode())
    assert b"Ada Lovelace" in rest
    assert not any(word in rest for word in (b"Greenwich", b"51,28", b"51.4778", b"GPS", b"51 deg"))
    assert rest.startswith(b"<?xpacket begin")
    assert rest.endswith(b'<?xpacket end="w"?>')


def test_persons_settings_and_what_leads_elsewhere_stay() -> None:
    packet = _packet(
        '<a:link rdf:resource="https://example.org/ada"/><City xmlns="http://ns.adobe.com/photoshop/1.0/">Hull</City>'
        '<r:Name xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/">Mr Hull</r:Name>'
        '<c:Dabs xmlns:c="http://ns.adobe.com/camera-raw-settings/1.0/">0.512345, 0.331234</c:Dabs>'
    )
    rest = _without_places(packet.encode())
    for word in (b"example.org/ada", b"Mr Hull", b"0.512345"):
        assert word in rest
    assert rest.count(b"Hull") == 1


@pytest.mark.parametrize("has_mark", [False, True])
@pytest.mark.parametrize("coding", _CODINGS)
def test_packets_in_any_coding_of_unicode_are_read(coding: str, has_mark: bool) -> None:
    whole = ("\ufeff" if has_mark else "") + _packet("<City>Greenwich</City>") + "\n\n"
    document = xmp.parse(whole.encode(coding))
    assert document is not None
    rest = _without_places(whole.encode(coding))
    assert "Ada Lovelace" in rest.decode()
    assert "Greenwich" not in rest.decode()


def _jpeg(path: Path, packet: bytes) -> bytes:
    Image.new("RGB", (16, 16), (90, 40, 20)).save(path)
    coded = path.read_bytes()
    return coded[:2] + jpeg.segment_bytes(jpeg.APP1, jpeg.XMP + packet) + coded[2:]


def _png(path: Path, packet: bytes) -> bytes:
    Image.new("RGB", (16, 16), (90, 40, 20)).save(path)
    coded, data = path.read_bytes(), b"XML:com.adobe.xmp" + bytes(5) + packet
    check = struct.pack(">I", zlib.crc32(b"iTXt" + data))
    return coded[:33] + struct.pack(">I", len(data)) + b"iTXt" + data + check + coded[33:]


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_packets_in_utf_16_go_with_a_photo(tmp_path: Path, kind: str, coding: str) -> None:
    path, packet = tmp_path / f"a.{kind}", ("\ufeff" + _packet("<City>Greenwich</City>")).encode(coding)
    path.write_bytes((_jpeg if kind == "jpg" else _png)(path, packet))
    photo = open_photo(path)
    for target in ("jpg", "png", "tif", "webp"):
        out = tmp_path / f"out.{target}"
        notices = write_edited(photo, photo.samples, out, ExportOptions())
        carried_packet = open_photo(out).metadata.xmp or b""
        assert b"Ada Lovelace" in carried_packet
        assert b"Greenwich" in carried_packet
        assert notices == ()
    write_unedited(photo, tmp_path / f"copy.{kind}", ExportOptions(metadata=MetadataChoice.WITHOUT_LOCATION))
    copy = (tmp_path / f"copy.{kind}").read_bytes()
    assert b"Ada Lovelace" in copy
    assert not any("Greenwich".encode(one) in copy for one in ("utf-8", coding))
