"""The small copy of a JPEG that is shown before the photo is open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.geometry import Size
from pellucid.io.decode import open_photo, open_reduced

Ramp = Callable[..., Any]


def test_a_reduced_jpeg_is_upright_and_small(ramp: Ramp, save_jpeg: Callable[..., Path]) -> None:
    path = save_jpeg(ramp(600, 800), orientation=6)
    reduced = open_reduced(path, 200)
    assert reduced is not None
    assert reduced.pixels.shape == (200, 150, 3)
    assert reduced.pixels.dtype == np.uint8
    np.testing.assert_allclose(reduced.pixels / 255, open_photo(path).overview(200), atol=0.03)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_reduced_jpeg_tells_the_size_of_the_whole_upright_photo(
    ramp: Ramp, save_jpeg: Callable[..., Path], orientation: int
) -> None:
    path = save_jpeg(ramp(60, 80), orientation=orientation)
    reduced = open_reduced(path, 20)
    assert reduced is not None
    assert reduced.full_size == open_photo(path).facts.size


def test_a_small_jpeg_is_not_enlarged(ramp: Ramp, save_jpeg: Callable[..., Path]) -> None:
    reduced = open_reduced(save_jpeg(ramp()), 2000)
    assert reduced is not None
    assert reduced.pixels.shape == (48, 64, 3)
    assert reduced.full_size == Size(64, 48)


def test_other_formats_have_no_fast_copy(tmp_path: Path, ramp: Ramp) -> None:
    Image.fromarray(ramp()).save(tmp_path / "photo.png")
    assert open_reduced(tmp_path / "photo.png", 100) is None


def test_a_large_real_photo_opens_and_shows_at_once() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "data" / "photos_large" / "tea-gardens.jpg"
    if not path.exists():
        pytest.skip("the large photos are not at hand")
    source, reduced = open_photo(path), open_reduced(path, 1024)
    assert source.facts.size == Size(3840, 2560)
    assert reduced is not None
    assert reduced.pixels.shape == (640, 960, 3)  # the most eighths that fit into 1024: nothing is resized afterwards
    assert np.abs(reduced.pixels / 255 - source.overview(960)).mean() < 0.01
