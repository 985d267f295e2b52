"""Both eyes into one file and out again: pixels, profiles, metadata, order, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image, MpoImagePlugin

from pellucid.foundation.errors import RefusedError, UsageError
from pellucid.foundation.export_options import ExportOptions, MetadataChoice, ProfileChoice
from pellucid.io import icc
from pellucid.io.containers import mpo
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_unedited
from pellucid.io.metadata import Metadata
from pellucid.io.stereo import EyeOrder, Pair, holds_pair, open_pair, open_two
from pellucid.io.stereo_export import check_pair_target, write_pair

Ramp = Callable[..., Any]
SaveJpeg = Callable[..., Path]


@pytest.fixture
def pair(ramp: Ramp, save_jpeg: SaveJpeg) -> Pair:
    """Two JPEGs with metadata, the right one mirrored and in Display P3."""
    left = save_jpeg(ramp(), "left.jpg")
    right = save_jpeg(ramp()[:, ::-1].copy(), "right.jpg", icc_profile=icc.display_p3_profile())
    return open_two(left, right)


@pytest.fixture
def plain_pair(tmp_path: Path, ramp: Ramp) -> Pair:
    """Two PNGs without a profile."""
    for name, samples in (("left.png", ramp()), ("right.png", ramp()[:, ::-1])):
        Image.fromarray(np.ascontiguousarray(samples)).save(tmp_path / name)
    return open_two(tmp_path / "left.png", tmp_path / "right.png")


def _edited(pair: Pair) -> tuple[Any, Any]:
    left, right = (255 - eye.samples for eye in pair.eyes)
    return left, right


def test_an_mpo_that_was_written_opens_again_with_both_eyes_here_and_with_pillow(tmp_path: Path, pair: Pair) -> None:
    target = tmp_path / "out.mpo"
    assert write_pair(pair, _edited(pair), target, ExportOptions()) == ()
    again = open_pair(target)
    for eye, wanted, source in zip(again.eyes, _edited(pair), pair.eyes, strict=True):
        np.testing.assert_allclose(eye.samples, wanted, atol=8)
        assert eye.icc == source.icc
        assert eye.metadata.exif == source.metadata.exif
        assert b'dc:title="Harbour"' in (eye.metadata.xmp or b"")
        assert eye.metadata.iptc == source.metadata.iptc
    with Image.open(target) as image:
        assert isinstance(image, MpoImagePlugin.MpoImageFile)
        assert image.n_frames == 2
        for number, eye in enumerate(again.eyes):
            image.seek(number)
            np.testing.assert_array_equal(np.asarray(image), eye.samples)
        types = [entry["Attribute"]["MPType"] for entry in image.mpinfo[0xB002]]
        assert types == ["Multi-Frame Image: (Disparity)"] * 2
    with target.open("rb") as file:
        assert [image.number for image in mpo.images(file)] == [1, 2]
        assert sum(image.length for image in mpo.images(file)) == target.stat().st_size


def test_without_edits_the_samples_are_those_of_the_source(tmp_path: Path, pair: Pair) -> None:
    write_pair(pair, None, tmp_path / "out.mpo", ExportOptions(quality=100))
    for eye, source in zip(open_pair(tmp_path / "out.mpo").eyes, pair.eyes, strict=True):
        np.testing.assert_allclose(eye.samples, source.samples, atol=3)
        assert eye.icc == source.icc


@pytest.mark.parametrize("name", ["out.jps", "out.PNS"])
@pytest.mark.parametrize("order", list(EyeOrder))
def test_side_by_side_files_open_again_with_both_eyes(
    tmp_path: Path, plain_pair: Pair, name: str, order: EyeOrder
) -> None:
    target = tmp_path / name
    write_pair(plain_pair, _edited(plain_pair), target, ExportOptions(), order)
    told = None if name.endswith("jps") else order  # a PNS cannot say its order
    again = open_pair(target, order=told)
    assert again.order is order
    for eye, wanted in zip(again.eyes, _edited(plain_pair), strict=True):
        np.testing.assert_allclose(eye.samples, wanted, atol=8 if name.endswith("jps") else 0)
    first = open_photo(target).samples[:, :64]
    np.testing.assert_array_equal(first, again.eyes[0 if order is EyeOrder.PARALLEL else 1].samples)


def test_a_pns_keeps_16_bits_and_transparency(tmp_path: Path, plain_pair: Pair) -> None:
    deep = [np.dstack([eye.samples.astype(np.uint16) * 257, np.full(eye.samples.shape[:2], 500 + n, np.uint16)])
            for n, eye in enumerate(plain_pair.eyes)]  # fmt: skip
    for name, samples in zip(("left.tif", "right.tif"), deep, strict=True):
        tifffile.imwrite(tmp_path / name, samples, photometric="rgb", extrasamples=["unassalpha"])
    write_pair(open_two(tmp_path / "left.tif", tmp_path / "right.tif"), None, tmp_path / "out.pns", ExportOptions())
    again = open_pair(tmp_path / "out.pns")
    for eye, samples in zip(again.eyes, deep, strict=True):
        assert eye.alpha is not None
        np.testing.assert_array_equal(np.dstack([eye.samples, eye.alpha]), samples)


@pytest.mark.parametrize("name", ["a.mpo", "a.jps", "a.pns"])
def test_without_edits_and_options_the_file_is_copied(tmp_path: Path, plain_pair: Pair, name: str) -> None:
    write_pair(plain_pair, None, tmp_path / name, ExportOptions())
    opened = open_pair(tmp_path / name)
    copy = tmp_path / f"copy{Path(name).suffix}"
    assert write_pair(opened, None, copy, ExportOptions()) == ()
    assert copy.read_bytes() == (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(copy.read_bytes() + b"\0")
    with pytest.raises(RefusedError, match="changed on the disk"):
        write_pair(opened, None, copy, ExportOptions(overwrite=True))
    write_pair(opened, None, copy, ExportOptions(overwrite=True, profile=ProfileChoice.SRGB))
    assert holds_pair(copy)


def test_another_order_is_no_copy(tmp_path: Path, plain_pair: Pair) -> None:
    write_pair(plain_pair, None, tmp_path / "a.pns", ExportOptions())
    opened = open_pair(tmp_path / "a.pns")
    write_pair(opened, None, tmp_path / "b.pns", ExportOptions(), EyeOrder.PARALLEL)
    again = open_pair(tmp_path / "b.pns")
    np.testing.assert_array_equal(again.left.samples, opened.right.samples)


@pytest.mark.parametrize("name", ["a.mpo", "a.jps", "a.pns"])
def test_swapped_eyes_are_written_swapped_and_no_copy(tmp_path: Path, plain_pair: Pair, name: str) -> None:
    write_pair(plain_pair, None, tmp_path / name, ExportOptions(quality=100))
    opened = open_pair(tmp_path / name)
    target = tmp_path / f"out{Path(name).suffix}"
    write_pair(opened.swapped(), None, target, ExportOptions(quality=100))
    again = open_pair(target)
    assert again.order is opened.order
    for eye, source in zip(again.eyes, opened.eyes[::-1], strict=True):
        np.testing.assert_allclose(eye.samples, source.samples, atol=4)
    write_pair(opened.swapped().swapped(), None, target, ExportOptions(overwrite=True))
    assert target.read_bytes() == (tmp_path / name).read_bytes()


def test_a_pns_is_crossed_because_it_cannot_say_otherwise(tmp_path: Path, plain_pair: Pair) -> None:
    write_pair(plain_pair, None, tmp_path / "a.jps", ExportOptions(), EyeOrder.PARALLEL)
    parallel = open_pair(tmp_path / "a.jps")
    write_pair(parallel, None, tmp_path / "a.pns", ExportOptions())
    again = open_pair(tmp_path / "a.pns")
    assert again.order is EyeOrder.CROSSED
    np.testing.assert_array_equal(again.left.samples, parallel.left.samples)


def test_one_eye_of_several_in_a_file_is_no_copy_of_the_file(tmp_path: Path, plain_pair: Pair) -> None:
    whole = np.hstack([eye.samples for eye in plain_pair.eyes])
    Image.fromarray(whole).save(tmp_path / "both.png")
    for pair in (open_pair(tmp_path / "both.png", order=EyeOrder.PARALLEL), plain_pair):
        write_unedited(pair.right, tmp_path / "right_alone.png", ExportOptions(overwrite=True))
        np.testing.assert_array_equal(open_photo(tmp_path / "right_alone.png").samples, plain_pair.right.samples)


def test_metadata_choices_hold_for_both_eyes(tmp_path: Path, pair: Pair) -> None:
    target = tmp_path / "out.mpo"
    write_pair(pair, None, target, ExportOptions(metadata=MetadataChoice.WITHOUT_LOCATION))
    assert (31337).to_bytes(4, "little") not in target.read_bytes()
    assert all(eye.facts.shot for eye in open_pair(target).eyes)
    write_pair(pair, None, target, ExportOptions(metadata=MetadataChoice.NONE, overwrite=True))
    assert not any(eye.facts.shot for eye in open_pair(target).eyes)


def test_eyes_of_different_profiles_need_one_for_both_side_by_side(tmp_path: Path, pair: Pair) -> None:
    with pytest.raises(UsageError, match=r"out.jps: the two eyes differ in colour profile"):
        write_pair(pair, None, tmp_path / "out.jps", ExportOptions())
    write_pair(pair, None, tmp_path / "out.jps", ExportOptions(profile=ProfileChoice.SRGB))
    assert open_pair(tmp_path / "out.jps").left.icc == icc.srgb_profile()


def test_what_must_not_be_written_is_refused_before_any_work(tmp_path: Path, pair: Pair, plain_pair: Pair) -> None:
    assert check_pair_target(pair, tmp_path / "out.MPO", ExportOptions()) == "MPO"
    with pytest.raises(UsageError, match=r"both eyes go into one file as .mpo, .jps or .pns"):
        check_pair_target(pair, tmp_path / "out.jpg", ExportOptions())
    (tmp_path / "old.mpo").write_bytes(b"old")
    with pytest.raises(UsageError, match="exists already"):
        check_pair_target(pair, tmp_path / "old.mpo", ExportOptions())
    with pytest.raises(UsageError, match="8 bits only"):
        check_pair_target(pair, tmp_path / "out.jps", ExportOptions(depth=16))
    write_pair(plain_pair, None, tmp_path / "a.mpo", ExportOptions())
    with pytest.raises(UsageError, match="this is the photo itself"):
        write_pair(open_pair(tmp_path / "a.mpo"), None, tmp_path / "a.mpo", ExportOptions(overwrite=True))


def test_too_wide_for_side_by_side_is_refused_and_fits_an_mpo(tmp_path: Path) -> None:
    for name in ("left.png", "right.png"):
        Image.new("L", (33_000, 2), 100).save(tmp_path / name)
    wide = open_two(tmp_path / "left.png", tmp_path / "right.png")
    with pytest.raises(UsageError, match="66000 × 2 pixels"):
        check_pair_target(wide, tmp_path / "out.jps", ExportOptions())
    assert write_pair(wide, None, tmp_path / "out.mpo", ExportOptions()) == ()
    assert open_pair(tmp_path / "out.mpo").right.facts.color == "gray"


def test_one_eye_can_be_exported_alone(tmp_path: Path, plain_pair: Pair) -> None:
    write_pair(plain_pair, None, tmp_path / "a.mpo", ExportOptions())
    right = open_pair(tmp_path / "a.mpo").right
    write_unedited(right, tmp_path / "right_alone.png", ExportOptions())
    np.testing.assert_array_equal(open_photo(tmp_path / "right_alone.png").samples, right.samples)


def test_both_eyes_beside_each_other_tell_the_size_of_the_whole(tmp_path: Path, plain_pair: Pair) -> None:
    block = Image.Exif()
    block.get_ifd(0x8769).update({0xA002: 64, 0xA003: 48})
    metadata = Metadata(exif=block.tobytes()[6:])
    pair = Pair.linked([replace(eye, metadata=metadata) for eye in plain_pair.eyes], "name", None)
    write_pair(pair, _edited(pair), tmp_path / "out.jps", ExportOptions())
    with Image.open(tmp_path / "out.jps") as image:
        told = image.getexif().get_ifd(0x8769)
    assert (told[0xA002], told[0xA003]) == (128, 48)
