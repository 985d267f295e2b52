"""Photos of every kind come out with their own samples, upright, with what belongs to them."""

import base64
import struct
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from pellucid.foundation.errors import UnreadableError, UnsupportedError
from pellucid.foundation.geometry import Rect, Size
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., Any]

# A gray-blue ramp of 16 × 16 pixels, made by formula and coded once with x265, because no HEIF encoder is at hand.
_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAXxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAA"
    "AAAERAAAEAAQAAAAABoAABAAAAAAAAADQAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/GlwcnAA"
    "AADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkA"
    "AAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAA"
    "AChjbGFwAAAAEAAAAAEAAAAQAAAAAf///9AAAAAC////0AAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAPG"
    "1kYXQAAAAwKAGvUhXtLOcHjWSEQvKbYtOAN5BDWh256Ct4aRarvweHVztPoL/TEkNfQLN3yhsY"
)


@pytest.mark.parametrize(
    ("mode", "channels", "color", "has_alpha"),
    [
        ("L", 1, "gray", False),
        ("LA", 1, "gray", True),
        ("RGB", 3, "rgb", False),
        ("RGBA", 3, "rgb", True),
        ("P", 3, "rgb", False),
        ("1", 1, "gray", False),
    ],
)
def test_a_png_of_any_mode_keeps_its_samples(
    tmp_path: Path, ramp: Ramp, mode: str, channels: int, color: str, has_alpha: bool
) -> None:
    image = Image.fromarray(ramp()).convert(mode)
    image.save(tmp_path / "photo.png")
    source = open_photo(tmp_path / "photo.png")
    expected = np.asarray(image.convert({"P": "RGB", "1": "L"}.get(mode, mode)))
    got = source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])
    np.testing.assert_array_equal(np.squeeze(got), np.squeeze(expected))
    assert (source.facts.color, source.facts.has_alpha, source.samples.shape[2]) == (color, has_alpha, channels)
    assert source.facts.bit_depth == 8


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_a_png_of_16_bits_keeps_all_its_levels(tmp_path: Path, channels: int) -> None:
    samples = np.random.default_rng(5).integers(0, 65536, (40, 50, channels), np.uint16)
    (tmp_path / "deep.png").write_bytes(imagecodecs.png_encode(np.squeeze(samples)))
    source = open_photo(tmp_path / "deep.png")
    got = source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])
    np.testing.assert_array_equal(got, samples)
    assert source.facts.bit_depth == 16


def test_a_gray_png_of_16_bits_with_one_transparent_level_has_alpha(tmp_path: Path) -> None:
    samples = np.arange(600, dtype=np.uint16).reshape(20, 30) * 100
    coded = bytes(imagecodecs.png_encode(samples))
    body = b"tRNS" + struct.pack(">H", 700)
    at = coded.index(b"IDAT") - 4
    chunk = struct.pack(">I", 2) + body + struct.pack(">I", zlib.crc32(body))
    (tmp_path / "keyed.png").write_bytes(coded[:at] + chunk + coded[at:])
    alpha = open_photo(tmp_path / "keyed.png").alpha
    assert alpha is not None
    np.testing.assert_array_equal(alpha == 0, samples == 700)


