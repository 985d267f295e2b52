"""Profiles to working pixels and back."""

import struct
from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
import pytest

from pellucid.io import icc, profiles
from pellucid.io.transfer_curves import SRGB_CURVE, ParametricCurve, TableCurve

Ramp = Callable[..., Any]

_RGB_PROFILES = {
    "none": None,
    "sRGB": icc.srgb_profile(),
    "Display P3": icc.display_p3_profile(),
    "Adobe RGB": profiles.adobe_rgb_profile(),
    "littleCMS sRGB": bytes(imagecodecs.cms_profile("srgb")),
    "littleCMS Adobe RGB": bytes(imagecodecs.cms_profile("adobergb")),
}
_SRGB_LIKE = ("none", "sRGB", "littleCMS sRGB")


def _pixel(*values: int) -> Any:
    return np.array([[values]], np.uint8)


@pytest.mark.parametrize("name", _RGB_PROFILES)
def test_every_8_bit_sample_comes_back(name: str) -> None:
    samples = np.random.default_rng(0).integers(0, 256, (128, 256, 3), np.uint8)
    profile = _RGB_PROFILES[name]
    back = icc.from_working(icc.to_working(samples, "rgb", profile), profile, 8)
    assert np.abs(back.astype(int) - samples).max() <= (0 if name in _SRGB_LIKE else 1)


@pytest.mark.parametrize("name", _SRGB_LIKE)
def test_every_16_bit_srgb_sample_comes_back_exactly(name: str) -> None:
    samples = np.arange(65536, dtype=np.uint16).reshape(64, 1024, 1).repeat(3, axis=2)
    profile = _RGB_PROFILES[name]
    np.testing.assert_array_equal(icc.from_working(icc.to_working(samples, "rgb", profile), profile, 16), samples)


def test_srgb_samples_are_divided_exactly() -> None:
    samples = np.arange(256, dtype=np.uint8).reshape(1, 256, 1).repeat(3, axis=2)
    expected = (np.arange(256) / 255).astype(np.float32)
    np.testing.assert_array_equal(icc.to_working(samples, "rgb", None)[0, :, 0], expected)


def test_the_red_of_display_p3_lies_outside_and_is_not_clipped() -> None:
    red, green, blue = icc.to_working(_pixel(255, 0, 0), "rgb", icc.display_p3_profile())[0, 0]
    assert red == pytest.approx(1.0931, abs=1e-3)
    assert green == pytest.approx(-0.2267, abs=1e-3)
    assert blue == pytest.approx(-0.1501, abs=1e-3)


def test_colours_inside_srgb_agree_with_littlecms(ramp: Ramp) -> None:
    samples = ramp() // 4 + 96  # away from the edge of the gamut, where littleCMS continues the curve differently
    for name in ("Display P3", "littleCMS Adobe RGB"):
        profile = _RGB_PROFILES[name]
        assert profile is not None
        expected = imagecodecs.cms_transform(
            samples, profile, icc.srgb_profile(), colorspace="rgb", outcolorspace="rgb", outdtype="float32"
        )
        np.testing.assert_allclose(icc.to_working(samples, "rgb", profile), expected, atol=2e-4)


@pytest.mark.parametrize("name", [name for name in _RGB_PROFILES if name != "none"])
def test_neutral_stays_neutral(name: str) -> None:
    grays = np.arange(256, dtype=np.uint8).reshape(1, 256, 1).repeat(3, axis=2)
    assert np.ptp(icc.to_working(grays, "rgb", _RGB_PROFILES[name]), axis=2).max() < 1e-3


def test_float_samples_beyond_white_pass_and_come_out_finite() -> None:
    samples = np.array([[[3.0, -0.5, np.nan]]], np.float32)
    for profile in _RGB_PROFILES.values():
        assert np.isfinite(icc.to_working(samples, "rgb", profile)).all()
    np.testing.assert_array_equal(icc.to_working(samples, "rgb", None), [[[3.0, -0.5, 0.0]]])


