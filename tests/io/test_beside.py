"""XMP files beside photos: read where the photo has no packet of its own, carried like one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited

Ramp = Callable[..., Any]
_PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="{}" '
    'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6" '
    'xmlns:ps="http://ns.adobe.com/photoshop/1.0/" ps:City="Greenwich"/></rdf:RDF></x:xmpmeta>'
)


@pytest.fixture
def photo(tmp_path: Path, ramp: Ramp) -> Path:
    Image.fromarray(ramp()).save(tmp_path / "photo.jpg")
    return tmp_path / "photo.jpg"


@pytest.mark.parametrize("name", ["photo.xmp", "photo.jpg.xmp"])
@pytest.mark.parametrize("choice", list(MetadataChoice))
@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "webp"])
def test_a_rating_beside_the_photo_is_carried(photo: Path, name: str, choice: MetadataChoice, extension: str) -> None:
    photo.with_name(name).write_text(_PACKET.format(5))
    source = open_photo(photo)
    out = photo.with_name(f"out.{extension}")
    write_edited(source, source.samples, out, ExportOptions(metadata=choice))
    coded = out.read_bytes()
    assert (b'xmp:Rating="5"' in coded) == (choice is not MetadataChoice.NONE)
    assert (b"Greenwich" in coded) == (choice is MetadataChoice.ALL)
    assert b'Orientation="6"' not in coded


def test_a_turn_beside_the_photo_is_told(photo: Path) -> None:
    photo.with_suffix(".xmp").write_text(_PACKET.format(5))
    source = open_photo(photo)
    assert source.facts.size.width == 64
    assert source.facts.warnings == ("photo.xmp says that the photo is turned, but the photo itself does not.",)


def test_an_exact_copy_says_what_is_not_in_it(photo: Path) -> None:
    photo.with_suffix(".xmp").write_text(_PACKET.format(5))
    notices = write_unedited(open_photo(photo), photo.with_name("out.jpg"), ExportOptions())
    assert photo.with_name("out.jpg").read_bytes() == photo.read_bytes()
    assert len(notices) == 1
    assert "photo.xmp" in notices[0]


def test_the_photos_own_packet_comes_first(photo: Path, ramp: Ramp) -> None:
    Image.fromarray(ramp()).save(photo, xmp=_PACKET.format(2).replace("6", "1").encode())
    photo.with_suffix(".xmp").write_text(_PACKET.format(5))
    source = open_photo(photo)
    assert b'xmp:Rating="2"' in (source.metadata.xmp or b"")
    assert source.facts.warnings == ()


@pytest.mark.parametrize("content", [b"", b"<x:xmpmeta", b"\0" * 100])
def test_what_cannot_be_read_is_told_and_not_used(photo: Path, content: bytes) -> None:
    photo.with_suffix(".xmp").write_bytes(content)
    source = open_photo(photo)
    assert source.metadata.xmp is None
    assert [warning for warning in source.facts.warnings if "cannot be read" in warning]
