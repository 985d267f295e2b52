"""The table for a display, from what was chosen."""

from pathlib import Path

import pytest

from pellucid.document.display_request import DisplayRequest, MonitorChoice
from pellucid.foundation.errors import UnreadableError
from pellucid.io import monitor, profiles
from pellucid.workers.display_worker import lut_of


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "wide.icc"
    path.write_bytes(profiles.display_p3_profile())
    return path


def says(monkeypatch: pytest.MonkeyPatch, profile: bytes | None) -> None:
    monkeypatch.setattr(monitor, "system_profile", lambda _screen: profile)


def test_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, profiles.adobe_rgb_profile())
    found = lut_of(DisplayRequest(MonitorChoice.SYSTEM))
    assert found is not None
    assert found.monitor == "Adobe RGB (1998) compatible"


@pytest.mark.parametrize("profile", [None, b"damaged", profiles.gray_profile()])
def test_a_system_that_says_nothing_of_use_leaves_colors_as_they_are(
    monkeypatch: pytest.MonkeyPatch, profile: bytes | None
) -> None:
    says(monkeypatch, profile)
    assert lut_of(DisplayRequest(MonitorChoice.SYSTEM)) is None


def test_a_file_goes_before_the_system(monkeypatch: pytest.MonkeyPatch, wide: Path) -> None:
    says(monkeypatch, profiles.adobe_rgb_profile())
    found = lut_of(DisplayRequest(MonitorChoice.FILE, wide))
    assert found is not None
    assert found.monitor == "Display P3"


def test_none_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, profiles.adobe_rgb_profile())
    assert lut_of(DisplayRequest(MonitorChoice.NONE)) is None


def test_a_proof_needs_no_profile_of_the_display(monkeypatch: pytest.MonkeyPatch, wide: Path) -> None:
    says(monkeypatch, None)
    found = lut_of(DisplayRequest(MonitorChoice.SYSTEM, proof=wide))
    assert found is not None
    assert (found.monitor, found.proof) == ("", "Display P3")


def test_a_chosen_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        lut_of(DisplayRequest(MonitorChoice.FILE, tmp_path / "gone.icc"))
