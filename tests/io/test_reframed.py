"""Photos of another shape: samples in their places, and metadata that tell the new size."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.io import exif
from pellucid.io.dimensions import with_size
from pellucid.io.metadata import Metadata
from pellucid.io.reframed import reframed, to_be_filled
from pellucid.io.source_image import SourceImage

XMP = (
    b'<x:xmpmeta><rdf:Description tiff:ImageWidth="4000" tiff:ImageLength = \'3000\' exif:PixelXDimension="4000">'
    b"<exif:PixelYDimension>3000</exif:PixelYDimension><other:ImageWidth>7</other:ImageWidth></rdf:Description>"
)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
def test_samples_are_turned_mirrored_and_cropped(photo: SourceImage, turns: int, mirrored: bool) -> None:
    framing = Framing(quarter_turns=turns, mirrored=mirrored, crop=UnitRect(0.25, 0.125, 0.5, 0.75))
    map_ = framing.on(photo.facts.size)
    expected = np.rot90(photo.samples, -turns)
    expected = expected[:, ::-1] if mirrored else expected
    result = reframed(replace(photo, alpha=photo.samples[..., 0]), map_)
    assert result.alpha is not None
    np.testing.assert_array_equal(result.samples, expected[map_.crop_rect.slices])
    np.testing.assert_array_equal(result.alpha, expected[map_.crop_rect.slices][..., 0])
    assert result.facts.size == map_.output_size
    assert not result.samples.flags.writeable


def test_what_is_to_be_filled_takes_no_memory(photo: SourceImage) -> None:
    result = to_be_filled(photo, Size(50_000, 40_000))
    assert result.samples.shape == (40_000, 50_000, 3)
    assert result.facts.size == Size(50_000, 40_000)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("size", [Size(1200, 900), Size(70_000, 3)])
def test_exif_tells_the_new_size(order: str, size: Size) -> None:
    import io
    import struct

    own = {0x0100: (4, 1, struct.pack(f"{order}I", 4000)), 0x0112: (3, 1, struct.pack(f"{order}H", 1))}
    below = {0xA002: (3, 1, struct.pack(f"{order}H", 4000)), 0xA003: (4, 1, struct.pack(f"{order}I", 3000))}
    block = exif.serialise(own, {exif.EXIF_IFD: below}, order)
    changed = with_size(Metadata(exif=block), size).exif
    assert changed is not None
    assert len(changed) == len(block)
    found = exif.first_ifd(io.BytesIO(changed))
    assert found is not None
    inner = exif.sub_ifd(io.BytesIO(changed), found[0], exif.EXIF_IFD, order)
    assert inner is not None
    numbers = [
        entry and exif.number(entry, order) for entry in (found[0].find(256), inner.find(0xA002), inner.find(0xA003))
    ]
    assert numbers == [size.width, size.width, size.height]
    assert exif.orientation_of(changed) == 1


def test_xmp_tells_the_new_size_and_the_rest_stays() -> None:
    changed = with_size(Metadata(xmp=XMP), Size(1200, 90)).xmp
    assert changed == XMP.replace(b"4000", b"1200").replace(b"3000", b"90")


def test_metadata_without_a_size_stay(exif_block: Callable[..., bytes], xmp: bytes) -> None:
    metadata = Metadata(exif=exif_block(), xmp=xmp, iptc=b"")
    assert with_size(metadata, Size(3, 4)) == metadata


def test_a_crop_takes_the_pixels_that_its_map_says(photo: SourceImage) -> None:
    map_ = Framing(crop=UnitRect(0.1, 0.2, 0.3, 0.4)).on(photo.facts.size)
    rect = map_.photo_rect(Rect.of(map_.output_size), 0)
    np.testing.assert_array_equal(reframed(photo, map_).samples, photo.samples[rect.slices])
