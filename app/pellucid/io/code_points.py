"""Colours told by numbers instead of a profile: code points (ITU-T H.273), and gamma with chromaticities.

PNG (cICP, gAMA, cHRM), HEIF, AVIF and JPEG XL say in this way what their samples mean. It becomes a small matrix
profile, so that everything behind the readers knows one way only, and an export carries it.
"""

import enum
from dataclasses import dataclass

import numpy as np

from pellucid.io import profiles
from pellucid.io.profiles import D65_XY, Point, Primaries
from pellucid.io.transfer_curves import SRGB_CURVE, ParametricCurve

_ILLUMINANT_C: Point = (0.310, 0.316)
_EQUAL_ENERGY: Point = (1 / 3, 1 / 3)
_DCI_WHITE: Point = (0.314, 0.351)
_SMPTE_C: Primaries = ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070))
_SRGB_PRIMARIES_CODE, _SRGB_TRANSFER_CODE = 1, 13
_CHROMATICITY_TOLERANCE = 0.002
_GAMMA_TOLERANCE = 0.002
_SENSIBLE_GAMMA = (0.1, 10.0)

_PRIMARIES: dict[int, tuple[str, Primaries, Point]] = {
    1: ("Rec. 709", profiles.SRGB_PRIMARIES, D65_XY),
    4: ("NTSC 1953", ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08)), _ILLUMINANT_C),
    5: ("PAL", ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)), D65_XY),
    6: ("SMPTE C", _SMPTE_C, D65_XY),
    7: ("SMPTE C", _SMPTE_C, D65_XY),
    8: ("generic film", ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049)), _ILLUMINANT_C),
    9: ("Rec. 2020", ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)), D65_XY),
    10: ("CIE XYZ", ((1.0, 1e-6), (1e-6, 1.0), (1e-6, 1e-6)), _EQUAL_ENERGY),
    11: ("DCI-P3", profiles.DISPLAY_P3_PRIMARIES, _DCI_WHITE),
    12: ("Display P3", profiles.DISPLAY_P3_PRIMARIES, D65_XY),
    22: ("EBU 3213", ((0.630, 0.340), (0.295, 0.605), (0.155, 0.077)), D65_XY),
}

_REC_709_ALPHA, _REC_709_BETA = 1.099296826809442, 0.018053968510807
_REC_709_CURVE = ParametricCurve(
    g=1 / 0.45, a=1 / _REC_709_ALPHA, b=1 - 1 / _REC_709_ALPHA, c=1 / 4.5, d=4.5 * _REC_709_BETA
)


class Hdr(enum.Enum):
    """Transfer functions whose white lies far below their top."""

    PQ = "PQ"
    HLG = "HLG"


_TRANSFERS: dict[int, tuple[str, ParametricCurve | Hdr]] = {
    1: ("Rec. 709 curve", _REC_709_CURVE),
    4: ("gamma 2.2", ParametricCurve(g=2.2)),
    5: ("gamma 2.8", ParametricCurve(g=2.8)),
    6: ("Rec. 709 curve", _REC_709_CURVE),
    7: ("SMPTE 240M curve", ParametricCurve(g=1 / 0.45, a=1 / 1.1115, b=0.1115 / 1.1115, c=1 / 4, d=0.0912)),
    8: ("linear", ParametricCurve(g=1.0)),
    11: ("Rec. 709 curve", _REC_709_CURVE),
    12: ("Rec. 709 curve", _REC_709_CURVE),
    13: ("sRGB curve", SRGB_CURVE),
    14: ("Rec. 709 curve", _REC_709_CURVE),
    15: ("Rec. 709 curve", _REC_709_CURVE),
    16: ("PQ", Hdr.PQ),
    17: ("gamma 2.6", ParametricCurve(g=2.6, a=(52.37 / 48) ** (1 / 2.6))),
    18: ("HLG", Hdr.HLG),
}


@dataclass(frozen=True)
class ColorSignal:
    """What a file says of its colours.

    Attributes:
        name: for people.
        primaries: chromaticities of red, green and blue.
        white: chromaticity of equal channels.
        transfer: coded values to light.
    """

    name: str
    primaries: Primaries
    white: Point
    transfer: ParametricCurve | Hdr

    def profile(self, *, gray: bool) -> bytes | None:
        """The profile of samples with this signal, with the curve of sRGB for HDR; None where that is plain sRGB."""
        curve = SRGB_CURVE if isinstance(self.transfer, Hdr) else self.transfer
        is_plain = self.primaries == profiles.SRGB_PRIMARIES and self.white == D65_XY
        if curve == SRGB_CURVE and (gray or is_plain):
            return None
        name = self.name.removesuffix(f", {self.transfer.value}") if isinstance(self.transfer, Hdr) else self.name
        return profiles.build(name, None if gray else self.primaries, curve, self.white)


