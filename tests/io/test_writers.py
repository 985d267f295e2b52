"""Every writer takes the samples of every kind of photo: turned, mirrored, gray, with alpha, shallow and deep."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pi_heif
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.export_options import ExportOptions
from pellucid.io import exif
from pellucid.io.decode import open_photo
from pellucid.io.encode import output_depth, write_edited, write_unedited
from pellucid.io.orientation import upright
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., Any]
_FORMATS = {"jpg": "JPEG", "png": "PNG", "tif": "TIFF", "webp": "WEBP"}
_KINDS = [(channels, dtype) for channels in (1, 2, 3, 4) for dtype in (np.uint8, np.uint16, ">u2")]


def _turned_tiff(path: Path, samples: NDArray[Any], orientation: int) -> SourceImage:
    options: dict[str, Any] = {"photometric": "minisblack" if samples.shape[2] < 3 else "rgb", "planarconfig": "contig"}
    if samples.shape[2] in (2, 4):
        options["extrasamples"] = ["unassalpha"]
    tag = [(exif.ORIENTATION, "H", 1, orientation, True)]
    order = ">" if samples.dtype.byteorder == ">" else "<"
    shape = samples[..., 0] if samples.shape[2] == 1 else samples
    tifffile.imwrite(path, shape, extratags=tag, byteorder=order, **options)
    return open_photo(path)


def _lossless(target: Path, expected: NDArray[Any], alpha: NDArray[Any] | None) -> None:
    copy = open_photo(target)
    np.testing.assert_array_equal(copy.samples, expected)
    if alpha is not None:
        np.testing.assert_array_equal(copy.alpha, alpha)


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize(("channels", "dtype"), _KINDS)
@pytest.mark.parametrize("extension", _FORMATS)
def test_every_writer_takes_every_photo(
    tmp_path: Path, ramp: Ramp, extension: str, channels: int, dtype: Any, is_edited: bool
) -> None:
    for orientation in range(1, 9):
        raster = ramp(12, 20, channels, np.uint8 if dtype is np.uint8 else np.uint16).astype(dtype)
        source = _turned_tiff(tmp_path / f"{orientation}.tif", raster, orientation)
        colors = upright(raster[..., : 1 if channels < 3 else 3], orientation)
        np.testing.assert_array_equal(source.samples, colors)
        target = tmp_path / f"out{orientation}.{extension}"
        options = ExportOptions(quality=100)
        if is_edited:
            depth = output_depth(source, options, _FORMATS[extension])
            shown = (colors >> 8).astype(np.uint8) if colors.dtype.itemsize * 8 > depth else colors
            # As the engine hands pixels on, and as views of whatever order.
            write_edited(source, shown[::-1, ::-1], target, options)
            colors = colors[::-1, ::-1]
        else:
            write_unedited(source, target, options)
        if extension in ("png", "tif"):
            _lossless(target, colors, source.alpha)
        copy = open_photo(target)
        is_copied = extension == "tif" and not is_edited  # the file itself, with its orientation
        assert (copy.facts.size, copy.metadata.orientation) == (source.facts.size, orientation if is_copied else 1)
        assert copy.facts.has_alpha == (channels in (2, 4) and extension != "jpg")


@pytest.mark.parametrize("extension", _FORMATS)
@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("orientation", [2, 6, 7])
def test_upright_photos_of_telephones_are_written(
    tmp_path: Path, ramp: Ramp, extension: str, mode: str, orientation: int
) -> None:
    tag = Image.Exif()
    tag[exif.ORIENTATION] = orientation
    Image.fromarray(ramp()).convert(mode).save(tmp_path / "source.jpg", exif=tag)
    source = open_photo(tmp_path / "source.jpg")
    for write in (write_unedited, lambda *words: write_edited(source, source.samples, *words[1:])):
        target = tmp_path / f"out.{extension}"
        write(source, target, ExportOptions(overwrite=True))
        assert open_photo(target).facts.size == source.facts.size


def test_a_gray_heif_is_written(tmp_path: Path, ramp: Ramp, monkeypatch: pytest.MonkeyPatch) -> None:
    class GrayHeif:
        size, info, premultiplied_alpha = (64, 48), {"bit_depth": 8}, False
        raster = ramp(channels=1)[..., 0]
        primary_index = 0

        def __len__(self) -> int:
            return 1

        def __getitem__(self, _: int) -> "GrayHeif":
            return self

        def __array__(self, *_: Any, **__: Any) -> NDArray[Any]:
            return self.raster

    monkeypatch.setattr(pi_heif, "open_heif", lambda *_, **__: GrayHeif())
    (tmp_path / "gray.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1")
    source = open_photo(tmp_path / "gray.heic")
    for extension in _FORMATS:
        write_unedited(source, tmp_path / f"out.{extension}", ExportOptions())
        assert open_photo(tmp_path / f"out.{extension}").facts.size == source.facts.size
