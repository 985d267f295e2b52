"""Steps on tone and colour: one grid stands for them while a slider moves, and exact pixels follow."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.canvas import looked_at, psnr_db
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import QUICK_PIXELS, as_shown, sliced
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import Exactness, Frame
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

CLOSE = Viewport(155, 115, 1.0, Size(120, 80))
WHOLE = Viewport(155, 115, 0.5, Size(200, 150))
NEWS = Progress(lambda: True)


def toned(**values: float) -> EditStack:
    return EditStack().with_parameters("tone", Tone(**values))


def both(gamma: float = 1.0, **values: float) -> EditStack:
    return toned(**values).with_parameters("denoise", Denoise(gamma=gamma))


@pytest.fixture
def preview(engine: Engine, source: SourceImage) -> PreviewEngine:
    return looked_at(engine, source, CLOSE)


@pytest.fixture
def ask(preview: PreviewEngine, source: SourceImage) -> Callable[..., list[Frame]]:
    def answer(stack: EditStack, view: Viewport = CLOSE, **fields: object) -> list[Frame]:
        progress = fields.pop("progress", Progress())
        request = replace(RenderRequest(1, Edit(stack=stack), view, touched=Touched("tone", "exposure")), **fields)
        return list(preview.frames(source, request, progress))

    return answer


@pytest.mark.parametrize("view", [CLOSE, WHOLE])
def test_a_drag_is_a_grid_over_the_photo_and_near_the_exact_pixels(
    ask: Callable[..., list[Frame]], view: Viewport
) -> None:
    stack = toned(exposure=0.8, contrast=30)
    ask(toned(exposure=0.1), view)
    first = ask(stack, view, dragging=True, progress=NEWS)[0]
    assert first.exactness is Exactness.APPROXIMATE
    assert first.after.tail is not None
    assert first.after.layers == first.before.layers
    exact = ask(stack, view)[-1]
    assert exact.after.tail is None
    assert psnr_db(as_shown(first.after), as_shown(exact.after)) > 36
    assert psnr_db(as_shown(first.after), first.before.layers[0].pixels) < 30


def test_moves_of_a_drag_change_the_grid_and_no_layer(ask: Callable[..., list[Frame]]) -> None:
    ask(both())
    first, second = (ask(both(exposure=value), dragging=True, progress=NEWS)[0] for value in (0.5, 0.6))
    assert [layer.key for layer in first.after.layers] == [layer.key for layer in second.after.layers]
    assert first.after.layers[0].key != first.before.layers[0].key
    assert first.after.tail is not None
    assert second.after.tail is not None
    assert first.after.tail.base.key != second.after.tail.base.key
    again = ask(both(exposure=0.5), dragging=True, progress=NEWS)[0]
    assert again.after.tail == first.after.tail


def test_a_drag_of_denoise_keeps_the_grid_of_the_tail(ask: Callable[..., list[Frame]]) -> None:
    ask(both(exposure=0.5))
    frames = [
        ask(both(gamma, exposure=0.5), dragging=True, touched=Touched("denoise", "gamma"), progress=NEWS)[0]
        for gamma in (1.1, 1.4)
    ]
    assert [len(frame.after.layers) for frame in frames] == [2, 2]
    assert frames[0].after.tail == frames[1].after.tail
    assert frames[0].after.tail is not None


def test_what_is_called_exact_equals_the_export(
    ask: Callable[..., list[Frame]], engine: Engine, source: SourceImage, tmp_path: Path
) -> None:
    stack = both(1.3, exposure=0.7, shadows=30)
    frame = ask(stack)[-1]
    assert frame.exactness is Exactness.EXACT_HERE
    export_photo(source, Edit(stack=stack), tmp_path / "r.png", ExportOptions(), engine, Progress())
    exported = open_photo(tmp_path / "r.png").samples[frame.after.region.slices]
    assert np.abs(as_shown(frame.after)[..., :3].astype(int) - exported.astype(int)).max() <= 1


def test_another_tone_needs_no_network(
    ask: Callable[..., list[Frame]], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(both(exposure=0.2))
    monkeypatch.setattr(engine, "network", lambda model: pytest.fail(f"{model} is run again"))
    assert ask(both(exposure=0.9))[-1].exactness is Exactness.EXACT_HERE


def test_a_canvas_that_cannot_slice_gets_finished_pixels(ask: Callable[..., list[Frame]]) -> None:
    ask(toned(exposure=0.1))
    with_grid, finished = (
        ask(toned(exposure=0.9), dragging=True, progress=NEWS, slices=slices)[0] for slices in (True, False)
    )
    assert finished.after.tail is None
    assert np.array_equal(as_shown(finished.after), as_shown(with_grid.after))


def test_pixels_for_such_a_canvas_are_few(ask: Callable[..., list[Frame]]) -> None:
    ask(toned(exposure=0.1))
    tail = ask(toned(exposure=0.9), dragging=True, progress=NEWS)[0].after.tail
    assert tail is not None
    large = np.full((1000, 1400, 4), 90, np.uint8)
    small = sliced(tail, large, tail.base.area, QUICK_PIXELS)
    assert small.shape[0] * small.shape[1] <= QUICK_PIXELS
    assert abs(small.shape[1] / small.shape[0] - 1.4) < 0.01


def test_the_first_move_on_a_photo_waits_for_nothing(engine: Engine, source: SourceImage) -> None:
    request = RenderRequest(
        1, Edit(stack=toned(exposure=0.9)), CLOSE, dragging=True, touched=Touched("tone", "exposure")
    )
    frames = PreviewEngine(engine).frames(source, request, Progress())
    assert next(frames).after.tail is None
    assert next(frames).after.tail is not None
