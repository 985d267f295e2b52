"""Edits as words."""

import pytest

from pellucid.cli.operations_text import parse_stack, parse_step
from pellucid.document.edit_stack import EditStack, Step
from pellucid.foundation.errors import UsageError
from pellucid.operations.denoise.parameters import Parameters


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("denoise", Parameters()),
        ("denoise:", Parameters()),
        ("denoise:gamma=1.35", Parameters(gamma=1.35, color_gamma=1.35)),
        ("denoise:color_gamma=0.2,gamma=1.35", Parameters(gamma=1.35, color_gamma=0.2)),
        ("denoise:color_gamma=0.2", Parameters(color_gamma=0.2)),
        ("denoise:method=cbdnet,gamma=0,amount=0.5", Parameters(gamma=0.0, color_gamma=0.0, amount=0.5)),
        (" denoise : gamma = 2 , amount = 1e-1 ", Parameters(gamma=2.0, color_gamma=2.0, amount=0.1)),
    ],
)
def test_an_operation_is_read_with_defaults_for_the_rest(text: str, parameters: Parameters) -> None:
    assert parse_step(text) == Step("denoise", parameters)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no operation “”"),
        ("explode", "no operation “explode”; known are deartifact, denoise"),
        ("denoise:sigma=1", "denoise: there is no parameter “sigma”; known are method"),
        ("denoise:gamma=nan", "a number from 0 to 2"),
        ("denoise:gamma=inf", "a number from 0 to 2"),
        ("denoise:gamma=1e999", "a number from 0 to 2"),
        ("denoise:gamma=2.01", "a number from 0 to 2 is needed"),
        ("denoise:gamma=-0.1", "a number from 0 to 2 is needed"),
        ("denoise:gamma=strong", "“strong” cannot be read"),
        ("denoise:gamma=1,5", "“5” is no setting"),
        ("denoise:gamma", "“gamma” is no setting"),
        ("denoise:gamma=", "is no setting"),
        ("denoise:=1", "is no setting"),
        ("denoise:gamma=1,", "is no setting"),
        ("denoise:gamma=1,gamma=2", "“gamma” is given twice"),
        ("denoise:method=magic", "none of cbdnet"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_step(text)
    assert reason in str(refused.value)


def test_a_named_operation_replaces_that_of_the_base() -> None:
    base = EditStack().with_parameters("denoise", Parameters(gamma=0.5, amount=0.5)).with_enabled("denoise", False)
    assert parse_stack(["denoise:color_gamma=1.2"], base) == EditStack((Step("denoise", Parameters(color_gamma=1.2)),))
    assert parse_stack([], base) == base


def test_auto_enhance_has_the_name_that_people_know_too() -> None:
    assert parse_step("enhance:amount=0.5") == parse_step("retouch:amount=0.5")


def test_an_operation_named_twice_is_refused() -> None:
    with pytest.raises(UsageError, match="named twice"):
        parse_stack(["denoise", "denoise:gamma=2"])
