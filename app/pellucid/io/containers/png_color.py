"""What a PNG says of its colours by numbers: cICP, sRGB, gAMA and cHRM."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from pellucid.io import code_points
from pellucid.io.code_points import ColorSignal
from pellucid.io.containers import png

_UNIT = 100_000
_CHROMATICITIES = 8
_LENGTHS = {b"cICP": 4, b"sRGB": 1, b"gAMA": 4, b"cHRM": 4 * _CHROMATICITIES}


@dataclass(frozen=True)
class PngColor:
    """What a file says.

    Attributes:
        codes: code points of primaries and transfer, which count more than an ICC profile; None where there are none.
        is_full_range: black is 0 and white the largest number.
        signal: what they or gAMA and cHRM mean, which count less than an ICC profile; None is plain sRGB.
    """

    codes: tuple[int, int] | None = None
    is_full_range: bool = True
    signal: ColorSignal | None = None


def read(file: BinaryIO) -> PngColor:
    """Find what a PNG says of its colours."""
    found = _chunks(file)
    if b"cICP" in found and code_points.are_specified(*found[b"cICP"][:2]):
        primaries, transfer, _, is_full_range = found[b"cICP"]
        return PngColor((primaries, transfer), is_full_range != 0, code_points.of_codes(primaries, transfer))
    if b"sRGB" in found:
        return PngColor()
    gamma = struct.unpack(">I", found[b"gAMA"])[0] / _UNIT if b"gAMA" in found else None
    points = None
    if b"cHRM" in found:
        numbers = [number / _UNIT for number in struct.unpack(f">{_CHROMATICITIES}I", found[b"cHRM"])]
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return PngColor(signal=code_points.of_gamma(gamma, points))


def _chunks(file: BinaryIO) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for chunk in png.chunks(file):
        if chunk.name == b"IDAT":
            break
        if _LENGTHS.get(chunk.name) == chunk.length:
            file.seek(chunk.position + 8)
            found.setdefault(chunk.name, file.read(chunk.length))
    return found
