"""Steps on output come after framing and size, and their masks go through both."""

from collections.abc import Iterator

import pytest
import torch

from helpers.full import render_full
from helpers.trial_operations import GRAIN, Grain, registered
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.engine import full_render
from pellucid.engine.effective import acts, effective
from pellucid.engine.session import Engine
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, UnitRect
from pellucid.foundation.lens import Lens
from pellucid.foundation.masks import Component, LinearGradient, Mask
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage

UPPER = Mask("upper", "Upper", (Component(LinearGradient((0.5, 0.5), (0.5, 0.5001))),))
GRAINED = EditStack((Step(GRAIN.id, Grain(0.8)),))
IN_MASK = EditStack((Step(GRAIN.id, Grain(0.8), enabled=False).with_local(Local("upper")),))
CROPPED = Framing(crop=UnitRect(0.25, 0.25, 0.5, 0.5))


@pytest.fixture(scope="module", autouse=True)
def _with_trials() -> Iterator[None]:
    with registered():
        yield


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
    torch.testing.assert_close(cropped[0, 57, ::10], full[0, 114, ::20], rtol=0, atol=5e-3)


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
