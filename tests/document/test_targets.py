"""What an operation is for the whole photo and where a mask is, and what setting it there leaves in the edit."""

from dataclasses import replace

import pytest

from pellucid.document import targets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Local, Step
from pellucid.foundation.masks import Mask
from pellucid.operations.catalogue import CATALOGUE, find
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.fields import Number, declarations
from pellucid.operations.spec import OperationSpec

SKY = Edit(masks=(Mask("sky", "Sky"),))
WHOLE = targets.WHOLE_PHOTO


def denoise(edit: Edit) -> Step:
    step = edit.stack.step("denoise")
    assert step is not None
    return step


def test_what_is_set_in_a_mask_first_is_off_elsewhere() -> None:
    edit = targets.with_value(SKY, "sky", "denoise", "gamma", 1.5)
    assert denoise(edit) == Step("denoise", Denoise(), enabled=False, locals=(Local("sky", changes=(("gamma", 1.5),)),))
    assert targets.is_enabled(edit, "sky", "denoise")
    assert not targets.is_enabled(edit, WHOLE, "denoise")


def test_switched_on_in_a_mask_it_has_the_values_of_the_whole_photo() -> None:
    edit = targets.with_enabled(SKY, "sky", "denoise", True)
    assert targets.is_enabled(edit, "sky", "denoise")
    assert not denoise(edit).enabled
    assert targets.with_enabled(edit, "sky", "denoise", False) == SKY


def test_a_value_follows_the_whole_photo_until_it_is_set_and_again_when_it_is_let_go() -> None:
    edit = targets.with_value(SKY, WHOLE, "denoise", "gamma", 0.8)
    assert targets.value(edit, "sky", "denoise", "gamma") == 0.8
    edit = targets.with_value(edit, "sky", "denoise", "gamma", 1.6)
    edit = targets.with_value(edit, WHOLE, "denoise", "color_gamma", 0.4)
    assert targets.differing(edit, "sky", "denoise") == ("gamma",)
    assert targets.parameters(edit, "sky", "denoise") == replace(Denoise(), gamma=1.6, color_gamma=0.4)
    assert targets.value(edit, WHOLE, "denoise", "gamma") == 0.8
    edit = targets.following(edit, "sky", "denoise", "gamma")
    assert targets.value(edit, "sky", "denoise", "gamma") == 0.8
    assert denoise(edit).locals == ()


def test_a_value_set_to_that_of_the_whole_photo_follows_it() -> None:
    edit = targets.with_value(SKY, WHOLE, "denoise", "gamma", 0.8)
    edit = targets.with_value(edit, "sky", "denoise", "gamma", 1.6)
    assert denoise(targets.with_value(edit, "sky", "denoise", "gamma", 0.8)).locals == ()


@pytest.mark.parametrize("spec", CATALOGUE, ids=lambda spec: spec.id)
def test_off_in_a_mask_an_operation_does_nothing_there_and_comes_back_as_it_was(spec: OperationSpec) -> None:
    acting = _acting(spec)
    edit = targets.with_parameters(SKY, WHOLE, spec.id, acting)
    off = targets.with_enabled(edit, "sky", spec.id, False)
    assert spec.is_neutral(targets.parameters(off, "sky", spec.id))
    assert not targets.is_enabled(off, "sky", spec.id)
    assert targets.is_enabled(off, WHOLE, spec.id)
    assert targets.with_enabled(off, "sky", spec.id, True) == edit


def test_off_in_a_mask_keeps_what_else_differs_there() -> None:
    edit = targets.with_value(SKY, WHOLE, "dehaze", "strength", 0.7)
    edit = targets.with_value(edit, "sky", "dehaze", "near", 0.25)
    off = targets.with_enabled(edit, "sky", "dehaze", False)
    assert targets.with_enabled(off, "sky", "dehaze", True) == edit


def test_off_in_a_mask_and_on_again_where_half_of_it_was_off_before() -> None:
    edit = targets.with_parameters(SKY, WHOLE, "denoise", Denoise(color_gamma=0.0))
    edit = targets.with_value(edit, "sky", "denoise", "color_gamma", 0.5)
    off = targets.with_enabled(edit, "sky", "denoise", False)
    assert not targets.is_enabled(off, "sky", "denoise")
    assert targets.is_enabled(targets.with_enabled(off, "sky", "denoise", True), "sky", "denoise")


def test_denoise_is_silenced_by_what_one_run_takes_as_maps() -> None:
    assert targets.silencing("denoise", Denoise()) == {"gamma": 0.0, "color_gamma": 0.0}


def test_reset_of_the_whole_photo_keeps_what_masks_have() -> None:
    edit = targets.with_value(SKY, WHOLE, "denoise", "gamma", 0.8)
    local = targets.with_value(edit, "sky", "denoise", "gamma", 1.6)
    assert targets.reset(edit, WHOLE, "denoise") == SKY
    kept = targets.reset(local, WHOLE, "denoise")
    assert not denoise(kept).enabled
    assert targets.value(kept, "sky", "denoise", "gamma") == 1.6
    assert targets.reset(local, "sky", "denoise") == edit


def test_seen_through_a_mask_steps_have_their_values_there() -> None:
    edit = targets.with_value(SKY, WHOLE, "tone", "exposure", 1.0)
    edit = targets.with_value(edit, "sky", "denoise", "gamma", 1.6)
    seen = targets.seen(edit, "sky")
    assert [(step.operation, step.enabled, step.locals) for step in seen.steps] == [
        ("denoise", True, ()),
        ("tone", True, ()),
    ]
    assert seen.parameters("denoise").gamma == 1.6
    assert targets.seen(edit, WHOLE) == edit.stack
    assert targets.resting(edit, "sky") == edit.stack
    assert targets.resting(edit, WHOLE).parameters("tone") == find("tone").parameters()
    assert targets.is_set(edit, "sky", "denoise")
    assert not targets.is_set(edit, "sky", "tone")


def _acting(spec: OperationSpec) -> object:
    """Parameters with which an operation does something."""
    usual = spec.parameters()
    if not spec.is_neutral(usual):
        return usual
    for name, declared in declarations(usual).items():
        if isinstance(declared, Number):
            moved = replace(usual, **{name: declared.high})
            if not spec.is_neutral(moved):
                return moved
    raise AssertionError(spec.id)
