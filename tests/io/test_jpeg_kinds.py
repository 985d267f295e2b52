"""Rarer kinds of JPEG, and what is left of damaged ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.errors import RefusedError, UnreadableError, UnsupportedError
from pellucid.io.decode import open_photo, open_reduced
from pellucid.io.readers.decoded import DAMAGED

Ramp = Callable[..., Any]


@pytest.fixture
def coded(ramp: Ramp, save_jpeg: Callable[..., Path]) -> bytes:
    return save_jpeg(ramp(240, 320)).read_bytes()


@pytest.fixture
def progressive(ramp: Ramp, save_jpeg: Callable[..., Path]) -> bytes:
    return save_jpeg(ramp(240, 320), progressive=True).read_bytes()


@pytest.mark.parametrize("missing", [1, 2, 100, 0.3, 0.6])
@pytest.mark.parametrize("kind", ["coded", "progressive"])
def test_a_cut_jpeg_shows_what_is_there_with_one_sentence(
    tmp_path: Path, ramp: Ramp, request: pytest.FixtureRequest, kind: str, missing: float
) -> None:
    coded = request.getfixturevalue(kind)
    start = coded.index(b"\xff\xda")
    gone = int(missing) if missing >= 1 else int(missing * (len(coded) - start))
    (tmp_path / "cut.jpg").write_bytes(coded[:-gone])
    source = open_photo(tmp_path / "cut.jpg")
    assert source.facts.warnings == (DAMAGED,)
    error = np.abs(source.samples[:60].astype(int) - ramp(240, 320)[:60])
    assert error.mean() < (3 if kind == "coded" else 40)


def test_flipped_bits_open_with_one_sentence(tmp_path: Path, coded: bytes) -> None:
    start = coded.index(b"\xff\xda") + 20
    rng = np.random.default_rng(4)
    told = 0
    for number in range(20):
        broken = bytearray(coded)
        for at in rng.integers(start, len(coded) - 2, 6):
            broken[at] ^= 1 << int(rng.integers(8))
        (tmp_path / f"{number}.jpg").write_bytes(broken)
        source = open_photo(tmp_path / f"{number}.jpg")
        assert source.samples.shape == (240, 320, 3)
        assert source.facts.warnings in ((), (DAMAGED,))
        told += source.facts.warnings == (DAMAGED,)
    assert told >= 15  # some flips lead to another picture that is valid


def test_a_jpeg_cut_before_its_picture_is_refused(tmp_path: Path, coded: bytes) -> None:
    (tmp_path / "cut.jpg").write_bytes(coded[: coded.index(b"\xff\xc0")])
    with pytest.raises(UnreadableError, match="damaged or cut short"):
        open_photo(tmp_path / "cut.jpg")


def test_a_whole_jpeg_has_no_sentence(tmp_path: Path, coded: bytes) -> None:
    (tmp_path / "whole.jpg").write_bytes(coded + b"something behind it")
    assert open_photo(tmp_path / "whole.jpg").facts.warnings == ()


def test_a_jpeg_with_12_bits_opens_with_all_its_levels(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(64, 96, dtype=np.uint16) >> 4
    (tmp_path / "deep.jpg").write_bytes(
        imagecodecs.jpeg8_encode(samples, level=98, subsampling="444", bitspersample=12)
    )
    source = open_photo(tmp_path / "deep.jpg")
    assert source.facts.bit_depth == 16
    np.testing.assert_allclose(source.samples / 65535, samples / 4095, atol=0.004)
    reduced = open_reduced(tmp_path / "deep.jpg", 48)
    assert reduced is not None
    assert reduced.pixels.shape == (32, 48, 3)


@pytest.mark.parametrize(("dtype", "bits"), [(np.uint8, 8), (np.uint16, 16)])
def test_a_lossless_jpeg_opens_exactly(tmp_path: Path, ramp: Ramp, dtype: Any, bits: int) -> None:
    samples = ramp(64, 96, dtype=dtype)
    coded = imagecodecs.jpeg8_encode(samples, lossless=True, predictor=1, bitspersample=bits, outcolorspace="rgb")
    (tmp_path / "lossless.jpg").write_bytes(coded)
    source = open_photo(tmp_path / "lossless.jpg")
    np.testing.assert_array_equal(source.samples, samples)
    assert source.facts.warnings == ()


def test_four_colours_are_inks(tmp_path: Path, ramp: Ramp) -> None:
    image = Image.fromarray(ramp()).convert("CMYK")
    image.save(tmp_path / "inks.jpg", quality=100, subsampling=0)
    np.testing.assert_allclose(open_photo(tmp_path / "inks.jpg").samples, np.asarray(image).astype(float), atol=4)
    reduced = open_reduced(tmp_path / "inks.jpg", 32)
    assert reduced is not None
    assert reduced.pixels.shape == (24, 32, 3)


def test_a_hierarchical_jpeg_is_called_by_its_name(tmp_path: Path, coded: bytes) -> None:
    broken = bytearray(coded)
    broken[broken.index(b"\xff\xc0") + 1] = 0xC5
    (tmp_path / "photo.jpg").write_bytes(broken)
    with pytest.raises(UnsupportedError, match="hierarchical"):
        open_photo(tmp_path / "photo.jpg")


def test_a_jpeg_of_endless_scans_is_refused(tmp_path: Path, progressive: bytes) -> None:
    at = progressive.rindex(b"\xff\xda")
    (tmp_path / "bomb.jpg").write_bytes(progressive[:at] + progressive[at:-2] * 1200 + progressive[-2:])
    with pytest.raises(RefusedError, match="scans"):
        open_photo(tmp_path / "bomb.jpg")
