"""Exports of another shape: framing, size, sharpening, alpha, depth and metadata."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.full import render_full
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine import full_render
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, UnitRect
from pellucid.foundation.output_size import Measure, OutputSize
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters

BRIGHTER = EditStack().with_parameters("tone", Parameters(exposure=0.4))
CROPPED = Framing(quarter_turns=1, mirrored=True, crop=UnitRect(0.25, 0.2, 0.5, 0.4))
HALF = OutputSize(Measure.PERCENT, 50)


def written(source: SourceImage, edit: Edit, target: Path, engine: Engine, **options: Any) -> np.ndarray:
    export_photo(source, edit, target, ExportOptions(**options), engine, Progress())
    return open_photo(target).samples


@pytest.fixture
def jpeg(tmp_path: Path) -> SourceImage:
    random = np.random.default_rng(4)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0xA002] = 90
    exif.get_ifd(0x8769)[0xA003] = 60
    picture = Image.fromarray(random.integers(0, 256, (60, 90, 3), np.uint8))
    picture.save(tmp_path / "in.jpg", exif=exif, quality=90)
    return open_photo(tmp_path / "in.jpg")


@pytest.mark.parametrize("ending", ["png", "tif"])
@pytest.mark.parametrize("framing", [Framing(quarter_turns=1), CROPPED, Framing(crop=UnitRect(0.1, 0.2, 0.3, 0.5))])
def test_a_turned_or_cropped_jpeg_keeps_every_sample(
    jpeg: SourceImage, engine: Engine, tmp_path: Path, framing: Framing, ending: str
) -> None:
    result = written(jpeg, Edit(framing=framing), tmp_path / f"out.{ending}", engine)
    expected = np.rot90(jpeg.samples, -framing.quarter_turns)
    expected = expected[:, ::-1] if framing.mirrored else expected
    np.testing.assert_array_equal(result, expected[framing.on(jpeg.facts.size).crop_rect.slices])


def test_sixteen_bits_and_alpha_are_kept_by_a_crop(engine: Engine, tmp_path: Path) -> None:
    import imagecodecs

    samples = np.random.default_rng(1).integers(0, 65536, (40, 50, 4), np.uint16)
    (tmp_path / "in.png").write_bytes(imagecodecs.png_encode(samples))
    source = open_photo(tmp_path / "in.png")
    export_photo(source, Edit(framing=CROPPED), tmp_path / "out.png", ExportOptions(), engine, Progress())
    result = imagecodecs.png_decode((tmp_path / "out.png").read_bytes())
    expected = np.rot90(samples, -1)[:, ::-1]
    np.testing.assert_array_equal(result, expected[CROPPED.on(Size(50, 40)).crop_rect.slices])


def test_metadata_tell_the_size_of_the_result(jpeg: SourceImage, engine: Engine, tmp_path: Path) -> None:
    edit = Edit(stack=BRIGHTER, framing=Framing(angle_deg=3))
    for name, done in (("a.jpg", edit), ("b.jpg", Edit(framing=Framing(quarter_turns=1)))):
        written(jpeg, done, tmp_path / name, engine)
        with Image.open(tmp_path / name) as result:
            below = result.getexif().get_ifd(0x8769)
            assert (below[0xA002], below[0xA003]) == result.size
            assert result.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("framing", [CROPPED, Framing(angle_deg=-4), Framing(angle_deg=2, quarter_turns=3)])
def test_tiles_of_a_framed_edit_are_the_whole(
    source: SourceImage, engine: Engine, monkeypatch: pytest.MonkeyPatch, framing: Framing
) -> None:
    edit = Edit(stack=BRIGHTER, framing=framing)
    ((rect, whole),) = list(render_full(source, edit, engine, Progress()))
    monkeypatch.setattr(full_render, "TILE", Size(70, 50))
    parts = torch.full_like(whole, float("nan"))
    for part, pixels in render_full(source, edit, engine, Progress()):
        parts[(slice(None), *part.slices)] = pixels
    assert rect.size == framing.on(source.facts.size).output_size
    torch.testing.assert_close(parts, whole, rtol=0, atol=2e-6)


def test_a_straightened_photo_shows_its_edits_everywhere(source: SourceImage, engine: Engine) -> None:
    """Framing comes last: the framed edit is the edit, framed."""
    framed = Framing(quarter_turns=2)
    ((_, turned),) = list(render_full(source, Edit(stack=BRIGHTER, framing=framed), engine, Progress()))
    ((_, plain),) = list(render_full(source, Edit(stack=BRIGHTER), engine, Progress()))
    assert torch.equal(turned, plain.flip(1, 2))


@pytest.mark.parametrize("depth", [8, 16])
def test_half_the_size_is_the_mean_of_light(engine: Engine, tmp_path: Path, depth: int) -> None:
    """A checkerboard of black and white has half the light of white: 0.735 in sRGB, not 0.5."""
    board = (np.indices((80, 80)).sum(0) % 2 * 255).astype(np.uint8)
    Image.fromarray(np.repeat(board[..., None], 3, 2)).save(tmp_path / "in.png")
    result = written(open_photo(tmp_path / "in.png"), Edit(), tmp_path / "out.png", engine, size=HALF, depth=depth)
    assert result.shape == (40, 40, 3)
    inner = result[8:-8, 8:-8] / (255 if depth == 8 else 65535)
    assert inner.mean() == pytest.approx(0.735, abs=0.003)
    assert inner.std() < 0.006


def test_colours_under_transparency_do_not_bleed(engine: Engine, tmp_path: Path) -> None:
    samples = np.zeros((60, 60, 4), np.uint8)
    samples[:, :31] = (200, 40, 40, 255)
    samples[:, 31:] = (0, 255, 0, 0)
    Image.fromarray(samples).save(tmp_path / "in.png")
    source = open_photo(tmp_path / "in.png")
    for number, done in enumerate((Edit(), Edit(framing=Framing(angle_deg=8)))):
        target = tmp_path / f"out{number}.png"
        export_photo(source, done, target, ExportOptions(size=HALF), engine, Progress())
        with Image.open(target) as picture:
            result = np.asarray(picture).astype(int)
        seen = result[..., 3] > 12
        assert 0 < seen.mean() < 1
        assert np.abs(result[seen][:, :3] - (200, 40, 40)).max() <= 6


def test_a_profile_stays_and_its_colours_too(source: SourceImage, engine: Engine, tmp_path: Path) -> None:
    from pellucid.io import icc

    wide = replace(source, icc=icc.display_p3_profile())
    export_photo(wide, Edit(framing=Framing(angle_deg=1)), tmp_path / "p3.png", ExportOptions(), engine, Progress())
    export_photo(source, Edit(framing=Framing(angle_deg=1)), tmp_path / "srgb.png", ExportOptions(), engine, Progress())
    found = open_photo(tmp_path / "p3.png")
    assert found.icc is not None
    assert not icc.is_srgb(found.icc)
    difference = found.samples.astype(int) - open_photo(tmp_path / "srgb.png").samples
    assert np.abs(difference).max() <= 2  # light of both is mixed alike, but for the dither


def test_sharpening_alone_is_a_change(source: SourceImage, engine: Engine, tmp_path: Path) -> None:
    plain = written(source, Edit(), tmp_path / "a.png", engine)
    sharp = written(source, Edit(), tmp_path / "b.png", engine, sharpening=Sharpening.PRINT)
    assert np.abs(np.diff(sharp.astype(int), axis=1)).mean() > 1.05 * np.abs(np.diff(plain.astype(int), axis=1)).mean()


def test_an_export_as_large_as_the_photo_is_a_copy(source: SourceImage, engine: Engine, tmp_path: Path) -> None:
    size = OutputSize(Measure.LONG_SIDE, 5000)
    export_photo(source, Edit(), tmp_path / "a.png", ExportOptions(size=size), engine, Progress())
    assert (tmp_path / "a.png").read_bytes() == source.facts.path.read_bytes()


def test_a_sky_through_a_tone_change_has_no_bands(engine: Engine, tmp_path: Path) -> None:
    """Means of rows rise as evenly as the light does, though levels are few; without dithering they rise in steps."""
    ramp = np.linspace(30_000, 34_000, 300).astype(np.uint16)[:, None, None]
    import imagecodecs

    (tmp_path / "in.png").write_bytes(imagecodecs.png_encode(np.broadcast_to(ramp, (300, 256, 3)).copy()))
    source = open_photo(tmp_path / "in.png")
    result = written(source, Edit(stack=BRIGHTER), tmp_path / "out.png", engine, depth=8)
    fine = written(source, Edit(stack=BRIGHTER), tmp_path / "fine.png", engine, depth=16)
    error = result.mean((1, 2)) - fine.mean((1, 2)) / 257
    assert np.abs(error).max() < 0.1
    assert np.abs(result.astype(float) - fine / 257).max() < 1.01
