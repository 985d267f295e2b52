"""JPEG XL, JPEG 2000, GIF and BMP."""

import base64
import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from helpers import planted
from helpers.jxl_samples import P3_JXL
from pellucid.foundation.errors import PellucidError, RefusedError, UnreadableError
from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io import icc
from pellucid.io.containers import jxl
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited

Ramp = Callable[..., Any]


@pytest.mark.parametrize(("dtype", "bits"), [(np.uint8, 8), (np.uint16, 10), (np.uint16, 16)])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_jpeg_xl_opens_exactly(tmp_path: Path, ramp: Ramp, dtype: Any, bits: int, channels: int) -> None:
    samples = ramp(channels=channels, dtype=dtype) >> (np.dtype(dtype).itemsize * 8 - bits)
    coded = imagecodecs.jpegxl_encode(np.squeeze(samples), lossless=True, bitspersample=bits)
    (tmp_path / "a.jxl").write_bytes(coded)
    source = open_photo(tmp_path / "a.jxl")
    got = source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])
    full = np.iinfo(got.dtype).max
    np.testing.assert_array_equal(got, np.rint(samples * (full / ((1 << bits) - 1))))
    assert (source.facts.format, source.facts.warnings) == ("JXL", ())


def test_colours_of_a_jpeg_xl_are_honoured_and_carried(tmp_path: Path) -> None:
    (tmp_path / "p3.jxl").write_bytes(base64.b64decode(P3_JXL))
    source = open_photo(tmp_path / "p3.jxl")
    assert source.facts.size == Size(40, 32)
    y, x = np.mgrid[0:32, 0:40]
    expected = icc.to_working(
        np.stack([6 * x, 7 * y, 3 * (x + y)], axis=2).astype(np.uint8), "rgb", icc.display_p3_profile()
    )
    assert np.abs(source.working(Rect.of(source.facts.size)) - expected).mean() < 0.02
    write_unedited(source, tmp_path / "out.tif", ExportOptions())
    again = open_photo(tmp_path / "out.tif")
    assert np.abs(again.working(Rect.of(again.facts.size)) - expected).mean() < 0.02


def test_a_jpeg_inside_a_jpeg_xl_keeps_its_profile_and_exif(
    tmp_path: Path, ramp: Ramp, exif_block: Callable[..., bytes]
) -> None:
    buffer = io.BytesIO()
    Image.fromarray(ramp()).save(
        buffer, "JPEG", icc_profile=icc.display_p3_profile(), exif=b"Exif\0\0" + exif_block(6), quality=95
    )
    (tmp_path / "a.jxl").write_bytes(imagecodecs.jpegxl_encode_jpeg(buffer.getvalue(), usecontainer=True))
    source = open_photo(tmp_path / "a.jxl")
    assert source.facts.profile == "Display P3"
    assert source.facts.size == Size(48, 64)
    assert source.facts.shot.startswith("Canon EOS 5D")


def test_a_jpeg_xl_header_that_is_cut_is_no_picture() -> None:
    whole = base64.b64decode(P3_JXL)
    assert jxl.parse(whole).width == 40
    for length in range(2, 9):
        with pytest.raises(ValueError, match="cut short"):
            jxl.parse(whole[:length])
    with pytest.raises(ValueError, match="codestream"):
        jxl.parse(b"something else")


@pytest.mark.parametrize("kind", ["jxl", "jp2", "gif", "bmp"])
def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path, ramp: Ramp, kind: str) -> None:
    path = _written(tmp_path, ramp, kind)
    with pytest.raises(RefusedError, match="limit"):
        open_photo(path, max_pixels=1000)


@pytest.mark.parametrize("kind", ["jxl", "jp2", "gif", "bmp"])
def test_cut_and_damaged_files_give_a_picture_or_a_sentence(tmp_path: Path, ramp: Ramp, kind: str) -> None:
    coded = _written(tmp_path, ramp, kind).read_bytes()
    rng = np.random.default_rng(8)
    refused = 0
    for number in range(24):
        broken = bytearray(coded[: len(coded) * (4 + number % 4) // 7])
        for at in rng.integers(0, len(broken), 2):
            broken[at] ^= 1 << int(rng.integers(8))
        (tmp_path / "broken").write_bytes(broken)
        try:
            open_photo(tmp_path / "broken", max_pixels=1_000_000)
        except PellucidError:
            refused += 1
    assert refused > 4


def _written(folder: Path, ramp: Ramp, kind: str) -> Path:
    path = folder / f"whole.{kind}"
    if kind == "jxl":
        path.write_bytes(imagecodecs.jpegxl_encode(ramp(), lossless=True))
    elif kind == "jp2":
        path.write_bytes(imagecodecs.jpeg2k_encode(ramp(), reversible=True))
    else:
        Image.fromarray(ramp()).save(path)
    return path


@pytest.mark.parametrize(("dtype", "bits"), [(np.uint8, 8), (np.uint16, 12), (np.uint16, 16)])
@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("codec", ["jp2", "j2k"])
def test_a_jpeg_2000_opens_exactly(
    tmp_path: Path, ramp: Ramp, dtype: Any, bits: int, channels: int, codec: str
) -> None:
    samples = ramp(channels=channels, dtype=dtype) >> (np.dtype(dtype).itemsize * 8 - bits)
    coded = imagecodecs.jpeg2k_encode(
        np.squeeze(samples), reversible=True, bitspersample=bits, codecformat=codec, level=0
    )
    (tmp_path / f"a.{codec}").write_bytes(coded)
    source = open_photo(tmp_path / f"a.{codec}")
    got = source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])
    full = np.iinfo(got.dtype).max
    np.testing.assert_array_equal(got, np.rint(samples * (full / ((1 << bits) - 1))))
    assert source.facts.format == "JP2"


