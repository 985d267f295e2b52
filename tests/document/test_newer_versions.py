"""What a newer version wrote is kept in its place and written back."""

import json
from dataclasses import replace

import pytest

from document.test_sidecar import DATA, SCHEMA_1, STACK, changed, signed, with_parameters, with_step
from pellucid.document import sidecar
from pellucid.document.edit_stack import UnknownPart
from pellucid.foundation.framing import Framing
from pellucid.operations.denoise.parameters import SPEC, Parameters


@pytest.mark.parametrize("version", [1, 2])
def test_an_operation_of_a_newer_version_stays_in_its_place(version: int) -> None:
    data = SCHEMA_1 if version == 1 else DATA
    known = json.loads(SCHEMA_1)["stack"][0]
    grain = {"operation": "grain", "version": 4, "enabled": True, "parameters": {"size": [1, 2]}, "where": {"x": None}}
    tone = {"operation": "tone", "version": 99, "enabled": True, "parameters": {}}
    steps = [grain, known, tone]
    content = json.loads(data)
    content |= {"stack": steps} if version == 1 else {"edit": content["edit"] | {"stack": steps}}
    read = sidecar.decode(signed(content))
    assert [step.operation for step in read.edit.stack.steps] == ["denoise"]
    assert not read.edit.is_understood
    edit = read.edit.with_stack(read.edit.stack.with_parameters("denoise", Parameters(gamma=0.5)))
    again = json.loads(sidecar.encode(replace(read, edit=edit)))["edit"]["stack"]
    assert [again[0], again[2]] == [grain, tone]
    assert again[1]["parameters"]["gamma"] == 0.5


def test_masks_names_and_framings_of_a_newer_version_are_written_back() -> None:
    edit = json.loads(DATA)["edit"]
    mask = {"id": "x", "name": "Depth", "components": [{"shape": {"kind": "depth", "near": 2}}], "blur": 3}
    framing = {"quarter_turns": 1, "bend": 3}
    newer = signed(
        json.loads(DATA) | {"edit": edit | {"masks": [mask], "framing": framing, "grain": {"a": [1]}}, "stars": 5}
    )
    read = sidecar.decode(newer)
    assert (read.edit.masks, read.edit.framing, read.edit.is_understood) == ((), Framing(), False)
    again = json.loads(sidecar.encode(read))
    assert (again["edit"]["masks"], again["edit"]["framing"]) == ([mask], framing)
    assert (again["edit"]["grain"], again["stars"]) == ({"a": [1]}, 5)
    assert sidecar.decode(json.dumps(again).encode()) == read


def test_what_a_newer_version_said_of_a_version_is_written_back() -> None:
    edit = json.loads(DATA)["edit"]
    version = {"name": "Soft", "edit": edit, "made": "2026-01-02T03:04:05Z", "stars": 3}
    read = sidecar.decode(changed(versions=[version]))
    assert json.loads(read.versions[0].unknown) == {"stars": 3}
    renamed = replace(read, versions=(replace(read.versions[0], name="Softer"),))
    assert sidecar.decode(sidecar.encode(renamed)) == renamed


def test_an_own_framing_takes_the_place_of_one_that_was_not_understood() -> None:
    edit = json.loads(DATA)["edit"]
    read = sidecar.decode(changed(edit=edit | {"framing": {"bend": 3}}))
    own = replace(read, edit=replace(read.edit, framing=Framing(quarter_turns=2)))
    assert json.loads(sidecar.encode(own))["edit"]["framing"]["quarter_turns"] == 2


@pytest.mark.parametrize(
    "data",
    [
        with_step(operation="explode"),
        with_step(version=SPEC.version + 1),
        with_step(version="1"),
        with_step(enabled=1),
        with_step(parameters=[]),
        with_step(note="x"),
        with_step(locals=3),
        with_step(locals=[{"mask": "a"}]),
        with_step(locals=[{"mask": "a", "enabled": True, "changes": {"gamma": 9}}]),
        with_parameters(sharpness=1),
        with_parameters(gamma=2.5),
        with_parameters(gamma=10**400),
        with_parameters(gamma="1"),
        with_parameters(gamma=True),
        with_parameters(gamma=[1]),
        with_parameters(method="magic"),
    ],
)
def test_a_step_that_is_not_understood_in_all_it_says_is_kept_and_not_applied(data: bytes) -> None:
    (raw,) = json.loads(data)["edit"]["stack"]
    read = sidecar.decode(data)
    assert read.edit.stack.steps == ()
    assert [json.loads(step.raw) for step in read.edit.stack.unknown] == [raw]
    assert json.loads(sidecar.encode(read))["edit"]["stack"] == [raw]


def test_a_second_step_of_an_operation_is_kept_and_not_applied() -> None:
    edit = json.loads(DATA)["edit"]
    read = sidecar.decode(changed(edit=edit | {"stack": edit["stack"] * 2}))
    assert read.edit.stack.steps == STACK.steps
    assert [type(step) for step in read.edit.stack.unknown] == [UnknownPart]
