"""The gains follow the daylight locus, keep the brightness of gray, and undo each other."""

import itertools

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from helpers.pictures import waves
from pellucid.engine.engine import Engine
from pellucid.imaging.srgb import LUMINANCE, to_linear
from pellucid.operations.contract import Analysis
from pellucid.operations.white_balance import process
from pellucid.operations.white_balance.parameters import Parameters
from pellucid.operations.white_balance.process import TEMPERATURE_STOPS, TINT_STOPS, gains

D65_MIRED = 153.8
ENDS = list(itertools.product((-100.0, -35.0, 0.0, 60.0, 100.0), repeat=2))


def balanced(engine: Engine, picture: Tensor, temperature: float = 0.0, tint: float = 0.0) -> Tensor:
    return process.render(picture, Parameters(temperature, tint), Analysis(), engine.context())


def light_of(x: float, y: float) -> NDArray[np.float64]:
    """Light of a chromaticity in linear sRGB (IEC 61966-2-1), of luminance 1."""
    of_xyz = np.array(
        [[3.2404542, -1.5371385, -0.4985314], [-0.9692660, 1.8760108, 0.0415560], [0.0556434, -0.2040259, 1.0572252]]
    )
    light: NDArray[np.float64] = of_xyz @ np.array([x / y, 1.0, (1 - x - y) / y])
    return light


def daylight(mired: float) -> tuple[float, float]:
    """Chromaticity of daylight, CIE 15, in the two ranges of its formula: from 4000 to 7000 to 25000 K."""
    if mired >= 1e6 / 7000:
        x = -4.6070e-9 * mired**3 + 2.9678e-6 * mired**2 + 0.09911e-3 * mired + 0.244063
    else:
        x = -2.0064e-9 * mired**3 + 1.9018e-6 * mired**2 + 0.24748e-3 * mired + 0.237040
    return x, -3 * x * x + 2.870 * x - 0.275


def diagram_1960(x: float, y: float) -> NDArray[np.float64]:
    return np.array([4 * x, 6 * y]) / (-2 * x + 12 * y + 3)


def of_1960(point: NDArray[np.float64]) -> tuple[float, float]:
    u, v = point
    below = 2 * u - 8 * v + 4
    return float(3 * u / below), float(2 * v / below)


def test_a_unit_of_temperature_is_a_mired_of_daylight() -> None:
    cold, warm = (np.log2(light_of(*daylight(D65_MIRED + shift))) for shift in (-100, 100))
    assert ((warm - cold) / 2).tolist() == pytest.approx(TEMPERATURE_STOPS, abs=2e-3)


def test_the_colours_of_daylight_are_nearly_on_a_line() -> None:
    """So one line serves lights from 4000 K to 18000 K: within a sixth of a stop."""
    white = np.log2(light_of(*daylight(D65_MIRED)))
    for shift in range(-100, 97, 10):
        found = np.log2(light_of(*daylight(D65_MIRED + shift))) - white
        assert found.tolist() == pytest.approx([shift / 100 * stops for stops in TEMPERATURE_STOPS], abs=1 / 6)


def test_tint_runs_across_daylight() -> None:
    along = diagram_1960(*daylight(D65_MIRED + 0.5)) - diagram_1960(*daylight(D65_MIRED - 0.5))
    across = np.array([along[1], -along[0]]) / np.linalg.norm(along)
    white = diagram_1960(*daylight(D65_MIRED))
    magenta, green = (np.log2(light_of(*of_1960(white + side * 0.015 * across))) for side in (1, -1))
    assert (magenta - green).tolist() == pytest.approx(TINT_STOPS, abs=1e-2)


def test_warmer_is_more_red_than_blue_and_magenta_is_less_green() -> None:
    red, _, blue = gains(Parameters(temperature=100)).tolist()
    assert 2 < red / blue < 3
    red, green, blue = gains(Parameters(tint=100)).tolist()
    assert green < 0.8 * min(red, blue)


@pytest.mark.parametrize(("temperature", "tint"), ENDS)
def test_the_luminance_of_gray_stays_within_a_small_part_of_a_stop(temperature: float, tint: float) -> None:
    luminance = float(gains(Parameters(temperature, tint)) @ torch.tensor(LUMINANCE, dtype=torch.float64))
    assert abs(np.log2(luminance)) < (1 / 8 if temperature and tint else 1 / 20)


@pytest.mark.parametrize(("temperature", "tint"), ENDS)
def test_the_opposite_undoes_it(engine: Engine, temperature: float, tint: float) -> None:
    picture = waves(30, 40) * 1.6 - 0.3  # also outside of the range: nothing is clipped
    there = balanced(engine, picture, temperature, tint)
    torch.testing.assert_close(balanced(engine, there, -temperature, -tint), picture, rtol=0, atol=3e-6)


def test_light_is_multiplied_alike_in_bright_dark_and_negative_pixels(engine: Engine) -> None:
    picture = torch.linspace(-0.4, 2, 121).expand(3, 1, -1)
    factors = gains(Parameters(40, -20)).float().view(3, 1, 1)
    light = to_linear(balanced(engine, picture, 40, -20))
    torch.testing.assert_close(light, to_linear(picture) * factors, rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(balanced(engine, -picture, 40, -20), -balanced(engine, picture, 40, -20))
