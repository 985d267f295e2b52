"""Exports are whole or absent, and the source stays as it is."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.errors import RefusedError, UnwritableError
from pellucid.foundation.export_options import ExportOptions
from pellucid.io.decode import open_photo
from pellucid.io.encode import write_edited, write_unedited
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., Any]


_EXTENSIONS = ("jpg", "png", "tif", "webp")


@pytest.mark.parametrize("fault", ["fsync", "replace"])
@pytest.mark.parametrize("extension", _EXTENSIONS)
def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, photo: SourceImage, monkeypatch: pytest.MonkeyPatch, extension: str, fault: str
) -> None:
    target = tmp_path / f"out.{extension}"
    target.write_text("precious")
    names = sorted(tmp_path.iterdir())

    def fail(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, fault, fail)
    with pytest.raises(UnwritableError, match="no space left"):
        write_edited(photo, photo.samples, target, ExportOptions(overwrite=True))
    assert target.read_text() == "precious"
    assert sorted(tmp_path.iterdir()) == names


def test_a_missing_folder_and_a_device_are_refused(tmp_path: Path, photo: SourceImage) -> None:
    with pytest.raises(UnwritableError, match="folder does not exist"):
        write_unedited(photo, tmp_path / "nowhere" / "out.jpg", ExportOptions())
    if Path("/dev/full").exists():
        with pytest.raises(UnwritableError):
            write_unedited(photo, Path("/dev/full"), ExportOptions(format="PNG", overwrite=True))


def test_a_name_of_255_bytes_can_be_written(tmp_path: Path, photo: SourceImage) -> None:
    target = tmp_path / ("x" * 251 + ".png")
    write_unedited(photo, target, ExportOptions())
    assert open_photo(target).facts.size == photo.facts.size


def test_a_source_that_changed_is_not_copied(tmp_path: Path, ramp: Ramp, photo: SourceImage) -> None:
    Image.fromarray(255 - ramp()).save(photo.facts.path, "JPEG")
    with pytest.raises(RefusedError, match="changed on the disk"):
        write_unedited(photo, tmp_path / "out.jpg", ExportOptions())
    assert not (tmp_path / "out.jpg").exists()


def test_a_source_that_is_gone_is_written_from_its_samples(tmp_path: Path, photo: SourceImage) -> None:
    photo.facts.path.unlink()
    write_unedited(photo, tmp_path / "out.jpg", ExportOptions())
    assert np.abs(open_photo(tmp_path / "out.jpg").samples.astype(int) - photo.samples).mean() < 3


def test_the_source_is_not_touched(tmp_path: Path, photo: SourceImage) -> None:
    before = (photo.facts.path.read_bytes(), photo.facts.path.stat().st_mtime_ns)
    for extension in _EXTENSIONS:
        write_unedited(photo, tmp_path / f"a.{extension}", ExportOptions())
        write_edited(photo, photo.samples, tmp_path / f"b.{extension}", ExportOptions())
    assert (photo.facts.path.read_bytes(), photo.facts.path.stat().st_mtime_ns) == before