def test_a_senseless_curve_still_gives_finite_pixels() -> None:
    steep = profiles.build("Steep", profiles.ADOBE_RGB_PRIMARIES, ParametricCurve(g=900.0))
    samples = np.array([[[8.0, -8.0, 1.0]]], np.float32)
    assert np.isfinite(icc.to_working(samples, "rgb", steep)).all()
    assert icc.from_working(samples, steep, 8).shape == (1, 1, 3)


def test_what_lies_outside_the_profile_is_clipped_on_the_way_out() -> None:
    pixels = np.array([[[1.5, -0.5, np.nan]]], np.float32)
    np.testing.assert_array_equal(icc.from_working(pixels, None, 8), [[[255, 0, 0]]])
    np.testing.assert_array_equal(icc.from_working(pixels, None, 16), [[[65535, 0, 0]]])


def test_gray_without_a_profile_is_the_same_in_three_channels() -> None:
    samples = np.arange(256, dtype=np.uint8).reshape(16, 16, 1)
    pixels = icc.to_working(samples, "gray", None)
    assert pixels.shape == (16, 16, 3)
    np.testing.assert_array_equal(pixels, np.repeat(samples / 255, 3, axis=2).astype(np.float32))


def test_gray_with_its_curve_comes_back() -> None:
    profile = profiles.build("Gray gamma 1.8", None, ParametricCurve(g=1.8))
    samples = np.arange(256, dtype=np.uint8).reshape(16, 16, 1)
    pixels = icc.to_working(samples, "gray", profile)
    middle = SRGB_CURVE.encode(np.array([(128 / 255) ** 1.8]))[0]
    assert pixels[8, 0, 0] == pytest.approx(middle, abs=1e-4)
    back = icc.from_working(pixels, profile, 8)
    assert back.shape == (16, 16, 1)
    assert np.abs(back.astype(int) - samples).max() <= 1


def test_gray_with_an_rgb_profile_goes_through_that_profile() -> None:
    samples = np.full((2, 2, 1), 100, np.uint8)
    pixels = icc.to_working(samples, "gray", profiles.adobe_rgb_profile())
    expected = icc.to_working(np.repeat(samples, 3, axis=2), "rgb", profiles.adobe_rgb_profile())
    np.testing.assert_array_equal(pixels, expected)


def test_cmyk_white_is_white_and_black_is_black() -> None:
    inks = np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [255, 0, 0, 0]]], np.uint8)
    np.testing.assert_array_equal(icc.to_working(inks, "cmyk", None), [[[1, 1, 1], [0, 0, 0], [0, 1, 1]]])


def _table_profile(space: bytes, channels: int) -> bytes:
    """A profile of one coarse table: each channel of ink darkens a neutral white; light channels brighten a black."""
    corners = np.indices((2,) * channels).reshape(channels, -1).T
    share = corners.mean(axis=1) if space == b"RGB " else np.prod(1 - corners * (0.3, 0.4, 0.1, 1.0), axis=1)
    table = np.stack([np.rint(share * 255), np.full(len(share), 128), np.full(len(share), 128)], axis=1)
    curve = bytes(range(256))
    tag = b"mft1" + bytes(4) + bytes((channels, 3, 2, 0)) + struct.pack(">9i", *(65536 * np.eye(3, dtype=int)).ravel())
    tag += curve * channels + table.astype(np.uint8).tobytes() + curve * 3
    offset = 128 + 4 + 12
    header = struct.pack(">I4sI4s4s4s12s4s", offset + len(tag), bytes(4), 0x02400000, b"prtr", space, b"Lab ",
                         bytes(12), b"acsp").ljust(68, b"\0")  # fmt: skip
    header += struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D)
    return header.ljust(128, b"\0") + struct.pack(">I4sII", 1, b"A2B0", offset, len(tag)) + tag


