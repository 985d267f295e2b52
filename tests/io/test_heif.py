"""HEIF and AVIF: all their bits, the colours that code points tell, several pictures, and the two eyes of a scene."""

import base64
import contextlib
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import imagecodecs
import numpy as np
import pi_heif
import pytest
from PIL import Image

from helpers.heif_samples import SPATIAL_HEIC
from pellucid.foundation.errors import PellucidError, UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Rect
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io import icc
from pellucid.io.containers import isobmff
from pellucid.io.containers.isobmff import Box
from pellucid.io.decode import open_photo
from pellucid.io.documents import open_document
from pellucid.io.encode import write_edited
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import EyeOrder, Pair

Ramp = Callable[..., Any]


@pytest.fixture
def spatial(tmp_path: Path) -> Path:
    (tmp_path / "spatial.heic").write_bytes(base64.b64decode(SPATIAL_HEIC))
    return tmp_path / "spatial.heic"


def _first() -> Any:
    y, x = np.mgrid[0:64, 0:64]
    return np.stack([2 * x, 2 * y, x + y], axis=2).astype(np.uint8)


@pytest.mark.parametrize("bits", [10, 12])
@pytest.mark.parametrize("channels", [3, 4])
def test_an_avif_opens_with_all_its_levels(tmp_path: Path, ramp: Ramp, bits: int, channels: int) -> None:
    samples = ramp(64, 96, channels, np.uint16) >> (16 - bits)
    coded = imagecodecs.avif_encode(samples, level=100, bitspersample=bits, pixelformat="444")
    (tmp_path / "deep.avif").write_bytes(coded)
    source = open_photo(tmp_path / "deep.avif")
    assert source.facts.bit_depth == 16
    got = source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])
    np.testing.assert_allclose(got / 65535, samples / ((1 << bits) - 1), atol=4 / (1 << bits))
    assert len(np.unique(got)) > 256


@pytest.mark.parametrize("deep", [False, True])
def test_code_points_are_honoured_and_carried(tmp_path: Path, ramp: Ramp, deep: bool) -> None:
    path = tmp_path / "p3.avif"
    if deep:
        samples = ramp(dtype=np.uint16) >> 6
        coded = bytes(imagecodecs.avif_encode(samples, level=100, bitspersample=10, pixelformat="444"))
    else:
        Image.fromarray(ramp()).save(path, quality=95, subsampling="4:4:4")
        coded = path.read_bytes()
    at = coded.index(b"nclx") + 4
    path.write_bytes(coded[:at] + struct.pack(">HH", 12, 13) + coded[at + 4 :])
    source = open_photo(path)
    assert source.facts.profile == "Display P3"
    shown = source.working(Rect.of(source.facts.size))
    np.testing.assert_allclose(shown, icc.to_working(source.samples, "rgb", icc.display_p3_profile()), atol=1e-3)
    write_edited(source, source.samples, tmp_path / "out.png", ExportOptions())
    assert open_photo(tmp_path / "out.png").facts.profile == "Display P3"


def test_code_points_of_a_heif_are_honoured(tmp_path: Path, ramp: Ramp, monkeypatch: pytest.MonkeyPatch) -> None:
    class P3Heif:
        size, premultiplied_alpha, primary_index = (64, 48), False, 0
        info: ClassVar = {
            "bit_depth": 10,
            "nclx_profile": {"color_primaries": 12, "transfer_characteristics": 13, "matrix_coefficients": 6},
        }

        def __len__(self) -> int:
            return 1

        def __getitem__(self, _: int) -> "P3Heif":
            return self

        def __array__(self, *_: Any, **__: Any) -> Any:
            return ramp(dtype=np.uint16) >> 6 << 6

    monkeypatch.setattr(pi_heif, "open_heif", lambda *_, **__: P3Heif())
    (tmp_path / "p3.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1")
    source = open_photo(tmp_path / "p3.heic")
    assert (source.facts.profile, source.facts.bit_depth) == ("Display P3", 16)
    levels = (ramp(dtype=np.uint16) >> 6) / 1023
    np.testing.assert_array_equal(source.samples, np.rint(levels * 65535))
    write_edited(source, source.samples, tmp_path / "out.tif", ExportOptions())
    assert open_photo(tmp_path / "out.tif").facts.profile == "Display P3"


@pytest.mark.parametrize(
    ("boxes", "orientation"),
    [
        ((), 1),
        (((b"irot", b"\1"),), 8),
        (((b"irot", b"\2"),), 3),
        (((b"irot", b"\3"),), 6),
        (((b"imir", b"\0"),), 4),
        (((b"imir", b"\1"),), 2),
        (((b"irot", b"\1"), (b"imir", b"\1")), 7),
        (((b"irot", b"\3"), (b"imir", b"\1")), 5),
    ],
)
def test_turns_and_mirrors_mean_an_orientation(boxes: Any, orientation: int) -> None:
    assert isobmff.orientation_of(tuple(Box(*box) for box in boxes)) == orientation


def test_an_avif_that_is_turned_comes_out_upright(tmp_path: Path, ramp: Ramp) -> None:
    exif = Image.Exif()
    exif[274] = 6
    Image.fromarray(ramp()).save(tmp_path / "a.avif", quality=95, exif=exif)
    source = open_photo(tmp_path / "a.avif")
    np.testing.assert_allclose(source.samples.astype(int), np.rot90(ramp(), -1), atol=24)


def test_several_pictures_are_told_and_can_be_chosen(spatial: Path) -> None:
    primary = open_photo(spatial)
    assert primary.facts.warnings == ("The file has 2 pictures; the first is opened.",)
    np.testing.assert_allclose(primary.samples.astype(int), _first(), atol=24)
    second = open_photo(spatial, choices=SourceChoices(page=1))
    np.testing.assert_allclose(second.samples.astype(int), 255 - _first(), atol=24)
    assert (second.facts.page, second.facts.pages, second.facts.warnings) == (1, 2, ())


def test_a_spatial_photo_opens_as_two_eyes(spatial: Path) -> None:
    pair = open_document(spatial)
    assert isinstance(pair, Pair)
    assert pair.facts.stereo is not None
    assert pair.facts.stereo.container == "HEIF"
    np.testing.assert_allclose(pair.left.samples.astype(int), 255 - _first(), atol=24)
    np.testing.assert_allclose(pair.right.samples.astype(int), _first(), atol=24)
    assert pair.facts.warnings == ()
    assert isinstance(open_document(spatial, choices=SourceChoices(page=0)), SourceImage)
    with pytest.raises(UsageError, match="no order"):
        open_document(spatial, order=EyeOrder.PARALLEL)


def test_a_cut_or_damaged_heif_gives_a_picture_or_a_sentence(tmp_path: Path, spatial: Path) -> None:
    coded = spatial.read_bytes()
    rng = np.random.default_rng(6)
    for number in range(30):
        broken = bytearray(coded[: len(coded) - (number % 3) * 150])
        for at in rng.integers(0, len(broken), 3):
            broken[at] ^= 1 << int(rng.integers(8))
        (tmp_path / "broken.heic").write_bytes(broken)
        with contextlib.suppress(PellucidError):
            open_document(tmp_path / "broken.heic", max_pixels=1_000_000)


@pytest.mark.parametrize("content", [b"", b"\0\0\0\x10meta", b"\0\0\0\x01meta\xff" + bytes(20), bytes(64)])
def test_senseless_items_are_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with (tmp_path / "a").open("rb") as file:
        assert isobmff.read(file) is None
