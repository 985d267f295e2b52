"""Replacing what a JPEG tells beside its picture: only what is known to be of the picture itself is copied.

Everything else has been read, cleaned and is written anew, or stays out: what other programs left, comments between
the scans, and whatever lies behind the end of the picture.
"""

import hashlib
import re
import struct
from collections.abc import Iterator

from pellucid.foundation.translation import mark, tr
from pellucid.io import exif_edit, xmp
from pellucid.io.containers import jpeg
from pellucid.io.containers.jpeg import MAX_PAYLOAD, Segment, segment_bytes
from pellucid.io.metadata import Comment, Embedded

_JFIF_HEAD = b"JFIF\x00\x01\x01"
_STEREO = b"_JPSJPS_"
_MPF = b"MPF\x00"
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
# Anything else among coded pixels is damage.
_WITH_LENGTH = frozenset((*range(0xC0, 0xD0), *range(0xDA, 0xF0), jpeg.COMMENT))
_RESOURCE_HEAD = b"8BIM"
# Digest, length and place of a part of an extension.
_EXTENSION_HEAD_BYTES = jpeg.DIGEST_BYTES + 8
_ENVELOPE = re.compile(rb"<\?xpacket.*?\?>", re.DOTALL)
_TAG_NAMES = {
    exif_edit.MAKER_NOTE: mark("maker note"),
    exif_edit.USER_COMMENT: mark("comment"),
    270: mark("description"),
}


def rewrite(coded: bytes, embedded: Embedded) -> tuple[list[bytes], tuple[str, ...]]:
    """Replace the metadata of a JPEG.

    Args:
        coded: the whole file.
        embedded: the new blocks; `icc` and `resolution` None keep what is there.

    Returns:
        The parts of the new file in order, and warnings about what had no place.
    """
    kept: list[bytes] = []
    start = len(jpeg.SOI)
    for segment in jpeg.segments_of(coded):
        start = segment.position + 4 + len(segment.payload)
        if segment.marker == jpeg.SCAN:
            start = segment.position
            break
        if (stays := _as_it_stays(segment, coded, embedded)) is not None:
            kept.append(stays)
    blocks, warnings = _blocks(embedded)
    first = 1 if kept and kept[0][1] == jpeg.APP0 else 0
    return [jpeg.SOI, *kept[:first], *blocks, *kept[first:], *_scans(coded, start)], warnings


def has_other_data(coded: bytes) -> bool:
    """True where segments of other programs lie in a JPEG, that `rewrite` leaves out unread."""
    known = (jpeg.EXIF, jpeg.XMP, jpeg.XMP_EXTENSION, jpeg.ICC, jpeg.PHOTOSHOP, jpeg.JFIF, b"JFXX\x00", _MPF, _STEREO)
    return any(
        jpeg.APP0 <= segment.marker <= jpeg.APP15
        and segment.marker != jpeg.APP14
        and not segment.payload.startswith(known)
        for segment in jpeg.segments_of(coded)
    )


def picture_end(coded: bytes) -> int:
    """Where the picture ends and whatever lies behind it begins; the length of the file where that is not told."""
    start = next((one.position for one in jpeg.segments_of(coded) if one.marker == jpeg.SCAN), len(coded))
    return max(end for _, end in _spans(coded, start))


def _as_it_stays(segment: Segment, coded: bytes, embedded: Embedded) -> bytes | None:
    """A segment of the picture itself, or None; of a JFIF header all but its thumbnail."""
    marker, payload = segment.marker, segment.payload
    whole = coded[segment.position : segment.position + 4 + len(payload)]
    if marker == jpeg.APP0:
        return _header(payload, embedded.resolution) if payload.startswith(jpeg.JFIF) else None
    if jpeg.APP0 < marker <= jpeg.APP15 or marker == jpeg.COMMENT:
        is_profile = marker == jpeg.APP2 and payload.startswith(jpeg.ICC) and embedded.icc is None
        is_stereo = marker == jpeg.APP3 and payload.startswith(_STEREO)
        return whole if is_profile or is_stereo or marker == jpeg.APP14 else None
    return whole


def _header(payload: bytes, resolution: tuple[float, float] | None) -> bytes:
    density = payload[7:12].ljust(5, b"\0")
    if resolution is not None:
        density = struct.pack(">BHH", 1, *(min(max(round(value), 1), 0xFFFF) for value in resolution))
    return segment_bytes(jpeg.APP0, _JFIF_HEAD + density + bytes(2))


