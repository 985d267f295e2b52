"""Colour: the samples of a file to working pixels and back.

Working pixels are float32 extended sRGB: primaries and curve of sRGB, not clipped, so that wide-gamut colours lie
outside 0 to 1. Matrix and gray profiles, nearly all there are, go by our own formula, because it is exact for sRGB,
mirrors below zero and comes back to the same sample. Profiles of tables (CMYK, some scanners) go through littleCMS.
"""

import functools
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pellucid.imaging.dither import noise
from pellucid.io import profiles
from pellucid.io.profiles import Profile
from pellucid.io.reduce import full_scale, to_unit
from pellucid.io.transfer_curves import SRGB_CURVE

__all__ = [
    "display_p3_profile",
    "encodes_gray",
    "from_working",
    "is_srgb",
    "profile_name",
    "srgb_profile",
    "to_samples",
    "to_screen",
    "to_working",
    "usable_for",
]

srgb_profile = profiles.srgb_profile
display_p3_profile = profiles.display_p3_profile

_LUMINANCE = profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES)[1].astype(np.float32)
FLOAT_DEPTH = 32
_CURVE_TOLERANCE = 0.002
_MATRIX_TOLERANCE = 0.003
_WHITE_TOLERANCE = 0.02
_CMYK_CHANNELS = 4


@np.errstate(over="ignore", invalid="ignore")  # senseless profiles; what is not finite is made so
def to_working(samples: NDArray[Any], color: str, icc: bytes | None) -> NDArray[np.float32]:
    """Convert samples to working pixels.

    Args:
        samples: `(h, w, C)` uint8, uint16 or float32, C being 1, 3 or 4.
        color: `gray`, `rgb` or `cmyk`.
        icc: profile of the samples; None, or one that is of no use for this colour, means sRGB.

    Returns:
        `(h, w, 3)` extended sRGB, finite, C-contiguous, a fresh array.
    """
    profile = profiles.parse(icc) if icc is not None and usable_for(icc, color) else None
    if color == "cmyk":
        return _cmyk_to_working(samples, icc if profile else None)
    if color == "gray" and (profile is None or profile.space == "gray"):
        return _gray_to_working(samples, profile)
    rgb = np.repeat(samples, 3, axis=2) if color == "gray" else samples
    if profile is None or icc is None or is_srgb(icc):
        return to_unit(rgb)
    if profile.has_tables:
        return _by_tables(rgb, "rgb", icc)
    return _encode_srgb(_light(rgb, icc) @ _to_srgb(icc).T.astype(np.float32))


@np.errstate(over="ignore", invalid="ignore")
def from_working(
    pixels: NDArray[np.float32], icc: bytes | None, depth: int, place: tuple[int, int] | None = None
) -> NDArray[Any]:
    """Convert working pixels to samples of a profile, rounded and clipped.

    Args:
        pixels: `(h, w, 3)` extended sRGB.
        icc: an RGB or a gray profile; None means sRGB.
        depth: bits of a sample, 8 or 16; 32 gives floats, which are not clipped.
        place: column and row of the first pixel in its picture: 8 bits are then dithered, by the noise of that place.

    Returns:
        `(h, w, 3)` uint8, uint16 or float32; `(h, w, 1)` for a gray profile.
    """
    profile = profiles.parse(icc) if icc is not None else None
    if profile is None or icc is None or is_srgb(icc):
        return to_samples(pixels, depth, place)
    if profile.space == "gray":
        luminance = SRGB_CURVE.decode(pixels) @ _LUMINANCE
        return to_samples(profile.curves[0].encode(luminance)[..., None], depth, place)
    if profile.has_tables:
        return _to_tables(pixels, icc, depth)
    light = SRGB_CURVE.decode(pixels) @ np.linalg.inv(_to_srgb(icc)).T.astype(np.float32)
    channels = [curve.encode(light[..., index]) for index, curve in enumerate(profile.curves)]
    return to_samples(np.stack(channels, axis=2), depth, place)


def to_samples(values: NDArray[Any], depth: int, place: tuple[int, int] | None = None) -> NDArray[Any]:
    """Round and clip values whose full scale is 1 to samples of 8 or 16 bits; what is no number becomes 0.

    `place` dithers, see `from_working`; values are then `(h, w, C)`. Samples of 32 bits are floats, not clipped.
    """
    if depth == FLOAT_DEPTH:
        return np.nan_to_num(np.array(values, np.float32), copy=False, nan=0.0)
    dtype = np.dtype(np.uint8 if depth == 8 else np.uint16)
    scaled = np.multiply(values, np.float32(full_scale(dtype)), dtype=np.float32)
    np.nan_to_num(scaled, copy=False, nan=0.0)
    if place is not None and depth == 8:
        scaled += noise(*place, scaled.shape)
    np.clip(np.rint(scaled, out=scaled), 0, full_scale(dtype), out=scaled)
    return np.asarray(scaled, dtype)


def to_screen(samples: NDArray[Any], color: str, icc: bytes | None) -> NDArray[np.uint8]:
    """Samples, see `to_working`, as `(h, w, 3)` uint8 sRGB; those that are it already are handed on."""
    is_it = color == "rgb" and samples.dtype == np.uint8 and (icc is None or is_srgb(icc))
    return samples if is_it else to_samples(to_working(samples, color, icc), 8)


