"""Edits that differ in nothing that is ever seen are the same edit."""

from dataclasses import replace

import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.sameness import is_switch, says_same
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone


def edit_of(*steps: Step) -> Edit:
    return Edit(stack=EditStack(steps))


ON, OFF = Step("denoise", Denoise()), Step("denoise", Denoise(), enabled=False)
BRIGHT = Tone(exposure=1.0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (edit_of(), edit_of(), True),
        (edit_of(), edit_of(Step("tone", Tone())), True),
        (edit_of(), edit_of(OFF), True),
        (edit_of(Step("denoise", Denoise(amount=0.0))), edit_of(Step("denoise", Denoise(amount=0.0), False)), True),
        (edit_of(), edit_of(ON), False),
        (edit_of(OFF), edit_of(ON), False),
        (edit_of(), edit_of(Step("tone", BRIGHT, enabled=False)), False),
        (edit_of(Step("tone", BRIGHT)), edit_of(Step("tone", BRIGHT, enabled=False)), False),
        (edit_of(), edit_of(Step("tone", Tone(), locals=(Local("m", changes=(("exposure", 1.0),)),))), False),
    ],
)
def test_what_differs_in_idle_switches_only_is_the_same(first: Edit, second: Edit, expected: bool) -> None:
    assert says_same(first, second) is expected
    assert says_same(second, first) is expected


def test_a_switch_is_told_from_other_edits() -> None:
    assert is_switch(edit_of(), edit_of(ON))
    assert is_switch(edit_of(ON), edit_of(OFF))
    assert not is_switch(edit_of(ON), edit_of(ON))
    assert not is_switch(edit_of(ON), edit_of(replace(ON, parameters=Denoise(gamma=0.4))))
    assert not is_switch(edit_of(), edit_of(ON, Step("tone", Tone())))
