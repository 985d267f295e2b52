"""Float files, whose light goes beyond white: an exposure on opening, and nothing lost in silence on export."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io import icc, profiles
from pellucid.io.decode import open_photo
from pellucid.io.encode import output_depth, write_edited, write_unedited
from pellucid.io.source_image import SourceImage
from pellucid.io.transfer_curves import SRGB_CURVE

Ramp = Callable[..., Any]
_CLIPPED = "Brightness beyond white and black was clipped, because the file holds whole numbers."


@pytest.fixture
def bright(tmp_path: Path, ramp: Ramp) -> Path:
    path = tmp_path / "bright.tif"
    tifffile.imwrite(path, ramp(dtype=np.float32) * 3 - 0.1, photometric="rgb")
    return path


def _finished(source: SourceImage, depth: int) -> Any:
    return icc.from_working(icc.to_working(source.samples, "rgb", source.icc), source.icc, depth)


def test_a_float_format_keeps_all_light_of_an_edited_photo(tmp_path: Path, bright: Path) -> None:
    source = open_photo(bright)
    depth = output_depth(source, ExportOptions(), "TIFF")
    assert depth == 32
    notices = write_edited(source, _finished(source, depth), tmp_path / "out.tif", ExportOptions())
    assert notices == ()
    np.testing.assert_array_equal(open_photo(tmp_path / "out.tif").samples, source.samples)


@pytest.mark.parametrize(("name", "options"), [("out.png", ExportOptions()), ("out.tif", ExportOptions(depth=16))])
def test_whole_numbers_clip_with_a_sentence(tmp_path: Path, bright: Path, name: str, options: ExportOptions) -> None:
    source = open_photo(bright)
    depth = output_depth(source, options, name[-3:].upper().replace("TIF", "TIFF"))
    assert _CLIPPED in write_edited(source, _finished(source, depth), tmp_path / name, options)
    assert _CLIPPED in write_unedited(source, tmp_path / f"plain-{name}", options)


def test_the_engine_says_it_too(tmp_path: Path, bright: Path) -> None:
    from pellucid.document.edit import Edit
    from pellucid.document.edit_stack import EditStack
    from pellucid.engine.engine import open_engine
    from pellucid.engine.export import export_photo
    from pellucid.foundation.progress import Progress
    from pellucid.operations.tone.parameters import Parameters

    edit = Edit(stack=EditStack().with_parameters("tone", Parameters(exposure=-0.5)))
    engine = open_engine("cpu")
    notices = [
        export_photo(open_photo(bright), edit, tmp_path / name, ExportOptions(), engine, Progress())
        for name in ("out.png", "out.tif")
    ]
    engine.close()
    assert notices == [(_CLIPPED,), ()]
    assert open_photo(tmp_path / "out.tif").samples.max() > 1


def test_floats_within_the_range_have_no_sentence(tmp_path: Path, ramp: Ramp) -> None:
    tifffile.imwrite(tmp_path / "a.tif", ramp(dtype=np.float32), photometric="rgb")
    source = open_photo(tmp_path / "a.tif")
    assert write_edited(source, _finished(source, 16), tmp_path / "out.png", ExportOptions()) == ()


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("profile", [None, icc.display_p3_profile()])
def test_exposure_scales_the_light(tmp_path: Path, ramp: Ramp, channels: int, profile: bytes | None) -> None:
    samples = ramp(channels=channels, dtype=np.float32) * 2
    kind = "rgb" if channels == 3 else "minisblack"
    tifffile.imwrite(tmp_path / "a.tif", np.squeeze(samples), photometric=kind, iccprofile=profile)
    plain = open_photo(tmp_path / "a.tif")
    darker = open_photo(tmp_path / "a.tif", choices=SourceChoices(exposure_ev=-2))
    shown = [SRGB_CURVE.decode(icc.to_working(one.samples, one.facts.color, one.icc)) for one in (plain, darker)]
    np.testing.assert_allclose(shown[1], shown[0] / 4, atol=1e-4)
    assert darker.samples.shape == plain.samples.shape
    assert darker.facts.fingerprint == plain.facts.fingerprint
    assert darker.facts.pixels != plain.facts.pixels


def test_a_photo_opened_with_choices_is_not_copied_as_its_file_is(tmp_path: Path, bright: Path) -> None:
    source = open_photo(bright, choices=SourceChoices(exposure_ev=-1))
    write_unedited(source, tmp_path / "out.tif", ExportOptions())
    np.testing.assert_allclose(open_photo(tmp_path / "out.tif").samples, source.samples, atol=1e-6)


def test_a_profile_that_only_reads_colours_is_told(tmp_path: Path, ramp: Ramp) -> None:
    path = tmp_path / "scan.tif"
    tifffile.imwrite(path, ramp(), photometric="rgb", iccprofile=_reading_profile())
    source = open_photo(path)
    assert source.facts.profile == "Scanner"
    samples = icc.from_working(icc.to_working(source.samples, "rgb", source.icc), icc.srgb_profile(), 8)
    (sentence,) = write_edited(source, samples, tmp_path / "out.png", ExportOptions())
    assert "converted to sRGB" in sentence
    assert "Scanner" in sentence
    assert open_photo(tmp_path / "out.png").facts.profile == "sRGB"


def _reading_profile() -> bytes:
    """A profile whose only way is a table from RGB to Lab that swaps nothing and bends a little."""
    grid = 9
    r, g, b = np.meshgrid(*(np.linspace(0, 1, grid),) * 3, indexing="ij")
    light = np.stack([r, g, b], axis=-1) ** 2.2 @ profiles.rgb_to_xyz_d50(profiles.SRGB_PRIMARIES).T
    ratio = light / np.array((0.9642, 1.0, 0.8249))
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    lab = np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)
    coded = np.stack([lab[..., 0] * 652.8, (lab[..., 1] + 128) * 256, (lab[..., 2] + 128) * 256], axis=-1)
    curves = struct.pack(">2H", 0, 65535) * 3
    table = b"mft2" + bytes(4) + bytes((3, 3, grid, 0))
    table += struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536) + struct.pack(">2H", 2, 2)
    table += curves + np.clip(np.rint(coded), 0, 65535).astype(">u2").tobytes() + curves
    name = b"desc" + bytes(4) + struct.pack(">I", 8) + b"Scanner\0" + bytes(4 + 4 + 2 + 1 + 67)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    tags, body, at = b"", b"", 128 + 4 + 12 * 3
    for tag, data in ((b"desc", name), (b"wtpt", white), (b"A2B0", table)):
        padded = data + bytes(-len(data) % 4)
        tags += struct.pack(">4sII", tag, at + len(body), len(data))
        body += padded
    header = struct.pack(">I4sI4s4s4s12s4s", at + len(body), bytes(4), 0x02400000, b"scnr", b"RGB ", b"Lab ",
                         struct.pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp")  # fmt: skip
    header = header.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", 3) + tags + body
