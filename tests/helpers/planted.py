"""Photos with a place and a name planted wherever their format holds them, and a search that finds them again.

The search looks at the whole file, and at whatever in it unpacks or is written in digits.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from PIL import Image

from pellucid.io import exif
from pellucid.io.containers import jpeg, mpo

PLACE, NAME, DATE, CAMERA = b"Greenwich", b"Ada Lovelace", b"1843:09:05 12:00:00", b"Analytical 9"
RATING = b'xmp:Rating="4"'
# Degrees, minutes and hundredths of seconds that no other number of the file is like.
_LATITUDE = (51, 1, 28, 1, 400731337, 100)
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
_COORDINATES = (b"51,28.667", b"51.4778", b"Longtitude", b"sublocation")

PACKET = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:e="http://ns.adobe.com/exif/1.0/"
  xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
  xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  xmlns:wgs="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
  xmp:Rating="4" xmp:CreateDate="1843-09-05" e:GPSLatitude="51,28.667N" drone-dji:GpsLongtitude="-0.0015"
  drone-dji:AbsoluteAltitude="+46.0" ps:City="Greenwich" core:Location="Greenwich" wgs:lat="51.4778">
 <!-- taken in Greenwich -->
 <dc:creator><rdf:Seq><rdf:li>Ada Lovelace</rdf:li></rdf:Seq></dc:creator>
 <dc:description><rdf:Alt><rdf:li xml:lang="x-default">A walk in Greenwich</rdf:li></rdf:Alt></dc:description>
 <dc:subject><rdf:Bag><rdf:li>boat</rdf:li><rdf:li>Greenwich</rdf:li><rdf:li>geo:lat=51.4778</rdf:li></rdf:Bag></dc:subject>
 <lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|England|Greenwich</rdf:li><rdf:li>things|boat</rdf:li></rdf:Bag>
 </lr:hierarchicalSubject>
 <digiKam:TagsList><rdf:Seq><rdf:li>Places/England/Greenwich</rdf:li></rdf:Seq></digiKam:TagsList>
 <ext:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><ext:City>Greenwich</ext:City>
  <ext:Sublocation>sublocation</ext:Sublocation></rdf:li></rdf:Bag></ext:LocationCreated>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def _iptc(number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value


RECORDS = (
    _iptc(80, NAME) + _iptc(55, b"18430905") + _iptc(90, PLACE) + _iptc(25, PLACE) + _iptc(25, b"boat")
    + _iptc(120, b"A walk in Greenwich")
)  # fmt: skip


def exif_block(order: str = ">", orientation: int = 1) -> bytes:
    """Names, dates and a place in its own directory, in the maker note, in comments, and behind a thumbnail."""

    def text(value: bytes) -> tuple[int, int, bytes]:
        return 2, len(value) + 1, value + b"\0"

    gps: exif.RawTags = {1: text(b"N"), 2: (5, 3, struct.pack(f"{order}6I", *_LATITUDE)), 28: (7, 9, PLACE)}
    wide = "Greenwich Park\0".encode("utf-16-le")
    own: exif.RawTags = {
        270: text(b"A walk in Greenwich"), 271: text(b"Babbage"), 272: text(CAMERA),
        exif.ORIENTATION: (3, 1, struct.pack(f"{order}H", orientation)), 306: text(DATE), 315: text(NAME),
        18246: (3, 1, struct.pack(f"{order}H", 4)), 0x9C9E: (1, len(wide), wide),
    }  # fmt: skip
    photo: exif.RawTags = {
        0x9003: text(DATE), 0x927C: (7, 25, b"GREENWICH 51.4778,-0.0015"), 0xFDE8: text(b"at 51.4778"),
        0x9286: (7, 32, b"ASCII\0\0\0lat=51.4778 lon=-0.0015\0"),
    }  # fmt: skip
    return exif.serialise(own, {exif.EXIF_IFD: photo, exif.GPS_IFD: gps}, order)


def _with_second_directory(block: bytes) -> bytes:
    """A thumbnail, whose directory has the place once more."""
    found = exif.first_ifd(io.BytesIO(block))
    assert found is not None
    ifd, order = found
    at = len(block)
    thumbnail = b"\xff\xd8 Greenwich \xff\xd9"
    tags: exif.RawTags = {
        270: (2, 10, PLACE + b"\0"),
        0x0201: (4, 1, struct.pack(f"{order}I", at + 2 + 3 * 12 + 4 + 10)),
        0x0202: (4, 1, struct.pack(f"{order}I", len(thumbnail))),
    }
    changed = bytearray(block)
    struct.pack_into(f"{order}I", changed, ifd.end, at)
    return bytes(changed) + exif.write_directory(tags, at, order) + thumbnail


def picture(seed: int = 3) -> Any:
    """Small and smooth."""
    y, x = np.mgrid[0:24, 0:32]
    return np.stack([(x * 7 + seed) % 256, y * 10, np.full_like(x, 90)], axis=2).astype(np.uint8)


def plant_jpeg(path: Path, *, trailer: bytes = b"", seed: int = 3) -> Path:
    """Segments, comments, an extension of the XMP, other programs' data, and something behind the picture."""
    buffer = io.BytesIO()
    Image.fromarray(picture(seed)).save(buffer, "JPEG", quality=95, subsampling=0)
    coded = buffer.getvalue()
    digest = b"0123456789ABCDEF" * 2
    extension = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}><rdf:Description '
        'xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/" acdsee:note="Ada Lovelace, an extension">'
        "<acdsee:city>Greenwich</acdsee:city></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    named = PACKET.replace(
        b'xmp:Rating="4"',
        b'xmp:Rating="4" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="' + digest + b'"',
    )
    resources = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(RECORDS)) + RECORDS + bytes(len(RECORDS) % 2)
    resources += b"8BIM\x04\x0c\0\0" + struct.pack(">I", 10) + b"Greenwich "
    head = struct.pack(">II", len(extension), 0)
    segments = [
        (jpeg.APP1, jpeg.EXIF + _with_second_directory(exif_block())),
        (jpeg.APP1, jpeg.XMP + named),
        (jpeg.APP1, jpeg.XMP_EXTENSION + digest + head + extension),
        (jpeg.APP13, jpeg.PHOTOSHOP + resources),
        (0xEB, b"JP\0\x01 Greenwich"),
        (jpeg.COMMENT, b"Ada Lovelace was here"),
        (jpeg.COMMENT, b"in Greenwich, 51.4778, -0.0015"),
    ]
    block = b"".join(jpeg.segment_bytes(marker, payload) for marker, payload in segments)
    path.write_bytes(coded[:2] + block + coded[2:] + trailer)
    return path


VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x1emoov\xa9xyz\0\x12\x15\xc7+51.4778-000.0015/ Greenwich"


def plant_png(path: Path) -> Path:
    """Chunks of every kind, texts packed and not, a raw profile, and something behind the end."""
    buffer = io.BytesIO()
    Image.fromarray(np.dstack([picture(), np.full((24, 32), 200, np.uint8)])).save(buffer, "PNG")
    coded = buffer.getvalue()

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    digits = (b"Exif\0\0" + exif_block()).hex().encode()
    planted = [
        (b"eXIf", _with_second_directory(exif_block())),
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(PACKET)),
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n      9\n" + digits)),
        (b"tEXt", b"exif:GPSLatitude\x0051.4778"),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"A walk in Greenwich")),
        (b"iTXt", b"Location\0\0\0\0\0Greenwich"),
        (b"tEXt", b"Author\0Ada Lovelace"),
        (b"caBX", b"Greenwich"),
        (b"tIME", b"\x07\x33\x09\x05\x0c\0\0"),
    ]
    at = 8 + 25
    path.write_bytes(coded[:at] + b"".join(chunk(*one) for one in planted) + coded[at:] + b"Greenwich")
    return path


def plant_webp(path: Path) -> Path:
    """Both blocks, a foreign chunk, and something behind the end."""
    buffer = io.BytesIO()
    whole = {"exif": _with_second_directory(exif_block()), "xmp": PACKET}
    Image.fromarray(picture()).save(buffer, "WEBP", quality=95, **whole)
    coded = buffer.getvalue()
    body = coded[12:] + b"NOTE" + struct.pack("<I", 10) + b"Greenwich "
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body + b"Greenwich")
    return path