def test_an_8_bit_picture_with_one_transparent_colour_has_alpha(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp()
    Image.fromarray(samples).save(tmp_path / "keyed.png", transparency=tuple(int(v) for v in samples[0, 0]))
    source = open_photo(tmp_path / "keyed.png")
    assert source.alpha is not None
    assert source.alpha[0, 0] == 0
    np.testing.assert_array_equal(source.samples, samples)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_keeps_its_colours(tmp_path: Path, ramp: Ramp, mode: str) -> None:
    image = Image.fromarray(ramp()).convert(mode)
    image.save(tmp_path / "photo.jpg", quality=100, subsampling=0)
    source = open_photo(tmp_path / "photo.jpg")
    assert source.facts.color == {"L": "gray", "RGB": "rgb", "CMYK": "cmyk"}[mode]
    np.testing.assert_allclose(np.squeeze(source.samples), np.asarray(image).astype(float), atol=4)


def test_cmyk_without_a_profile_looks_like_its_colours(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp()
    Image.fromarray(samples).convert("CMYK").save(tmp_path / "inks.jpg", quality=100, subsampling=0)
    source = open_photo(tmp_path / "inks.jpg")
    np.testing.assert_allclose(source.working(Rect(0, 0, 64, 48)), samples / 255, atol=0.02)


@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_opens_with_its_alpha(tmp_path: Path, ramp: Ramp, lossless: bool) -> None:
    samples = ramp(channels=4)
    Image.fromarray(samples).save(tmp_path / "photo.webp", lossless=lossless, quality=95, exact=True)
    source = open_photo(tmp_path / "photo.webp")
    assert source.alpha is not None
    np.testing.assert_allclose(source.samples.astype(int), samples[..., :3], atol=0 if lossless else 12)
    np.testing.assert_array_equal(source.alpha, samples[..., 3])


def test_an_animation_opens_its_first_picture_with_a_warning(tmp_path: Path, ramp: Ramp) -> None:
    first, second = Image.fromarray(ramp()), Image.fromarray(255 - ramp())
    for name in ("moving.png", "moving.webp"):
        first.save(tmp_path / name, save_all=True, append_images=[second], duration=100, lossless=True)
        source = open_photo(tmp_path / name)
        np.testing.assert_array_equal(source.samples, np.asarray(first))
        assert any("animation" in warning for warning in source.facts.warnings)


def test_a_picture_of_several_jpegs_opens_the_first(tmp_path: Path, ramp: Ramp) -> None:
    first = Image.fromarray(ramp())
    first.save(tmp_path / "pair.mpo", save_all=True, append_images=[Image.fromarray(255 - ramp())], quality=100)
    source = open_photo(tmp_path / "pair.mpo")
    assert source.facts.format == "JPEG"
    np.testing.assert_allclose(source.samples.astype(int), np.asarray(first), atol=16)


def test_a_raw_file_gives_the_photo_and_not_its_thumbnail(tmp_path: Path) -> None:
    _write_dng(tmp_path / "raw.tif")
    source = open_photo(tmp_path / "raw.tif")
    assert source.facts.format == "RAW"
    assert source.facts.size == Size(96, 128)  # turned by its orientation, 6
    assert source.facts.bit_depth == 16
    assert len(np.unique(source.samples)) > 1000
    assert source.facts.shot == "Pellucid Formula"


def test_a_cut_raw_file_is_refused(tmp_path: Path) -> None:
    _write_dng(tmp_path / "raw.dng")
    coded = (tmp_path / "raw.dng").read_bytes()
    (tmp_path / "raw.dng").write_bytes(coded[: len(coded) // 2])
    with pytest.raises((UnsupportedError, UnreadableError)):
        open_photo(tmp_path / "raw.dng")


def _write_dng(path: Path) -> None:
    y, x = np.mgrid[0:96, 0:128]
    mosaic = (1000 + 40 * x + 20 * y).astype(np.uint16)
    camera = [
        (50706, 1, 4, (1, 4, 0, 0), False),
        (271, 2, 0, "Pellucid", False),
        (272, 2, 0, "Formula", False),
        (50708, 2, 0, "Pellucid Formula", False),
        (50721, 10, 9, (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1), False),
        (50778, 3, 1, 21, False),
        (50728, 5, 3, (1, 1, 1, 1, 1, 1), False),
        (274, 3, 1, 6, False),
    ]
    sensor = [(33421, 3, 2, (2, 2), False), (33422, 1, 4, (0, 1, 1, 2), False), (50714, 3, 1, 0, False),
              (50717, 3, 1, 16383, False)]  # fmt: skip
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(np.full((6, 8, 3), 128, np.uint8), photometric="rgb", subfiletype=1, subifds=1, extratags=camera,
                   metadata=None)  # fmt: skip
        tiff.write(mosaic, photometric=32803, subfiletype=0, extratags=sensor, metadata=None)


def test_a_heic_opens(tmp_path: Path) -> None:
    (tmp_path / "photo.heic").write_bytes(base64.b64decode(_HEIC))
    source = open_photo(tmp_path / "photo.heic")
    assert (source.facts.format, source.facts.size) == ("HEIF", Size(16, 16))
    y, x = np.mgrid[0:16, 0:16]
    np.testing.assert_allclose(source.samples, np.stack([4 * x, 5 * y, 2 * (x + y)], axis=2), atol=16)


def test_an_avif_opens(tmp_path: Path, ramp: Ramp) -> None:
    Image.fromarray(ramp()).save(tmp_path / "photo.avif", quality=95)
    source = open_photo(tmp_path / "photo.avif")
    assert source.facts.format == "AVIF"
    np.testing.assert_allclose(source.samples.astype(int), ramp(), atol=24)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "webp"])
def test_every_orientation_comes_out_upright(
    tmp_path: Path, ramp: Ramp, exif_block: Callable[..., bytes], extension: str, orientation: int
) -> None:
    path = tmp_path / f"turned.{extension}"
    stored = ramp(channels=3 if extension == "jpg" else 4)
    if extension == "tif":
        tifffile.imwrite(path, stored, photometric="rgb", extrasamples=["unassalpha"],
                         extratags=[(274, 3, 1, orientation, True)])  # fmt: skip
    else:
        block = (b"Exif\0\0" if extension == "jpg" else b"") + exif_block(orientation)
        options: dict[str, Any] = {"lossless": True, "exact": True} if extension == "webp" else {"quality": 100}
        Image.fromarray(stored).save(path, exif=block, **options)
    if extension == "jpg":
        with Image.open(path) as coded:
            stored = np.asarray(coded)
    image = Image.fromarray(stored)
    expected = np.asarray(image.transpose(_TURNS[orientation]) if orientation > 1 else image)
    source = open_photo(path)
    got = source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])
    np.testing.assert_array_equal(got, expected)
    assert source.metadata.orientation == orientation
    assert source.facts.size == Size(*((48, 64) if orientation > 4 else (64, 48)))


