"""From the colours of the canvas to those of a display, and what of them another profile would hold."""

import hashlib
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.display_lut import SIDE, DisplayLut
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.translation import tr
from pellucid.io import icc, profiles
from pellucid.io.transfer_curves import SRGB_CURVE

NOTICEABLE = 3.0
"""Difference in L*a*b* from which a colour counts as lost: what an eye sees side by side."""

_MOST_BYTES = 64 * 2**20
_WHITE_D50 = np.array([0.9642, 1.0, 0.8249])
_LAB_KNEE, _LAB_SLOPE, _LAB_FOOT = (6 / 29) ** 3, 29**2 / (3 * 6**2), 4 / 29
_FULL_16 = 65535.0


def read_profile(path: Path, *, proofs: bool) -> bytes:
    """A profile in a file.

    Args:
        path: of the file.
        proofs: it is proofed for, and may be one of inks; else it is a display's.

    Raises:
        UnreadableError: it cannot be read, or is of no use for this.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except OSError as error:
        raise UnreadableError(
            tr("{path}: cannot be read: {reason}. Choose another profile.", path=path, reason=error.strerror)
        ) from error
    profile = profiles.parse(data)
    spaces = ("rgb", "cmyk") if proofs else ("rgb",)
    is_fit = profile is not None and profile.space in spaces and profile.can_write
    if profile is None or not is_fit or not icc.usable_for(data, profile.space):
        kind = tr("printer or screen") if proofs else tr("screen")
        raise UnreadableError(
            tr("{path}: is no ICC profile of a {kind}. Choose another file, mostly .icc or .icm.", path=path, kind=kind)
        )
    return data


def is_of_display(data: bytes | None) -> bool:
    """True where a profile says what a display shows."""
    profile = profiles.parse(data) if data is not None else None
    is_rgb = profile is not None and profile.space == "rgb" and profile.can_write
    return is_rgb and data is not None and icc.usable_for(data, "rgb")


def display_lut(monitor: bytes | None, proof: bytes | None = None, *, warns: bool = False) -> DisplayLut | None:
    """The table for a display.

    Args:
        monitor: profile of the display; None for one of sRGB.
        proof: profile that colours are proofed for, of lights or inks; or None.
        warns: colours that it cannot hold are told.

    Returns:
        None where colours can be sent as they are.
    """
    if monitor is not None and icc.is_srgb(monitor):
        monitor = None
    if monitor is None and proof is None:
        return None
    steps = np.linspace(0, 1, SIDE, dtype=np.float32)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    colors = np.stack([red, green, blue], axis=-1).reshape(SIDE * SIDE, SIDE, 3)
    held = colors if proof is None else proofed(colors, proof)
    shown = held if monitor is None else icc.from_working(held, monitor, 16) / np.float32(_FULL_16)
    values = np.zeros((SIDE, SIDE, SIDE, 4), np.float32)
    values[..., :3] = np.clip(shown, 0, 1).reshape(SIDE, SIDE, SIDE, 3)
    if warns:
        lost = np.linalg.norm(_lab(held) - _lab(colors), axis=-1) > NOTICEABLE
        values[..., 3] = lost.reshape(SIDE, SIDE, SIDE)
    values.flags.writeable = False
    names = tuple(icc.profile_name(profile) if profile is not None else "" for profile in (monitor, proof))
    return DisplayLut(hashlib.sha256(values.tobytes()).hexdigest(), values, *names)


def proofed(colors: NDArray[np.float32], profile: bytes) -> NDArray[np.float32]:
    """What is left of colours that went through a profile.

    Args:
        colors: `(h, w, 3)` sRGB, 0 to 1.
        profile: of lights or inks.

    Returns:
        The same shape, sRGB.
    """
    parsed = profiles.parse(profile)
    if parsed is None or parsed.space != "cmyk":
        return icc.to_working(icc.from_working(colors, profile, 16), "rgb", profile)
    inks = imagecodecs.cms_transform(
        icc.to_samples(colors, 16),
        icc.srgb_profile(),
        profile,
        colorspace="rgb",
        outcolorspace="cmyk",
        outdtype="uint16",
    )
    return icc.to_working(inks.reshape(*colors.shape[:2], 4), "cmyk", profile)


def _lab(colors: NDArray[np.float32]) -> NDArray[np.float64]:
    """CIE L*a*b* of sRGB."""
    xyz = SRGB_CURVE.decode(colors) @ profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES).T / _WHITE_D50
    bent = np.where(xyz > _LAB_KNEE, np.cbrt(xyz), _LAB_SLOPE * xyz + _LAB_FOOT)
    x, y, z = np.moveaxis(bent, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)
