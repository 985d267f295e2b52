"""Masks, several live sliders and all stages on the canvas: quick while a slider moves, at rest what is exported."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.trial_operations import SHARPEN, TRIED, Sharpen
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.engine import Engine
from pellucid.engine.export import export_photo
from pellucid.engine.lattice import Slide
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.masks import Band, Component, Feather, LinearGradient, MapRange, Mask, RadialGradient, Range
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.operations.white_balance.parameters import Parameters as WhiteBalance

pytestmark = pytest.mark.usefixtures("trials")

LEFT = Mask("left", "Left", (Component(LinearGradient((0.35, 0.5), (0.45, 0.5))),))
BRIGHT = Mask("bright", "Bright", (Component(Range(Band(0.5, 1.0, 0.2))),), Feather(0.01, follows_edges=True))
SPOT = Mask("spot", "Spot", (Component(RadialGradient((0.5, 0.5), 0.2, 0.1)),), Feather(0.1))
NOISY = Mask("noisy", "Noisy", (Component(MapRange("denoise", "cbdnet", "", "noise", 0.0, 20.0)),))
MASKS = (LEFT, BRIGHT, SPOT, NOISY)

DENOISED = Step("denoise", Denoise(gamma=0.5)).with_local(Local("left", changes=(("gamma", 1.5),)))
TONED = Step("tone", Tone(), enabled=False).with_local(Local("bright", changes=(("exposure", -0.5),)))
WARMER = Step("white_balance", WhiteBalance()).with_local(Local("noisy", changes=(("temperature", 40.0),)))
SHARPENED = Step(SHARPEN.id, Sharpen(0.5, 0.5)).with_local(Local("spot", changes=(("coarse", 1.5), ("radius", 4.0))))
TRIALS = tuple(Step(operation, parameters) for operation, parameters in TRIED.items())

EDITS = {
    "real": (DENOISED, WARMER, TONED),
    "trials": (*TRIALS, SHARPENED, TONED),
}
CLOSE = Viewport(155, 115, 1.0, Size(120, 80))


def edit_of(*steps: Step) -> Edit:
    stack = EditStack()
    for step in steps:
        stack = stack.with_step(step)
    return Edit(stack=stack, masks=MASKS)


@pytest.fixture
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


@pytest.mark.parametrize("name", EDITS)
def test_at_rest_the_canvas_shows_what_is_exported(
    preview: PreviewEngine, engine: Engine, source: SourceImage, tmp_path: Path, name: str
) -> None:
    edit = edit_of(*EDITS[name])
    export_photo(source, edit, tmp_path / "out.png", ExportOptions(), engine, Progress())
    with Image.open(tmp_path / "out.png") as picture:
        exported = np.asarray(picture).astype(int)
    *_, frame = preview.frames(source, RenderRequest(1, edit, CLOSE), Progress())
    assert frame.exactness is Exactness.EXACT_HERE
    rows, columns = frame.after.region.slices
    difference = np.abs(as_shown(frame.after)[..., :3].astype(int) - exported[rows, columns])
    assert difference.max() <= 1


@pytest.mark.parametrize(
    ("touched", "value"),
    [
        (Touched("denoise", "gamma", "left"), 1.5),
        (Touched("denoise", "gamma"), 0.5),
        (Touched(SHARPEN.id, "coarse"), 0.5),
        (Touched(SHARPEN.id, "coarse", "spot"), 1.5),
        (Touched(SHARPEN.id, "radius", "spot"), 0.5),
    ],
)
def test_the_slider_that_was_touched_is_followed_where_it_was_touched(touched: Touched, value: float) -> None:
    edit = edit_of(DENOISED, SHARPENED)
    slide = Slide.of(edit, touched)
    assert slide is not None
    assert slide.operation == touched.operation
    assert slide.value == value
    assert slide.at(value) == slide.edit
    if touched.field != "radius":
        assert (slide.field, slide.mask) == (touched.field, touched.mask)
    changed = slide.at(0.0).stack.step(touched.operation)
    assert changed is not None
    local = changed.local(slide.mask)
    there = local.parameters(changed.parameters) if local else changed.parameters
    assert getattr(there, slide.field) == 0.0


def test_node_0_is_the_field_at_0_and_not_the_step_removed() -> None:
    both, coarse = (edit_of(Step(SHARPEN.id, Sharpen(fine, 0.7))) for fine in (0.5, 0.0))
    slide = Slide.of(both, Touched(SHARPEN.id, "fine"))
    assert slide is not None
    assert slide.at(0.0) == replace(coarse, masks=())
    assert 0.0 in slide.growth


def test_a_slider_in_a_mask_moves_between_nodes_there(preview: PreviewEngine, source: SourceImage) -> None:
    edit = edit_of(SHARPENED)
    moves = replace(RenderRequest(1, edit, CLOSE), touched=Touched(SHARPEN.id, "coarse", "spot"))
    preview.make_nodes(source, moves, Progress())
    frame = next(preview.frames(source, replace(moves, dragging=True), Progress()))
    assert len(frame.after.layers) == 2
    *_, exact = preview.frames(source, moves, Progress())
    near, far = (
        np.abs(as_shown(exact.after).astype(int) - shown.astype(int)).mean()
        for shown in (as_shown(frame.after), frame.before.layers[0].pixels)
    )
    assert near < far / 10


def test_what_was_touched_is_told_from_two_stacks() -> None:
    before = EditStack().with_step(DENOISED)
    step = before.step("denoise")
    assert step is not None
    assert before.with_parameters("denoise", Denoise(gamma=0.7)).touched_since(before) == Touched("denoise", "gamma")
    local = step.with_local(Local("left", changes=(("gamma", 1.7),)))
    assert before.with_step(local).touched_since(before) == Touched("denoise", "gamma", "left")
    assert before.with_enabled("denoise", enabled=False).touched_since(before) == Touched("denoise")
    assert before.without("denoise").touched_since(before) == Touched("denoise")
    assert before.touched_since(before) == Touched()
    assert before.touched_since(EditStack()) == Touched("denoise", "gamma")
