"""Small copies by area averaging."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pellucid.foundation.geometry import Size
from pellucid.io.reduce import area_average, by_strips, to_unit

Ramp = Callable[..., Any]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_a_whole_factor_is_the_mean_of_each_block(ramp: Ramp, dtype: Any) -> None:
    samples = ramp(120, 90, 3, dtype)
    expected = to_unit(samples).reshape(40, 3, 30, 3, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(area_average(samples, Size(30, 40)), expected, atol=2e-6)


@pytest.mark.parametrize("size", [Size(1, 1), Size(7, 5), Size(63, 47), Size(64, 1), Size(33, 48)])
def test_the_mean_stays_whatever_the_factor(size: Size) -> None:
    samples = np.random.default_rng(2).integers(0, 65536, (48, 64, 3), np.uint16)
    reduced = area_average(samples, size)
    assert reduced.shape == (size.height, size.width, 3)
    np.testing.assert_allclose(reduced.mean(axis=(0, 1)), to_unit(samples).mean(axis=(0, 1)), atol=1e-5)


def test_a_flat_picture_stays_flat() -> None:
    assert np.ptp(area_average(np.full((101, 77, 1), 200, np.uint8), Size(13, 29))) < 1e-6


def test_strips_give_what_the_whole_gives(ramp: Ramp) -> None:
    samples = ramp(700, 5)
    np.testing.assert_array_equal(by_strips(to_unit, samples), to_unit(samples))


def test_what_is_no_number_becomes_one() -> None:
    samples = np.array([[[np.nan], [np.inf]], [[-np.inf], [2.5]]], np.float32)
    np.testing.assert_array_equal(to_unit(samples)[..., 0], [[0, 1], [0, 2.5]])
