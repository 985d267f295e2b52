"""A step that is another one where a mask is: exact at both ends, tiles equal the whole, and no run for nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from helpers.parameters import acting
from helpers.pictures import samples
from helpers.trial_operations import SHARPEN, TRIALS, TRIED, Sharpen
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.engine import engine as engine_module
from pellucid.engine.analyses import Analyses
from pellucid.engine.effective import effective, mapped_locals
from pellucid.engine.engine import Engine, open_engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Component, LinearGradient, Mask
from pellucid.io.decode import open_photo
from pellucid.io.source_image import SourceImage
from pellucid.networks.deepdeblur import DeepDeblur
from pellucid.networks.loading import load_network
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.deblur.parameters import Parameters as Deblur
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.fields import Choice, Number, declarations, needs_pair
from pellucid.operations.processes import PROCESSES
from pellucid.operations.spec import OperationSpec, Stage

pytestmark = pytest.mark.usefixtures("trials")

LEFT = Mask("left", "Left", (Component(LinearGradient((0.35, 0.5), (0.45, 0.5))),))
EDGE = Mask("edge", "Edge", (Component(LinearGradient((12 / 320, 0.5), (16 / 320, 0.5))),))
EVERYWHERE = Mask("all", "All", inverted=True)
NOWHERE = Mask("none", "None", inverted=True, opacity=0.0)


def edit_of(step: Step, *masks: Mask) -> Edit:
    return Edit(stack=EditStack().with_step(step), masks=masks)


def rendered(engine: Engine, source: SourceImage, edit: Edit, core: Rect | None = None, divisor: int = 1) -> Tensor:
    plane = Plane(source, divisor)
    return render_rect(engine, plane, Analyses(engine).prepare(source, edit), core or Rect.of(plane.size))


def changes(spec: OperationSpec) -> list[tuple[str, Any]]:
    """One change to each field, to the end of its range that is not there yet, or to another choice."""
    found: list[tuple[str, Any]] = []
    for name, declared in declarations(spec.parameters).items():
        present = getattr(acting(spec), name)
        if isinstance(declared, Number):
            found.append((name, declared.high if present != declared.high else declared.low))
        elif isinstance(declared, Choice):
            others = [option.value for option in declared.options if option.value != present and not option.needs_pair]
            found += [(name, other) for other in others[:1]]
        elif spec.id in TRIED and getattr(TRIED[spec.id], name) != present:
            found.append((name, getattr(TRIED[spec.id], name)))
    return found


EVERY = (*CATALOGUE, *TRIALS)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """With a small network in the place of DeepDeblur, which sees farther than these photos reach."""

    def load(model: str, device: torch.device) -> nn.Module:
        torch.manual_seed(4)
        two_scales = DeepDeblur((4, 4), (1, 1), 3, residual=True).eval()
        return two_scales if model == "deepdeblur" else load_network(model, device)

    opened = open_engine("cpu")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "load_network", load)
        yield opened
    opened.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    """A photo of 72 x 96, of which networks make short work."""
    path = tmp_path_factory.mktemp("small") / "waves.png"
    Image.fromarray(samples(72, 96, noise_levels=9)).save(path)
    return open_photo(path)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> SourceImage:
    """A dark photo of 32 x 320, wider than any network sees."""
    path = tmp_path_factory.mktemp("wide") / "waves.png"
    Image.fromarray(samples(32, 320, noise_levels=9) // 2).save(path)
    return open_photo(path)


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.id)
def test_a_mask_of_0_is_the_step_and_of_1_the_local_to_the_bit(
    spec: OperationSpec, engine: Engine, small: SourceImage
) -> None:
    base = acting(spec)
    for name, value in dict([*changes(spec)[:1], *changes(spec)[-1:]]).items():
        local = replace(base, **{name: value})
        step = Step(spec.id, base).with_local(Local("m", changes=((name, value),)))
        for mask, expected in ((NOWHERE, base), (EVERYWHERE, local)):
            result = rendered(engine, small, edit_of(step, replace(mask, id="m")))
            assert torch.equal(result, rendered(engine, small, edit_of(Step(spec.id, expected)))), name


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.id)
def test_a_tile_with_locals_has_the_pixels_of_the_whole(
    spec: OperationSpec, engine: Engine, small: SourceImage
) -> None:
    step = Step(spec.id, acting(spec)).with_local(Local("left", changes=tuple(changes(spec)[-1:])))
    edit = edit_of(step, LEFT)
    whole = rendered(engine, small, edit)
    for core in (Rect(0, 0, 20, 20), Rect(33, 27, 30, 21)):
        rows, columns = core.slices
        tile = rendered(engine, small, edit, core)
        torch.testing.assert_close(tile, whole[:, rows, columns], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.id)
def test_a_halos_worth_outside_of_a_local_the_result_is_the_base_to_the_bit(
    spec: OperationSpec, engine: Engine, wide: SourceImage
) -> None:
    for change in [*changes(spec)[:1], *changes(spec)[-1:]]:
        base = Step(spec.id, acting(spec))
        edit = edit_of(base.with_local(Local("edge", changes=(change,))), EDGE)
        halo = Analyses(engine).prepare(wide, edit)[0].halo(1.0)
        begin = 16 + halo
        assert begin < wide.facts.size.width
        result, plain = rendered(engine, wide, edit), rendered(engine, wide, edit_of(base))
        assert torch.equal(result[..., begin:], plain[..., begin:]), change
        assert not torch.equal(result, plain), change


def test_off_everywhere_and_on_in_a_mask(engine: Engine, source: SourceImage) -> None:
    step = Step("denoise", Denoise(), enabled=False).with_local(Local("left"))
    result = rendered(engine, source, edit_of(step, LEFT))
    photo = Plane(source, 1).read(Rect.of(Plane(source, 1).size))
    assert torch.equal(result[..., 200:], photo[..., 200:])
    torch.testing.assert_close(
        result[..., :80], rendered(engine, source, edit_of(Step("denoise", Denoise())))[..., :80], rtol=1e-4, atol=1e-5
    )


class Runs:
    """Counts how often an operation is carried out."""

    def __init__(self, operation: str, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        render = PROCESSES[operation].render

        def counted(*args: Any) -> Tensor:
            self.count += 1
            return render(*args)

        patch.setattr(PROCESSES[operation], "render", counted)


def test_mappable_changes_are_one_run_and_others_one_each(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs, core = Runs("trial_sharpen", monkeypatch), Rect(90, 20, 64, 64)
    step = Step(SHARPEN.id, Sharpen(0.5, 0.5)).with_local(Local("left", changes=(("fine", 1.5),)))
    rendered(engine, source, edit_of(step, LEFT), core)
    assert runs.count == 1
    more = step.with_local(Local("all", changes=(("radius", 4.0),)))
    edit = edit_of(more, LEFT, EVERYWHERE)
    rendered(engine, source, edit, core)
    assert runs.count == 3
    prepared = Analyses(engine).prepare(source, edit)[0]
    assert prepared.halo(1.0) == 4


def test_where_a_mask_is_0_its_run_is_not_carried_out(
    engine: Engine, source: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = Runs("trial_sharpen", monkeypatch)
    step = Step(SHARPEN.id, Sharpen(0.5)).with_local(Local("left", changes=(("radius", 4.0),)))
    rendered(engine, source, edit_of(step, LEFT), Rect(200, 20, 64, 64))
    assert runs.count == 1
    off = replace(step, enabled=False)
    rendered(engine, source, edit_of(off, LEFT), Rect(200, 20, 64, 64))
    assert runs.count == 1


@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.id)
def test_a_mask_that_is_0_on_a_tile_costs_nothing_there(
    spec: OperationSpec, engine: Engine, wide: SourceImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever differs in the mask: one run where the step is on everywhere, none where it is on in the mask alone."""
    runs, far = Runs(spec.id, monkeypatch), Rect(256, 0, 64, 32)
    for change in [*changes(spec)[:1], *changes(spec)[-1:]]:
        step = Step(spec.id, acting(spec)).with_local(Local("edge", changes=(change,)))
        for enabled, expected in ((True, 1), (False, 0)):
            runs.count = 0
            rendered(engine, wide, edit_of(replace(step, enabled=enabled), EDGE), far)
            assert runs.count == expected, change


