"""Colours under full transparency never reach working pixels, and never leave the file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Rect
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_unedited
from pellucid.io.hidden import without_hidden_colors

Ramp = Callable[..., Any]


def _cut_out(height: int, width: int) -> Any:
    """Alpha of a disc with a soft edge, and a few lone visible pixels."""
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(y - height / 2, x - width / 2)
    alpha = np.clip((min(height, width) / 3 - distance) * 64, 0, 255).astype(np.uint8)
    alpha[0, 0] = alpha[-1, min(3, width - 1)] = 1
    return alpha


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (7, 1), (37, 61), (300, 130)])
def test_the_fill_depends_on_what_is_visible_alone(
    ramp: Ramp, dtype: Any, channels: int, shape: tuple[int, int]
) -> None:
    samples, alpha = ramp(*shape, channels, dtype), _cut_out(*shape)
    green, magenta = samples.copy(), samples.copy()
    green[alpha == 0] = 0 if np.dtype(dtype).kind == "u" else np.nan
    magenta[alpha == 0] = np.iinfo(dtype).max if np.dtype(dtype).kind == "u" else np.inf
    first, second = (without_hidden_colors(one, alpha) for one in (green, magenta))
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first[alpha > 0], samples[alpha > 0])
    assert (alpha > 0).all() or not first.flags.writeable


def test_the_fill_continues_what_is_beside_it() -> None:
    samples = np.full((64, 64, 3), 200, np.uint8)
    alpha = np.full((64, 64), 255, np.uint8)
    samples[16:48, 20:50], alpha[16:48, 20:50] = (0, 255, 0), 0
    np.testing.assert_array_equal(without_hidden_colors(samples, alpha), 200)


def test_a_photo_of_which_nothing_is_visible_is_black() -> None:
    samples, alpha = np.full((5, 6, 3), 77, np.uint8), np.zeros((5, 6), np.uint8)
    np.testing.assert_array_equal(without_hidden_colors(samples, alpha), 0)


def test_nothing_is_copied_where_nothing_is_hidden(ramp: Ramp) -> None:
    samples = ramp()
    assert without_hidden_colors(samples, np.ones(samples.shape[:2], np.uint8)) is samples


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_working_pixels_do_not_know_hidden_colours_and_the_file_keeps_them(
    tmp_path: Path, ramp: Ramp, mode: str
) -> None:
    alpha = _cut_out(48, 64)
    opened = []
    for name, hidden in (("green", 30), ("magenta", 220)):
        samples = ramp(channels=3 if mode == "RGBA" else 1)
        samples[alpha == 0] = hidden
        Image.fromarray(np.dstack([samples, alpha]), mode).save(tmp_path / f"{name}.png")
        opened.append(open_photo(tmp_path / f"{name}.png"))
    green, magenta = opened
    region = Rect(3, 5, 58, 42)
    np.testing.assert_array_equal(green.working(region), magenta.working(region))
    np.testing.assert_array_equal(green.reduced(region, 0.3), magenta.reduced(region, 0.3))
    np.testing.assert_array_equal(green.overview(20), magenta.overview(20))
    write_unedited(magenta, tmp_path / "out.tif", ExportOptions())
    np.testing.assert_array_equal(open_photo(tmp_path / "out.tif").samples, magenta.samples)
