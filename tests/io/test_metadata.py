"""EXIF, XMP and IPTC: carried, cleaned, dropped."""

import io
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pellucid.foundation.export_options import MetadataChoice
from pellucid.foundation.geometry import Size
from pellucid.io import exif, exif_edit, shot
from pellucid.io.carrying import carried
from pellucid.io.metadata import Embedded, Metadata, upright_metadata

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


def _edited(metadata: Metadata, choice: MetadataChoice = MetadataChoice.ALL) -> Metadata:
    return carried(metadata, choice, size=Size(40, 30))[0]


def test_orientation_in_xmp_is_that_of_the_file(xmp: bytes) -> None:
    metadata = upright_metadata(Embedded(xmp=xmp))
    assert b'tiff:Orientation="1"' in (_edited(metadata).xmp or b"")
    assert b'tiff:Orientation="8"' in (carried(metadata, MetadataChoice.ALL, orientation=8)[0].xmp or b"")


def test_a_packet_that_is_right_stays_byte_for_byte(xmp: bytes) -> None:
    upright = b"\n" + xmp.replace(b'tiff:Orientation="6"', b"tiff:Orientation = '1'") + b"\n"
    assert _edited(Metadata(xmp=upright)).xmp == upright


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_location_goes_and_the_rest_stays(exif_block: Block, xmp: bytes, order: str) -> None:
    block = exif_block(order=order)
    assert _gps(block) is not None
    boat, city = b"\x1c\x02\x78\x00\x04Boat", b"\x1c\x02\x5a\x00\x06Berlin"
    left = _edited(Metadata(block, xmp, city + boat), MetadataChoice.WITHOUT_LOCATION)
    assert left.exif is not None
    assert _gps(left.exif) is None
    assert struct.pack(f"{order}I", 31337) not in left.exif
    assert b"Canon EOS 5D" in left.exif
    assert shot.describe_shot(left.exif) == shot.describe_shot(block)
    assert left.xmp is not None
    assert b"GPS" not in left.xmp
    assert b"Harbour" in left.xmp
    assert left.iptc == boat


def test_what_is_kept_of_exif_stays_where_it_is(exif_block: Block) -> None:
    block = exif_block(6)
    for choice in (MetadataChoice.ALL, MetadataChoice.WITHOUT_LOCATION):
        left = carried(upright_metadata(Embedded(exif=block)), choice)[0].exif
        assert left is not None
        assert left.index(b"Canon EOS 5D") == block.index(b"Canon EOS 5D")
        assert (b"MAKERNOTE" in left) == (choice is MetadataChoice.ALL)


def test_maker_notes_go_with_the_location_and_that_is_told(exif_block: Block) -> None:
    _, notices = carried(Metadata(exif_block()), MetadataChoice.WITHOUT_LOCATION)
    assert any("maker note" in sentence for sentence in notices)
    assert carried(Metadata(exif_block()), MetadataChoice.ALL)[1] == ()


def test_an_artist_called_like_a_town_stays_but_no_coordinates_do() -> None:
    own = {315: (2, 10, b"Greenwich\0"), 305: (2, 16, b"at 51.4778,-0.1\0"), 272: (2, 5, b"Nine\0")}
    city = b"\x1c\x02\x5a\x00\x09Greenwich"
    metadata = Metadata(exif.serialise(own, {}, "<"), iptc=city)
    left, notices = carried(metadata, MetadataChoice.WITHOUT_LOCATION)
    assert left.exif is not None
    assert b"Greenwich" in left.exif
    assert b"51.4778" not in left.exif
    assert len(notices) == 1


def test_nothing_stays_where_nothing_is_wanted(exif_block: Block, xmp: bytes) -> None:
    left = _edited(Metadata(exif_block(), xmp, b"iptc", 3), MetadataChoice.NONE)
    assert left == Metadata()


def test_a_coded_picture_keeps_its_orientation(exif_block: Block) -> None:
    metadata = upright_metadata(Embedded(exif=exif_block(6)))
    for choice in MetadataChoice:
        block = carried(metadata, choice, orientation=metadata.orientation)[0].exif
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
    cleaned = exif_edit.neutralised(whole)
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
            left = carried(metadata, choice, size=Size(40, 30), orientation=metadata.orientation)[0]
            assert left.orientation in range(1, 9)
            exif_edit.fitted(bytes(broken), 100)
            exif_edit.with_resolution(bytes(broken), (72.0, 72.0))


def test_a_directory_that_points_to_itself_ends() -> None:
    loop = b"II*\0" + struct.pack("<IHHHII", 8, 1, exif.EXIF_IFD, 4, 1, 8) + struct.pack("<I", 8)
    assert exif.orientation_of(loop) == 1
    assert exif_edit.neutralised(loop) is not None
