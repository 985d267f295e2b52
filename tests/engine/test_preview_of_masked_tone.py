"""Tone that differs where masks are: one grid a mask, mixed by the canvas while a slider moves."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from helpers.canvas import looked_at, psnr_db
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import QUICK_PIXELS, as_shown
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.frame import MOST_LOCALS, Exactness, Frame
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.masks import Band, Component, Feather, LinearGradient, MapRange, Mask, RadialGradient, Range
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters as Tone

CLOSE = Viewport(155, 115, 1.0, Size(120, 80))
WHOLE = Viewport(155, 115, 0.5, Size(200, 150))
NEWS = Progress(lambda: True)

LEFT = Mask("left", "Left", (Component(LinearGradient((0.4, 0.5), (0.5, 0.5))),))
BRIGHT = Mask("bright", "Bright", (Component(Range(Band(0.5, 1.0, 0.2))),), Feather(0.01, follows_edges=True))
SPOT = Mask("spot", "Spot", (Component(RadialGradient((0.55, 0.5), 0.1, 0.1)),), Feather(0.1), opacity=0.7)
NOISY = Mask("noisy", "Noisy", (Component(MapRange("denoise", "cbdnet", "", "noise", 0.0, 20.0)),))
REST = Mask("rest", "Rest", inverted=True)
MASKS = (LEFT, BRIGHT, SPOT, NOISY, REST)


def toned(base: float = 0.2, enabled: bool = True, **exposures: float) -> Edit:
    """Exposure everywhere, and another one in each mask."""
    step = Step("tone", Tone(exposure=base, contrast=20), enabled=enabled)
    for mask, exposure in exposures.items():
        step = step.with_local(Local(mask, changes=(("exposure", exposure),)))
    return Edit(stack=EditStack((step,)), masks=MASKS)


Ask = Callable[..., list[Frame]]


@pytest.fixture
def preview(engine: Engine, source: SourceImage) -> PreviewEngine:
    return looked_at(engine, source, CLOSE)


@pytest.fixture
def ask(preview: PreviewEngine, source: SourceImage) -> Ask:
    def answer(edit: Edit, view: Viewport = CLOSE, **fields: object) -> list[Frame]:
        progress = fields.pop("progress", Progress())
        request = replace(RenderRequest(1, edit, view, touched=Touched("tone", "exposure", "left")), **fields)
        return list(preview.frames(source, request, progress))

    return answer


@pytest.fixture
def drag(preview: PreviewEngine, source: SourceImage, ask: Ask) -> Callable[..., Frame]:
    """Answers a move of a slider; everything was looked at before, and nothing may be computed but grids."""

    def moved(edit: Edit, view: Viewport = CLOSE, **fields: object) -> Frame:
        for _ in preview.prefetch(source, RenderRequest(1, edit, view), Progress()):
            pass
        return ask(edit, view, dragging=True, progress=NEWS, **fields)[0]

    return moved


@pytest.mark.parametrize("view", [CLOSE, WHOLE])
@pytest.mark.parametrize("enabled", [True, False])
def test_a_drag_is_a_grid_a_mask_and_near_the_exact_pixels(
    ask: Ask, drag: Callable[..., Frame], view: Viewport, enabled: bool
) -> None:
    moved = toned(enabled=enabled, left=1.0, bright=-0.8, spot=0.9)
    ask(toned(enabled=enabled, left=0.9, bright=-0.8, spot=0.9), view)
    drag(toned(enabled=enabled, left=0.9, bright=-0.8, spot=0.9), view)
    draft = ask(moved, view, dragging=True, progress=NEWS)[0]
    assert draft.exactness is Exactness.APPROXIMATE
    assert draft.after.tail is not None
    assert len(draft.after.tail.locals) == 3
    exact = ask(moved, view)[-1]
    assert exact.exactness is not Exactness.APPROXIMATE
    assert exact.after.tail is None
    assert psnr_db(as_shown(draft.after), as_shown(exact.after)) > 36
    assert psnr_db(as_shown(draft.after), draft.before.layers[0].pixels) < 30


def test_a_move_in_a_mask_changes_the_grid_of_that_mask_alone(ask: Ask, drag: Callable[..., Frame]) -> None:
    drag(toned(left=0.9, bright=-0.8))
    first, second = (
        ask(toned(left=exposure, bright=-0.8), dragging=True, progress=NEWS)[0].after.tail for exposure in (1.0, 1.1)
    )
    assert first is not None
    assert second is not None
    assert first.base is second.base
    (left, left_mask), (bright, bright_mask) = first.locals
    (other_left, other_left_mask), (other_bright, other_bright_mask) = second.locals
    assert left.key != other_left.key
    assert bright is other_bright
    assert (left_mask.key, bright_mask.key) == (other_left_mask.key, other_bright_mask.key)


@pytest.mark.parametrize("touched", [Touched("tone", "exposure", "left"), Touched("tone", "exposure")])
def test_a_drag_of_masked_tone_computes_no_tile(
    ask: Ask, drag: Callable[..., Frame], monkeypatch: pytest.MonkeyPatch, touched: Touched
) -> None:
    edit = toned(left=0.9, bright=-0.8)
    drag(edit)
    for name in ("compute", "ensure_block"):
        monkeypatch.setattr(TileStore, name, lambda *_args, **_more: pytest.fail("a tile is computed"))
    step = edit.stack.step("tone")
    assert step is not None
    for value in (0.3, 0.5, 0.7):
        local = step.with_local(Local("left", changes=(("exposure", value),)))
        moved = local if touched.mask else replace(step, parameters=Tone(exposure=value))
        (frame,) = ask(edit.with_stack(edit.stack.with_step(moved)), dragging=True, progress=NEWS, touched=touched)
        assert frame.after.tail is not None
        assert len(frame.after.tail.locals) == 2


def test_more_masks_than_a_canvas_can_mix_are_sliced_by_the_engine(ask: Ask, drag: Callable[..., Frame]) -> None:
    exposures = dict.fromkeys((mask.id for mask in MASKS), 0.9)
    assert len(exposures) > MOST_LOCALS
    moved = toned(**{**exposures, "left": -0.5})
    ask(toned(**exposures))
    drag(toned(**exposures))
    draft = ask(moved, dragging=True, progress=NEWS)[0]
    assert draft.after.tail is None
    assert len(draft.after.layers) == 1
    assert draft.exactness is Exactness.APPROXIMATE
    exact = ask(moved)[-1]
    assert psnr_db(as_shown(draft.after), as_shown(exact.after)) > 36


def test_a_canvas_that_cannot_slice_gets_finished_pixels(ask: Ask, drag: Callable[..., Frame]) -> None:
    edit = toned(left=0.9, spot=-0.8)
    drag(edit)
    moved = toned(left=1.0, spot=-0.8)
    with_grids, finished = (ask(moved, dragging=True, progress=NEWS, slices=slices)[0] for slices in (True, False))
    assert finished.after.tail is None
    assert np.array_equal(as_shown(finished.after), as_shown(with_grids.after, QUICK_PIXELS))


def test_masks_are_sketched_at_once_and_painted_in_full_as_a_slider_moves(ask: Ask) -> None:
    edit = toned(left=0.9)
    sketched = [frame for frame in ask(edit, progress=Progress()) if frame.after.tail is not None]
    assert sketched[0].after.tail is not None
    ((_, sketch),) = sketched[0].after.tail.locals
    *_, last = (frame for frame in ask(toned(left=1.0), dragging=True) if frame.after.tail is not None)
    assert last.after.tail is not None
    ((_, painted),) = last.after.tail.locals
    assert painted.key != sketch.key
    assert painted.values.shape == sketch.values.shape
    assert np.abs(painted.values.astype(int) - sketch.values).mean() < 4
    falling = np.abs(np.diff(painted.values.astype(int), axis=1)).max()
    assert 0 < falling < 255 / 15  # the gradient's own fall, and no steps of the copy


def test_a_mask_is_painted_once_however_many_moves_there_are(
    ask: Ask, drag: Callable[..., Frame], monkeypatch: pytest.MonkeyPatch
) -> None:
    drag(toned(noisy=0.9))
    monkeypatch.setattr("pellucid.engine.painting.paint", lambda *_: pytest.fail("a mask is painted again"))
    for value in (0.5, 0.6):
        assert ask(toned(noisy=value), dragging=True, progress=NEWS)[0].after.tail is not None
