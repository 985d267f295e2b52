"""The noise before rounding to 8 bits."""

import numpy as np
import pytest

from pellucid.imaging import dither


def test_every_level_of_the_texture_comes_once() -> None:
    tile = dither.noise(0, 0, (dither.SIDE, dither.SIDE, 1))
    assert len(np.unique(tile)) == dither.SIDE**2
    assert np.abs(tile).max() < 0.5
    assert tile.mean() == pytest.approx(0, abs=1e-4)


def test_noise_belongs_to_the_place() -> None:
    whole = dither.noise(0, 0, (200, 150, 3))
    assert np.array_equal(dither.noise(37, 61, (20, 30, 3)), whole[61:81, 37:67])


def test_the_noise_is_blue() -> None:
    """Low frequencies, which the eye sees best, carry far less than their share."""
    tile = dither.noise(0, 0, (dither.SIDE, dither.SIDE, 1))[..., 0]
    power = np.abs(np.fft.fft2(tile)) ** 2
    frequency = np.hypot(np.fft.fftfreq(64)[:, None], np.fft.fftfreq(64))
    low, high = power[(frequency > 0) & (frequency < 0.1)].mean(), power[frequency > 0.3].mean()
    assert low < high / 20


def test_what_eight_bits_hold_stays_and_what_lies_between_becomes_its_mean() -> None:
    levels = np.broadcast_to(np.arange(256, dtype=np.float32)[:, None, None], (256, 64, 3))
    assert np.array_equal(np.rint(levels + dither.noise(5, 9, levels.shape)), levels)
    between = np.full((64, 64, 3), 100.3, np.float32)
    assert np.rint(between + dither.noise(0, 0, between.shape)).mean() == pytest.approx(100.3, abs=0.01)
