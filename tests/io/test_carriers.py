"""Where a format puts what is told beside its picture: texts of PNG, comments, segments between scans, and profiles."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.foundation.geometry import Size
from pellucid.io import exif
from pellucid.io.containers import jpeg, jpeg_rewrite
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited
from pellucid.io.metadata import Comment, Embedded

Ramp = Callable[..., Any]
_EXTENSIONS = ("jpg", "png", "tif", "webp")


def test_exif_in_a_text_of_a_png_turns_the_photo_and_is_carried(tmp_path: Path, ramp: Ramp) -> None:
    from PIL.PngImagePlugin import PngInfo

    tag = Image.Exif()
    tag[exif.ORIENTATION], tag[0x0110] = 6, "Analytical 9"
    digits = tag.tobytes().hex()
    for keyword in ("exif", "APP1"):
        texts = PngInfo()
        texts.add_text(f"Raw profile type {keyword}", f"\n{keyword}\n      {len(digits) // 2}\n{digits}\n", zip=True)
        Image.fromarray(ramp()).save(tmp_path / "a.png", pnginfo=texts)
        photo = open_photo(tmp_path / "a.png")
        assert photo.facts.size == Size(48, 64)
        for extension in _EXTENSIONS:
            out = tmp_path / f"{keyword}.{extension}"
            write_edited(photo, photo.samples, out, ExportOptions())
            again = open_photo(out)
            assert again.facts.size == Size(48, 64)
            assert again.facts.shot == "Analytical 9"


@pytest.mark.parametrize(("source", "target"), [("jpg", "png"), ("png", "jpg"), ("png", "png"), ("jpg", "jpg")])
def test_comments_go_where_there_is_a_place(tmp_path: Path, ramp: Ramp, source: str, target: str) -> None:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Comment", "grüße")
    texts.add_itxt("Author", "Ada Łovelace")
    path = tmp_path / f"a.{source}"
    if source == "png":
        Image.fromarray(ramp()).save(path, pnginfo=texts)
    else:
        Image.fromarray(ramp()).save(path, comment="grüße".encode())
    photo = open_photo(path)
    assert write_edited(photo, photo.samples, tmp_path / f"b.{target}", ExportOptions()) == ()
    found = open_photo(tmp_path / f"b.{target}").metadata.comments
    assert Comment("Comment", "grüße") in found
    if source == "png":
        author = Comment("Author", "Ada Łovelace") if target == "png" else Comment("Comment", "Author: Ada Łovelace")
        assert author in found
    for extension in ("tif", "webp"):
        notices = write_edited(photo, photo.samples, tmp_path / f"c.{extension}", ExportOptions())
        assert [sentence for sentence in notices if "Comments" in sentence]


def test_colours_that_only_exif_tells_stay_right_without_metadata(tmp_path: Path, ramp: Ramp) -> None:
    photo = {0xA001: (3, 1, struct.pack("<H", 0xFFFF))}
    children = {exif.EXIF_IFD: photo, exif.INTEROP_IFD: {1: (2, 4, b"R03\0")}}
    block = exif.serialise({272: (2, 5, b"Nine\0")}, children, "<")
    Image.fromarray(ramp()).save(tmp_path / "a.jpg", exif=b"Exif\0\0" + block)
    source = open_photo(tmp_path / "a.jpg")
    assert source.icc is not None
    write_unedited(source, tmp_path / "b.jpg", ExportOptions(metadata=MetadataChoice.NONE))
    copy = open_photo(tmp_path / "b.jpg")
    assert (copy.icc, copy.metadata.exif) == (source.icc, None)
    np.testing.assert_array_equal(copy.samples, source.samples)


def test_what_stands_between_scans_goes_and_the_picture_stays(tmp_path: Path, ramp: Ramp) -> None:
    buffer = io.BytesIO()
    Image.fromarray(ramp()).save(buffer, "JPEG", progressive=True, quality=95)
    coded = buffer.getvalue()
    second = coded.index(b"\xff\xda", coded.index(b"\xff\xda") + 2)
    secret = jpeg.segment_bytes(jpeg.COMMENT, b"Greenwich") + jpeg.segment_bytes(0xE5, b"Greenwich")
    planted = coded[:second] + secret + coded[second:]
    parts, _ = jpeg_rewrite.rewrite(planted + b"Greenwich", Embedded())
    assert b"".join(parts) == coded
    assert jpeg_rewrite.picture_end(planted + b"Greenwich") == len(planted)


def test_a_float_tiff_keeps_its_metadata_where_only_they_change(tmp_path: Path, ramp: Ramp) -> None:
    tifffile.imwrite(tmp_path / "a.tif", ramp(dtype=np.float32), photometric="rgb", software="Nine")
    photo = open_photo(tmp_path / "a.tif")
    write_unedited(photo, tmp_path / "b.tif", ExportOptions(metadata=MetadataChoice.WITHOUT_LOCATION))
    again = open_photo(tmp_path / "b.tif")
    np.testing.assert_array_equal(again.samples, photo.samples)
    assert b"Nine" in (again.metadata.exif or b"")
