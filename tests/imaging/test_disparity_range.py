"""How far two views are apart."""

import numpy as np
import pytest

from pellucid.imaging.disparity_range import largest_disparity


@pytest.mark.parametrize("shift", [0, 3, -11, 20])
def test_the_shift_of_the_nearest_part_is_found(shift: int) -> None:
    scene = np.random.default_rng(2).random((240, 400)).astype(np.float32)
    left, right = scene[:, 30:350].copy(), scene[:, 30:350].copy()
    right[:120] = scene[:120, 30 + shift : 350 + shift]
    assert largest_disparity(left, right) == pytest.approx(abs(shift), abs=1)


def test_without_texture_nothing_is_known() -> None:
    flat = np.full((100, 150), 0.4, np.float32)
    assert largest_disparity(flat, flat) == 0
    assert largest_disparity(flat[:5, :5], flat[:5, :5]) == 0
