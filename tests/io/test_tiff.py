"""TIFFs of every layout, depth and colour."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms

from pellucid.io.decode import open_photo

Ramp = Callable[..., Any]


_TIFFS: dict[str, dict[str, Any]] = {
    "plain": {},
    "packed": {"compression": "zlib", "predictor": True},
    "lzw": {"compression": "lzw"},
    "tiled": {"tile": (32, 32)},
    "planes": {"planarconfig": "separate"},
    "big": {"bigtiff": True},
    "motorola": {"byteorder": ">"},
}


@pytest.mark.parametrize("layout", _TIFFS)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_a_tiff_of_any_layout_keeps_its_samples(tmp_path: Path, ramp: Ramp, layout: str, dtype: Any) -> None:
    samples = ramp(dtype=dtype)
    options = dict(_TIFFS[layout])
    stored = np.moveaxis(samples, 2, 0) if layout == "planes" else samples
    tifffile.imwrite(tmp_path / "photo.tif", stored, photometric="rgb", **options)
    source = open_photo(tmp_path / "photo.tif")
    np.testing.assert_array_equal(source.samples, samples)
    assert source.facts.bit_depth == samples.dtype.itemsize * 8
    assert (source.facts.format, source.facts.color) == ("TIFF", "rgb")


@pytest.mark.parametrize("photometric", ["minisblack", "miniswhite"])
def test_a_gray_tiff_is_black_where_it_says_so(tmp_path: Path, ramp: Ramp, photometric: str) -> None:
    samples = ramp(channels=1, dtype=np.uint16)[..., 0]
    tifffile.imwrite(tmp_path / "gray.tif", samples, photometric=photometric)
    expected = samples if photometric == "minisblack" else 65535 - samples
    np.testing.assert_array_equal(open_photo(tmp_path / "gray.tif").samples[..., 0], expected)


def test_a_bilevel_tiff_is_black_and_white(tmp_path: Path, ramp: Ramp) -> None:
    image = Image.fromarray(ramp()).convert("1")
    image.save(tmp_path / "fax.tif", compression="group4")
    np.testing.assert_array_equal(
        open_photo(tmp_path / "fax.tif").samples[..., 0], np.asarray(image).astype(np.uint8) * 255
    )


def test_a_palette_tiff_opens_in_colour(tmp_path: Path, ramp: Ramp) -> None:
    image = Image.fromarray(ramp()).convert("P")
    image.save(tmp_path / "palette.tif")
    np.testing.assert_array_equal(open_photo(tmp_path / "palette.tif").samples, np.asarray(image.convert("RGB")))


def test_a_cmyk_tiff_keeps_its_inks(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(channels=4)
    tifffile.imwrite(tmp_path / "inks.tif", samples, photometric="separated")
    source = open_photo(tmp_path / "inks.tif")
    np.testing.assert_array_equal(source.samples, samples)
    assert source.facts.color == "cmyk"


@pytest.mark.parametrize("compression", [None, "zlib"])
def test_a_ycbcr_tiff_shows_its_colours(tmp_path: Path, ramp: Ramp, compression: str | None) -> None:
    stored = np.asarray(Image.fromarray(ramp()).convert("YCbCr"))
    tifffile.imwrite(
        tmp_path / "video.tif",
        stored,
        photometric="ycbcr",
        compression=compression,
        extratags=[(530, 3, 2, (1, 1), True)],
    )
    np.testing.assert_allclose(open_photo(tmp_path / "video.tif").samples.astype(int), ramp(), atol=3)


def test_a_jpeg_inside_a_tiff_shows_its_colours(tmp_path: Path, ramp: Ramp) -> None:
    tifffile.imwrite(
        tmp_path / "scan.tif", ramp(), photometric="rgb", compression="jpeg", compressionargs={"level": 98}
    )
    np.testing.assert_allclose(open_photo(tmp_path / "scan.tif").samples.astype(int), ramp(), atol=12)


@pytest.mark.parametrize("bits", [8, 16])
def test_a_lab_tiff_opens_as_16_bit_srgb_and_says_so(tmp_path: Path, bits: int) -> None:
    lab = np.array([[[100, 0, 0], [0, 0, 0], [53.585, 0, 0], [54.29, 80.8, 69.9]]])  # white, black, gray, red
    scale = (255 / 100, 1, 1) if bits == 8 else (65535 / 100, 256, 256)
    stored = np.rint(lab * scale).astype(np.int64).astype(f"u{bits // 8}")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    tifffile.imwrite(tmp_path / "lab.tif", stored, photometric="cielab", iccprofile=profile)
    source = open_photo(tmp_path / "lab.tif")
    np.testing.assert_allclose(source.samples[0] / 65535, [[1, 1, 1], [0, 0, 0], [0.5, 0.5, 0.5], [1, 0, 0]], atol=0.02)
    (told,) = source.facts.warnings  # and not that the profile, which is that of Lab, is damaged
    assert "Lab" in told


def test_alpha_of_a_tiff_is_kept_and_taken_out_of_the_colours(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(channels=4, dtype=np.uint16)
    samples[..., 3] = np.maximum(samples[..., 3], 20_000)
    tifffile.imwrite(tmp_path / "straight.tif", samples, photometric="rgb", extrasamples=["unassalpha"])
    multiplied = samples.copy()
    multiplied[..., :3] = np.rint(samples[..., :3] * (samples[..., 3:] / 65535))
    tifffile.imwrite(tmp_path / "multiplied.tif", multiplied, photometric="rgb", extrasamples=["assocalpha"])
    for name, tolerance in (("straight.tif", 0), ("multiplied.tif", 2)):
        source = open_photo(tmp_path / name)
        np.testing.assert_allclose(source.samples.astype(int), samples[..., :3], atol=tolerance)
        np.testing.assert_array_equal(source.alpha, samples[..., 3])


def test_a_tiff_of_12_bits_reaches_white(tmp_path: Path) -> None:
    samples = np.linspace(0, 4095, 64 * 32).astype(np.uint16).reshape(32, 64)
    packed = imagecodecs.packints_encode(samples.reshape(-1), 12)
    _write_tiff(tmp_path / "twelve.tif", packed, width=64, height=32, bits=12)
    source = open_photo(tmp_path / "twelve.tif")
    np.testing.assert_allclose(source.samples[..., 0], samples * (65535 / 4095), atol=1)


def _write_tiff(path: Path, strip: bytes, *, width: int, height: int, bits: int) -> None:
    """The smallest gray TIFF; tifffile does not write odd depths."""
    tags = ((256, width), (257, height), (258, bits), (259, 1), (262, 1), (273, 8), (277, 1), (278, height),
            (279, len(strip)))  # fmt: skip
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    path.write_bytes(
        b"II*\0" + struct.pack("<I", 8 + len(strip)) + strip + struct.pack("<H", len(tags)) + table + bytes(4)
    )


def test_a_tiff_with_more_pages_says_so(tmp_path: Path, ramp: Ramp) -> None:
    with tifffile.TiffWriter(tmp_path / "pages.tif") as tiff:
        tiff.write(ramp(), photometric="rgb")
        tiff.write(255 - ramp(), photometric="rgb")
    source = open_photo(tmp_path / "pages.tif")
    np.testing.assert_array_equal(source.samples, ramp())
    assert source.facts.warnings == ("The file has 2 pictures; the first is opened.",)