def plant_avif(path: Path) -> Path:
    """Both blocks; a format that is read only."""
    Image.fromarray(picture()).save(path, "AVIF", exif=exif_block(), xmp=PACKET)
    return path


def plant_tiff(path: Path) -> Path:
    """The tags of the EXIF block become the file's own."""
    block = exif_block("<")
    found = exif.first_ifd(io.BytesIO(block))
    assert found is not None
    tags = [(entry.tag, entry.kind, entry.count, entry.value, True) for entry in found[0].entries if entry.tag < 34000]
    tags += [(700, 1, len(PACKET), PACKET, True), (33723, 7, len(RECORDS), RECORDS, True)]
    tifffile.imwrite(path, picture(), photometric="rgb", extratags=tags, metadata=None)
    _link_directories(path, block)
    return path


def _link_directories(path: Path, block: bytes) -> None:
    """Append the EXIF and GPS directories and a first directory that has their pointers."""
    coded = bytearray(path.read_bytes())
    found = exif.first_ifd(io.BytesIO(bytes(coded)))
    photo = exif.first_ifd(io.BytesIO(block))
    assert found is not None
    assert photo is not None
    tags = {entry.tag: (entry.kind, entry.count, entry.value) for entry in found[0].entries}
    for pointer in (exif.EXIF_IFD, exif.GPS_IFD):
        child = exif.sub_ifd(io.BytesIO(block), photo[0], pointer, "<")
        assert child is not None
        coded += bytes(len(coded) % 2)
        tags[pointer] = (4, 1, struct.pack("<I", len(coded)))
        coded += exif.write_directory(
            {one.tag: (one.kind, one.count, one.value) for one in child.entries}, len(coded), "<"
        )
    struct.pack_into("<I", coded, 4, len(coded))
    coded += exif.write_directory(tags, len(coded), "<")
    path.write_bytes(bytes(coded))


def plant_mpo(path: Path) -> Path:
    """Two eyes, each with everything."""
    eyes = [plant_jpeg(path.with_suffix(f".{seed}.jpg"), seed=seed).read_bytes() for seed in (3, 9)]
    path.write_bytes(b"".join(mpo.joined(eyes)))
    return path


def all_texts(coded: bytes) -> Iterator[bytes]:
    """The file, and whatever in it is packed or written in digits."""
    yield coded
    yield coded.decode("utf-16-le", "ignore").encode("utf-8", "ignore")
    yield coded[1:].decode("utf-16-le", "ignore").encode("utf-8", "ignore")
    at = coded.find(b"\x78")
    while at >= 0:
        try:
            unpacked = zlib.decompressobj().decompress(coded[at:], 1 << 20)
        except zlib.error:
            unpacked = b""
        if len(unpacked) > 8:
            yield unpacked
            digits = bytes(one for one in unpacked if one in b"0123456789abcdef")
            yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        at = coded.find(b"\x78", at + 1)


def tells_place(coded: bytes) -> list[bytes]:
    """The planted words for the place that are found; none where the place is gone."""
    words = [PLACE, PLACE.upper(), *_COORDINATES, *(struct.pack(f"{order}I", _LATITUDE[4]) for order in "<>")]
    return [word for word in words if any(word in text for text in all_texts(coded))]


def tells(coded: bytes, word: bytes) -> bool:
    """True where a planted word is found."""
    return any(word in text for text in all_texts(coded))
