import pytest

from pellucid.document.edit_stack import EditStack
from pellucid.engine.lattice import Bracket, Slide, bracket
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
        Slide.of(EditStack().with_parameters("denoise", Parameters(gamma=gamma, amount=amount)))
        for gamma, amount in ((0.5, 1.0), (1.5, 0.3))
    )
    assert one is not None
    assert other is not None
    assert one.family == other.family
    assert other.at(0.5) == one.stack
    assert other.at(0.0) == EditStack()


def test_an_untouched_photo_has_no_slide() -> None:
    assert Slide.of(EditStack().with_parameters("denoise", Parameters(gamma=0.0))) is None
