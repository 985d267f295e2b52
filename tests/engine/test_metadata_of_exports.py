"""What an export tells beside its pixels follows the framing: print resolution, and words on how a file is stored."""

import io
from pathlib import Path

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.progress import Progress
from pellucid.io import exif, exif_edit, xmp
from pellucid.io.containers import jpeg
from pellucid.io.decode import open_photo
from pellucid.operations.tone.parameters import Parameters as Tone

_PACKET = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:XResolution="300/1" '
    b'tiff:YResolution="200/1"/></rdf:RDF></x:xmpmeta>'
)
_PRINT, _SENSOR = (300.0, 200.0), (3000.0, 2000.0)


def photo_of(path: Path, orientation: int) -> Path:
    """A JPEG that tells more dots across than down, in all places where that can be told."""
    tags = Image.Exif()
    tags[exif.ORIENTATION], tags[282], tags[283], tags[296] = orientation, *_PRINT, 2
    sensor = tags.get_ifd(exif.EXIF_IFD)
    sensor[0xA20E], sensor[0xA20F] = (IFDRational(round(dots), 1) for dots in _SENSOR)
    buffer = io.BytesIO()
    Image.fromarray(ramp()).save(buffer, "JPEG", dpi=_PRINT, exif=tags)
    coded, packet = buffer.getvalue(), jpeg.segment_bytes(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _PACKET)
    path.write_bytes(coded[:2] + packet + coded[2:])
    return path


def ramp() -> NDArray[np.uint8]:
    rows, columns = np.mgrid[0:60, 0:80]
    return np.stack([rows * 4, columns * 3, rows + columns], axis=2).astype(np.uint8)


def told_by(path: Path) -> dict[str, tuple[float, ...]]:
    """What the upright photo of a file tells across and down, by where it is told."""
    found = open_photo(path).metadata
    assert found.exif is not None
    assert found.xmp is not None
    ifd, order = exif.first_ifd(io.BytesIO(found.exif)) or pytest.fail("no EXIF")
    sensor = exif.sub_ifd(io.BytesIO(found.exif), ifd, exif.EXIF_IFD, order)
    assert sensor is not None
    dots = [exif.number(entry, order) for tag in (0xA20E, 0xA20F) if (entry := sensor.find(tag))]
    document = xmp.parse(found.xmp)
    assert document is not None
    words = {xmp.name(node): float(xmp.text(node).split("/")[0]) for node in xmp.properties(document)}
    return {
        "file": tuple(float(round(value)) for value in found.resolution or ()),
        "exif": tuple(float(round(value)) for value in exif_edit.resolution_of(found.exif) or ()),
        "sensor": tuple(value or 0.0 for value in dots),
        "xmp": (words["XResolution"], words["YResolution"]),
    }


@pytest.mark.parametrize("target", ["jpg", "png", "tif", "webp"])
@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("orientation", [1, 6])
def test_what_is_told_across_and_down_turns_with_the_photo(
    tmp_path: Path, engine: Engine, target: str, is_edited: bool, orientation: int
) -> None:
    photo = open_photo(photo_of(tmp_path / "a.jpg", orientation))
    stack = EditStack().with_parameters("tone", Tone(exposure=0.5)) if is_edited else EditStack()
    for turns in (0, 1, 2):
        path = tmp_path / f"{turns}.{target}"
        export_photo(
            photo, Edit(stack=stack, framing=Framing(quarter_turns=turns)), path, ExportOptions(), engine, Progress()
        )
        is_aside = (turns + (orientation == 6)) % 2 == 1
        wanted = {"file": _PRINT, "exif": _PRINT, "sensor": _SENSOR, "xmp": _PRINT}
        assert told_by(path) == {where: (pair[::-1] if is_aside else pair) for where, pair in wanted.items()}


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (b'{"shape": [60, 80, 3]}', b""),
        (b'{"shape": [60, 80, 3], "axes": "YXS", "lens": "50 mm"}', b'{"lens": "50 mm"}'),
        (b"shape=(60, 80, 3)", b""),
        (b"ImageJ=1.53k\nimages=1\n", b""),
        (b'<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"></OME>', b""),
        (b"Evening at the lake", b"Evening at the lake"),
        (b'{"shape of water": 1', b'{"shape of water": 1'),
        (b"<b>Anna</b>", b"<b>Anna</b>"),
    ],
)
def test_how_a_program_stored_the_photo_is_not_told_of_an_export(
    tmp_path: Path, engine: Engine, words: bytes, left: bytes
) -> None:
    """tifffile believes what it once wrote, and could not open a crop of it."""
    samples = ramp()
    tifffile.imwrite(tmp_path / "a.tif", samples, photometric="rgb", description=words, metadata=None)
    photo = open_photo(tmp_path / "a.tif")
    edit = Edit(framing=Framing(crop=UnitRect(0.25, 0.25, 0.5, 0.5)))
    for target in ("tif", "jpg"):
        export_photo(photo, edit, tmp_path / f"b.{target}", ExportOptions(), engine, Progress())
        with Image.open(tmp_path / f"b.{target}") as image:
            assert str(image.getexif().get(270, "")).rstrip("\0").encode() == left
    assert tifffile.imread(tmp_path / "b.tif").shape == (samples.shape[0] // 2, samples.shape[1] // 2, 3)
