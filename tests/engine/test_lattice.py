import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Touched
from pellucid.engine.lattice import Bracket, Slide, bracket
from pellucid.operations.deblur.parameters import Parameters as Deblur
from pellucid.operations.denoise.parameters import Parameters

PLANNED = (0.0, 0.5, 1.0, 2.0)


@pytest.mark.parametrize(
    ("value", "ready", "expected"),
    [
        (0.3, [0.0, 1.0], Bracket(0.0, 1.0, 0.3)),
        (0.75, [0.0, 0.5, 1.0], Bracket(0.5, 1.0, 0.5)),
        (1.0, [0.0, 1.0], Bracket(1.0, 1.0, 0.0)),
        (1.5, [0.0, 1.0], Bracket(1.0, 2.0, 0.5)),
        (0.25, [], Bracket(0.0, 0.5, 0.5)),
        (0.25, [1.0], Bracket(0.0, 1.0, 0.25)),
        (0.0, [1.0], Bracket(0.0, 1.0, 0.0)),
    ],
)
def test_the_tightest_ready_pair_is_taken(value: float, ready: list[float], expected: Bracket) -> None:
    assert bracket(value, ready, PLANNED) == expected


def test_without_a_plan_the_nearest_ready_node_stands_alone() -> None:
    assert bracket(1.5, [0.0, 1.0]) == Bracket(1.0, 1.0, 0.0)


def test_a_slide_names_stacks_that_differ_in_slider_and_amount_alike() -> None:
    one, other = (
        Slide.of(Edit(stack=EditStack().with_parameters("denoise", parameters)))
        for parameters in (Parameters("dncnn", 0.5, 0.0), Parameters("dncnn", 1.5, 0.0, amount=0.3))
    )
    assert one is not None
    assert other is not None
    assert one.family == other.family
    assert other.at(0.5) == one.edit
    assert other.at(0.0) == Edit()


def test_an_untouched_photo_has_no_slide() -> None:
    assert Slide.of(Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=0.0, color_gamma=0.0)))) is None


def test_an_amount_alone_is_blended_by_the_canvas_and_among_other_steps_by_the_lattice() -> None:
    alone = EditStack().with_parameters("deblur", Deblur(amount=0.4))
    slide = Slide.of(Edit(stack=alone))
    assert slide is not None
    assert (slide.field, slide.amount) == ("", 0.4)
    assert slide.at(1.0) == Edit(stack=EditStack().with_parameters("deblur", Deblur()))
    assert slide.at(0.0) == Edit()
    both = Slide.of(Edit(stack=alone.with_parameters("denoise", Parameters())), Touched("deblur", "amount"))
    assert both is not None
    assert (both.field, both.value, both.amount) == ("amount", 0.4, 1.0)
    assert both.planned == (0.0, 1.0)
    assert both.at(0.0) == Edit(stack=EditStack().with_parameters("denoise", Parameters()))
