"""Small pictures and the facts of a list: quick, upright, in the right colours, and no error for a bad file."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.photo_summary import PhotoSummary
from pellucid.foundation.thumbnail_cache import ThumbnailCache
from pellucid.io import exif as exif_blocks
from pellucid.io import icc
from pellucid.io.decode import open_photo
from pellucid.io.photo_summary import read_summary
from pellucid.io.thumbnails import embedded_thumbnail, kept_thumbnail, made_thumbnail

Ramp = Callable[..., Any]
_SHORT, _LONG, _TEXT = 3, 4, 2


def _exif(orientation: int, thumbnail: Image.Image | None = None, taken: str = "") -> bytes:
    """A block with a second directory, as cameras write it."""
    own: exif_blocks.RawTags = {exif_blocks.ORIENTATION: (_SHORT, 1, orientation.to_bytes(2, "little"))}
    text = taken.encode() + b"\0"
    below = {exif_blocks.EXIF_IFD: {0x9003: (_TEXT, len(text), text)}} if taken else {}
    block = bytearray(exif_blocks.serialise(own, below, "<"))
    if thumbnail is not None:
        coded = io.BytesIO()
        thumbnail.save(coded, "JPEG", quality=95)
        found = exif_blocks.first_ifd(io.BytesIO(bytes(block)))
        assert found is not None
        block[found[0].end : found[0].end + 4] = len(block).to_bytes(4, "little")
        place = len(block) + 2 + 2 * 12 + 4
        tags = {
            0x0201: (_LONG, 1, place.to_bytes(4, "little")),
            0x0202: (_LONG, 1, coded.tell().to_bytes(4, "little")),
        }
        block += exif_blocks.write_directory(tags, len(block), "<") + coded.getvalue()
    return b"Exif\0\0" + bytes(block)


def _scene(width: int, height: int) -> Image.Image:
    """A picture whose corners differ, so that every turn of it shows."""
    rows, columns = np.mgrid[0:height, 0:width]
    bands = [columns * 200 / width, rows * 200 / height, np.full((height, width), 60.0)]
    return Image.fromarray(np.dstack(bands).astype(np.uint8))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_made_and_embedded_pictures_are_upright(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "a.jpg"
    scene = _scene(960, 640)
    scene.save(path, quality=95, exif=_exif(orientation, scene.resize((160, 107))))
    whole = open_photo(path).overview(320)
    made, embedded = made_thumbnail(path), embedded_thumbnail(path)
    assert embedded is not None
    assert embedded.is_embedded
    assert not made.is_embedded
    assert max(made.pixels.shape) == 320
    np.testing.assert_allclose(made.pixels / 255, whole, atol=0.05)
    small = open_photo(path).overview(max(embedded.pixels.shape))
    np.testing.assert_allclose(embedded.pixels / 255, small[: len(embedded.pixels)], atol=0.06)


def test_black_bars_of_cameras_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    scene = _scene(960, 640)
    barred = Image.new("RGB", (160, 120))
    barred.paste(scene.resize((160, 106)), (0, 7))
    scene.save(path, exif=_exif(1, barred))
    embedded = embedded_thumbnail(path)
    assert embedded is not None
    assert embedded.pixels.shape == (107, 160, 3)
    assert embedded.pixels[2].max() > 150


def test_a_picture_left_from_before_a_crop_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    _scene(640, 640).save(path, exif=_exif(1, _scene(160, 107).point(lambda value: 100 + value // 2)))
    assert embedded_thumbnail(path) is None


def test_the_profile_of_the_photo_is_honoured_in_both(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    green = Image.new("RGB", (640, 400), (40, 200, 40))
    profile = icc.display_p3_profile()
    ImageCms.getOpenProfile(io.BytesIO(profile))
    green.save(path, quality=98, icc_profile=profile, exif=_exif(1, green.resize((160, 100))))
    right = open_photo(path).overview(1)[0, 0] * 255
    assert right[0] < 10  # P3 green lies outside of sRGB
    embedded = embedded_thumbnail(path)
    assert embedded is not None
    for pixels in (made_thumbnail(path).pixels, embedded.pixels):
        np.testing.assert_allclose(pixels[40, 40], np.clip(right, 0, 255), atol=3)


@pytest.mark.parametrize("extension", ["png", "tif", "webp", "gif", "bmp"])
def test_other_formats_are_made_of_the_whole_photo(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    _scene(640, 400).save(path)
    assert embedded_thumbnail(path) is None
    assert made_thumbnail(path).pixels.shape == (200, 320, 3)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0II*\0\x08\0\0\0", b"text"])
def test_a_bad_file_has_no_picture_and_no_facts_but_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    assert embedded_thumbnail(path) is None
    assert read_summary(path) == PhotoSummary()
    with pytest.raises(PellucidError, match=r"a\.jpg"):
        made_thumbnail(path)


def test_a_picture_that_is_quickly_made_is_not_kept(tmp_path: Path) -> None:
    short, long, other = tmp_path / "short.jpg", tmp_path / "long.jpg", tmp_path / "other.png"
    _scene(400, 300).save(short)
    long.write_bytes(short.read_bytes() + bytes(200 * 2**10))
    _scene(40, 30).save(other)
    cache = ThumbnailCache(tmp_path / "cache")
    made = {path: kept_thumbnail(path, cache).pixels for path in (short, long, other)}
    assert [cache.find(path) is not None for path in made] == [False, True, True]
    np.testing.assert_array_equal(made[short], made[long])


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((320, 200), (200, 320, 3)),
        ((400, 300), (225, 300, 3)),  # six eighths
        ((512, 384), (240, 320, 3)),  # five
        ((480, 640), (320, 240, 3)),
        ((1024, 683), (213, 320, 3)),  # two eighths would be too small
        ((1800, 1200), (213, 320, 3)),
        ((2560, 1600), (200, 320, 3)),
    ],
)
def test_a_jpeg_is_decoded_at_the_eighths_that_are_wanted_or_made_smaller(
    tmp_path: Path, size: tuple[int, int], shape: tuple[int, ...]
) -> None:
    path = tmp_path / "a.jpg"
    scene = _scene(*size)
    scene.save(path, quality=95)
    pixels = made_thumbnail(path).pixels
    assert pixels.shape == shape
    expected = np.array(scene.resize(shape[1::-1], Image.Resampling.BOX), int)
    assert np.abs(pixels - expected).mean() < 4


def test_a_picture_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pellucid.io.thumbnails._QUICK_BYTES", 0)
    path, cache = tmp_path / "a.jpg", ThumbnailCache(tmp_path / "cache")
    _scene(960, 640).save(path)
    first = kept_thumbnail(path, cache)
    monkeypatch.setattr("pellucid.io.thumbnails.made_thumbnail", None)
    again = kept_thumbnail(path, cache)
    np.testing.assert_allclose(again.pixels.astype(int), first.pixels, atol=12)


def test_a_kept_picture_that_is_damaged_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pellucid.io.thumbnails._QUICK_BYTES", 0)
    path, cache = tmp_path / "a.jpg", ThumbnailCache(tmp_path / "cache")
    _scene(960, 640).save(path)
    kept_thumbnail(path, cache)
    file = cache.find(path)
    assert file is not None
    file.write_bytes(b"cut")
    assert kept_thumbnail(path, cache).pixels.shape == (213, 320, 3)
    assert file.stat().st_size > 100


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ("2026:11:27 18:04:59", "2026-11-27 18:04:59"),
        ("2026-11-27T18:04:59", "2026-11-27 18:04:59"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
        ("yesterday", ""),
    ],
)
@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "tif"])
def test_a_photo_tells_when_it_was_taken(tmp_path: Path, told: str, taken: str, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    block = _exif(1, taken=told)
    if extension == "tif":
        tags = Image.Exif()
        tags[306] = told
        _scene(40, 30).save(path, exif=tags)
    else:
        _scene(40, 30).save(path, exif=block)
    assert read_summary(path).taken == taken


def test_parts_of_a_second_count_for_bursts(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags.get_ifd(exif_blocks.EXIF_IFD).update({0x9003: "2026:11:27 18:04:59", 0x9291: "25"})
    _scene(40, 30).save(tmp_path / "a.jpg", exif=tags)
    assert read_summary(tmp_path / "a.jpg").taken == "2026-11-27 18:04:59.25"
