"""What stands beside edited pixels is true of them: no stale copies, no claims, the right size, turn and resolution."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.foundation.geometry import Size
from pellucid.io import exif, exif_edit, xmp
from pellucid.io.carrying import carried
from pellucid.io.containers import jpeg, mpo
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited
from pellucid.io.metadata import Metadata
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., Any]
_EXTENSIONS = ("jpg", "png", "tif", "webp")
_FRAME = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4" {0}>{1}</rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


def _packet(attributes: str = "", children: str = "") -> bytes:
    return _FRAME.format(attributes, children).encode()


def _coded(samples: Any, *segments: tuple[int, bytes], **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(samples).save(buffer, "JPEG", **options)
    coded = buffer.getvalue()
    return coded[:2] + b"".join(jpeg.segment_bytes(*segment) for segment in segments) + coded[2:]


def _opened(path: Path, coded: bytes) -> SourceImage:
    path.write_bytes(coded)
    return open_photo(path)


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("target", _EXTENSIONS)
@pytest.mark.parametrize("source", ["jpg", "png", "tif"])
def test_the_print_resolution_stays(tmp_path: Path, ramp: Ramp, source: str, target: str, is_edited: bool) -> None:
    path = tmp_path / f"source.{source}"
    Image.fromarray(ramp()).save(path, dpi=(300, 200))
    photo = open_photo(path)
    out = tmp_path / f"out.{target}"
    write = write_edited if is_edited else (lambda photo, _, *words: write_unedited(photo, *words))
    write(photo, photo.samples, out, ExportOptions())
    with Image.open(out) as image:
        if target == "webp":
            resolution = image.getexif()[282], image.getexif()[283]
            assert image.getexif()[296] == 2
        else:
            resolution = image.info["dpi"]
    np.testing.assert_allclose([float(value) for value in resolution], (300, 200), atol=0.02)


def test_the_print_resolution_turns_with_the_photo(tmp_path: Path, ramp: Ramp) -> None:
    tag = Image.Exif()
    tag[exif.ORIENTATION] = 6
    photo = _opened(tmp_path / "a.jpg", _coded(ramp(), dpi=(300, 200), exif=tag))
    write_edited(photo, photo.samples, tmp_path / "b.jpg", ExportOptions())
    write_unedited(photo, tmp_path / "c.jpg", ExportOptions(metadata=MetadataChoice.NONE))
    with Image.open(tmp_path / "b.jpg") as turned, Image.open(tmp_path / "c.jpg") as coded:
        assert turned.info["dpi"] == (200, 300)
        assert coded.info["dpi"] == (300, 200)


def test_a_thumbnail_inside_the_xmp_goes(tmp_path: Path, ramp: Ramp) -> None:
    thumbnail = (
        '<xmp:Thumbnails xmlns:i="http://ns.adobe.com/xap/1.0/g/img/"><rdf:Alt><rdf:li rdf:parseType="Resource">'
        "<i:image>/9j/OLDTHUMB</i:image></rdf:li></rdf:Alt></xmp:Thumbnails>"
    )
    photo = _opened(tmp_path / "a.jpg", _coded(ramp(), (jpeg.APP1, jpeg.XMP + _packet("", thumbnail))))
    for extension in _EXTENSIONS:
        assert write_edited(photo, photo.samples, tmp_path / f"b.{extension}", ExportOptions()) == ()
        coded = (tmp_path / f"b.{extension}").read_bytes()
        assert b"OLDTHUMB" not in coded
        assert b'xmp:Rating="4"' in coded


def test_size_and_turn_are_those_of_the_new_picture(tmp_path: Path, ramp: Ramp) -> None:
    words = (
        "xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:e='http://ns.adobe.com/exif/1.0/' tiff:Orientation = '6' "
        "tiff:ImageWidth='64' tiff:ImageLength='48' e:PixelXDimension='64'"
    )
    tag = Image.Exif()
    tag[exif.ORIENTATION] = 6
    tag.get_ifd(exif.EXIF_IFD).update({0xA002: 64, 0xA003: 48})
    coded = _coded(ramp(), (jpeg.APP1, jpeg.XMP + _packet(words, "")), exif=tag)
    photo = _opened(tmp_path / "a.jpg", coded)
    for extension in _EXTENSIONS:
        write_edited(photo, photo.samples, tmp_path / f"b.{extension}", ExportOptions())
        metadata = open_photo(tmp_path / f"b.{extension}").metadata
        assert metadata.exif is not None
        assert metadata.xmp is not None
        with Image.open(tmp_path / f"b.{extension}") as image:
            assert image.getexif()[exif.ORIENTATION] == 1
            notices = image.getexif().get_ifd(exif.EXIF_IFD)
        assert (notices[0xA002], notices[0xA003]) == (48, 64)
        for said in (b'tiff:Orientation="1"', b'tiff:ImageWidth="48"', b'tiff:ImageLength="64"', b'Dimension="48"'):
            assert said in metadata.xmp


_GAIN_MAP = "xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'"


def _with_gain_map(samples: Any) -> bytes:
    pictures = [
        _coded(samples, (jpeg.APP1, jpeg.XMP + _packet(_GAIN_MAP))),
        _coded(samples[::4, ::4], (jpeg.APP1, jpeg.XMP + _packet(_GAIN_MAP + " hdrgm:GainMapMax='3'"))),
    ]
    return b"".join(mpo.joined(pictures)).replace(struct.pack(">I", mpo.DISPARITY), struct.pack(">I", mpo.UNDEFINED))


@pytest.mark.parametrize("choice", [MetadataChoice.ALL, MetadataChoice.WITHOUT_LOCATION])
def test_no_gain_map_is_claimed_that_is_not_there(tmp_path: Path, ramp: Ramp, choice: MetadataChoice) -> None:
    photo = _opened(tmp_path / "a.jpg", _with_gain_map(ramp()))
    notices = write_edited(photo, photo.samples, tmp_path / "b.jpg", ExportOptions(metadata=choice))
    assert [sentence for sentence in notices if "gain map" in sentence]
    coded = (tmp_path / "b.jpg").read_bytes()
    assert b"hdr" not in coded
    assert b"MPF\0" not in coded
    assert b'xmp:Rating="4"' in coded
    write_unedited(photo, tmp_path / "c.jpg", ExportOptions())
    assert (tmp_path / "c.jpg").read_bytes() == (tmp_path / "a.jpg").read_bytes()


def test_a_preview_that_a_camera_put_behind_the_photo_goes_without_a_word(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp()
    pictures = [_coded(samples), _coded(samples[::4, ::4])]
    coded = b"".join(mpo.joined(pictures)).replace(struct.pack(">I", mpo.DISPARITY), struct.pack(">I", mpo.PREVIEWS[1]))
    photo = _opened(tmp_path / "a.jpg", coded)
    assert write_edited(photo, photo.samples, tmp_path / "b.jpg", ExportOptions()) == ()
    assert (tmp_path / "b.jpg").read_bytes().count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize(
    "claim",
    ["xmlns:g='http://ns.google.com/photos/1.0/camera/' g:MotionPhoto='1' g:MotionPhotoVersion='1'",
     "xmlns:d='http://ns.google.com/photos/1.0/depthmap/' d:Data='AAAA'",
     "xmlns:i='http://ns.google.com/photos/1.0/image/' i:Data='AAAA'",
     "xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='0123456789ABCDEF0123456789ABCDEF'"],
)  # fmt: skip
def test_nothing_is_claimed_that_only_the_original_has(claim: str) -> None:
    uri = claim.split("'")[1].encode()
    left, notices = carried(Metadata(xmp=_packet(claim)), MetadataChoice.ALL, size=Size(4, 3))
    assert left.xmp is not None
    assert uri not in left.xmp
    assert b'xmp:Rating="4"' in left.xmp
    assert bool(notices) == (b"note" not in uri)


def test_a_packet_of_claims_alone_is_left_out() -> None:
    only = _packet(_GAIN_MAP).replace(b'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"', b"")
    assert carried(Metadata(xmp=only), MetadataChoice.ALL)[0].xmp is None


def test_xmp_too_large_for_one_segment_goes_on_in_others(tmp_path: Path, ramp: Ramp) -> None:
    history = f"<xmp:Long>{'x' * 150_000} end</xmp:Long><xmp:Label>Ada</xmp:Label>"
    Image.fromarray(ramp()).save(tmp_path / "a.webp", xmp=_packet("", history))
    photo = open_photo(tmp_path / "a.webp")
    assert write_edited(photo, photo.samples, tmp_path / "b.jpg", ExportOptions()) == ()
    again = open_photo(tmp_path / "b.jpg")
    assert again.metadata.xmp is not None
    for word in (b"x end</xmp:Long>", b"<xmp:Label>Ada</xmp:Label>", b'xmp:Rating="4"'):
        assert again.metadata.xmp.count(word) == 1
    assert b"HasExtendedXMP" not in again.metadata.xmp
    write_edited(again, again.samples, tmp_path / "c.png", ExportOptions())
    assert b"x end</xmp:Long>" in (open_photo(tmp_path / "c.png").metadata.xmp or b"")


def test_an_extension_that_is_not_whole_is_left_out_with_its_reference(tmp_path: Path, ramp: Ramp) -> None:
    digest = b"A" * 32
    named = _packet(f"xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='{digest.decode()}'")
    part = digest + struct.pack(">II", 5000, 0) + b"<x:xmpmeta"
    segments = ((jpeg.APP1, jpeg.XMP + named), (jpeg.APP1, jpeg.XMP_EXTENSION + part))
    photo = _opened(tmp_path / "a.jpg", _coded(ramp(), *segments))
    write_edited(photo, photo.samples, tmp_path / "b.jpg", ExportOptions())
    coded = (tmp_path / "b.jpg").read_bytes()
    assert digest not in coded
    assert b'xmp:Rating="4"' in coded


@pytest.mark.parametrize(
    "packet", [b"<x:xmpmeta", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a>" * 200 + b"</a>" * 200]
)
def test_a_packet_that_cannot_be_read_is_left_out_and_told(packet: bytes) -> None:
    left, notices = carried(Metadata(xmp=packet), MetadataChoice.ALL)
    assert left.xmp is None
    assert notices == ("The XMP metadata are damaged and were left out.",)
    assert xmp.parse(packet) is None


def test_only_what_is_too_large_of_exif_is_left_out(tmp_path: Path, ramp: Ramp) -> None:
    photo = {0x829A: (5, 1, struct.pack("<II", 1, 60)), 0x927C: (7, 66_000, b"M" * 66_000),
             0xA434: (2, 9, b"Lens 50mm"), 0x9286: (7, 16, b"ASCII\0\0\0no place")}  # fmt: skip
    interop = {1: (2, 4, b"R98\0")}
    own = {0x0110: (2, 5, b"Nine\0")}
    gps = {1: (2, 2, b"N\0")}
    children = {exif.EXIF_IFD: photo, exif.GPS_IFD: gps, exif.INTEROP_IFD: interop}
    Image.fromarray(ramp()).save(tmp_path / "a.png", exif=exif.serialise(own, children, "<"))
    source = open_photo(tmp_path / "a.png")
    notices = write_edited(source, source.samples, tmp_path / "b.jpg", ExportOptions())
    assert len(notices) == 1
    assert "maker note" in notices[0]
    with Image.open(tmp_path / "b.jpg") as image:
        block = image.getexif()
        assert block[0x0110] == "Nine"
        assert block.get_ifd(exif.GPS_IFD)[1] == "N"
        assert set(block.get_ifd(exif.EXIF_IFD)) == {0x829A, 0xA434, 0x9286, exif.INTEROP_IFD}
    assert write_edited(source, source.samples, tmp_path / "b.tif", ExportOptions()) == ()
    assert b"M" * 66_000 in (tmp_path / "b.tif").read_bytes()


def test_of_large_fields_the_largest_goes() -> None:
    own = {270: (2, 40_000, b"x" * 40_000), 315: (2, 30_000, b"y" * 30_000), 272: (2, 5, b"Nine\0")}
    left, gone = exif_edit.fitted(exif.serialise(own, {}, ">"), 65_000)
    assert gone == (270,)
    assert left is not None
    assert b"Nine" in left
    assert exif_edit.fitted(left, 65_000) == (left, ())


def test_copies_of_other_blocks_inside_exif_go() -> None:
    own = {272: (2, 5, b"Nine\0"), 700: (1, 8, b"<x:old/>"), 34377: (7, 8, b"8BIM_OLD"), 330: (4, 1, b"\x01\0\0\0")}
    left = exif_edit.neutralised(exif.serialise(own, {exif.EXIF_IFD: {0x927C: (7, 9, b"MAKERNOTE")}}, "<"))
    assert left is not None
    assert b"old" not in left.lower()
    found = exif.first_ifd(io.BytesIO(left))
    assert found is not None
    assert [entry.tag for entry in found[0].entries] == [272, exif.EXIF_IFD]
    assert b"MAKERNOTE" in left
