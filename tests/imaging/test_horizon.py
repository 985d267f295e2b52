"""How far photos are tilted."""

import numpy as np
import pytest
from numpy.typing import NDArray

from pellucid.imaging.horizon import find_tilt


def scene(angle: float, *, walls: bool = False, seed: int = 2) -> NDArray[np.float32]:
    """A sea under a sky, or houses, turned clockwise by an angle, with texture and noise."""
    rng = np.random.default_rng(seed)
    turn = np.radians(angle)
    x, y = np.meshgrid(np.arange(600) - 300.0, np.arange(400) - 200.0)
    along, down = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    picture = np.where(down > 37, 0.35, 0.7)
    if walls:
        picture = np.where((np.floor(along / 47) % 2 == 0) & (down > -120), picture - 0.2, picture)
    blobs = sum(0.015 * np.sin(x * rng.normal(0, 0.2) + y * rng.normal(0, 0.2) + rng.uniform(0, 6)) for _ in range(8))
    return (picture + blobs + rng.normal(0, 0.02, x.shape)).astype(np.float32)


@pytest.mark.parametrize("angle", [-7.3, -1.2, -0.4, 0.0, 0.5, 2.0, 6.1])
@pytest.mark.parametrize("walls", [False, True])
def test_a_tilt_is_measured(angle: float, walls: bool) -> None:
    found = find_tilt(scene(angle, walls=walls))
    assert found.is_sure
    assert found.angle_deg == pytest.approx(angle, abs=0.15)


def test_where_nothing_is_straight_nothing_is_said() -> None:
    rng = np.random.default_rng(5)
    x, y = np.meshgrid(np.arange(500.0), np.arange(400.0))
    hills = np.where(y > 200 + 60 * np.sin(x / 70) + 15 * np.sin(x / 13), 0.3, 0.7).astype(np.float32)
    leaves = rng.random((400, 500)).astype(np.float32)
    for picture in (hills, leaves, np.full((300, 300), 0.5, np.float32), np.zeros((10, 10), np.float32)):
        assert not find_tilt(picture).is_sure


def test_converging_verticals_are_no_tilt() -> None:
    x, y = np.meshgrid(np.arange(600) - 300.0, np.arange(400.0))
    spread = x * (1 + (y - 200) / 1200)
    towers = (0.5 + 0.3 * np.sign(np.sin(spread / 14))).astype(np.float32)
    found = find_tilt(towers)
    assert not found.is_sure or abs(found.angle_deg) < 0.3
