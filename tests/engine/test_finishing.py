"""Steps on output come after framing and size, and their masks go through both."""

import numpy as np
import pytest
import torch

from helpers.full import render_full
from helpers.reduced import decibels, reduced
from helpers.trial_operations import GRAIN, Grain
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.render_request import RenderRequest
from pellucid.engine import full_render
from pellucid.engine.effective import acts, effective
from pellucid.engine.engine import Engine
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, UnitRect, Viewport
from pellucid.foundation.lens import Lens
from pellucid.foundation.masks import Component, LinearGradient, Mask
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

pytestmark = pytest.mark.usefixtures("trials")

UPPER = Mask("upper", "Upper", (Component(LinearGradient((0.5, 0.5), (0.5, 0.5001))),))
GRAINED = EditStack((Step(GRAIN.id, Grain(0.8)),))
IN_MASK = EditStack((Step(GRAIN.id, Grain(0.8), enabled=False).with_local(Local("upper")),))
CROPPED = Framing(crop=UnitRect(0.25, 0.25, 0.5, 0.5))


def whole(engine: Engine, source: SourceImage, edit: Edit) -> torch.Tensor:
    ((_, pixels),) = list(render_full(source, edit, engine, Progress()))
    return pixels


def grain(engine: Engine, source: SourceImage, framing: Framing, stack: EditStack = GRAINED) -> torch.Tensor:
    """What the step on output adds, as a share of the picture."""
    plain = whole(engine, source, Edit(framing=framing, masks=(UPPER,)))
    return whole(engine, source, Edit(stack=stack, framing=framing, masks=(UPPER,))) / plain.clamp_min(1e-3)


def test_the_crop_does_not_cut_the_grain(engine: Engine, source: SourceImage) -> None:
    """It is measured in the output: a crop to half the size shows the same waves, half as many pixels wide."""
    full, cropped = grain(engine, source, Framing()), grain(engine, source, CROPPED)
    assert cropped.shape[1:] == (115, 155)
    same_places = full[0].reshape(115, 2, 155, 2).mean(dim=(1, 3))
    torch.testing.assert_close(cropped[0], same_places, rtol=0, atol=5e-3)


@pytest.mark.parametrize("framing", [CROPPED, Framing(angle_deg=3.0), Framing(quarter_turns=2)])
def test_tiles_of_the_output_are_the_whole(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch, framing: Framing
) -> None:
    edit = Edit(stack=IN_MASK, framing=framing, masks=(UPPER,))
    expected = whole(engine, source, edit)
    monkeypatch.setattr(full_render, "TILE", Size(70, 50))
    parts = torch.full_like(expected, float("nan"))
    for part, pixels in render_full(source, edit, engine, Progress()):
        parts[(slice(None), *part.slices)] = pixels
    torch.testing.assert_close(parts, expected, rtol=0, atol=2e-6)


@pytest.mark.parametrize(
    "framing", [Framing(quarter_turns=2), Framing(quarter_turns=2, lens=Lens((-0.02, 0.0, 0.0), 1.002, 0.998))]
)
def test_a_mask_goes_through_the_framing(engine: Engine, source: SourceImage, framing: Framing) -> None:
    """The upper half of the photo is the lower one of what is turned by half a turn."""
    changes = (grain(engine, source, framing, IN_MASK) - 1).abs().amax(dim=(0, 2))
    assert float(changes[:100].max()) < 1e-5
    assert float(changes[130:].max()) > 1e-2


def test_a_framing_leaves_steps_on_output_to_the_output() -> None:
    assert acts(Edit(stack=GRAINED, framing=CROPPED))
    assert effective(Edit(stack=GRAINED, framing=CROPPED)) == Edit()
    assert effective(Edit(stack=GRAINED)) == Edit(stack=GRAINED)


def asked(source: SourceImage, edit: Edit, zoom: float = 1.0) -> RenderRequest:
    map_ = edit.framing.on(source.facts.size)
    size = map_.output_size
    canvas = Size(round(size.width * zoom), round(size.height * zoom))
    return RenderRequest(1, edit, Viewport(size.width / 2, size.height / 2, zoom, canvas, map_))


BRIGHTER = EditStack().with_parameters("tone", Tone(exposure=0.4)).steps
QUIETER = EditStack().with_parameters("denoise", Denoise(amount=0.6)).steps


@pytest.mark.parametrize("framing", [CROPPED, Framing(angle_deg=3.0), Framing(quarter_turns=1, mirrored=True)])
@pytest.mark.parametrize(
    "steps", [GRAINED.steps, (*BRIGHTER, *IN_MASK.steps), (*QUIETER, *GRAINED.steps)], ids=["alone", "mask", "blend"]
)
def test_at_rest_the_canvas_shows_steps_on_output_as_they_are_exported(
    engine: Engine, source: SourceImage, framing: Framing, steps: tuple[Step, ...]
) -> None:
    edit = Edit(stack=EditStack(steps), framing=framing, masks=(UPPER,))
    *_, last = PreviewEngine(engine).frames(source, asked(source, edit), Progress())
    assert last.exactness is not Exactness.APPROXIMATE
    assert last.after.framing == framing.on(source.facts.size)
    exported = whole(engine, source, edit).clamp(0, 1).permute(1, 2, 0).numpy() * 255
    difference = np.abs(as_shown(last.after)[..., :3] - exported)
    # The file is within one level of its unrounded pixels, and so is the canvas, at the same place of the same noise.
    assert difference.max() < 1.05


@pytest.mark.parametrize("divisor", [2, 5])
def test_a_reduced_canvas_shows_the_same_grain(engine: Engine, source: SourceImage, divisor: int) -> None:
    edit = Edit(stack=GRAINED, framing=CROPPED)
    *_, coarse = PreviewEngine(engine).frames(source, asked(source, edit, 1 / divisor), Progress())
    assert decibels(as_shown(coarse.after), reduced(whole(engine, source, edit), divisor)) > 50


def test_the_unedited_side_has_no_grain(engine: Engine, source: SourceImage) -> None:
    graded, plain = (Edit(stack=stack, framing=CROPPED) for stack in (GRAINED, EditStack()))
    (*_, frame), (*_, before) = (
        PreviewEngine(engine).frames(source, asked(source, edit), Progress()) for edit in (graded, plain)
    )
    rows, columns = CROPPED.on(source.facts.size).crop_rect.slices
    assert np.array_equal(frame.before.layers[0].pixels[..., :3], source.samples[rows, columns])
    assert before.after.framing is None
