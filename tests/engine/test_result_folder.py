"""Results on the disk: found again, bounded, never out of date, and never in the way."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine import tile_store
from pellucid.engine.engine import Engine
from pellucid.engine.planes import Plane
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.result_folder import ResultFolder, name_of
from pellucid.foundation.bounded_folder import KEPT_SHARE
from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters

NAMES = [f"{number:02d}{'ab' * 8}" for number in range(12)]
DENOISED = EditStack().with_parameters("denoise", Parameters())
CLOSE = Viewport(155, 115, 1.0, Size(120, 80))
TILE = Rect(0, 0, 256, 256)


def shown(seed: int, side: int = 40) -> np.ndarray:
    pixels = np.random.default_rng(seed).integers(0, 256, (side, side, 4), np.uint8)
    pixels[..., 3] = 255
    return pixels


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.png"))


def test_what_is_put_in_comes_out_the_next_time(tmp_path: Path) -> None:
    ResultFolder(tmp_path).put(NAMES[0], shown(1))
    found = ResultFolder(tmp_path).get(NAMES[0])
    assert found is not None
    assert np.array_equal(found, shown(1))
    assert ResultFolder(tmp_path).get(NAMES[1]) is None


@pytest.mark.parametrize("left", [0, 20, 1500])
def test_a_damaged_tile_is_not_used_and_goes_away(tmp_path: Path, left: int) -> None:
    folder = ResultFolder(tmp_path)
    folder.put(NAMES[0], shown(1))
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:left])
    assert folder.get(NAMES[0]) is None
    assert files(tmp_path) == []


def test_the_folder_stays_small_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    ResultFolder(tmp_path / "one").put(NAMES[0], shown(0))
    size = files(tmp_path / "one")[0].stat().st_size
    limit = 5 * size
    for number, name in enumerate(NAMES):
        # A folder of its own each time: another run of the program finds the files of the earlier ones.
        ResultFolder(tmp_path / "many", limit).put(name, shown(number))
        for age, path in enumerate(reversed(files(tmp_path / "many"))):
            os.utime(path, (1e9 - age, 1e9 - age))
    kept = files(tmp_path / "many")
    assert sum(path.stat().st_size for path in kept) <= limit
    assert len(kept) >= int(5 * KEPT_SHARE) - 1
    assert ResultFolder(tmp_path / "many").get(NAMES[-1]) is not None
    assert ResultFolder(tmp_path / "many").get(NAMES[0]) is None


def test_a_folder_that_cannot_be_made_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = ResultFolder(tmp_path / "file" / "results")
    folder.put(NAMES[0], shown(1))
    assert folder.get(NAMES[0]) is None


def test_a_name_holds_all_that_pixels_depend_on(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    plane = Plane(source, 1)
    other = EditStack().with_parameters("denoise", replace(Parameters(), gamma=1.1))
    names = [
        name_of(engine, plane, Edit(stack=DENOISED), TILE),
        name_of(engine, plane, Edit(stack=other), TILE),
        name_of(engine, Plane(source, 2), Edit(stack=DENOISED), TILE),
        name_of(engine, plane, Edit(stack=DENOISED), Rect(256, 0, 256, 256)),
    ]
    monkeypatch.setattr(engine, "digest", lambda model: f"other weights of {model}")
    names.append(name_of(engine, plane, Edit(stack=DENOISED), TILE))
    assert len(set(names)) == len(names)


def test_a_photo_that_is_opened_again_is_exact_in_its_first_frame(
    engine: Engine, source: SourceImage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tile_store, "EXPENSIVE_S", 0.0)
    request = RenderRequest(1, Edit(stack=DENOISED), CLOSE)
    *_, last = PreviewEngine(engine, ResultFolder(tmp_path)).frames(source, request, Progress())
    monkeypatch.setattr(engine, "network", lambda model: pytest.fail(f"{model} is run again"))
    (first,) = PreviewEngine(engine, ResultFolder(tmp_path)).frames(source, request, Progress())
    assert first.exactness is Exactness.EXACT_HERE
    assert np.array_equal(first.after.layers[0].pixels, last.after.layers[0].pixels)


def test_what_is_quick_to_compute_takes_no_room(
    engine: Engine, source: SourceImage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tile_store, "EXPENSIVE_S", 1e9)
    list(
        PreviewEngine(engine, ResultFolder(tmp_path)).frames(
            source, RenderRequest(1, Edit(stack=DENOISED), CLOSE), Progress()
        )
    )
    assert files(tmp_path) == []