def test_locals_act_in_the_order_of_the_masks_each_over_those_before(engine: Engine, source: SourceImage) -> None:
    weak, strong = Local("left", changes=(("fine", 0.2),)), Local("all", changes=(("fine", 1.8),))
    step = Step(SHARPEN.id, Sharpen(0.5)).with_local(weak).with_local(strong)
    last_all = rendered(engine, source, edit_of(step, LEFT, EVERYWHERE))
    assert torch.equal(last_all, rendered(engine, source, edit_of(Step(SHARPEN.id, Sharpen(1.8)))))
    last_left = rendered(engine, source, edit_of(step, EVERYWHERE, LEFT))
    assert torch.equal(last_left[..., 200:], last_all[..., 200:])
    assert not torch.equal(last_left[..., :80], last_all[..., :80])


def test_a_step_is_left_out_only_where_neither_it_nor_a_local_does_anything() -> None:
    silent = Step("denoise", Denoise(gamma=0.0, color_gamma=0.0))
    loud = silent.with_local(Local("left", changes=(("gamma", 1.0),)))
    assert effective(edit_of(silent, LEFT)) == Edit()
    assert effective(edit_of(loud, LEFT)) == edit_of(loud, LEFT)
    assert effective(edit_of(loud)) == Edit()
    assert effective(edit_of(loud, replace(LEFT, opacity=0.0))) == Edit()
    assert effective(edit_of(loud, replace(LEFT, components=()))) == Edit()
    off = silent.with_local(Local("left", enabled=False, changes=(("gamma", 1.0),)))
    assert effective(edit_of(off, LEFT)) == Edit()
    same = Step("denoise", Denoise()).with_local(Local("left", changes=(("gamma", 1.0),)))
    assert effective(edit_of(same, LEFT)) == edit_of(Step("denoise", Denoise()))


