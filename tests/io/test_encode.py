"""Exports: what stays, what goes, and that nothing is ever half written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from pellucid.foundation.export_options import ExportOptions, MetadataChoice, ProfileChoice
from pellucid.io import exif, icc, profiles
from pellucid.io.decode import open_photo
from pellucid.io.encode import output_depth, output_profile, write_edited, write_unedited
from pellucid.io.source_image import SourceImage

Ramp = Callable[..., Any]
SaveJpeg = Callable[..., Path]
_EXTENSIONS = ("jpg", "png", "tif", "webp")
_DEEP = ("png", "tif")


def _together(source: SourceImage) -> Any:
    return source.samples if source.alpha is None else np.dstack([source.samples, source.alpha])


def _deep_tiff(folder: Path, samples: Any, **options: Any) -> SourceImage:
    path = folder / "source.tif"
    tifffile.imwrite(path, samples, **({"photometric": "rgb"} | options))
    return open_photo(path)


@pytest.mark.parametrize("extension", _EXTENSIONS)
def test_an_export_without_edits_copies_the_file(tmp_path: Path, ramp: Ramp, extension: str) -> None:
    path = tmp_path / f"source.{extension}"
    Image.fromarray(ramp()).save(path)
    target = tmp_path / f"copy.{extension}"
    assert write_unedited(open_photo(path), target, ExportOptions()) == ()
    assert target.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
@pytest.mark.parametrize("choice", [MetadataChoice.WITHOUT_LOCATION, MetadataChoice.NONE])
@pytest.mark.parametrize("orientation", [1, 6])
def test_other_metadata_leave_the_coded_picture_as_it_is(
    tmp_path: Path,
    ramp: Ramp,
    exif_block: Callable[..., bytes],
    extension: str,
    choice: MetadataChoice,
    orientation: int,
) -> None:
    path = tmp_path / f"source.{extension}"
    block = (b"Exif\0\0" if extension == "jpg" else b"") + exif_block(orientation)
    options = {"icc_profile": icc.display_p3_profile(), "exif": block}
    Image.fromarray(ramp(channels=3 if extension == "jpg" else 4)).save(path, **options)
    source = open_photo(path)
    target = tmp_path / f"copy.{extension}"
    write_unedited(source, target, ExportOptions(metadata=choice))
    copy = open_photo(target)
    np.testing.assert_array_equal(_together(copy), _together(source))
    assert copy.icc == source.icc
    assert copy.facts.shot == (source.facts.shot if choice is MetadataChoice.WITHOUT_LOCATION else "")
    assert copy.metadata.orientation == orientation
    assert b"31337" not in target.read_bytes()
    assert (31337).to_bytes(4, "little") not in target.read_bytes()
    with Image.open(target) as image:
        image.load()


@pytest.mark.parametrize("extension", _DEEP)
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_16_bits_alpha_and_profile_stay_without_edits(tmp_path: Path, extension: str, channels: int) -> None:
    samples = np.random.default_rng(6).integers(0, 65536, (40, 50, channels), np.uint16)
    profile = profiles.gray_profile() if channels == 1 else icc.display_p3_profile()
    options: dict[str, Any] = {"photometric": "minisblack"} if channels == 1 else {}
    if channels == 4:
        options["extrasamples"] = ["unassalpha"]
    source = _deep_tiff(tmp_path, np.squeeze(samples), iccprofile=profile, **options)
    target = tmp_path / f"out.{extension}"
    write_unedited(source, target, ExportOptions(metadata=MetadataChoice.WITHOUT_LOCATION))
    copy = open_photo(target)
    np.testing.assert_array_equal(_together(copy), samples)
    assert copy.icc == profile
    assert (copy.facts.bit_depth, copy.facts.has_alpha) == (16, channels == 4)


@pytest.mark.parametrize("extension", _EXTENSIONS)
def test_metadata_go_into_every_format_that_has_a_place(
    tmp_path: Path, photo: SourceImage, iptc: bytes, extension: str
) -> None:
    target = tmp_path / f"out.{extension}"
    warnings = write_edited(photo, photo.samples, target, ExportOptions())
    copy = open_photo(target)
    assert copy.facts.shot == photo.facts.shot
    assert b'dc:title="Harbour"' in (copy.metadata.xmp or b"")
    assert photo.metadata.iptc == iptc
    if extension != "webp":
        assert copy.metadata.iptc == iptc
        assert warnings == ()
    else:
        assert any("IPTC" in warning for warning in warnings)
    with Image.open(target) as image:
        image.load()
        assert image.getexif()[exif.ORIENTATION] == 1
        assert image.getexif().get_ifd(exif.GPS_IFD)[2][0] == 52


@pytest.mark.parametrize("extension", _EXTENSIONS)
@pytest.mark.parametrize("choice", list(MetadataChoice))
def test_the_choice_of_metadata_is_honoured(
    tmp_path: Path, photo: SourceImage, extension: str, choice: MetadataChoice
) -> None:
    target = tmp_path / f"out.{extension}"
    write_edited(photo, photo.samples, target, ExportOptions(metadata=choice))
    with Image.open(target) as image:
        image.load()
        block = image.getexif()
    assert bool(block.get_ifd(exif.GPS_IFD)) == (choice is MetadataChoice.ALL)
    assert (block.get(0x0110) == "Canon EOS 5D") == (choice is not MetadataChoice.NONE)
    coded = target.read_bytes()
    assert (b"Harbour" in coded) == (choice is not MetadataChoice.NONE)
    assert (b"exif:GPS" in coded) == (choice is MetadataChoice.ALL)


@pytest.mark.parametrize("extension", _EXTENSIONS)
@pytest.mark.parametrize("orientation", [3, 6])
def test_edited_pixels_of_a_turned_photo_are_not_turned_twice(
    tmp_path: Path, ramp: Ramp, save_jpeg: SaveJpeg, extension: str, orientation: int
) -> None:
    source = open_photo(save_jpeg(ramp(), orientation=orientation))
    target = tmp_path / f"out.{extension}"
    write_edited(source, source.samples, target, ExportOptions(quality=100))
    copy = open_photo(target)
    assert copy.metadata.orientation == 1
    assert np.abs(copy.samples.astype(int) - source.samples).mean() < 4


@pytest.mark.parametrize("extension", _DEEP)
def test_a_16_bit_ramp_keeps_its_levels(tmp_path: Path, ramp: Ramp, extension: str) -> None:
    source = _deep_tiff(tmp_path, ramp(200, 300, 3, np.uint16))
    assert output_depth(source, ExportOptions(), {"png": "PNG", "tif": "TIFF"}[extension]) == 16
    target = tmp_path / f"out.{extension}"
    write_edited(source, source.samples, target, ExportOptions())
    assert len(np.unique(open_photo(target).samples)) > 1000
    np.testing.assert_array_equal(open_photo(target).samples, source.samples)


def test_depth_can_be_chosen(tmp_path: Path, photo: SourceImage) -> None:
    write_unedited(photo, tmp_path / "deep.png", ExportOptions(depth=16))
    deep = open_photo(tmp_path / "deep.png")
    np.testing.assert_array_equal(deep.samples, photo.samples.astype(np.uint16) * 257)
    write_unedited(deep, tmp_path / "shallow.tif", ExportOptions(depth=8))
    np.testing.assert_array_equal(open_photo(tmp_path / "shallow.tif").samples, photo.samples)


def test_a_float_tiff_stays_float_without_edits(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(dtype=np.float32) * 2
    source = _deep_tiff(tmp_path, samples)
    write_unedited(source, tmp_path / "out.tif", ExportOptions(metadata=MetadataChoice.NONE))
    np.testing.assert_array_equal(open_photo(tmp_path / "out.tif").samples, samples)
    assert any("clipped" in text for text in write_unedited(source, tmp_path / "out.png", ExportOptions()))
    assert open_photo(tmp_path / "out.png").facts.bit_depth == 16


@pytest.mark.parametrize("choice", [ProfileChoice.SRGB, ProfileChoice.DISPLAY_P3])
@pytest.mark.parametrize("extension", _EXTENSIONS)
def test_another_profile_changes_the_samples_and_not_the_colours(
    tmp_path: Path, ramp: Ramp, extension: str, choice: ProfileChoice
) -> None:
    samples = ramp()
    samples[..., 2] = 100  # strong colours, because grays are the same in all these profiles
    source = _deep_tiff(tmp_path, samples // 2 + 60, iccprofile=profiles.adobe_rgb_profile())
    target = tmp_path / f"out.{extension}"
    write_unedited(source, target, ExportOptions(profile=choice, quality=100))
    copy = open_photo(target)
    assert copy.facts.profile == choice.value
    whole = copy.facts.size
    assert whole == source.facts.size
    tolerance = 0.03 if extension in ("jpg", "webp") else 0.003
    assert np.abs(copy.overview(999) - source.overview(999)).mean() < tolerance
    assert np.abs(copy.samples.astype(int) - source.samples).max() > 3


def test_the_profile_of_the_source_is_embedded_in_edited_exports(tmp_path: Path, ramp: Ramp) -> None:
    source = _deep_tiff(tmp_path, ramp(), iccprofile=icc.display_p3_profile())
    assert output_profile(source, ExportOptions()) == icc.display_p3_profile()
    for extension in _EXTENSIONS:
        write_edited(source, source.samples, tmp_path / f"out.{extension}", ExportOptions())
        assert open_photo(tmp_path / f"out.{extension}").icc == icc.display_p3_profile()


@pytest.mark.parametrize("extension", ["jpg", "png", "tif"])
@pytest.mark.parametrize("choice", list(ProfileChoice))
def test_a_gray_photo_stays_gray(tmp_path: Path, ramp: Ramp, extension: str, choice: ProfileChoice) -> None:
    Image.fromarray(ramp(channels=1)[..., 0]).save(tmp_path / "gray.png")
    source = open_photo(tmp_path / "gray.png")
    options = ExportOptions(profile=choice, quality=100)
    pixels = source.overview(999)
    samples = icc.from_working(pixels, output_profile(source, options), 8)
    assert samples.shape == (48, 64, 1)
    write_edited(source, samples, tmp_path / f"out.{extension}", options)
    copy = open_photo(tmp_path / f"out.{extension}")
    assert copy.facts.color == "gray"
    assert (copy.icc is None) == (choice is ProfileChoice.SOURCE)
    np.testing.assert_allclose(copy.samples.astype(int), source.samples, atol=2)


def test_inks_stay_inks_where_the_format_has_them(tmp_path: Path, ramp: Ramp) -> None:
    source = _deep_tiff(tmp_path, ramp(channels=4), photometric="separated")
    write_unedited(source, tmp_path / "out.jpg", ExportOptions(quality=100))
    copy = open_photo(tmp_path / "out.jpg")
    assert copy.facts.color == "cmyk"
    assert np.abs(copy.samples.astype(int) - source.samples).mean() < 3
    warnings = write_unedited(source, tmp_path / "out.png", ExportOptions())
    assert any("CMYK" in warning for warning in warnings)
    converted = open_photo(tmp_path / "out.png")
    np.testing.assert_allclose(converted.overview(999), source.overview(999), atol=0.003)


def test_edited_inks_are_written_as_srgb(tmp_path: Path, ramp: Ramp) -> None:
    source = _deep_tiff(tmp_path, ramp(channels=4), photometric="separated")
    assert output_profile(source, ExportOptions()) == icc.srgb_profile()
    warnings = write_edited(source, ramp(), tmp_path / "out.tif", ExportOptions())
    assert any("inks were converted to sRGB" in warning for warning in warnings)
    np.testing.assert_array_equal(open_photo(tmp_path / "out.tif").samples, ramp())


def test_transparent_parts_become_white_in_jpeg_and_say_so(tmp_path: Path, ramp: Ramp) -> None:
    samples = ramp(channels=4)
    samples[..., 3] = 255
    samples[:16, :16, 3] = 0
    Image.fromarray(samples).save(tmp_path / "cut.png")
    source = open_photo(tmp_path / "cut.png")
    warnings = write_unedited(source, tmp_path / "out.jpg", ExportOptions(quality=100))
    assert any("white" in warning for warning in warnings)
    assert open_photo(tmp_path / "out.jpg").samples[:8, :8].min() > 250


@pytest.mark.parametrize("extension", ["png", "tif", "webp"])
def test_alpha_is_carried_through_edits(tmp_path: Path, ramp: Ramp, extension: str) -> None:
    Image.fromarray(ramp(channels=4)).save(tmp_path / "source.png")
    source = open_photo(tmp_path / "source.png")
    write_edited(source, 255 - source.samples, tmp_path / f"out.{extension}", ExportOptions())
    np.testing.assert_array_equal(open_photo(tmp_path / f"out.{extension}").alpha, source.alpha)


def test_quality_decides_size_and_colour_resolution(tmp_path: Path, photo: SourceImage) -> None:
    for quality in (50, 89, 90, 100):
        write_unedited(photo, tmp_path / f"{quality}.jpg", ExportOptions(quality=quality))
    sizes = [(tmp_path / f"{quality}.jpg").stat().st_size for quality in (50, 89, 90, 100)]
    assert sizes == sorted(sizes)
    for quality, factor in ((89, 2), (90, 1)):
        with Image.open(tmp_path / f"{quality}.jpg") as image:
            assert image.layer[0][1] == factor  # type: ignore[attr-defined]


def test_metadata_too_large_for_jpeg_are_left_out_with_a_warning(tmp_path: Path, ramp: Ramp) -> None:
    large = exif.serialise({0x010E: (2, 70_000, b"x" * 70_000)}, {}, "<")
    Image.fromarray(ramp()).save(tmp_path / "source.png", exif=large)
    source = open_photo(tmp_path / "source.png")
    warnings = write_unedited(source, tmp_path / "out.jpg", ExportOptions())
    assert any("EXIF" in warning for warning in warnings)
    assert open_photo(tmp_path / "out.jpg").metadata.exif is None
    assert write_unedited(source, tmp_path / "out.tif", ExportOptions()) == ()


def test_a_large_profile_is_split_over_several_segments(tmp_path: Path, photo: SourceImage) -> None:
    from pellucid.io.containers import jpeg, jpeg_rewrite
    from pellucid.io.metadata import Embedded

    profile = np.random.default_rng(7).bytes(200_000)
    parts, _ = jpeg_rewrite.rewrite(photo.facts.path.read_bytes(), Embedded(icc=profile))
    (tmp_path / "out.jpg").write_bytes(b"".join(parts))
    with (tmp_path / "out.jpg").open("rb") as file:
        assert jpeg.read(file).icc == profile


def test_exif_of_either_byte_order_goes_into_a_tiff(tmp_path: Path, exif_block: Callable[..., bytes]) -> None:
    samples = np.random.default_rng(12).integers(0, 65536, (30, 40, 3), np.uint16)
    for order in "<>":
        path = tmp_path / f"source{ord(order)}.png"
        Image.fromarray(np.zeros((30, 40, 3), np.uint8)).save(path, exif=exif_block(order=order))
        source = open_photo(path)
        target = tmp_path / f"out{ord(order)}.tif"
        write_edited(source, samples, target, ExportOptions(depth=16))
        copy = open_photo(target)
        np.testing.assert_array_equal(copy.samples, samples)
        assert copy.facts.shot == "Canon EOS 5D · 1/60 s · f/5 · ISO 6400"
        assert b"MAKERNOTE" in target.read_bytes()
        np.testing.assert_array_equal(tifffile.imread(target), samples)