def test_inks_go_through_the_tables_of_their_profile() -> None:
    profile = _table_profile(b"CMYK", 4)
    assert icc.usable_for(profile, "cmyk")
    inks = np.array([[[0, 0, 0, 0], [0, 0, 0, 255], [0, 255, 0, 0]]], np.uint8)
    paper, black, magenta = icc.to_working(inks, "cmyk", profile)[0]
    np.testing.assert_allclose(paper, 1, atol=0.02)
    np.testing.assert_allclose(black, 0, atol=0.02)
    np.testing.assert_allclose(magenta, 0.57, atol=0.03)  # L* = 60 in sRGB
    deep = icc.to_working(inks.astype(np.uint16) * 257, "cmyk", profile)
    np.testing.assert_allclose(deep, icc.to_working(inks, "cmyk", profile), atol=2e-3)


def test_a_profile_that_only_reads_is_not_written_with() -> None:
    profile = _table_profile(b"RGB ", 3)
    assert icc.usable_for(profile, "rgb")
    parsed = profiles.parse(profile)
    assert parsed is not None
    assert not parsed.can_write
    np.testing.assert_allclose(icc.to_working(_pixel(255, 255, 255), "rgb", profile), 1, atol=0.02)


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "points outside"])
def test_damaged_profiles_are_of_no_use_and_do_no_harm(damage: str) -> None:
    good = icc.display_p3_profile()
    bad = {
        "cut": good[:200],
        "noise": np.random.default_rng(4).bytes(400),
        "empty": b"",
        "points outside": good[:136] + b"\xff\xff\xff\xff" + good[140:],
    }[damage]
    assert not icc.usable_for(bad, "rgb")
    samples = _pixel(1, 2, 3)
    np.testing.assert_array_equal(icc.to_working(samples, "rgb", bad), icc.to_working(samples, "rgb", None))
    assert icc.profile_name(bad) == "damaged profile"


def test_flipped_bits_in_a_profile_never_throw_and_stay_finite(ramp: Ramp) -> None:
    rng = np.random.default_rng(9)
    for profile in (icc.display_p3_profile(), bytes(imagecodecs.cms_profile("adobergb"))):
        for _ in range(150):
            broken = bytearray(profile)
            for at in rng.integers(0, len(broken), 3):
                broken[at] ^= 1 << rng.integers(8)
            pixels = icc.to_working(ramp(8, 8), "rgb", bytes(broken))
            assert np.isfinite(pixels).all()
            assert icc.from_working(pixels, bytes(broken), 8).dtype == np.uint8


def test_a_profile_of_another_colour_is_of_no_use() -> None:
    assert not icc.usable_for(profiles.gray_profile(), "rgb")
    assert not icc.usable_for(icc.srgb_profile(), "cmyk")
    assert icc.usable_for(icc.srgb_profile(), "gray")


def test_profiles_tell_their_names() -> None:
    assert icc.profile_name(None) == "sRGB"
    assert icc.profile_name(icc.srgb_profile()) == "sRGB"
    assert icc.profile_name(icc.display_p3_profile()) == "Display P3"


def test_littlecms_takes_our_profiles() -> None:
    for profile in (icc.srgb_profile(), icc.display_p3_profile(), profiles.adobe_rgb_profile()):
        white = imagecodecs.cms_transform(
            _pixel(255, 255, 255), profile, bytes(imagecodecs.cms_profile("srgb")), colorspace="rgb",
            outcolorspace="rgb", outdtype="uint8"
        )  # fmt: skip
        np.testing.assert_array_equal(white, _pixel(255, 255, 255))


@pytest.mark.parametrize(
    "curve",
    [
        SRGB_CURVE,
        ParametricCurve(g=2.2),
        ParametricCurve(g=2.0, a=0.9, b=0.1, d=0.0),
        ParametricCurve(g=1.0),
        TableCurve(np.linspace(0, 1, 1024) ** 1.8),
    ],
)
def test_curves_come_back(curve: Any) -> None:
    coded = np.linspace(0.02, 1, 500)
    np.testing.assert_allclose(curve.encode(curve.decode(coded)), coded, atol=1e-6)


def test_parametric_curves_are_mirrored_below_zero() -> None:
    coded = np.linspace(-2, 2, 101)
    np.testing.assert_allclose(SRGB_CURVE.decode(coded), -SRGB_CURVE.decode(-coded))
    np.testing.assert_allclose(SRGB_CURVE.encode(SRGB_CURVE.decode(coded)), coded, atol=1e-9)
