"""White balance of a raw file as temperature and tint, through what LibRaw knows of the camera.

The colour of daylight (from 4000 K; of a glowing body below) is put through the camera's matrix backwards;
the multipliers are what makes that colour neutral. Tint moves it off the locus.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.source_choices import TEMPERATURE_K
from pellucid.io import profiles

_DAYLIGHT_FROM_K, _BLENDED_TO_K = 4000.0, 5000.0
_TINT_SCALE = 3000.0
_SEARCH_STEPS = 24
_TINY = 1e-6
_XYZ_TO_RGB = np.linalg.inv(profiles.rgb_to_xyz(profiles.SRGB_PRIMARIES))


@dataclass(frozen=True, eq=False)
class CameraColor:
    """What LibRaw knows of a camera's colours.

    Attributes:
        to_rgb: `(3, 4)`, its channels, after the multipliers of daylight, to linear sRGB.
        daylight: `(4,)`, those multipliers; 0 for a channel that there is not.
    """

    to_rgb: NDArray[np.float64]
    daylight: NDArray[np.float64]


def multipliers(temperature_k: float, tint: float, camera: CameraColor) -> tuple[float, ...] | None:
    """Factors of a camera's channels that make a light neutral, the green one 1.

    Args:
        temperature_k: of the light.
        tint: green (negative) to magenta (positive).
        camera: of the file.

    Returns:
        Four factors, 0 for a channel that there is not; None where the camera's numbers are of no use.
    """
    x, y = _chromaticity(temperature_k, tint)
    light = _XYZ_TO_RGB @ np.array((x / y, 1.0, (1 - x - y) / y))
    seen = np.linalg.pinv(camera.to_rgb) @ light
    is_there = camera.daylight > 0
    if not np.isfinite(seen).all() or not is_there[:3].all() or not (seen[is_there] > _TINY).all():
        return None
    factors = np.where(is_there, camera.daylight / np.maximum(seen, _TINY), 0.0)
    return tuple(float(factor) for factor in factors / factors[1])


def temperature_of(factors: NDArray[np.float64], camera: CameraColor) -> float | None:
    """The temperature whose multipliers have this ratio of red to blue; None where the camera's numbers are no use."""
    low, high = TEMPERATURE_K
    if not (factors[0] > 0 and factors[2] > 0):
        return None
    middle = low
    for _ in range(_SEARCH_STEPS):
        middle = float(np.sqrt(low * high))
        found = multipliers(middle, 0.0, camera)
        if found is None:
            return None
        # Warm light needs little red and much blue.
        if found[0] / found[2] < factors[0] / factors[2]:
            low = middle
        else:
            high = middle
    return middle


def _chromaticity(temperature_k: float, tint: float) -> tuple[float, float]:
    u, v = _uv(*_on_locus(temperature_k))
    ahead_u, ahead_v = _uv(*_on_locus(temperature_k * 1.001))
    along = np.array((ahead_u - u, ahead_v - v))
    along /= np.hypot(*along)
    # Towards cooler light the locus runs to smaller u, and greener light lies above it: it makes the photo magenta.
    u, v = np.array((u, v)) - tint / _TINT_SCALE * np.array((-along[1], along[0]))
    below = 2 * u - 8 * v + 4
    return float(3 * u / below), float(2 * v / below)


def _uv(x: float, y: float) -> tuple[float, float]:
    below = -2 * x + 12 * y + 3
    return 4 * x / below, 6 * y / below


def _on_locus(temperature_k: float) -> tuple[float, float]:
    """Daylight, or the light of a glowing body; between 4000 K and 5000 K a mixture, so that sliders do not jump."""
    share = float(np.clip((temperature_k - _DAYLIGHT_FROM_K) / (_BLENDED_TO_K - _DAYLIGHT_FROM_K), 0, 1))
    body, day = np.array(_glowing(temperature_k)), np.array(_daylight(max(temperature_k, _DAYLIGHT_FROM_K)))
    x, y = (1 - share) * body + share * day
    return float(x), float(y)


def _glowing(temperature_k: float) -> tuple[float, float]:
    """Planckian locus after Kim et al. (2002), 1667 K to 25000 K."""
    t = 1000 / temperature_k
    if temperature_k < 4000:
        x = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
    else:
        x = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
    if temperature_k < 2222:
        return x, -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    if temperature_k < 4000:
        return x, -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    return x, 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483


def _daylight(temperature_k: float) -> tuple[float, float]:
    """CIE daylight, 4000 K to 25000 K."""
    t = 1000 / temperature_k
    if temperature_k <= 7000:
        x = -4.6070 * t**3 + 2.9678 * t**2 + 0.09911 * t + 0.244063
    else:
        x = -2.0064 * t**3 + 1.9018 * t**2 + 0.24748 * t + 0.237040
    return x, -3.0 * x**2 + 2.870 * x - 0.275
