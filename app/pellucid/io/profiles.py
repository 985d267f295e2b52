"""ICC profiles as bytes: reading the tags that matter, and writing small matrix profiles by formula.

Only what the formulas of `icc` need is read: colour space, primaries, curves, name. Profiles built on tables of
several dimensions are recognised here and left to littleCMS there.
"""

import functools
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pellucid.io.transfer_curves import SRGB_CURVE, Curve, ParametricCurve, TableCurve

_HEADER_BYTES = 128
_MAX_TAGS = 200
_D50 = np.array((0.9642, 1.0, 0.8249))
_BRADFORD = np.array(((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296)))

Point = tuple[float, float]
Primaries = tuple[Point, Point, Point]
D65_XY: Point = (0.3127, 0.3290)
SRGB_PRIMARIES: Primaries = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
DISPLAY_P3_PRIMARIES: Primaries = ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06))
ADOBE_RGB_PRIMARIES: Primaries = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
ADOBE_RGB_CURVE = ParametricCurve(g=563 / 256)

# How many numbers each ICC function type has, and how they map to the letters of type 4.
_PARAMETRIC_COUNTS = (1, 3, 4, 5, 7)


@dataclass(frozen=True)
class Profile:
    """What a profile says.

    Attributes:
        space: `gray`, `rgb`, `cmyk`, or what the header says.
        name: description for people.
        matrix: light of the profile's channels to XYZ (D50), `(3, 3)`; None for anything but matrix profiles.
        curves: one for each channel, for gray and matrix profiles.
        has_tables: built on tables of several dimensions from colour to samples and back.
        can_write: samples can be made from colours with it.
    """

    space: str
    name: str
    matrix: NDArray[np.float64] | None
    curves: tuple[Curve, ...]
    has_tables: bool
    can_write: bool


@functools.lru_cache(maxsize=16)
def parse(icc: bytes) -> Profile | None:
    """Read a profile; None where it is damaged or of no use."""
    try:
        return _parse(icc)
    except (ValueError, struct.error, IndexError, OverflowError):
        return None


def rgb_to_xyz_d50(primaries: Primaries, white_xy: Point = D65_XY) -> NDArray[np.float64]:
    """Linear RGB with a white of this chromaticity to XYZ adapted to D50 after Bradford, `(3, 3)`."""
    to_xyz = rgb_to_xyz(primaries, white_xy)
    cones = (_BRADFORD @ _D50) / (_BRADFORD @ to_xyz.sum(axis=1))
    adapted: NDArray[np.float64] = np.linalg.solve(_BRADFORD, cones[:, None] * _BRADFORD) @ to_xyz
    return adapted


def rgb_to_xyz(primaries: Primaries, white_xy: Point = D65_XY) -> NDArray[np.float64]:
    """Linear RGB with a white of this chromaticity to XYZ, `(3, 3)`."""
    columns = np.array([(x / y, 1, (1 - x - y) / y) for x, y in primaries]).T
    x, y = white_xy
    white = np.array((x / y, 1, (1 - x - y) / y))
    return np.asarray(columns * np.linalg.solve(columns, white))


def build(name: str, primaries: Primaries | None, curve: ParametricCurve, white_xy: Point = D65_XY) -> bytes:
    """Write a small version 4 profile with one curve; without primaries it is a gray profile."""
    trc = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(curve.g, curve.a, curve.b, curve.c, curve.d)
    tags = [(b"desc", _text(name)), (b"cprt", _text("CC0")), (b"wtpt", _xyz(_D50))]
    if primaries is None:
        tags.append((b"kTRC", trc))
    else:
        columns = rgb_to_xyz_d50(primaries, white_xy).T
        tags += [(tag, _xyz(column)) for tag, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)]
        tags += [(tag, trc) for tag in (b"rTRC", b"gTRC", b"bTRC")]
    return _assemble(b"GRAY" if primaries is None else b"RGB ", tags)


def _parse(icc: bytes) -> Profile | None:
    if len(icc) < _HEADER_BYTES + 4 or icc[36:40] != b"acsp":
        return None
    tags = _tags(icc)
    space = icc[16:20].decode("latin-1").strip().lower()
    keys = {"gray": (b"kTRC",), "rgb": (b"rTRC", b"gTRC", b"bTRC")}.get(space, ())
    has_curves = bool(keys) and all(key in tags for key in keys)
    is_matrix = has_curves and space == "rgb" and all(key in tags for key in (b"rXYZ", b"gXYZ", b"bXYZ"))
    has_tables = b"A2B0" in tags and space != "gray"
    if not (has_tables or is_matrix or (space == "gray" and has_curves)):
        return None
    return Profile(
        space=space,
        name=_description(tags.get(b"desc", b"")) or "unnamed profile",
        matrix=_matrix(tags) if is_matrix and not has_tables else None,
        curves=tuple(_curve(tags[key]) for key in keys) if has_curves and not has_tables else (),
        has_tables=has_tables,
        can_write=not has_tables or b"B2A0" in tags,
    )


