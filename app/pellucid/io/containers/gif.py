"""GIF: the packet of XMP, which lies bare in an extension, so that readers of sub-blocks have to skip it by its end."""

from typing import BinaryIO

_BEGIN = b"\x21\xff\x0bXMP DataXMP"
_END = b"\x01\xff\xfe\xfd"
_MOST_BYTES = 64 * 1024 * 1024


def packet(file: BinaryIO) -> bytes | None:
    """The packet of XMP; None where there is none or it does not end."""
    file.seek(0)
    coded = file.read(_MOST_BYTES)
    begin = coded.find(_BEGIN)
    end = coded.find(_END, begin)
    return coded[begin + len(_BEGIN) : end] if 0 <= begin < end else None
