"""Tiles agree with the whole, and a device that fails is survived."""

from typing import Any

import pytest
import torch

from helpers.full import render_full
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine import pipeline
from pellucid.engine.analyses import Analyses
from pellucid.engine.devices import Device
from pellucid.engine.effective import effective
from pellucid.engine.engine import Engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.errors import Cancelled, MemoryShortError, ModelError
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters

DENOISED = Edit(stack=EditStack().with_parameters("denoise", Parameters()))


def whole(engine: Engine, source: SourceImage, edit: Edit) -> torch.Tensor:
    plane = Plane(source, 1)
    return render_rect(engine, plane, Analyses(engine).prepare(plane.source, edit), Rect.of(plane.size))


@pytest.mark.parametrize("core", [Rect(0, 0, 128, 128), Rect(128, 128, 182, 102), Rect(201, 77, 13, 9)])
def test_a_tile_has_the_pixels_of_the_whole(engine: Engine, source: SourceImage, core: Rect) -> None:
    plane = Plane(source, 1)
    tile = render_rect(engine, plane, Analyses(engine).prepare(plane.source, DENOISED), core)
    rows, columns = core.slices
    torch.testing.assert_close(tile, whole(engine, source, DENOISED)[:, rows, columns], rtol=1e-4, atol=1e-5)


def test_full_tiles_cover_the_photo_once(engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pellucid.engine.full_render.TILE", Size(120, 120))
    result = torch.full((3, 230, 310), float("nan"))
    for core, pixels in render_full(source, DENOISED, engine, Progress()):
        rows, columns = core.slices
        assert bool(result[:, rows, columns].isnan().all())
        result[:, rows, columns] = pixels
    torch.testing.assert_close(result, whole(engine, source, DENOISED), rtol=1e-4, atol=1e-5)


def test_a_cancelled_render_stops_within_a_tile(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pellucid.engine.full_render.TILE", Size(120, 120))
    tiles: list[Rect] = []

    def render() -> None:
        for core, _ in render_full(source, DENOISED, engine, Progress(lambda: len(tiles) == 2)):
            tiles.append(core)

    with pytest.raises(Cancelled):
        render()
    assert len(tiles) == 2


def test_steps_that_do_nothing_are_left_out() -> None:
    silent = DENOISED.stack.with_parameters("denoise", Parameters(gamma=0.0, color_gamma=0.0))
    assert effective(Edit(stack=silent)) == Edit()
    assert effective(Edit(stack=DENOISED.stack.with_enabled("denoise", enabled=False))) == Edit()
    assert effective(DENOISED) == DENOISED


class Trouble:
    """Fails renders larger than an area, or all of them, then works."""

    def __init__(self, error: Exception, fits_px: int, times: int = 10**6) -> None:
        self.error, self.fits_px, self.times = error, fits_px, times
        self.run = pipeline.carry_out

    def __call__(self, plane: Plane, steps: Any, core: Rect, context: Any) -> torch.Tensor:
        if core.size.pixels > self.fits_px and self.times > 0:
            self.times -= 1
            raise self.error
        return self.run(plane, steps, core, context)


def test_out_of_memory_halves_the_tile_and_gives_the_same_pixels(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = whole(engine, source, DENOISED)
    trouble = Trouble(torch.OutOfMemoryError("out of memory"), fits_px=20_000)
    monkeypatch.setattr(pipeline, "carry_out", trouble)
    torch.testing.assert_close(whole(engine, source, DENOISED), expected, rtol=1e-4, atol=1e-5)


def test_out_of_memory_on_the_smallest_tile_is_told(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "carry_out", Trouble(torch.OutOfMemoryError("out of memory"), fits_px=0))
    with pytest.raises(MemoryShortError, match="not enough memory"):
        whole(engine, source, DENOISED)


@pytest.fixture
def gpu_session(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An engine that believes to be on a GPU while it computes on the CPU, by way of the meta device's name."""
    session = Engine(Device(torch.device("cuda"), "A GPU"))
    elsewhere = Engine(Device(torch.device("cpu"), "CPU"))
    monkeypatch.setattr(session, "_network_on", lambda _device, model: elsewhere.network(model))
    return session


def test_a_lost_gpu_is_left_for_the_cpu_and_says_so(
    gpu_session: Engine,
    engine: Engine,
    source: SourceImage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    expected = whole(engine, source, DENOISED)
    lost = RuntimeError("CUDA error: unspecified launch failure\nmore lines")
    monkeypatch.setattr(pipeline, "carry_out", Trouble(lost, fits_px=0, times=1))
    monkeypatch.setattr(gpu_session, "release_memory", lambda: None)
    result = whole(gpu_session, source, DENOISED)
    assert gpu_session.device.torch_device.type == "cpu"
    assert "unspecified launch failure" in gpu_session.device.note
    assert "more lines" not in gpu_session.device.note
    assert "is left for the CPU" in caplog.text
    torch.testing.assert_close(result, expected)


def test_numbers_that_are_not_finite_never_leave_the_pipeline(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "carry_out", lambda *_arguments: torch.full((3, 8, 8), float("nan")))
    with pytest.raises(ModelError, match="not finite"):
        whole(engine, source, DENOISED)
