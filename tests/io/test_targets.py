"""Which targets are refused before any work, and which format a name means."""

from pathlib import Path

import imagecodecs
import numpy as np
import pytest

from pellucid.foundation.errors import PellucidError, UnsupportedError, UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.io.decode import open_photo
from pellucid.io.encode import check_target, write_edited, write_unedited
from pellucid.io.source_image import SourceImage


@pytest.mark.parametrize("kind", ["same", "symbolic link", "hard link", "case", "through a folder"])
def test_the_source_is_never_a_target(tmp_path: Path, photo: SourceImage, kind: str) -> None:
    path = photo.facts.path
    target = {
        "same": path,
        "symbolic link": tmp_path / "link.jpg",
        "hard link": tmp_path / "hard.jpg",
        "case": path.with_name(path.name.upper()),
        "through a folder": tmp_path / "x" / ".." / path.name,
    }[kind]
    if kind == "symbolic link":
        target.symlink_to(path)
    if kind == "hard link":
        target.hardlink_to(path)
    (tmp_path / "x").mkdir()
    before = path.read_bytes()
    options = ExportOptions(overwrite=True)
    for write in (
        lambda: check_target(photo, target, options),
        lambda: write_unedited(photo, target, options),
        lambda: write_edited(photo, photo.samples, target, options),
    ):
        with pytest.raises(UsageError, match="the photo itself"):
            write()
    assert path.read_bytes() == before


def test_an_existing_file_is_only_replaced_when_allowed(tmp_path: Path, photo: SourceImage) -> None:
    target = tmp_path / "out.png"
    target.write_text("precious")
    with pytest.raises(UsageError, match="exists already"):
        check_target(photo, target, ExportOptions())
    write_unedited(photo, target, ExportOptions(overwrite=True))
    assert open_photo(target).facts.format == "PNG"


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("out.xyz", ExportOptions(), UsageError),
        ("out", ExportOptions(), UsageError),
        ("out.heic", ExportOptions(), UnsupportedError),
        ("out.dng", ExportOptions(), UnsupportedError),
        ("out.jpg", ExportOptions(depth=16), UsageError),
        ("out.webp", ExportOptions(depth=16), UsageError),
        ("out.png", ExportOptions(depth=12), UsageError),
        ("out.jpg", ExportOptions(quality=0), UsageError),
        ("out.jpg", ExportOptions(quality=101), UsageError),
        ("out.jpg", ExportOptions(format="BMP"), UsageError),
    ],
)
def test_senseless_targets_are_refused(
    tmp_path: Path, photo: SourceImage, name: str, options: ExportOptions, told: type[PellucidError]
) -> None:
    with pytest.raises(told):
        check_target(photo, tmp_path / name, options)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.JPG", "JPEG"), ("a.jpeg", "JPEG"), ("a.Tiff", "TIFF"), ("a.webp", "WEBP"), ("a.png", "PNG")],
)
def test_the_extension_tells_the_format(tmp_path: Path, photo: SourceImage, name: str, expected: str) -> None:
    assert check_target(photo, tmp_path / name, ExportOptions()) == expected


def test_the_format_can_be_chosen_against_the_extension(tmp_path: Path, photo: SourceImage) -> None:
    write_unedited(photo, tmp_path / "out.dat", ExportOptions(format="PNG"))
    assert open_photo(tmp_path / "out.dat").facts.format == "PNG"


@pytest.mark.parametrize(("name", "side"), [("out.jpg", 65_501), ("out.webp", 16_384)])
def test_pictures_larger_than_the_format_are_refused_beforehand(tmp_path: Path, name: str, side: int) -> None:
    (tmp_path / "long.png").write_bytes(imagecodecs.png_encode(np.zeros((1, side), np.uint8)))
    source = open_photo(tmp_path / "long.png")
    with pytest.raises(UsageError, match=f"{side - 1:,}"):
        check_target(source, tmp_path / name, ExportOptions())
    assert check_target(source, tmp_path / "out.tif", ExportOptions()) == "TIFF"
