"""The operation to copy from is right, and what it shows of old sidecars and of the contract holds."""

import inspect

import pytest
import torch

from helpers.example_operation import process as fade
from helpers.example_operation.parameters import SPEC, Parameters
from pellucid.operations.contract import Analysis, Context, Process
from pellucid.operations.processes import PROCESSES

CONTEXT = Context(torch.device("cpu"), lambda _model: torch.nn.Identity())
NEEDED = [name for name, found in vars(Process).items() if inspect.isfunction(found) and not name.startswith("_")]


def test_black_is_lifted_white_stays_and_light_outside_is_kept() -> None:
    picture = torch.tensor([0.0, 0.5, 1.0, 1.5, -0.25]).expand(3, 1, 5)
    faded = fade.render(picture, Parameters(black=20.0), Analysis(), CONTEXT)
    assert torch.allclose(faded[0, 0], torch.tensor([0.2, 0.6, 1.0, 1.5, -0.05]))


def test_an_older_sidecar_is_read() -> None:
    assert SPEC.parameters(**SPEC.upgrade({"lift": 0.5}, 1)) == Parameters(black=25.0)
    assert SPEC.upgrade({"black": 3.0}, 2) == {"black": 3.0}


@pytest.mark.parametrize("operation", [*PROCESSES, "example"])
def test_a_process_has_all_that_the_contract_asks_for_in_its_order(operation: str) -> None:
    process = fade if operation == "example" else PROCESSES[operation]
    for name in NEEDED:
        wanted = list(inspect.signature(getattr(Process, name)).parameters)[1:]
        assert len(inspect.signature(getattr(process, name)).parameters) == len(wanted), name
