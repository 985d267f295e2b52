"""What lies in a JPEG file behind its picture: further pictures with an index, videos, whatever else."""

import io
from collections.abc import Sequence
from typing import BinaryIO

from pellucid.io.containers import jpeg_rewrite, mpo
from pellucid.io.leftovers import Leftover

GAIN_MAP_MARKS = (b"hdrgm:", b"HDRGainMap")
_VIDEO_MARK = b"ftyp"
_EOI = b"\xff\xd9"
_TAIL_BYTES = 4096
# Metadata of a picture nearly always lie in here.
_HEAD_BYTES = 64 * 1024


def left_behind(file: BinaryIO, further: Sequence[mpo.MpoImage]) -> frozenset[Leftover]:
    """Tell what there is, but for reduced copies, which nobody misses; a file that is only cut short has nothing.

    Args:
        file: the JPEG.
        further: pictures behind its own that an index in it lists.
    """
    heads = [
        mpo.cut(file, image.start, min(image.length, _HEAD_BYTES))
        for image in further
        if image.kind not in mpo.PREVIEWS
    ]
    found = {_kind(head) for head in heads}
    end = max((image.start + image.length for image in further), default=0)
    return frozenset(found | _trailer(file, end))


def is_gain_map(coded: bytes) -> bool:
    """True for a picture that says that it is a map of brightness, as phones hide it behind a photo."""
    return any(mark in coded for mark in GAIN_MAP_MARKS)


def _kind(coded: bytes) -> Leftover:
    return Leftover.GAIN_MAP if is_gain_map(coded) else Leftover.PICTURES


def _trailer(file: BinaryIO, known_end: int) -> set[Leftover]:
    """What lies behind all pictures; nearly always the file ends with one, and is not searched."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(size - _TAIL_BYTES, 0))
    if file.read().rstrip(b"\0").endswith(_EOI):
        return set()
    file.seek(0)
    coded = file.read()
    rest = coded[known_end or jpeg_rewrite.picture_end(coded) :]
    if not rest.strip(b"\0"):
        return set()
    return {Leftover.VIDEO if _VIDEO_MARK in rest else Leftover.DATA}
