"""Samples that TIFF files hold in other colour spaces than RGB, made into RGB on reading: YCbCr and CIE Lab."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io import icc, profiles
from pellucid.io.reduce import full_scale
from pellucid.io.transfer_curves import SRGB_CURVE

_D50 = np.array((0.9642, 1.0, 0.8249))
_LAB_EDGE = 6 / 29


def ycbcr_to_rgb(samples: NDArray[Any]) -> NDArray[Any]:
    """Full-range YCbCr after ITU-R BT.601, as JPEG and TIFF have it, to RGB of the same type."""
    full = full_scale(samples.dtype)
    luma = samples[..., 0].astype(np.float32)
    blue, red = (samples[..., index].astype(np.float32) - (full + 1) / 2 for index in (1, 2))
    channels = (luma + 1.402 * red, luma - 0.344136 * blue - 0.714136 * red, luma + 1.772 * blue)
    return np.asarray(np.clip(np.rint(np.stack(channels, axis=2)), 0, full), samples.dtype)


def lab_to_rgb(samples: NDArray[Any]) -> NDArray[Any]:
    """CIE Lab (D50) as TIFF has it, L unsigned and a, b signed, 8 or 16 bits, to 16-bit sRGB."""
    signed = samples.view(f"i{samples.dtype.itemsize}")[..., 1:].astype(np.float64)
    step = 1 if samples.dtype == np.uint8 else 256
    lightness = samples[..., 0] * (100 / full_scale(samples.dtype))
    y = (lightness + 16) / 116
    cubes = np.stack([y + signed[..., 0] / step / 500, y, y - signed[..., 1] / step / 200], axis=2)
    near_black = 3 * _LAB_EDGE**2 * (cubes - 4 / 29)
    xyz = np.where(cubes > _LAB_EDGE, cubes**3, near_black) * _D50
    light = xyz @ np.linalg.inv(profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES)).T
    return icc.to_samples(SRGB_CURVE.encode(light), 16)
