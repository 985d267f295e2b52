"""What an opened photo hands out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
import tifffile

from pellucid.foundation.geometry import Rect
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., Any]


def test_samples_cannot_be_changed(photo: SourceImage) -> None:
    with pytest.raises(ValueError, match="read-only"):
        photo.samples[0, 0] = 0


def test_working_pixels_are_fresh_contiguous_and_exact(photo: SourceImage) -> None:
    region = Rect(3, 5, 20, 10)
    pixels = photo.working(region)
    np.testing.assert_array_equal(pixels, (photo.samples[5:15, 3:23] / 255).astype(np.float32))
    assert pixels.flags.c_contiguous
    assert pixels.dtype == np.float32
    pixels[:] = 0
    assert photo.working(region).any()


def test_a_float_tiff_with_holes_gives_finite_pixels(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(dtype=np.float32) * 3 - 1
    samples[0, 0], samples[1, 1], samples[2, 2] = np.nan, np.inf, -np.inf
    tifffile.imwrite(tmp_path / "hdr.tif", samples, photometric="rgb")
    source = open_photo(tmp_path / "hdr.tif")
    pixels = source.working(Rect(0, 0, 64, 48))
    assert np.isfinite(pixels).all()
    assert pixels.max() > 1
    assert pixels.min() < 0
    assert np.isfinite(source.overview(16)).all()


@pytest.mark.parametrize("long_side_px", [1, 16, 50, 64, 500])
def test_an_overview_is_the_photo_made_small(photo: SourceImage, long_side_px: int) -> None:
    overview = photo.overview(long_side_px)
    assert max(overview.shape[:2]) == min(long_side_px, 64)
    np.testing.assert_allclose(
        overview.mean(axis=(0, 1)), photo.working(Rect(0, 0, 64, 48)).mean(axis=(0, 1)), atol=1e-4
    )
    overview[:] = 0
    assert photo.overview(long_side_px).any()


def test_a_reduced_region_has_the_rounded_size(photo: SourceImage) -> None:
    region = Rect(2, 2, 41, 31)
    assert photo.reduced(region, 0.5).shape == (round(31 * 0.5), round(41 * 0.5), 3)
    assert photo.reduced(region, 0.001).shape == (1, 1, 3)
    np.testing.assert_array_equal(photo.reduced(region, 1), photo.working(region))


def test_overviews_may_be_asked_for_by_two_threads_at_once(photo: SourceImage) -> None:
    threads: list[Thread] = []

    class Interrupted(dict[int, Any]):
        """Lets another thread run in the middle of making room."""

        def __iter__(self) -> Iterator[int]:
            places = super().__iter__()
            if not threads:
                threads.append(Thread(target=photo.overview, args=(40,)))
                threads[0].start()
                threads[0].join(0.2)
            return places

    object.__setattr__(photo, "_overviews", Interrupted())
    overviews = [photo.overview(size) for size in range(10, 18)]
    threads[0].join()
    assert [max(overview.shape) for overview in overviews] == list(range(10, 18))