def _scans(coded: bytes, start: int) -> Iterator[bytes]:
    """The picture from its first scan to its end."""
    for begin, end in _spans(coded, start):
        yield coded[begin:end]


def _spans(coded: bytes, start: int) -> Iterator[tuple[int, int]]:
    """The same as places in the file, without what stands between scans and is none of theirs."""
    begin, at = start, start
    while (found := _MARKER.search(coded, at)) is not None:
        at = found.start()
        marker = coded[at + 1]
        if marker == jpeg.END:
            yield begin, at + 2
            return
        length = int.from_bytes(coded[at + 2 : at + 4], "big") if marker in _WITH_LENGTH else 0
        if jpeg.APP0 <= marker <= jpeg.APP15 or marker == jpeg.COMMENT:
            yield begin, at
            begin = at + 2 + length
        at += 2 + length
    yield begin, len(coded)


def _blocks(embedded: Embedded) -> tuple[list[bytes], tuple[str, ...]]:
    blocks: list[bytes] = []
    warnings: tuple[str, ...] = ()
    if embedded.exif is not None:
        block, gone = exif_edit.fitted(embedded.exif, MAX_PAYLOAD - len(jpeg.EXIF))
        warnings += _warnings_of(gone)
        blocks += [segment_bytes(jpeg.APP1, jpeg.EXIF + block)] if block else []
    if embedded.xmp is not None:
        packets = list(_xmp_segments(embedded.xmp))
        blocks += packets
        warnings += () if packets else (tr("The XMP metadata are larger than JPEG can hold and were left out."),)
    blocks += _resource_segments(embedded.iptc or b"")
    blocks += _icc_segments(embedded.icc or b"")
    blocks += [segment_bytes(jpeg.COMMENT, _coded(comment)) for comment in embedded.comments]
    return blocks, warnings


def _warnings_of(gone: tuple[int, ...]) -> tuple[str, ...]:
    names = dict.fromkeys(_TAG_NAMES.get(tag, f"field {tag:#06x}") for tag in gone)
    if not names:
        return ()
    return (
        tr(
            "EXIF metadata larger than JPEG can hold (64 KB): the {names} was left out, the rest is kept.",
            names=", ".join(tr(name) for name in names),
        ),
    )


def _xmp_segments(packet: bytes) -> Iterator[bytes]:
    """One segment, or as many as it takes; nothing where the packet cannot be shared."""
    most = MAX_PAYLOAD - len(jpeg.XMP)
    if len(packet) <= most:
        yield segment_bytes(jpeg.APP1, jpeg.XMP + packet)
        return
    unknown = "0" * jpeg.DIGEST_BYTES
    parts = xmp.split(packet, most, unknown)
    if parts is None:
        return
    extension = _ENVELOPE.sub(b"", parts[1])
    digest = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper().encode()
    yield segment_bytes(jpeg.APP1, jpeg.XMP + parts[0].replace(unknown.encode(), digest))
    step = MAX_PAYLOAD - len(jpeg.XMP_EXTENSION) - _EXTENSION_HEAD_BYTES
    for at in range(0, len(extension), step):
        head = digest + struct.pack(">II", len(extension), at)
        yield segment_bytes(jpeg.APP1, jpeg.XMP_EXTENSION + head + extension[at : at + step])


def _resource_segments(iptc: bytes) -> Iterator[bytes]:
    """The records as a resource of Photoshop, which may go on in further segments."""
    if not iptc:
        return
    head = struct.pack(">HHI", jpeg.IPTC_RESOURCE, 0, len(iptc))
    resource = _RESOURCE_HEAD + head + iptc + bytes(len(iptc) % 2)
    step = MAX_PAYLOAD - len(jpeg.PHOTOSHOP)
    for at in range(0, len(resource), step):
        yield segment_bytes(jpeg.APP13, jpeg.PHOTOSHOP + resource[at : at + step])


def _icc_segments(icc: bytes) -> Iterator[bytes]:
    step = MAX_PAYLOAD - len(jpeg.ICC) - 2
    count = -(-len(icc) // step)
    for index in range(count):
        part = icc[index * step : (index + 1) * step]
        yield segment_bytes(jpeg.APP2, jpeg.ICC + bytes((index + 1, count)) + part)


def _coded(comment: Comment) -> bytes:
    keyword = "" if comment.keyword == jpeg.COMMENT_KEYWORD else f"{comment.keyword}: "
    return f"{keyword}{comment.text}".encode()[:MAX_PAYLOAD]
