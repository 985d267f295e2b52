"""About how long exports will be."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pellucid.foundation import size_estimate
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.size_estimate import estimated_bytes, free_bytes, in_words, room_sentence
from pellucid.io.decode import open_photo

_FACTS = PhotoFacts(Path("a.jpg"), "", "JPEG", Size(3000, 2000), "rgb", 8, False, "sRGB", 2_000_000, jpeg_quality=92)


def _estimate(**options: object) -> int:
    return estimated_bytes(_FACTS, _FACTS.size, ExportOptions(**options))  # type: ignore[arg-type]


def test_it_is_that_of_the_photo_where_nothing_changes() -> None:
    assert _estimate() == pytest.approx(2_000_000, rel=0.05)


def test_it_grows_with_quality_depth_and_size() -> None:
    assert _estimate(quality=60) < _estimate(quality=92) < _estimate(quality=100)
    assert _estimate(format="PNG", depth=8) < _estimate(format="PNG", depth=16)
    assert _estimate(format="WEBP") < _estimate(format="JPEG") < _estimate(format="TIFF")
    half = estimated_bytes(_FACTS, Size(1500, 1000), ExportOptions())
    assert half == pytest.approx(_estimate() / 4, rel=0.05)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_it_is_right_within_a_factor_of_three_for_a_picture_of_common_content(tmp_path: Path, name: str) -> None:
    noise = np.random.default_rng(1).normal(0, 4, (300, 400, 1))
    ramp = np.add.outer(np.linspace(0, 120, 300), np.linspace(0, 120, 400))[..., None] + noise
    path = tmp_path / "a.jpg"
    Image.fromarray(np.repeat(np.clip(ramp, 0, 255), 3, 2).astype(np.uint8)).save(path, quality=92)
    source = open_photo(path)
    out = tmp_path / "out"
    Image.fromarray(source.samples).save(out, name, quality=92)
    about = estimated_bytes(source.facts, source.facts.size, ExportOptions(format=name))
    assert out.stat().st_size / 3 < about < out.stat().st_size * 3


def test_room_is_asked_of_the_folder_that_will_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert free_bytes(tmp_path / "not" / "yet") == pytest.approx(free_bytes(tmp_path), rel=0.1)
    assert room_sentence(1, tmp_path / "not" / "yet") == ""
    monkeypatch.setattr(size_estimate, "free_bytes", lambda _folder: 3_000_000)
    assert room_sentence(3_000_000, tmp_path) == ""
    assert "4.0\N{NO-BREAK SPACE}MB" in room_sentence(4_000_000, tmp_path)
    assert "3.0\N{NO-BREAK SPACE}MB are free" in room_sentence(4_000_000, tmp_path)


def test_numbers_are_worded_as_people_read_them() -> None:
    words = [in_words(count) for count in (1, 5_400, 12_340_000, 2_500_000_000)]
    assert [word.split("\N{NO-BREAK SPACE}") for word in words] == [
        ["1", "KB"],
        ["5", "KB"],
        ["12.3", "MB"],
        ["2.5", "GB"],
    ]
