"""EXIF, XMP and IPTC: carried, cleaned, dropped."""

import io
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pellucid.foundation.export_options import MetadataChoice
from pellucid.io import exif
from pellucid.io.metadata import Embedded, Metadata, chosen, for_coded_picture, upright_metadata

Block = Callable[..., bytes]


def _gps(block: bytes) -> Any:
    found = exif.first_ifd(io.BytesIO(block))
    assert found is not None
    return found[0].find(exif.GPS_IFD)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_read_and_neutralised(exif_block: Block, order: str, orientation: int) -> None:
    block = exif_block(orientation, order=order)
    assert exif.orientation_of(block) == orientation
    metadata = upright_metadata(Embedded(exif=b"Exif\0\0" + block))
    assert metadata.orientation == orientation
    assert metadata.exif is not None
    assert exif.orientation_of(metadata.exif) == 1
    assert len(metadata.exif) == len(block)


def test_orientation_in_xmp_is_neutralised(xmp: bytes) -> None:
    cleaned = upright_metadata(Embedded(xmp=xmp)).xmp
    assert cleaned is not None
    assert b'tiff:Orientation="1"' in cleaned


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_location_goes_and_the_rest_stays(exif_block: Block, xmp: bytes, order: str) -> None:
    block = exif_block(order=order)
    assert _gps(block) is not None
    boat, city = b"\x1c\x02\x78\x00\x04Boat", b"\x1c\x02\x5a\x00\x06Berlin"
    place = b'<rdf:li photoshop:City="Berlin"><Iptc4xmpCore:Location>Quay</Iptc4xmpCore:Location></rdf:li>'
    left = chosen(Metadata(block, xmp + place, city + boat), MetadataChoice.WITHOUT_LOCATION)
    assert left.exif is not None
    assert _gps(left.exif) is None
    assert struct.pack(f"{order}I", 31337) not in left.exif
    assert b"MAKERNOTE" in left.exif
    assert exif.orientation_of(left.exif) == 1
    assert left.xmp is not None
    assert b"GPS" not in left.xmp
    assert b"Harbour" in left.xmp
    assert b"<rdf:li></rdf:li>" in left.xmp
    assert left.iptc == boat


def test_maker_notes_stay_where_they_are(exif_block: Block) -> None:
    block = exif_block(6)
    metadata = chosen(upright_metadata(Embedded(exif=block)), MetadataChoice.WITHOUT_LOCATION)
    assert metadata.exif is not None
    assert metadata.exif.index(b"MAKERNOTE") == block.index(b"MAKERNOTE")


def test_nothing_stays_where_nothing_is_wanted(exif_block: Block, xmp: bytes) -> None:
    assert chosen(Metadata(exif_block(), xmp, b"iptc", 3), MetadataChoice.NONE) == Metadata(orientation=3)


def test_a_coded_picture_keeps_its_orientation(exif_block: Block) -> None:
    metadata = upright_metadata(Embedded(exif=exif_block(6)))
    for choice in MetadataChoice:
        block = for_coded_picture(chosen(metadata, choice)).exif
        assert block is not None
        assert exif.orientation_of(block) == 6


def test_the_thumbnail_is_dropped(exif_block: Block) -> None:
    block = bytearray(exif_block())
    found = exif.first_ifd(io.BytesIO(bytes(block)))
    assert found is not None
    at = len(block)
    struct.pack_into("<I", block, found[0].end, at)
    thumbnail = b"\xff\xd8THUMBNAIL\xff\xd9"
    entries = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, at + 30, 0x0202, 4, 1, len(thumbnail), 0)
    whole = bytes(block) + entries + thumbnail
    cleaned = exif.neutralised(whole)
    assert cleaned is not None
    assert b"THUMBNAIL" not in cleaned
    assert b"MAKERNOTE" in cleaned
    again = exif.first_ifd(io.BytesIO(cleaned))
    assert again is not None
    assert again[0].next_offset == 0


def test_damaged_blocks_never_throw(exif_block: Block, xmp: bytes) -> None:
    rng = np.random.default_rng(8)
    block = exif_block(6)
    for _ in range(500):
        broken = bytearray(block[: rng.integers(0, len(block))] if rng.random() < 0.3 else block)
        for at in rng.integers(0, max(len(broken), 1), 4 if broken else 0):
            broken[at] = rng.integers(256)
        metadata = upright_metadata(Embedded(exif=bytes(broken), xmp=xmp))
        for choice in MetadataChoice:
            assert chosen(metadata, choice).orientation in range(1, 9)


def test_a_directory_that_points_to_itself_ends() -> None:
    loop = b"II*\0" + struct.pack("<IHHHII", 8, 1, exif.EXIF_IFD, 4, 1, 8) + struct.pack("<I", 8)
    assert exif.orientation_of(loop) == 1
    assert exif.neutralised(loop) is not None