def test_facts_tell_camera_and_exposure(photo: SourceImage) -> None:
    assert photo.facts.shot == "Canon EOS 5D · 1/60 s · f/5 · ISO 6400"
    assert photo.facts.profile == "sRGB"
    assert photo.facts.file_bytes == photo.facts.path.stat().st_size


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 300), (300, 1), (7, 13)])
def test_the_smallest_photos_open(tmp_path: Path, ramp: Ramp, height: int, width: int) -> None:
    for extension in ("png", "jpg", "tif", "webp"):
        path = tmp_path / f"small.{extension}"
        Image.fromarray(ramp(height, width)).save(path)
        source = open_photo(path)
        assert source.facts.size == Size(width, height)
        assert source.overview(5).shape[2] == 3


def test_a_damaged_profile_opens_as_srgb_with_a_warning(tmp_path: Path, ramp: Ramp) -> None:
    Image.fromarray(ramp()).save(tmp_path / "photo.png", icc_profile=b"not a profile at all" * 20)
    source = open_photo(tmp_path / "photo.png")
    assert source.icc is None
    assert source.facts.profile == "sRGB"
    assert any("profile" in warning for warning in source.facts.warnings)


def test_a_damaged_exif_block_does_no_harm(tmp_path: Path, ramp: Ramp, exif_block: Callable[..., bytes]) -> None:
    block = exif_block(6)
    rng = np.random.default_rng(11)
    path = tmp_path / "photo.webp"
    for _ in range(40):
        broken = bytearray(block)
        for at in rng.integers(0, len(broken), 6):
            broken[at] = rng.integers(256)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.fromarray(ramp()).save(path, exif=bytes(broken), lossless=True)
        assert open_photo(path).facts.size.pixels == 64 * 48