def are_specified(primaries: int, transfer: int) -> bool:
    """True where code points say something that is known."""
    return primaries in _PRIMARIES or transfer in _TRANSFERS


def of_codes(primaries: int, transfer: int) -> ColorSignal | None:
    """What code points say; None where that is plain sRGB. What is left open, or unknown, is as in sRGB."""
    gamut, chromaticities, white = _PRIMARIES.get(primaries, _PRIMARIES[_SRGB_PRIMARIES_CODE])
    return _signal(gamut, chromaticities, white, *_TRANSFERS.get(transfer, _TRANSFERS[_SRGB_TRANSFER_CODE]))


def of_parts(primaries: int | Primaries, white: Point, transfer: int | float) -> ColorSignal | None:
    """The same where each part may be told by a code point or by numbers, as in JPEG XL.

    Args:
        primaries: a code point, or chromaticities.
        white: its chromaticity.
        transfer: a code point, or as a float the power that makes coded values of light.
    """
    code = primaries if isinstance(primaries, int) else 0
    gamut, chromaticities, _ = _PRIMARIES.get(code, _PRIMARIES[_SRGB_PRIMARIES_CODE])
    if not isinstance(primaries, int):
        gamut, chromaticities = "own primaries", primaries
    if isinstance(transfer, float):
        power = transfer if _SENSIBLE_GAMMA[0] < transfer < _SENSIBLE_GAMMA[1] else 1.0
        return _signal(gamut, chromaticities, white, f"gamma {1 / power:.3g}", _power(power))
    return _signal(gamut, chromaticities, white, *_TRANSFERS.get(transfer, _TRANSFERS[_SRGB_TRANSFER_CODE]))


def _signal(
    gamut: str, primaries: Primaries, white: Point, curve_name: str, curve: ParametricCurve | Hdr
) -> ColorSignal | None:
    if (primaries, white, curve) == (profiles.SRGB_PRIMARIES, D65_XY, SRGB_CURVE):
        return None
    return ColorSignal(gamut if curve == SRGB_CURVE else f"{gamut}, {curve_name}", primaries, white, curve)


def of_gamma(gamma: float | None, chromaticities: tuple[Point, ...] | None) -> ColorSignal | None:
    """What a power and chromaticities say.

    Args:
        gamma: light to coded values is light to this power; None where the file does not say.
        chromaticities: of white, red, green and blue; None where the file does not say.

    Returns:
        None where neither is told or sensible, or they are the usual approximation of sRGB.
    """
    known = gamma if gamma is not None and _SENSIBLE_GAMMA[0] < gamma < _SENSIBLE_GAMMA[1] else None
    points = chromaticities if chromaticities and _span_colors(chromaticities) else None
    white, primaries = (points[0], (points[1], points[2], points[3])) if points else (D65_XY, profiles.SRGB_PRIMARIES)
    standard = (D65_XY, *profiles.SRGB_PRIMARIES)
    is_usual = bool(np.abs(np.array(standard) - np.array((white, *primaries))).max() < _CHROMATICITY_TOLERANCE)
    curve = SRGB_CURVE if known is None or (is_usual and abs(known * 2.2 - 1) < _GAMMA_TOLERANCE) else _power(known)
    if is_usual and curve == SRGB_CURVE:
        return None
    primaries = profiles.SRGB_PRIMARIES if is_usual else primaries
    words = ["Rec. 709" if is_usual else "own primaries", "sRGB curve" if known is None else f"gamma {1 / known:.3g}"]
    return ColorSignal(", ".join(words), primaries, D65_XY if is_usual else white, curve)


def _power(gamma: float) -> ParametricCurve:
    return ParametricCurve(g=1 / gamma)


def _span_colors(points: tuple[Point, ...]) -> bool:
    """True where the chromaticities span a gamut; files hold zeros and worse."""
    if any(not (0 <= x <= 1 and 0 < y <= 1) for x, y in points):
        return False
    (ax, ay), (bx, by), (cx, cy) = points[1:]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) > 1e-3
