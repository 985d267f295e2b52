"""What every operation declares of itself, each law one test over the whole catalogue."""

import dataclasses
import itertools
import json

import pytest

from helpers.parameters import varied
from helpers.trial_operations import TRIALS
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step
from pellucid.document.sidecar import Sidecar, SourceIdentity, decode, encode
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import Number, checked, declarations, plain_of, validate
from pellucid.operations.spec import OperationSpec, Stage

pytestmark = [
    pytest.mark.parametrize("spec", [*CATALOGUE, *TRIALS], ids=lambda spec: spec.id),
    pytest.mark.usefixtures("trials"),
]


def test_a_sidecar_brings_every_parameter_back(spec: OperationSpec) -> None:
    identity = SourceIdentity("photo.jpg", "0" * 32, 10, 8)
    for parameters, enabled in itertools.product(varied(spec), (True, False)):
        stack = EditStack((Step(spec.id, parameters, enabled),))
        assert decode(encode(Sidecar(identity, Edit(stack=stack), 3))).edit.stack == stack


def test_files_and_command_lines_bring_every_parameter_back(spec: OperationSpec) -> None:
    for parameters in varied(spec):
        plain = plain_of(parameters)
        assert validate(spec.parameters, json.loads(json.dumps(plain))) == parameters
        assert checked(spec.parameters, {name: getattr(parameters, name) for name in plain}) == {
            name: getattr(parameters, name) for name in plain
        }


def test_a_digest_tells_all_parameters_apart(spec: OperationSpec) -> None:
    default, other = varied(spec)
    for field in dataclasses.fields(default):
        one = dataclasses.replace(default, **{field.name: getattr(other, field.name)})
        assert (Step(spec.id, one).digest == Step(spec.id, default).digest) == (one == default)


def test_nodes_lie_within_their_slider_and_begin_with_0(spec: OperationSpec) -> None:
    for nodes in spec.nodes:
        declared = declarations(spec.parameters)[nodes.field]
        assert spec.stage is Stage.DETAIL
        assert isinstance(declared, Number)
        assert nodes.values[0] == 0.0
        assert list(nodes.values) == sorted(nodes.values)
        assert all(declared.low <= value <= declared.high for value in nodes.values)
        assert sorted(nodes.growth) == list(nodes.values[1:])


def test_every_older_version_upgrades_to_valid_parameters(spec: OperationSpec) -> None:
    for version in range(1, spec.version):
        assert isinstance(validate(spec.parameters, spec.upgrade({}, version)), spec.parameters)
    assert validate(spec.parameters, spec.upgrade({}, spec.version)) == spec.parameters()


def test_every_share_is_read_in_per_cent(spec: OperationSpec) -> None:
    """What lies between 0 and 1, or half as far again, is told in one way on all cards; 0.80 beside 80 % is not."""
    numbers = [number for number in declarations(spec.parameters).values() if isinstance(number, Number)]
    shares = [number for number in numbers if number.low >= -1.0 and number.high <= 1.5]
    assert [number.label for number in shares if number.unit != "%"] == []
