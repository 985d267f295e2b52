"""What the preview made exact is not computed again by an export, and gives the same file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine import framed, tile_store
from pellucid.engine.devices import cpu
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.kept_pixels import KeptPixels
from pellucid.engine.planes import Plane
from pellucid.engine.preview import PreviewEngine
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters

DENOISED = Edit(stack=EditStack().with_parameters("denoise", Parameters()))
OTHER = Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=0.7)))
REGION = Viewport(60, 60, 1.0, Size(100, 100))
"""Within the first tile."""
ALL = Viewport(155, 115, 1.0, Size(320, 240))


@pytest.fixture
def keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An engine as the window has it; every tile is expensive."""
    monkeypatch.setattr(tile_store, "EXPENSIVE_S", 0.0)
    opened = Engine(cpu())
    opened.kept_pixels = KeptPixels(tmp_path / "pixels")
    yield opened
    opened.close()


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Rect]:
    """Parts of the photo that exports compute."""
    found: list[Rect] = []

    def counted(engine: Engine, plane: Plane, steps: object, core: Rect) -> torch.Tensor:
        found.append(core)
        return original(engine, plane, steps, core)

    original = framed.render_rect
    monkeypatch.setattr(framed, "render_rect", counted)
    return found


def exported(engine: Engine, source: SourceImage, edit: Edit, folder: Path, depth: int = 8) -> np.ndarray:
    target = folder / f"made-{len(list(folder.iterdir()))}.png"
    export_photo(source, edit, target, ExportOptions(depth=depth), engine, Progress())
    return open_photo(target).samples.astype(int)


def look_at(engine: Engine, source: SourceImage, edit: Edit, view: Viewport) -> None:
    for _ in PreviewEngine(engine).frames(source, RenderRequest(1, edit, view), Progress()):
        pass


@pytest.mark.parametrize("view", [(1.0, 8), (0.25, 16)], ids=["full", "reduced"])
def test_a_tile_that_the_preview_made_exact_is_not_computed_again(
    keeping: Engine,
    engine: Engine,
    source: SourceImage,
    computed: list[Rect],
    tmp_path: Path,
    view: tuple[float, int],
) -> None:
    zoom, depth = view
    look_at(keeping, source, DENOISED, replace(ALL, zoom=zoom))
    found = exported(keeping, source, DENOISED, tmp_path, depth)
    assert computed == []
    assert np.array_equal(found, exported(engine, source, DENOISED, tmp_path, depth))
    assert len(computed) == 1


def test_what_was_not_looked_at_is_computed(
    keeping: Engine, source: SourceImage, computed: list[Rect], tmp_path: Path
) -> None:
    look_at(keeping, source, DENOISED, REGION)
    exported(keeping, source, DENOISED, tmp_path)
    assert computed == [Rect(0, 0, 310, 230)]


def test_another_edit_is_computed(keeping: Engine, source: SourceImage, computed: list[Rect], tmp_path: Path) -> None:
    look_at(keeping, source, DENOISED, ALL)
    exported(keeping, source, OTHER, tmp_path)
    assert len(computed) == 1


@pytest.mark.parametrize(
    "damage", [lambda data: data[:40], lambda data: data[:-1] + bytes([data[-1] ^ 1]), lambda _: b""]
)
def test_a_damaged_tile_is_computed(
    keeping: Engine, source: SourceImage, computed: list[Rect], tmp_path: Path, damage: object
) -> None:
    look_at(keeping, source, DENOISED, ALL)
    first, *_ = sorted((tmp_path / "pixels").glob("*/*.float"))
    first.write_bytes(damage(first.read_bytes()))  # type: ignore[operator]
    exported(keeping, source, DENOISED, tmp_path)
    assert len(computed) == 1


def test_a_folder_that_cannot_be_written_keeps_nothing(
    keeping: Engine, source: SourceImage, computed: list[Rect], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    keeping.kept_pixels = KeptPixels(tmp_path / "file")
    look_at(keeping, source, DENOISED, ALL)
    exported(keeping, source, DENOISED, tmp_path)
    assert len(computed) == 1