def test_what_a_mask_says_is_part_of_the_name_of_the_pixels_only_where_it_is_used() -> None:
    step = Step("denoise", Denoise()).with_local(Local("left", changes=(("gamma", 2.0),)))
    one, other = (effective(edit_of(step, mask)) for mask in (LEFT, replace(LEFT, inverted=True)))
    assert one.digest != other.digest
    unused = effective(edit_of(Step("denoise", Denoise()), LEFT))
    assert unused.digest == effective(edit_of(Step("denoise", Denoise()))).digest


def test_a_step_that_is_off_outside_of_its_masks_asks_for_nothing_there(engine: Engine, source: SourceImage) -> None:
    """The photo has one eye: a method for two would be refused, if it ran anywhere."""
    local = Local("left", changes=(("method", "deepdeblur"),))
    step = Step("deblur", Deblur(method="davanet"), enabled=False).with_local(local)
    prepared = Analyses(engine).prepare(source, edit_of(step, LEFT))[0]
    assert [needs_pair(variant.parameters) for variant in prepared.variants] == [False]
    assert mapped_locals(step) == 0


def test_on_a_reduced_plane_a_mask_lies_where_it_lies_in_the_photo(engine: Engine, source: SourceImage) -> None:
    step = Step("trial_mixer", TRIED["trial_mixer"], enabled=False).with_local(Local("left"))
    small = rendered(engine, source, edit_of(step, LEFT), divisor=3)
    photo = Plane(source, 3).read(Rect.of(Plane(source, 3).size))
    changed = (small - photo).abs().amax(dim=(0, 1)).nonzero().flatten()
    assert changed.max() == pytest.approx(0.45 * 310 / 3, abs=2)
    assert SHARPEN.stage is Stage.DETAIL
