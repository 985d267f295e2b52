"""Photos of another shape: samples in their places."""

from dataclasses import replace

import numpy as np
import pytest

from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.io.reframed import reframed, to_be_filled
from pellucid.io.source_image import SourceImage


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_samples_are_turned_mirrored_and_cropped(photo: SourceImage, turns: int, mirrored: bool) -> None:
    framing = Framing(quarter_turns=turns, mirrored=mirrored, crop=UnitRect(0.25, 0.125, 0.5, 0.75))
    map_ = framing.on(photo.facts.size)
    expected = np.rot90(photo.samples, -turns)
    expected = expected[:, ::-1] if mirrored else expected
    result = reframed(replace(photo, alpha=photo.samples[..., 0]), map_)
    assert result.alpha is not None
    np.testing.assert_array_equal(result.samples, expected[map_.crop_rect.slices])
    np.testing.assert_array_equal(result.alpha, expected[map_.crop_rect.slices][..., 0])
    assert result.facts.size == map_.output_size
    assert not result.samples.flags.writeable


def test_what_is_to_be_filled_takes_no_memory(photo: SourceImage) -> None:
    result = to_be_filled(photo, Size(50_000, 40_000), Framing())
    assert result.samples.shape == (40_000, 50_000, 3)
    assert result.facts.size == Size(50_000, 40_000)


def test_a_crop_takes_the_pixels_that_its_map_says(photo: SourceImage) -> None:
    map_ = Framing(crop=UnitRect(0.1, 0.2, 0.3, 0.4)).on(photo.facts.size)
    rect = map_.photo_rect(Rect.of(map_.output_size), 0)
    np.testing.assert_array_equal(reframed(photo, map_).samples, photo.samples[rect.slices])