def _tags(icc: bytes) -> dict[bytes, bytes]:
    count = min(struct.unpack_from(">I", icc, _HEADER_BYTES)[0], _MAX_TAGS)
    tags = {}
    for index in range(count):
        tag, offset, length = struct.unpack_from(">4sII", icc, _HEADER_BYTES + 4 + 12 * index)
        if offset + length > len(icc):
            raise ValueError("a tag reaches beyond the end of the profile")
        tags[tag] = icc[offset : offset + length]
    return tags


def _matrix(tags: dict[bytes, bytes]) -> NDArray[np.float64]:
    columns = [struct.unpack_from(">3i", tags[tag], 8) for tag in (b"rXYZ", b"gXYZ", b"bXYZ")]
    matrix = np.array(columns, np.float64).T / 65536
    if abs(np.linalg.det(matrix)) < 1e-4:
        raise ValueError("the primaries lie on one line")
    return matrix


def _curve(tag: bytes) -> Curve:
    if tag[:4] == b"para":
        return _parametric(tag)
    if tag[:4] != b"curv":
        raise ValueError("unknown kind of curve")
    count = struct.unpack_from(">I", tag, 8)[0]
    if count == 0:
        return ParametricCurve(g=1.0)
    if count == 1:
        return ParametricCurve(g=_sensible(struct.unpack_from(">H", tag, 12)[0] / 256))
    values = np.frombuffer(tag, ">u2", count, 12) / 65535
    if values[-1] <= values[0]:
        raise ValueError("a curve does not rise")
    return TableCurve(values)


def _parametric(tag: bytes) -> ParametricCurve:
    kind = struct.unpack_from(">H", tag, 8)[0]
    numbers = [value / 65536 for value in struct.unpack_from(f">{_PARAMETRIC_COUNTS[kind]}i", tag, 12)]
    g, a, b, c = (*numbers, 1.0, 0.0, 0.0)[:4] if kind else (numbers[0], 1.0, 0.0, 0.0)
    _sensible(g)
    _sensible(a)
    if kind in (1, 2):
        floor = c if kind == 2 else 0.0
        return ParametricCurve(g, a, b, 0.0, -b / a, floor, floor)
    if kind == 0:
        return ParametricCurve(g)
    return ParametricCurve(g, a, b, c, *numbers[4:])


def _sensible(value: float) -> float:
    if not 1e-3 < value < 1e3:
        raise ValueError("a curve with a senseless exponent or factor")
    return value


def _description(tag: bytes) -> str:
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, offset = struct.unpack_from(">II", tag, 20)
        return _line(tag[offset : offset + length].decode("utf-16-be", "replace"))
    if tag[:4] == b"desc":
        length = struct.unpack_from(">I", tag, 8)[0]
        return _line(tag[12 : 12 + length].decode("latin-1"))
    return ""


def _line(text: str) -> str:
    return "".join(char for char in text if char.isprintable()).strip()[:80]


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: NDArray[np.float64]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _text(text: str) -> bytes:
    coded = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enUS", len(coded), 28) + coded


def _assemble(space: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    offset = _HEADER_BYTES + 4 + 12 * len(tags)
    table, body, placed = b"", b"", dict[bytes, int]()
    for tag, data in tags:
        if data not in placed:
            placed[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, placed[data], len(data))
    created = struct.pack(">6H", 2025, 1, 1, 0, 0, 0)
    header = struct.pack(">I4sI4s4s4s12s4s", offset + len(body), bytes(4), 0x04300000, b"mntr", space, b"XYZ ",
                         created, b"acsp")  # fmt: skip
    header = header.ljust(68, b"\0") + _fixed(*_D50)
    return header.ljust(_HEADER_BYTES, b"\0") + struct.pack(">I", len(tags)) + table + body


@functools.cache
def srgb_profile() -> bytes:
    """The sRGB profile that exports get."""
    return build("sRGB", SRGB_PRIMARIES, SRGB_CURVE)


@functools.cache
def display_p3_profile() -> bytes:
    """The Display P3 profile that exports get."""
    return build("Display P3", DISPLAY_P3_PRIMARIES, SRGB_CURVE)


@functools.cache
def adobe_rgb_profile() -> bytes:
    """Compatible with Adobe RGB (1998), which cameras announce in EXIF instead of embedding it."""
    return build("Adobe RGB (1998) compatible", ADOBE_RGB_PRIMARIES, ADOBE_RGB_CURVE)


@functools.cache
def gray_profile() -> bytes:
    """Gray with the curve of sRGB."""
    return build("Gray, sRGB curve", None, SRGB_CURVE)
