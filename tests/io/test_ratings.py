"""Stars beside photos: other programs read them, what they wrote stays, and nobody is overwritten."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pellucid.foundation.errors import RefusedError, UnwritableError
from pellucid.foundation.photo_summary import Rating
from pellucid.io import xmp
from pellucid.io.photo_summary import read_summary
from pellucid.io.ratings import read_rating, write_rating

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XAP = "http://ns.adobe.com/xap/1.0/"
_DARKTABLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- written by hand -->
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="{_RDF}">
  <rdf:Description rdf:about=""
    xmlns:xmp="{_XAP}" xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="1" darktable:raw_params='a "quoted" line&#10;and xmp:Rating="9"'>
   <darktable:history><rdf:Seq><rdf:li darktable:num="0" xmp:Rating="4"/></rdf:Seq></darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
_AS_ELEMENT = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description rdf:about=""><xap:Rating xmlns:xap="{_XAP}"> 2 </xap:Rating></rdf:Description>
</rdf:RDF></x:xmpmeta>"""
_OTHER_PREFIX = (
    f"""<rdf:RDF xmlns:rdf="{_RDF}" xmlns:xmp="http://other/"><rdf:Description rdf:about="" xmp:Label="x"/></rdf:RDF>"""
)
_ELEMENT = f'<xap:Rating xmlns:xap="{_XAP}"> 2 </xap:Rating>'
_EMPTY = f'<q:Rating xmlns:q="{_XAP}" />'
_PACKETS = {
    # what another program wrote, and what of it becomes what when the photo gets three stars
    "attribute": (_DARKTABLE, 'xmp:Rating="1"', 'xmp:Rating="3"'),
    "element": (_AS_ELEMENT, "> 2 <", ">3<"),
    "empty element": (_AS_ELEMENT.replace(_ELEMENT, _EMPTY), " />", ">3</q:Rating>"),
    "none": (_AS_ELEMENT.replace(_ELEMENT, ""), "Description ", f'Description xmlns:xmp="{_XAP}" xmp:Rating="3" '),
    "other": (_OTHER_PREFIX, "Description ", f'Description xmlns:xmpx="{_XAP}" xmpx:Rating="3" '),
}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (8, 8)).save(tmp_path / "photo.jpg")
    return tmp_path / "photo.jpg"


def _told(packet: bytes) -> list[str]:
    document = xmp.parse(packet)
    assert document is not None
    return [
        xmp.text(node) for node in xmp.own_properties(document) if (xmp.uri(node), xmp.name(node)) == (_XAP, "Rating")
    ]


@pytest.mark.parametrize("rating", [Rating(), Rating(1), Rating(5), Rating(is_rejected=True)])
def test_a_rating_comes_back_and_the_photo_stays_as_it_was(photo: Path, rating: Rating) -> None:
    before = photo.read_bytes()
    write_rating(photo, rating, read_rating(photo))
    assert read_rating(photo).rating == rating
    assert photo.read_bytes() == before
    told = _told(photo.with_name("photo.jpg.xmp").read_bytes())
    assert told == ["-1" if rating.is_rejected else str(rating.stars)]


@pytest.mark.parametrize("kind", _PACKETS)
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_all_that_another_program_wrote_stays_to_the_byte(photo: Path, kind: str, coding: str) -> None:
    packet, before, after = _PACKETS[kind]
    file = photo.with_suffix(".xmp")
    packet = packet.replace('encoding="UTF-8"', f'encoding="{coding.removesuffix("-sig")}"')
    file.write_bytes(packet.encode(coding))
    stored = write_rating(photo, Rating(3), read_rating(photo))
    assert file.read_bytes() == packet.replace(before, after, 1).encode(coding)
    assert _told(file.read_bytes()) == ["3"]
    assert read_rating(photo) == stored
    assert stored.rating == Rating(3)


@pytest.mark.parametrize("stars", ["", "many", "nan", "7", "-3", "2.6"])
def test_a_strange_rating_of_another_program_is_no_error(photo: Path, stars: str) -> None:
    photo.with_suffix(".xmp").write_text(_DARKTABLE.replace('xmp:Rating="1"', f'xmp:Rating="{stars}"'))
    expected = {"7": Rating(5), "-3": Rating(is_rejected=True), "2.6": Rating(3)}.get(stars, Rating())
    assert read_rating(photo).rating == expected
    write_rating(photo, Rating(2), read_rating(photo))
    assert read_rating(photo).rating == Rating(2)


@pytest.mark.parametrize("change", ["changed", "made", "gone"])
def test_a_file_that_another_program_wrote_meanwhile_is_not_overwritten(photo: Path, change: str) -> None:
    file = photo.with_name("photo.jpg.xmp")
    if change != "made":
        file.write_text(_DARKTABLE)
    read = read_rating(photo)
    if change == "gone":
        file.unlink()
    else:
        file.write_text(_AS_ELEMENT)
    with pytest.raises(RefusedError, match="another program"):
        write_rating(photo, Rating(3), read)
    assert not file.exists() if change == "gone" else file.read_text() == _AS_ELEMENT
    write_rating(photo, Rating(3), read_rating(photo))
    assert read_rating(photo).rating == Rating(3)


@pytest.mark.parametrize("packet", [b"", b"<x/>", b"\xff\xfe\0", b"<!DOCTYPE a><a/>", _DARKTABLE.encode()[:300]])
def test_a_file_that_cannot_be_understood_is_let_be(photo: Path, packet: bytes) -> None:
    file = photo.with_suffix(".xmp")
    file.write_bytes(packet)
    with pytest.raises(RefusedError, match=r"photo\.xmp"):
        write_rating(photo, Rating(3), read_rating(photo))
    assert file.read_bytes() == packet
    assert sorted(path.name for path in photo.parent.iterdir()) == ["photo.jpg", "photo.xmp"]


def test_the_rating_of_a_raw_file_is_not_that_of_the_jpeg_beside_it(photo: Path) -> None:
    raw = photo.with_suffix(".CR2")
    raw.write_bytes(b"raw")
    write_rating(raw, Rating(4), read_rating(raw))
    assert photo.with_suffix(".xmp").exists()
    assert read_rating(photo).rating == Rating()
    write_rating(photo, Rating(1), read_rating(photo))
    assert photo.with_name("photo.jpg.xmp").exists()
    assert (read_rating(raw).rating, read_rating(photo).rating) == (Rating(4), Rating(1))


def test_a_rating_in_the_photo_counts_until_there_is_one_beside_it(photo: Path) -> None:
    Image.new("RGB", (8, 8)).save(photo, xmp=_AS_ELEMENT.encode())
    assert read_summary(photo).rating == Rating(2)
    write_rating(photo, Rating(), read_rating(photo))
    assert read_summary(photo).rating == Rating()


def test_a_read_only_folder_is_told(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(UnwritableError, match="not allowed"):
        write_rating(photo, Rating(3), read_rating(photo))
