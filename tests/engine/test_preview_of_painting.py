"""A mask of steps on detail that is painted: two pictures that stay, mixed by the mask as it is."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from helpers.canvas import psnr_db
from helpers.trial_operations import SHARPEN, Sharpen
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.sides import Sides
from pellucid.engine.slicing import as_shown
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.frame import Exactness, Frame, MaskTexture
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.masks import Brush, Component, LinearGradient, Mask, Stroke
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.tone.parameters import Parameters as Tone

pytestmark = pytest.mark.usefixtures("trials")

CLOSE = Viewport(155, 115, 1.0, Size(120, 80))
WHOLE = Viewport(155, 115, 0.5, Size(200, 150))
NEWS = Progress(lambda: True)
OTHER = Mask("other", "Other", (Component(LinearGradient((0.1, 0.5), (0.2, 0.5))),))


def painted(*points: tuple[float, float], toned: bool = False, enabled: bool = True) -> Edit:
    """Sharper along a stroke than elsewhere."""
    mask = Mask("stroke", "Stroke", (Component(Brush((Stroke.along(points, 0.08),))),))
    local = Local("stroke", changes=(("fine", 1.8), ("radius", 3.0)))
    stack = EditStack().with_step(Step(SHARPEN.id, Sharpen(0.2, 0.3), enabled).with_local(local))
    return Edit(stack=stack.with_parameters("tone", Tone(exposure=0.4)) if toned else stack, masks=(mask,))


FIRST = ((0.4, 0.5), (0.5, 0.55))
LONGER = (*FIRST, (0.6, 0.45))
ANOTHER = (*LONGER, (0.45, 0.4))
Ask = Callable[..., list[Frame]]


@pytest.fixture
def ask(engine: Engine, source: SourceImage) -> Ask:
    preview = PreviewEngine(engine)
    list(preview.frames(source, RenderRequest(0, Edit(), CLOSE), Progress()))

    def answer(edit: Edit, view: Viewport = CLOSE, **fields: object) -> list[Frame]:
        progress = fields.pop("progress", Progress())
        request = replace(RenderRequest(1, edit, view, touched=Touched(mask="stroke")), **fields)
        return list(preview.frames(source, request, progress))

    return answer


@pytest.mark.parametrize("view", [CLOSE, WHOLE])
@pytest.mark.parametrize("toned", [False, True])
@pytest.mark.parametrize("enabled", [False, True])
def test_a_stroke_is_a_mask_over_two_pictures_and_near_the_exact_pixels(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, view: Viewport, toned: bool, enabled: bool
) -> None:
    ask(painted(*FIRST, toned=toned, enabled=enabled), view, dragging=True)
    with monkeypatch.context() as held:
        held.setattr(TileStore, "compute", lambda *_args, **_more: pytest.fail("a tile is computed"))
        (draft,) = ask(painted(*LONGER, toned=toned, enabled=enabled), view, dragging=True, progress=NEWS)
    assert draft.exactness is Exactness.APPROXIMATE
    moved = [
        frame
        for frame in ask(painted(*LONGER, toned=toned, enabled=enabled), view, dragging=True)
        if isinstance(frame.after.mix, MaskTexture)
    ]
    assert len(moved[0].after.layers) == 2
    exact = ask(painted(*LONGER, toned=toned, enabled=enabled), view)[-1]
    assert exact.exactness is not Exactness.APPROXIMATE
    assert psnr_db(as_shown(moved[-1].after), as_shown(exact.after)) > (36 if toned else 42)
    assert psnr_db(as_shown(moved[-1].after), exact.before.layers[0].pixels) < 46


def test_moves_of_a_stroke_change_the_mask_alone(ask: Ask) -> None:
    ask(painted(*FIRST), dragging=True)
    first, second = (
        [frame for frame in ask(painted(*points), dragging=True) if isinstance(frame.after.mix, MaskTexture)][-1].after
        for points in (LONGER, ANOTHER)
    )
    assert [layer.key for layer in first.layers] == [layer.key for layer in second.layers]
    assert isinstance(first.mix, MaskTexture)
    assert isinstance(second.mix, MaskTexture)
    assert first.mix.key != second.mix.key


def test_until_the_inside_is_there_the_outside_is_shown(ask: Ask) -> None:
    without = painted(*FIRST).without_mask("stroke")
    plain = ask(without)[-1]
    (first,) = ask(painted(*FIRST), dragging=True, progress=NEWS)
    assert np.array_equal(as_shown(first.after), as_shown(plain.after))


def test_a_canvas_that_cannot_slice_gets_one_picture(ask: Ask) -> None:
    ask(painted(*FIRST), dragging=True)
    *drafts, exact = ask(painted(*LONGER), dragging=True, slices=False)
    last = [frame for frame in drafts if frame.exactness is Exactness.APPROXIMATE][-1]
    assert len(last.after.layers) == 1
    assert last.after.mix == 0
    assert psnr_db(as_shown(last.after), as_shown(exact.after)) > 42


def test_sides_are_those_of_the_one_mask_that_was_painted() -> None:
    edit = painted(*FIRST)
    touched = Touched(mask="stroke")
    sides = Sides.of(edit, touched)
    assert sides is not None
    outside, inside = (found.stack.parameters(SHARPEN.id) for found in sides.edits)
    assert (outside, inside) == (Sharpen(0.2, 0.3), Sharpen(1.8, 0.3, 3.0))
    assert Sides.of(edit, Touched(SHARPEN.id, "fine", "stroke")) is None
    assert Sides.of(edit, Touched()) is None
    step = edit.stack.step(SHARPEN.id)
    assert step is not None
    two = edit.with_mask(OTHER).with_stack(
        edit.stack.with_step(step.with_local(Local("other", changes=(("fine", 1.0),))))
    )
    assert Sides.of(two, touched) is None


def test_a_mask_that_changed_is_told_from_two_edits() -> None:
    before, after = painted(*FIRST), painted(*LONGER)
    assert after.touched_since(before) == Touched(mask="stroke")
    assert after.touched_since(after) == Touched()
    assert painted(*LONGER, toned=True).touched_since(before) == Touched("tone", "exposure")