def profile_name(icc: bytes | None) -> str:
    """Name of a profile for people."""
    if icc is None:
        return "sRGB"
    profile = profiles.parse(icc)
    return profile.name if profile else "damaged profile"


def usable_for(icc: bytes, color: str) -> bool:
    """True where the profile can be read and fits samples of that colour."""
    profile = profiles.parse(icc)
    if profile is None or (profile.space != color and not (color == "gray" and profile.space == "rgb")):
        return False
    return not profile.has_tables or _tables_work(icc, profile.space)


def encodes_gray(icc: bytes | None) -> bool:
    """True for a gray profile."""
    profile = profiles.parse(icc) if icc is not None else None
    return profile is not None and profile.space == "gray"


@functools.lru_cache(maxsize=16)
def is_srgb(icc: bytes) -> bool:
    """True where the profile is sRGB up to the rounding of its numbers; such samples are taken as they are."""
    profile = profiles.parse(icc)
    if profile is None or profile.space != "rgb" or profile.matrix is None:
        return False
    near = np.abs(profile.matrix - profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES)).max() < _MATRIX_TOLERANCE
    coded = np.linspace(0, 1, 256)
    return bool(near) and all(
        np.abs(SRGB_CURVE.encode(curve.decode(coded)) - coded).max() < _CURVE_TOLERANCE for curve in profile.curves
    )


def _gray_to_working(samples: NDArray[Any], profile: Profile | None) -> NDArray[np.float32]:
    unit = to_unit(samples)
    if profile is not None:
        unit = _encode_srgb(profile.curves[0].decode(unit))
    return np.repeat(unit, 3, axis=2)


def _cmyk_to_working(samples: NDArray[Any], icc: bytes | None) -> NDArray[np.float32]:
    if icc is not None:
        return _by_tables(samples, "cmyk", icc)
    ink = to_unit(samples)
    # Each ink takes away its complement and black the rest: what most viewers do without a profile.
    return np.ascontiguousarray((1 - ink[..., :3]) * (1 - ink[..., 3:]))


def _light(samples: NDArray[Any], icc: bytes) -> NDArray[np.float32]:
    """Linear light of a matrix profile's channels; integers through tables, floats by the curves."""
    light = np.empty(samples.shape, np.float32)
    for index in range(samples.shape[2]):
        if samples.dtype.kind == "u":
            light[..., index] = _decode_table(icc, index, samples.dtype)[samples[..., index]]
        else:
            profile = profiles.parse(icc)
            assert profile is not None
            light[..., index] = profile.curves[index].decode(to_unit(samples[..., index]))
    return light


@functools.lru_cache(maxsize=12)
def _decode_table(icc: bytes, channel: int, dtype: np.dtype[Any]) -> NDArray[np.float32]:
    profile = profiles.parse(icc)
    assert profile is not None
    coded = np.linspace(0, 1, round(full_scale(dtype)) + 1)
    return profile.curves[channel].decode(coded).astype(np.float32)


@functools.lru_cache(maxsize=16)
def _to_srgb(icc: bytes) -> NDArray[np.float64]:
    """Light of a matrix profile to linear sRGB, `(3, 3)`, white to white where the profile's numbers allow it."""
    profile = profiles.parse(icc)
    assert profile is not None
    assert profile.matrix is not None
    matrix = np.linalg.solve(profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES), profile.matrix)
    white = matrix.sum(axis=1, keepdims=True)
    # Profiles round their numbers, which would tint neutral grays by a trace.
    return np.asarray(matrix / white if np.abs(white - 1).max() < _WHITE_TOLERANCE else matrix)


def _encode_srgb(light: NDArray[np.float32]) -> NDArray[np.float32]:
    coded = np.ascontiguousarray(SRGB_CURVE.encode(light), dtype=np.float32)
    return np.nan_to_num(coded, copy=False, nan=0.0, posinf=1.0, neginf=0.0)


@functools.lru_cache(maxsize=16)
def _tables_work(icc: bytes, space: str) -> bool:
    """Try littleCMS on two pixels: profiles can be damaged in ways that only it finds."""
    channels = _CMYK_CHANNELS if space == "cmyk" else 3
    if space not in ("rgb", "cmyk"):
        return False
    try:
        _by_tables(np.zeros((1, 2, channels), np.uint8), space, icc)
    except (imagecodecs.CmsError, ValueError, TypeError):
        return False
    return True


def _by_tables(samples: NDArray[Any], space: str, icc: bytes) -> NDArray[np.float32]:
    pixels = imagecodecs.cms_transform(
        np.ascontiguousarray(to_unit(samples) if samples.dtype.kind == "f" and space == "rgb" else samples),
        icc,
        srgb_profile(),
        colorspace=space,
        outcolorspace="rgb",
        outdtype="float32",
    )
    return np.nan_to_num(np.ascontiguousarray(pixels.reshape((*samples.shape[:2], 3)), dtype=np.float32), copy=False)


def _to_tables(pixels: NDArray[np.float32], icc: bytes, depth: int) -> NDArray[Any]:
    fine = imagecodecs.cms_transform(
        to_samples(pixels, 16),
        srgb_profile(),
        icc,
        colorspace="rgb",
        outcolorspace="rgb",
        outdtype="uint16",
    ).reshape(pixels.shape)
    return fine if depth == 16 else to_samples(to_unit(fine), depth)