def test_the_profile_of_a_jpeg_2000_is_read(tmp_path: Path, ramp: Ramp) -> None:
    coded = bytes(imagecodecs.jpeg2k_encode(ramp(), reversible=True, codecformat="jp2", level=0))
    at = coded.index(b"colr") - 4
    length = struct.unpack_from(">I", coded, at)[0]
    profile = icc.display_p3_profile()
    box = struct.pack(">I4s3B", 11 + len(profile), b"colr", 2, 0, 0) + profile
    header = coded.index(b"jp2h") - 4
    grown = struct.unpack_from(">I", coded, header)[0] + len(box) - length
    changed = coded[:header] + struct.pack(">I", grown) + coded[header + 4 : at] + box + coded[at + length :]
    (tmp_path / "p3.jp2").write_bytes(changed)
    source = open_photo(tmp_path / "p3.jp2")
    assert source.facts.profile == "Display P3"
    np.testing.assert_array_equal(source.samples, ramp())


def test_a_gif_opens_its_first_picture_and_others_can_be_chosen(tmp_path: Path, ramp: Ramp) -> None:
    first = Image.fromarray(ramp()).quantize(32)
    second = Image.fromarray(255 - ramp()).quantize(32)
    first.save(tmp_path / "a.gif", save_all=True, append_images=[second], duration=100)
    source = open_photo(tmp_path / "a.gif")
    np.testing.assert_array_equal(source.samples, np.asarray(first.convert("RGB")))
    assert source.facts.warnings == ("The file is an animation of 2 pictures; only the first is opened.",)
    chosen = open_photo(tmp_path / "a.gif", choices=SourceChoices(page=1))
    np.testing.assert_array_equal(chosen.samples, np.asarray(second.convert("RGB")))


def test_a_gif_has_its_transparency(tmp_path: Path, ramp: Ramp) -> None:
    image = Image.fromarray(ramp()).quantize(32)
    image.save(tmp_path / "a.gif", transparency=5)
    alpha = open_photo(tmp_path / "a.gif").alpha
    assert alpha is not None
    np.testing.assert_array_equal(alpha == 0, np.asarray(image) == 5)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_a_bmp_opens(tmp_path: Path, ramp: Ramp, mode: str) -> None:
    image = Image.fromarray(ramp()).convert(mode)
    image.save(tmp_path / "a.bmp")
    source = open_photo(tmp_path / "a.bmp")
    expected = np.asarray(image.convert("RGB"))
    np.testing.assert_array_equal(np.broadcast_to(source.samples, expected.shape), expected)


def test_text_that_begins_like_a_bmp_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.bmp").write_text("BMW and other cars, in a text that goes on for a while")
    with pytest.raises(UnreadableError, match="not a photo"):
        open_photo(tmp_path / "a.bmp")


def test_a_bmp_tells_how_large_it_is_printed(tmp_path: Path, ramp: Ramp) -> None:
    Image.fromarray(ramp()).save(tmp_path / "a.bmp", dpi=(300, 200))
    source = open_photo(tmp_path / "a.bmp")
    for target in ("jpg", "png", "tif", "webp"):
        write_edited(source, source.samples, tmp_path / f"b.{target}", ExportOptions())
        assert open_photo(tmp_path / f"b.{target}").metadata.resolution == pytest.approx((300, 200), abs=0.1)


def test_the_comment_of_a_gif_is_carried_unless_it_tells_a_place(tmp_path: Path) -> None:
    for text, is_place in (("by Ada Lovelace", False), ("at 51.4778, -0.0015", True)):
        Image.new("RGB", (8, 8), (90, 40, 20)).save(tmp_path / "a.gif", comment=text.encode())
        source = open_photo(tmp_path / "a.gif")
        for choice, is_kept in ((MetadataChoice.ALL, True), (MetadataChoice.WITHOUT_LOCATION, not is_place)):
            for target in ("jpg", "png"):
                options = ExportOptions(metadata=choice, overwrite=True)
                write_unedited(source, tmp_path / f"b.{target}", options)
                found = [comment.text for comment in open_photo(tmp_path / f"b.{target}").metadata.comments]
                assert found == ([text] if is_kept else [])


def test_the_packet_of_a_gif_is_carried(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    frames = [Image.new("RGB", (8, 8), color) for color in ((90, 40, 20), (10, 200, 30))]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    coded = path.read_bytes()
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    path.write_bytes(coded[:-1] + b"\x21\xff\x0bXMP DataXMP" + planted.PACKET + trailer + coded[-1:])
    for page in (None, 1):
        photo = open_photo(path, choices=SourceChoices(page=page))
        assert photo.metadata.xmp == planted.PACKET
        np.testing.assert_array_equal(photo.samples[0, 0], np.asarray(frames[page or 0])[0, 0])
    write_unedited(photo, tmp_path / "b.png", ExportOptions(metadata=MetadataChoice.WITHOUT_LOCATION))
    assert planted.tells((tmp_path / "b.png").read_bytes(), planted.NAME)
    assert not planted.tells_place((tmp_path / "b.png").read_bytes())
    path.write_bytes(coded[:-1] + b"\x21\xff\x0bXMP DataXMP" + planted.PACKET)
    assert open_photo(path).metadata.xmp is None
