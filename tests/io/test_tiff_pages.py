"""TIFF: which of several pictures is the photo, what is told of the rest, and what is left of damaged files."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io.decode import open_photo
from pellucid.io.readers.decoded import DAMAGED

Ramp = Callable[..., Any]


def _write(path: Path, *pages: tuple[Any, dict[str, Any]]) -> None:
    with tifffile.TiffWriter(path) as tiff:
        for samples, options in pages:
            tiff.write(samples, photometric="rgb", metadata=None, **options)


@pytest.mark.parametrize("flag", [{"subfiletype": 1}, {}])
def test_a_small_copy_in_front_is_not_the_photo(tmp_path: Path, ramp: Ramp, flag: dict[str, Any]) -> None:
    photo = ramp(120, 180)
    _write(tmp_path / "a.tif", (ramp(12, 18), flag), (photo, {}))
    source = open_photo(tmp_path / "a.tif")
    np.testing.assert_array_equal(source.samples, photo)
    assert source.facts.warnings == ()
    assert source.facts.pages == 1


def test_a_photo_below_a_reduced_directory_is_found(tmp_path: Path, ramp: Ramp) -> None:
    photo = ramp(120, 180)
    with tifffile.TiffWriter(tmp_path / "a.tif") as tiff:
        tiff.write(ramp(12, 18), photometric="rgb", subfiletype=1, subifds=1, metadata=None)
        tiff.write(photo, photometric="rgb", metadata=None)
    np.testing.assert_array_equal(open_photo(tmp_path / "a.tif").samples, photo)


def test_several_pictures_are_told_and_can_be_chosen(tmp_path: Path, ramp: Ramp) -> None:
    first, second = ramp(40, 60), 255 - ramp(60, 40)
    _write(tmp_path / "a.tif", (first, {}), (second, {}), (ramp(10, 15), {"subfiletype": 1}))
    source = open_photo(tmp_path / "a.tif")
    np.testing.assert_array_equal(source.samples, first)
    assert source.facts.warnings == ("The file has 2 pictures; the first is opened.",)
    chosen = open_photo(tmp_path / "a.tif", choices=SourceChoices(page=1))
    np.testing.assert_array_equal(chosen.samples, second)
    assert chosen.facts.warnings == ()
    assert chosen.facts.choices == SourceChoices(page=1)


def test_a_small_page_of_another_picture_stays_the_first(tmp_path: Path, ramp: Ramp) -> None:
    first, second = ramp(12, 18), np.ascontiguousarray(np.flip(ramp(120, 180), (0, 1)))
    _write(tmp_path / "a.tif", (first, {}), (second, {}))
    source = open_photo(tmp_path / "a.tif")
    np.testing.assert_array_equal(source.samples, first)
    assert source.facts.pages == 2


@pytest.mark.parametrize("back_to", [0, 1])
def test_directories_that_run_in_a_circle_end(tmp_path: Path, ramp: Ramp, back_to: int) -> None:
    path = tmp_path / "a.tif"
    _write(path, (ramp(), {}), (255 - ramp(), {}))
    with tifffile.TiffFile(path) as tiff:
        offsets = [page.offset for page in tiff.pages]
    coded = bytearray(path.read_bytes())
    end = offsets[1] + 2 + 12 * int.from_bytes(coded[offsets[1] : offsets[1] + 2], "little")
    coded[end : end + 4] = offsets[back_to].to_bytes(4, "little")
    path.write_bytes(coded)
    assert open_photo(path).facts.pages == 2


def test_a_further_channel_is_told(tmp_path: Path, ramp: Ramp) -> None:
    tifffile.imwrite(tmp_path / "a.tif", ramp(channels=4), photometric="rgb", extrasamples=["unspecified"])
    source = open_photo(tmp_path / "a.tif")
    assert source.alpha is None
    assert source.facts.warnings == ("The file has a further channel beside its colours; edits leave them out.",)


def test_alpha_is_no_further_channel(tmp_path: Path, ramp: Ramp) -> None:
    tifffile.imwrite(tmp_path / "a.tif", ramp(channels=4), photometric="rgb", extrasamples=["unassalpha"])
    assert open_photo(tmp_path / "a.tif").facts.warnings == ()


@pytest.mark.parametrize("compression", [None, "zlib", "lzw"])
@pytest.mark.parametrize("layout", [{"rowsperstrip": 8}, {"tile": (32, 32)}])
def test_missing_strips_leave_the_rest(tmp_path: Path, ramp: Ramp, compression: Any, layout: dict[str, Any]) -> None:
    samples = ramp(96, 128, dtype=np.uint16)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, samples, photometric="rgb", compression=compression, **layout)
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages.first
        assert isinstance(page, tifffile.TiffPage)
        last = page.dataoffsets[-4]
    path.write_bytes(path.read_bytes()[: last + 10])
    source = open_photo(path)
    assert source.facts.warnings == (DAMAGED,)
    np.testing.assert_array_equal(source.samples[:60], samples[:60])


def test_one_uncompressed_strip_that_is_cut_keeps_its_rows(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(96, 128)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, samples, photometric="rgb", rowsperstrip=96)
    coded = path.read_bytes()
    path.write_bytes(coded[: len(coded) // 2])
    source = open_photo(path)
    assert source.facts.warnings == (DAMAGED,)
    np.testing.assert_array_equal(source.samples[:40], samples[:40])


def _with_tag(coded: bytes, tag: int, value: int) -> bytes:
    """Another value of a tag of one LONG or SHORT in the first directory of a little-endian TIFF."""
    start = int.from_bytes(coded[4:8], "little")
    for at in range(start + 2, start + 2 + 12 * int.from_bytes(coded[start : start + 2], "little"), 12):
        if int.from_bytes(coded[at : at + 2], "little") == tag:
            kind = (4).to_bytes(2, "little")
            return coded[: at + 2] + kind + coded[at + 4 : at + 8] + value.to_bytes(4, "little") + coded[at + 12 :]
    raise KeyError(tag)


def test_a_strip_that_claims_gigabytes_costs_none(tmp_path: Path, ramp: Ramp) -> None:
    tifffile.imwrite(tmp_path / "a.tif", ramp(), photometric="rgb", rowsperstrip=48)
    (tmp_path / "a.tif").write_bytes(_with_tag((tmp_path / "a.tif").read_bytes(), 279, 4_000_000_000))
    tracemalloc.start()
    source = open_photo(tmp_path / "a.tif")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert source.facts.warnings == ()
    np.testing.assert_array_equal(source.samples, ramp())
    assert peak < 50_000_000


def test_more_strips_than_bytes_are_refused(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((4, 1), np.uint8), photometric="minisblack", rowsperstrip=1)
    (tmp_path / "a.tif").write_bytes(_with_tag((tmp_path / "a.tif").read_bytes(), 257, 1_000_000))
    with pytest.raises(UnreadableError, match="damaged"):
        open_photo(tmp_path / "a.tif")


def test_a_tiff_without_any_strip_is_refused(tmp_path: Path, ramp: Ramp) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, ramp(96, 128), photometric="rgb", compression="zlib", rowsperstrip=8)
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages.first
        assert isinstance(page, tifffile.TiffPage)
        first = page.dataoffsets[0]
    path.write_bytes(path.read_bytes()[: first + 4])
    with pytest.raises(UnreadableError):
        open_photo(path)
