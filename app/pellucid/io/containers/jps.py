"""JPS: one JPEG with both eyes side by side, and in APP3 a descriptor that says so (VRex, `_JPSJPS_`).

The descriptor is one number of 32 bits, the highest byte first: separation, flags, layout, kind. Many files have none.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from pellucid.io.containers import jpeg

_APP3 = 0xE3
_NAME = b"_JPSJPS_"
_STEREO, _SIDE_BY_SIDE, _LEFT_FIRST = 1, 2, 4
_HALF_SIZE = 3
_DESCRIPTOR_BYTES = 4


@dataclass(frozen=True)
class Layout:
    """What a descriptor says.

    Attributes:
        side_by_side: both eyes stand beside each other at full size, which is all that Pellucid reads.
        left_first: the left eye's picture is the left one.
    """

    side_by_side: bool
    left_first: bool


def read(file: BinaryIO) -> Layout | None:
    """Find the descriptor of a JPEG; None where there is none."""
    for segment in jpeg.segments(file):
        at = len(_NAME) + 2
        if segment.marker == _APP3 and segment.payload.startswith(_NAME) and len(segment.payload) >= at + 4:
            _, flags, layout, kind = segment.payload[at : at + _DESCRIPTOR_BYTES]
            whole = kind == _STEREO and layout == _SIDE_BY_SIDE and not flags & _HALF_SIZE
            return Layout(whole, bool(flags & _LEFT_FIRST))
    return None


def described(coded: bytes, *, left_first: bool) -> bytes:
    """A JPEG of two eyes side by side, with its descriptor."""
    flags = _LEFT_FIRST if left_first else 0
    payload = _NAME + struct.pack(">H4B", _DESCRIPTOR_BYTES, 0, flags, _SIDE_BY_SIDE, _STEREO)
    return jpeg.with_segment(coded, _APP3, payload)[0]
