"""Settings of one photo laid over another: what is taken, what stays, and nothing else."""

from dataclasses import replace

import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.settings_transfer import Parts, transferred, usual_parts
from pellucid.foundation.framing import Framing
from pellucid.foundation.masks import Mask
from pellucid.foundation.source_choices import SourceChoices
from pellucid.operations.dehaze.parameters import Parameters as Dehaze
from pellucid.operations.denoise.parameters import Parameters as Denoise

SKY, FACE = Mask("m1", "Sky"), Mask("m1", "Face")


def step(gamma: float, *locals_: Local) -> Step:
    return Step("denoise", Denoise(gamma=gamma), locals=locals_)


def edit(*steps: Step, masks: tuple[Mask, ...] = ()) -> Edit:
    stack = EditStack()
    for one in steps:
        stack = stack.with_step(one)
    return Edit(stack=stack, masks=masks)


HAZE = Step("dehaze", Dehaze())
COPIED = replace(edit(step(1.4, Local("m1", changes=(("gamma", 1.9),))), masks=(SKY,)), framing=Framing(angle_deg=3.0))


def test_what_says_something_is_taken_and_masks_and_crop_are_not() -> None:
    nothing = Step("dehaze", Dehaze(), enabled=False)
    assert usual_parts(replace(COPIED, stack=COPIED.stack.with_step(nothing))) == Parts(("denoise",))


def test_steps_that_are_not_taken_stay() -> None:
    onto = edit(HAZE, step(1.1))
    result = transferred(onto, COPIED, Parts(("denoise",)))
    assert result == edit(HAZE, step(1.4))


def test_without_masks_a_photo_keeps_its_own() -> None:
    own = Local("m1", changes=(("gamma", 0.5),))
    onto = edit(step(1.1, own), masks=(FACE,))
    assert transferred(onto, COPIED, Parts(("denoise",))) == edit(step(1.4, own), masks=(FACE,))


def test_masks_come_with_what_they_change() -> None:
    result = transferred(Edit(), COPIED, Parts(("denoise",), masks=True))
    assert result == replace(COPIED, framing=Framing())


def test_a_mask_of_the_same_name_is_replaced_unless_another_step_needs_it() -> None:
    free = transferred(edit(masks=(FACE,)), COPIED, Parts(("denoise",), masks=True))
    assert free.masks == (SKY,)
    needed = edit(replace(HAZE, locals=(Local("m1"),)), masks=(FACE,))
    result = transferred(needed, COPIED, Parts(("denoise",), masks=True))
    assert result.masks == (FACE, replace(SKY, id="m1-2"))
    moved, kept = result.stack.step("denoise"), result.stack.step("dehaze")
    assert moved is not None
    assert [local.mask for local in moved.locals] == ["m1-2"]
    assert kept is not None
    assert [local.mask for local in kept.locals] == ["m1"]


def test_pasting_twice_is_pasting_once() -> None:
    needed = edit(replace(HAZE, locals=(Local("m1"),)), masks=(FACE,))
    parts = Parts(("denoise",), masks=True)
    once = transferred(needed, COPIED, parts)
    assert transferred(once, COPIED, parts) == once


def test_what_the_copied_photo_does_not_have_is_taken_out() -> None:
    assert transferred(edit(HAZE, step(1.1)), Edit(), Parts(("denoise",))) == edit(HAZE)


def test_others_are_reset_where_that_is_wanted() -> None:
    assert transferred(edit(HAZE), COPIED, Parts(("denoise",), resets_others=True)) == edit(step(1.4))


def test_the_crop_is_taken_only_where_that_is_wanted() -> None:
    assert transferred(Edit(), COPIED, Parts()).framing == Framing()
    assert transferred(Edit(), COPIED, Parts(framing=True)).framing == Framing(angle_deg=3.0)


@pytest.mark.parametrize("page", [None, 2])
def test_development_is_taken_but_never_which_picture_of_the_file(page: int | None) -> None:
    copied = Edit(source=SourceChoices(page=7, exposure_ev=1.0))
    result = transferred(Edit(source=SourceChoices(page=page)), copied, Parts(source=True))
    assert result.source == SourceChoices(page=page, exposure_ev=1.0)
