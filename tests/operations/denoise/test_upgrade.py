"""Steps of version 1, which had one γ: they mean the same γ of luma and of colour now."""

import json

import pytest

from pellucid.document import presets
from pellucid.document.edit_content import read_step, write_step
from pellucid.document.edit_stack import Local, Step
from pellucid.operations.denoise.parameters import SPEC, Parameters

VERSION_1 = {
    "operation": "denoise",
    "version": 1,
    "enabled": True,
    "parameters": {"method": "dncnn", "gamma": 0.6, "amount": 0.8, "quality": "fast"},
}
EXPECTED = Parameters("dncnn", 0.6, 0.6, amount=0.8)


def test_its_gamma_becomes_that_of_luma_and_of_colour() -> None:
    assert read_step(VERSION_1) == Step("denoise", EXPECTED)


def test_so_does_that_of_a_mask_and_nothing_else_is_told_there() -> None:
    older = VERSION_1 | {"locals": [{"mask": "sky", "enabled": True, "changes": {"gamma": 1.6}}]}
    step = read_step(older)
    assert step.locals == (Local("sky", changes=(("color_gamma", 1.6), ("gamma", 1.6))),)


def test_that_of_a_preset_too() -> None:
    content = {"schema": 1, "name": "Soft", "operations": [VERSION_1]}
    preset = presets.decode(json.dumps(content).encode())
    assert preset.operations.parameters("denoise") == EXPECTED


def test_it_is_written_in_the_present_version() -> None:
    content = write_step(read_step(VERSION_1))
    assert content["version"] == SPEC.version == 2
    assert content["parameters"]["color_gamma"] == 0.6
    assert read_step(content) == Step("denoise", EXPECTED)


@pytest.mark.parametrize("values", [{}, {"amount": 0.5}])
def test_where_no_gamma_is_told_both_are_the_default(values: dict[str, float]) -> None:
    assert read_step(VERSION_1 | {"parameters": values}).parameters == Parameters(**values)
