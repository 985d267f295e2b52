"""Colours of the canvas on a display with a profile, compared with littleCMS; and what a proof says is lost."""

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFilter

from pellucid.foundation.display_lut import SIDE, DisplayLut
from pellucid.foundation.errors import UnreadableError
from pellucid.io import icc, profiles
from pellucid.io.display import display_lut, proofed, read_profile

PROFILES = {"Display P3": profiles.display_p3_profile, "Adobe RGB (1998) compatible": profiles.adobe_rgb_profile}


def looked_up(lut: DisplayLut, colors: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """As a surface looks colours up; `(h, w, 3)`."""
    table = ImageFilter.Color3DLUT(SIDE, lut.values[..., :3].reshape(-1, 3))
    return np.asarray(Image.fromarray(colors).filter(table))


def by_little_cms(colors: NDArray[np.uint8], profile: bytes) -> NDArray[np.uint8]:
    to = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    done = ImageCms.profileToProfile(Image.fromarray(colors), ImageCms.createProfile("sRGB"), to, intent)
    assert done is not None
    return np.asarray(done)


def many_colors() -> NDArray[np.uint8]:
    return np.random.default_rng(3).integers(0, 256, (120, 160, 3), np.uint8)


@pytest.mark.parametrize("name", PROFILES)
def test_a_wide_display_is_sent_what_littlecms_says(name: str) -> None:
    profile, colors = PROFILES[name](), many_colors()
    lut = display_lut(profile)
    assert lut is not None
    assert lut.monitor == name
    difference = np.abs(looked_up(lut, colors).astype(int) - by_little_cms(colors, profile))
    assert np.percentile(difference, 98) <= 1
    assert difference.max() <= 6  # where a colour of the display is near black, which a pure power curve is steep at
    assert difference.mean() < 0.35


def test_a_wide_display_is_not_over_saturated() -> None:
    lut = display_lut(profiles.display_p3_profile())
    assert lut is not None
    red = lut.values[0, 0, -1, :3]
    np.testing.assert_allclose(red, (0.9175, 0.2003, 0.1386), atol=2e-3)


@pytest.mark.parametrize("name", PROFILES)
def test_grays_stay_neutral_and_white_stays_white(name: str) -> None:
    lut = display_lut(PROFILES[name]())
    assert lut is not None
    for gray in (0, 31, 128, 200, 255):
        red, green, blue = lut.of_gray(gray)
        assert max(red, green, blue) - min(red, green, blue) <= 1
    assert lut.of_gray(255) == (255, 255, 255)


def test_a_display_of_srgb_is_sent_colors_as_they_are() -> None:
    assert display_lut(None) is None
    assert display_lut(profiles.srgb_profile()) is None
    assert display_lut(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()) is None


def small_profile() -> bytes:
    """A screen of few colours."""
    return profiles.build("Small", ((0.50, 0.34), (0.33, 0.45), (0.24, 0.22)), profiles.SRGB_CURVE)


def test_a_proof_takes_away_what_the_profile_cannot_hold_and_marks_it() -> None:
    lut = display_lut(None, small_profile(), warns=True)
    assert lut is not None
    assert lut.proof == "Small"
    assert lut.values[0, 0, -1, 3] == 1  # pure red
    assert lut.values[16, 16, 16, 3] == 0  # gray
    assert lut.values[0, 0, -1, 1] > 0.1
    np.testing.assert_allclose(lut.values[16, 16, 16, :3], 0.5, atol=0.01)


def test_without_a_warning_nothing_is_marked() -> None:
    lut = display_lut(None, small_profile())
    assert lut is not None
    assert not lut.values[..., 3].any()


def test_what_a_profile_holds_comes_back_the_same() -> None:
    colors = many_colors().astype(np.float32) / 255
    np.testing.assert_allclose(proofed(colors, profiles.display_p3_profile()), colors, atol=2e-3)


def test_a_proof_is_shown_in_the_colors_of_the_display() -> None:
    both = display_lut(profiles.display_p3_profile(), small_profile())
    assert both is not None
    held = proofed(np.float32([[[1, 0, 0]]]), small_profile())
    expected = icc.from_working(held, profiles.display_p3_profile(), 16)[0, 0] / 65535
    np.testing.assert_allclose(both.values[0, 0, -1, :3], np.clip(expected, 0, 1), atol=1e-4)


def test_tables_of_other_values_have_other_keys() -> None:
    luts = [display_lut(make()) for make in PROFILES.values()]
    assert len({lut.key for lut in luts if lut}) == len(PROFILES)


@pytest.mark.parametrize("data", [b"", b"not a profile at all", profiles.gray_profile()])
def test_a_file_of_no_use_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "wrong.icc"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=r"wrong\.icc.*Choose another"):
        read_profile(path, proofs=False)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_profile(tmp_path / "gone.icc", proofs=True)


def test_a_profile_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.icc"
    path.write_bytes(profiles.display_p3_profile())
    assert read_profile(path, proofs=False) == profiles.display_p3_profile()
