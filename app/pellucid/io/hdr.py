"""HDR pictures (PQ and HLG) made into ones that a screen can show: tone mapping with a fixed curve.

Diffuse white is 203 cd/m² (ITU-R BT.2408). Light up to half of it stays as it is; above, a rational curve rolls off so
that the peak becomes white. The largest channel decides and all three follow, so hues stay.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io import profiles
from pellucid.io.code_points import ColorSignal, Hdr
from pellucid.io.icc import to_samples
from pellucid.io.reduce import by_strips, to_unit
from pellucid.io.transfer_curves import SRGB_CURVE

_DIFFUSE_WHITE_NITS, _PEAK_NITS, _PQ_TOP_NITS = 203.0, 1000.0, 10_000.0
_KNEE = 0.5
_PQ_M1, _PQ_M2 = 2610 / 16384, 2523 / 4096 * 128
_PQ_C1, _PQ_C2, _PQ_C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_HLG_A, _HLG_B, _HLG_C = 0.17883277, 0.28466892, 0.55991073
_HLG_SYSTEM_GAMMA = 1.2
_RGB = 3


def tone_mapped(samples: NDArray[Any], signal: ColorSignal) -> NDArray[np.uint16]:
    """Make HDR samples into samples of the same primaries with the curve of sRGB.

    Args:
        samples: `(H, W, 1 or 3)`, of any depth.
        signal: their meaning; its transfer is an `Hdr`.

    Returns:
        `(H, W, C)` uint16.
    """
    luminance = profiles.rgb_to_xyz_d50(signal.primaries, signal.white)[1] if samples.shape[2] == _RGB else np.ones(1)

    def map_strip(strip: NDArray[Any]) -> NDArray[Any]:
        light = _light(to_unit(strip).astype(np.float64), signal.transfer, luminance)
        largest = np.maximum(light.max(axis=2, keepdims=True), 1e-6)
        return to_samples(SRGB_CURVE.encode(light * (_rolled_off(largest) / largest)), 16)

    return np.asarray(by_strips(map_strip, samples), np.uint16)


def _light(coded: NDArray[np.float64], transfer: Any, luminance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Light of a display where 1 is diffuse white."""
    if transfer is Hdr.PQ:
        power = coded ** (1 / _PQ_M2)
        nits = _PQ_TOP_NITS * (np.maximum(power - _PQ_C1, 0) / (_PQ_C2 - _PQ_C3 * power)) ** (1 / _PQ_M1)
        return nits / _DIFFUSE_WHITE_NITS
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - _HLG_C) / _HLG_A) + _HLG_B) / 12)
    y = np.maximum((scene @ luminance)[..., None], 1e-9)
    return np.asarray(scene * y ** (_HLG_SYSTEM_GAMMA - 1) * (_PEAK_NITS / _DIFFUSE_WHITE_NITS))


def _rolled_off(light: NDArray[np.float64]) -> NDArray[np.float64]:
    span = 1 - _KNEE
    above = np.maximum(light - _KNEE, 0) / span
    top = (_PEAK_NITS / _DIFFUSE_WHITE_NITS - _KNEE) / span
    rolled = _KNEE + span * np.minimum(above * (1 + above / top**2) / (1 + above), 1.0)
    return np.where(light > _KNEE, rolled, light)


def deepened(alpha: NDArray[Any]) -> NDArray[np.uint16]:
    """Alpha in the 16 bits that tone-mapped samples have."""
    return np.asarray(by_strips(lambda strip: to_samples(to_unit(strip), 16), alpha), np.uint16)
