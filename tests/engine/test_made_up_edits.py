"""Laws of edits that nobody thought of: tiles equal the whole, and the canvas at rest shows what is exported."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PIL import Image

from helpers.full import render_full
from helpers.pictures import samples
from helpers.trial_operations import GRAIN, TRIALS, TRIED
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, Touched
from pellucid.document.render_request import RenderRequest
from pellucid.engine.analyses import Analyses
from pellucid.engine.effective import effective
from pellucid.engine.engine import Engine
from pellucid.engine.lattice import Slide
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.engine.preview import PreviewEngine
from pellucid.engine.slicing import as_shown
from pellucid.engine.stack_split import StackSplit
from pellucid.foundation.frame import Exactness
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.masks import Band, Component, Feather, LinearGradient, Mask, RadialGradient, Range
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find
from pellucid.operations.fields import Number, declarations
from pellucid.operations.spec import OperationSpec

HEIGHT, WIDTH = 60, 84
pytestmark = pytest.mark.usefixtures("trials")

FAST = (*TRIALS, find("tone"), find("white_balance"))
"""No networks: what holds for one run of pixels holds for another, and these take no time."""

MASKS = (
    Mask("a", "A", (Component(LinearGradient((0.3, 0.4), (0.6, 0.5))),)),
    Mask("b", "B", (Component(RadialGradient((0.6, 0.4), 0.2, 0.3)),), Feather(0.2), 0.7, inverted=True),
    Mask("c", "C", (Component(Range(Band(0.4, 0.8, 0.1))),), Feather(0.012, follows_edges=True)),
    Mask("d", "D"),
)


def values(spec: OperationSpec) -> some.SearchStrategy[dict[str, Any]]:
    """Some fields of an operation at any value."""
    kinds = {
        name: some.integers(0, 20).map(lambda part, kind=kind: kind.low + part / 20 * (kind.high - kind.low))
        if isinstance(kind, Number)
        else some.just(getattr(TRIED[spec.id], name))
        for name, kind in declarations(spec.parameters).items()
    }
    return some.fixed_dictionaries({}, optional=kinds)


def steps(spec: OperationSpec) -> some.SearchStrategy[Step]:
    """A step, on or off, with locals in some of the masks."""
    changes = values(spec).map(lambda found: tuple(sorted(found.items())))
    local = some.builds(Local, some.sampled_from([mask.id for mask in MASKS]), some.booleans(), changes)
    locals_ = some.lists(local, max_size=3, unique_by=lambda one: one.mask).map(tuple)
    parameters = values(spec).map(lambda found: spec.parameters(**found))
    return some.builds(Step, some.just(spec.id), parameters, some.booleans(), locals_)


@some.composite
def edits(draw: some.DrawFn) -> Edit:
    chosen = draw(some.lists(some.sampled_from(FAST), max_size=4, unique_by=lambda spec: spec.id))
    stack = EditStack()
    for spec in chosen:
        stack = stack.with_step(draw(steps(spec)))
    return Edit(stack=stack, masks=tuple(draw(some.permutations(MASKS))))


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    path: Path = tmp_path_factory.mktemp("photo") / "waves.png"
    Image.fromarray(samples(HEIGHT, WIDTH, noise_levels=6)).save(path)
    return open_photo(path)


@pytest.fixture(scope="module")
def preview(engine: Engine) -> PreviewEngine:
    return PreviewEngine(engine)


MADE_UP = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@MADE_UP
@given(edits())
def test_tiles_equal_the_whole(engine: Engine, photo: SourceImage, edit: Edit) -> None:
    plane, prepared = Plane(photo, 1), Analyses(engine).prepare(photo, edit)
    whole = render_rect(engine, plane, prepared, Rect.of(plane.size))
    for core in (Rect(0, 0, 20, 20), Rect(31, 17, 25, 30), Rect(64, 40, 20, 20)):
        rows, columns = core.slices
        tile = render_rect(engine, plane, prepared, core)
        torch.testing.assert_close(tile, whole[:, rows, columns], rtol=1e-4, atol=2e-5)


@MADE_UP
@given(edits())
def test_at_rest_the_canvas_shows_what_is_exported(
    preview: PreviewEngine, engine: Engine, photo: SourceImage, edit: Edit
) -> None:
    view = Viewport(WIDTH / 2, HEIGHT / 2, 1.0, Size(WIDTH, HEIGHT))
    *_, frame = preview.frames(photo, RenderRequest(1, edit, view), Progress())
    assert frame.exactness is Exactness.EXACT_EVERYWHERE
    ((_, exported),) = list(render_full(photo, edit, engine, Progress()))
    levels = (exported.clamp(0, 1) * 255).permute(1, 2, 0).numpy()
    assert np.abs(as_shown(frame.after)[..., :3].astype(float) - levels).max() <= 1


@MADE_UP
@given(edits())
def test_what_is_effective_is_so_once_and_for_all_and_its_stages_are_the_whole(edit: Edit) -> None:
    found = effective(edit)
    assert effective(edit) is found, "it is computed once a request"
    assert effective(found) == found
    assert effective(found).digest == found.digest
    split = StackSplit.of(edit)
    assert split.detail.stack.steps + split.tail.stack.steps == split.full.stack.steps
    assert {local.mask for step in found.stack.steps for local in step.locals} == {mask.id for mask in found.masks}
    assert GRAIN.id not in {step.operation for step in split.detail.stack.steps}


@MADE_UP
@given(edits(), some.data())
def test_a_slider_at_its_value_is_the_edit(edit: Edit, data: some.DataObject) -> None:
    detail = StackSplit.of(edit).detail
    targets = [
        Touched(step.operation, nodes.field, mask)
        for step in detail.stack.steps
        for nodes in find(step.operation).nodes
        for mask in ("", *(local.mask for local in step.locals))
    ]
    if not targets:
        return
    slide = Slide.of(detail, data.draw(some.sampled_from(targets)))
    assert slide is not None
    assert slide.at(slide.value) == detail
    assert 0.0 in slide.planned
