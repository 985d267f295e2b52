"""The quality that a JPEG was saved with, read off its tables."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from pellucid.io.containers.jpeg import segment_bytes, segments_of
from pellucid.io.containers.jpeg_quality import quality
from pellucid.io.decode import open_photo

PICTURE = Image.fromarray(np.random.default_rng(1).integers(0, 256, (40, 56, 3), np.uint8))
TABLES, FRAME = 0xDB, 0xC0


def coded(mode: str = "RGB", **options: Any) -> bytes:
    buffer = io.BytesIO()
    PICTURE.convert(mode).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def read(data: bytes) -> int | None:
    return quality(io.BytesIO(data))


def rebuilt(data: bytes, change: Callable[[int, bytes], bytes]) -> bytes:
    """A JPEG with the segments before its scan changed; where nothing is left of one, it is left out."""
    found = list(segments_of(data))
    head = b"".join(
        segment_bytes(segment.marker, payload)
        for segment in found[:-1]
        if (payload := change(segment.marker, segment.payload))
    )
    return data[:2] + head + data[found[-1].position :]


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_quality_of_the_usual_scale_is_found(mode: str) -> None:
    assert [read(coded(mode, quality=wanted)) for wanted in range(1, 101)] == list(range(1, 101))


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": "4:4:4"}, {"optimize": True}])
def test_how_the_rest_is_coded_does_not_matter(options: dict[str, Any]) -> None:
    assert read(coded(quality=72, **options)) == 72


def test_tables_of_another_shape_get_the_nearest_quality() -> None:
    flat = [[step] * 64 for step in (2, 8, 40)]
    found = [read(coded(qtables=[table, table])) for table in flat]
    assert found == sorted(found, reverse=True)
    assert found[0] > 93
    assert found[2] < 85


def test_tables_of_16_bits_are_read() -> None:
    def widen(marker: int, payload: bytes) -> bytes:
        if marker != TABLES:
            return payload
        return bytes([0x10 | payload[0]]) + np.frombuffer(payload[1:65], np.uint8).astype(">u2").tobytes()

    assert read(rebuilt(coded("L", quality=60), widen)) == 60


def test_tables_may_stand_behind_the_frame() -> None:
    data = coded(quality=80)
    tables = [segment for segment in segments_of(data) if segment.marker == TABLES]
    bare = rebuilt(data, lambda marker, payload: b"" if marker == TABLES else payload)
    end = next(each.position + 4 + len(each.payload) for each in segments_of(bare) if each.marker == FRAME)
    moved = b"".join(segment_bytes(TABLES, segment.payload) for segment in tables)
    assert read(bare) is None
    assert read(bare[:end] + moved + bare[end:]) == 80


@pytest.mark.parametrize("keep", [0, 1, 30, 64])
def test_damaged_tables_tell_nothing(keep: int) -> None:
    data = rebuilt(coded(quality=50), lambda marker, payload: payload[:keep] if marker == TABLES else payload)
    assert read(data) is None


def test_a_table_of_zeros_tells_nothing() -> None:
    data = coded(quality=50)
    assert read(rebuilt(data, lambda marker, payload: payload[:1] + bytes(64) if marker == TABLES else payload)) is None


def test_what_is_no_jpeg_of_8_bits_has_no_quality(tmp_path: Path) -> None:
    samples = np.asarray(PICTURE)
    (tmp_path / "deep.jpg").write_bytes(
        imagecodecs.jpeg8_encode(samples.astype(np.uint16) << 4, level=90, bitspersample=12)
    )
    (tmp_path / "lossless.jpg").write_bytes(imagecodecs.jpeg8_encode(samples, lossless=True))
    PICTURE.save(tmp_path / "photo.png")
    for path in tmp_path.iterdir():
        assert open_photo(path).facts.jpeg_quality is None, path.name


def test_the_facts_of_a_photo_have_it(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(coded(quality=72))
    assert open_photo(tmp_path / "photo.jpg").facts.jpeg_quality == 72
