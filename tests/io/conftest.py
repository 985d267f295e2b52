"""Pictures by formula and files of every kind, for the tests of the io room."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.geometry import Rect
from pellucid.io import exif
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., NDArray[Any]]
SaveJpeg = Callable[..., Path]

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" tiff:Orientation="6" dc:title="Harbour" '
    b'exif:GPSLatitude="52,30.5N"><exif:GPSLongitude>13,24E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>'
)
IPTC = b"\x1c\x02\x50\x00\x07Someone\x1c\x02\x78\x00\x04Boat"


def _ramp(height: int = 48, width: int = 64, channels: int = 3, dtype: Any = np.uint8) -> NDArray[Any]:
    """Smooth, different in each direction and channel, so that every turn and every swap shows."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [np.abs((x / width + 0.3 * channel) % 2 - 1) * 0.5 + y / height * 0.5 for channel in range(channels)]
    unit = np.stack(planes, axis=2)
    if np.dtype(dtype).kind == "f":
        return unit.astype(dtype)
    return np.rint(unit * np.iinfo(dtype).max).astype(dtype)


def _exif_block(orientation: int = 1, *, order: str = "<", gps: bool = True) -> bytes:
    def text(value: bytes) -> tuple[int, int, bytes]:
        return 2, len(value) + 1, value + b"\0"

    def ratio(above: int, below: int) -> tuple[int, int, bytes]:
        return 5, 1, struct.pack(f"{order}II", above, below)

    own = {
        0x010F: text(b"Canon"),
        0x0110: text(b"Canon EOS 5D"),
        exif.ORIENTATION: (3, 1, struct.pack(f"{order}H", orientation)),
    }
    photo = {0x829A: ratio(1, 60), 0x829D: ratio(5, 1), 0x8827: (3, 1, struct.pack(f"{order}H", 6400)),
             0x927C: (7, 9, b"MAKERNOTE")}  # fmt: skip
    children = {exif.EXIF_IFD: photo}
    if gps:
        children[exif.GPS_IFD] = {1: text(b"N"), 2: (5, 3, struct.pack(f"{order}6I", 52, 1, 30, 1, 31337, 1))}
    return exif.serialise(own, children, order)


@pytest.fixture
def ramp() -> Ramp:
    return _ramp


@pytest.fixture
def exif_block() -> Callable[..., bytes]:
    return _exif_block


@pytest.fixture
def xmp() -> bytes:
    return XMP


@pytest.fixture
def iptc() -> bytes:
    return IPTC


@pytest.fixture
def save_jpeg(tmp_path: Path) -> SaveJpeg:
    """Write a JPEG with metadata and give its path."""

    def save(samples: NDArray[Any], name: str = "photo.jpg", *, orientation: int = 1, **options: Any) -> Path:
        buffer = io.BytesIO()
        image = Image.fromarray(samples[..., 0] if samples.shape[2] == 1 else samples)
        block = b"Exif\0\0" + _exif_block(orientation)
        image.save(buffer, "JPEG", **({"quality": 95, "subsampling": 0, "exif": block, "xmp": XMP} | options))
        resource = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(IPTC)) + IPTC + bytes(len(IPTC) % 2)
        segment = b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource
        coded = buffer.getvalue()
        path = tmp_path / name
        path.write_bytes(coded[:2] + segment + coded[2:])
        return path

    return save


@pytest.fixture
def photo(ramp: Ramp, save_jpeg: SaveJpeg) -> SourceImage:
    """An opened JPEG of 64 × 48 pixels with all kinds of metadata."""
    return open_photo(save_jpeg(ramp()))


@pytest.fixture
def whole() -> Callable[[SourceImage], Rect]:
    return lambda source: Rect.of(source.facts.size)
