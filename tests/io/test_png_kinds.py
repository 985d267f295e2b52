"""PNG: damaged files show what is there, and what a file says of its colours is honoured."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Rect
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io import icc, profiles
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited
from pellucid.io.readers.decoded import DAMAGED
from pellucid.io.transfer_curves import SRGB_CURVE

Ramp = Callable[..., Any]


def _coded(samples: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    if samples.dtype == np.uint16:
        return bytes(imagecodecs.png_encode(samples))
    Image.fromarray(samples).save(buffer, "PNG", **options)
    return buffer.getvalue()


def _with_chunk(coded: bytes, name: bytes, data: bytes) -> bytes:
    chunk = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return coded[:33] + chunk + coded[33:]


def _working(path: Path) -> Any:
    source = open_photo(path)
    return source.working(Rect.of(source.facts.size))


def _linear(primaries: profiles.Primaries, light: Any) -> Any:
    """What working pixels should be for light of these primaries."""
    matrix = np.linalg.solve(profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES), profiles.rgb_to_xyz_d50(primaries))
    return SRGB_CURVE.encode(light @ matrix.T)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
def test_a_cut_png_shows_what_is_there_with_one_sentence(tmp_path: Path, ramp: Ramp, dtype: Any, share: float) -> None:
    samples = ramp(200, 160, dtype=dtype)
    coded = _coded(samples)
    (tmp_path / "cut.png").write_bytes(coded[: int(len(coded) * share)])
    source = open_photo(tmp_path / "cut.png")
    assert source.facts.warnings == (DAMAGED,)
    assert source.samples.dtype == dtype
    rows = int(200 * share * 0.6)
    np.testing.assert_array_equal(source.samples[:rows], samples[:rows])


@pytest.mark.parametrize(("name", "told"), [(b"tEXt", ()), (b"IDAT", (DAMAGED,)), (b"IEND", (DAMAGED,))])
def test_a_wrong_checksum_in_any_chunk_opens(tmp_path: Path, ramp: Ramp, name: bytes, told: tuple[str, ...]) -> None:
    coded = bytearray(_with_chunk(_coded(ramp()), b"tEXt", b"Comment\0hello"))
    at = coded.index(name)
    length = struct.unpack_from(">I", coded, at - 4)[0]
    if name == b"IEND":
        del coded[at - 4 :]
    else:
        coded[at + 4 + length] ^= 0x55
    (tmp_path / "broken.png").write_bytes(coded)
    source = open_photo(tmp_path / "broken.png")
    np.testing.assert_array_equal(source.samples, ramp())
    assert source.facts.warnings == told


def test_a_wrong_checksum_of_colours_is_told_and_the_colours_are_kept(tmp_path: Path, ramp: Ramp) -> None:
    coded = bytearray(_with_chunk(_coded(ramp()), b"cICP", bytes((12, 13, 0, 1))))
    coded[coded.index(b"cICP") + 8] ^= 0x55
    (tmp_path / "broken.png").write_bytes(coded)
    source = open_photo(tmp_path / "broken.png")
    assert source.facts.profile == "Display P3"
    assert source.facts.warnings == (DAMAGED,)


def test_a_damaged_profile_is_told_and_costs_no_more(tmp_path: Path, ramp: Ramp) -> None:
    coded = bytearray(_coded(ramp(), icc_profile=icc.display_p3_profile()))
    at = coded.index(b"iCCP")
    coded[at + 40 : at + 60] = bytes(20)
    (tmp_path / "broken.png").write_bytes(coded)
    source = open_photo(tmp_path / "broken.png")
    np.testing.assert_array_equal(source.samples, ramp())
    assert DAMAGED in source.facts.warnings


def test_a_damaged_stream_shows_what_comes_before_it(tmp_path: Path) -> None:
    samples = np.random.default_rng(2).integers(0, 256, (100, 100, 3), np.uint8)
    coded = bytearray(_coded(samples))
    middle = len(coded) // 2
    coded[middle : middle + 40] = bytes(40)
    (tmp_path / "broken.png").write_bytes(coded)
    source = open_photo(tmp_path / "broken.png")
    np.testing.assert_array_equal(source.samples[:40], samples[:40])
    assert source.facts.warnings == (DAMAGED,)


def test_a_png_with_nothing_left_is_refused(tmp_path: Path, ramp: Ramp) -> None:
    coded = _coded(ramp())
    (tmp_path / "cut.png").write_bytes(coded[: coded.index(b"IDAT") + 5])
    with pytest.raises(UnreadableError, match="damaged"):
        open_photo(tmp_path / "cut.png")


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_code_points_come_before_the_profile_and_are_carried(tmp_path: Path, ramp: Ramp, dtype: Any) -> None:
    samples = ramp(dtype=dtype)
    coded = _with_chunk(_coded(samples), b"cICP", bytes((12, 13, 0, 1)))
    (tmp_path / "p3.png").write_bytes(coded)
    source = open_photo(tmp_path / "p3.png")
    assert source.facts.profile == "Display P3"
    expected = icc.to_working(samples, "rgb", icc.display_p3_profile())
    np.testing.assert_allclose(_working(tmp_path / "p3.png"), expected, atol=1e-3)
    write_edited(source, source.samples, tmp_path / "out.png", ExportOptions())
    np.testing.assert_allclose(_working(tmp_path / "out.png"), expected, atol=2e-3)


def test_gamma_is_honoured(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp()
    (tmp_path / "linear.png").write_bytes(_with_chunk(_coded(samples), b"gAMA", struct.pack(">I", 100_000)))
    expected = SRGB_CURVE.encode(samples / 255)
    np.testing.assert_allclose(_working(tmp_path / "linear.png"), expected, atol=2e-3)


def test_gamma_of_gray_is_honoured(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(channels=1)[..., 0]
    (tmp_path / "linear.png").write_bytes(_with_chunk(_coded(samples), b"gAMA", struct.pack(">I", 100_000)))
    np.testing.assert_allclose(_working(tmp_path / "linear.png")[..., 1], SRGB_CURVE.encode(samples / 255), atol=2e-3)


def test_chromaticities_are_honoured(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp()
    points = [(0.3127, 0.329), *profiles.DISPLAY_P3_PRIMARIES]
    data = struct.pack(">8I", *(round(100_000 * value) for point in points for value in point))
    coded = _with_chunk(_with_chunk(_coded(samples), b"cHRM", data), b"gAMA", struct.pack(">I", 50_000))
    (tmp_path / "own.png").write_bytes(coded)
    expected = _linear(profiles.DISPLAY_P3_PRIMARIES, (samples / 255) ** 2)
    np.testing.assert_allclose(_working(tmp_path / "own.png"), expected, atol=3e-3)


@pytest.mark.parametrize(
    "chunks",
    [
        [(b"gAMA", struct.pack(">I", 45_455))],
        [(b"sRGB", b"\0"), (b"gAMA", struct.pack(">I", 100_000))],
        [(b"gAMA", struct.pack(">I", 0))],
        [(b"cHRM", bytes(32))],
        [(b"cICP", bytes((1, 13, 0, 1)))],
        [(b"cICP", bytes((2, 2, 0, 1)))],
    ],
)
def test_what_means_srgb_or_nothing_stays_as_it_is(tmp_path: Path, ramp: Ramp, chunks: Any) -> None:
    coded = _coded(ramp())
    for name, data in chunks:
        coded = _with_chunk(coded, name, data)
    (tmp_path / "plain.png").write_bytes(coded)
    source = open_photo(tmp_path / "plain.png")
    assert source.icc is None
    assert source.facts.warnings == ()


def test_narrow_range_is_widened(tmp_path: Path) -> None:
    samples = np.array([[[16, 16, 16], [235, 235, 235], [0, 126, 255]]], np.uint8)
    (tmp_path / "narrow.png").write_bytes(_with_chunk(_coded(samples), b"cICP", bytes((1, 13, 0, 0))))
    assert open_photo(tmp_path / "narrow.png").samples.tolist() == [[[0, 0, 0], [255, 255, 255], [0, 128, 255]]]


@pytest.mark.parametrize(("transfer", "name"), [(16, "PQ"), (18, "HLG")])
def test_hdr_is_tone_mapped_with_a_sentence(tmp_path: Path, transfer: int, name: str) -> None:
    gray = np.linspace(0, 65535, 256).astype(np.uint16)
    samples = np.repeat(gray[None, :, None], 3, axis=2)
    (tmp_path / "hdr.png").write_bytes(_with_chunk(_coded(samples), b"cICP", bytes((9, transfer, 0, 1))))
    source = open_photo(tmp_path / "hdr.png")
    assert len(source.facts.warnings) == 1
    assert name in source.facts.warnings[0]
    assert source.facts.profile == "Rec. 2020"
    shown = _working(tmp_path / "hdr.png")
    assert (np.diff(shown[0, :, 1]) >= -1e-4).all()
    np.testing.assert_allclose(shown[..., 0], shown[..., 2], atol=2e-3)
    diffuse_white = np.interp(0.75 if transfer == 18 else 0.58, np.linspace(0, 1, 256), shown[0, :, 1])
    assert 0.85 < diffuse_white < 0.95
    assert shown[0, -1, 1] == pytest.approx(1, abs=2e-3)


def test_a_picture_of_an_animation_can_be_chosen(tmp_path: Path, ramp: Ramp) -> None:
    first, second = Image.fromarray(ramp()), Image.fromarray(255 - ramp())
    first.save(tmp_path / "moving.png", save_all=True, append_images=[second], duration=100)
    source = open_photo(tmp_path / "moving.png", choices=SourceChoices(page=1))
    np.testing.assert_array_equal(source.samples, 255 - ramp())
    assert (source.facts.pages, source.facts.page, source.facts.warnings) == (2, 1, ())
    with pytest.raises(UsageError, match="no number 3"):
        open_photo(tmp_path / "moving.png", choices=SourceChoices(page=2))
