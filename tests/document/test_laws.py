"""Any edit comes back from its sidecar as it was: by itself, in a history, and in a version."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.edits import edits
from helpers.parameters import varied
from helpers.trial_operations import TRIALS
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step
from pellucid.document.history import HistoryEntry, HistoryLine
from pellucid.document.sidecar import Sidecar, SourceIdentity, decode, encode
from pellucid.document.strict_json import checksum
from pellucid.document.versions import Version
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.fields import plain_of
from pellucid.operations.spec import OperationSpec

SPECS = (*CATALOGUE, *TRIALS)
FIELDS = ("name", "fingerprint", "width", "height")
SOURCE = SourceIdentity("photo.jpg", "0" * 32, 60, 40)


pytestmark = pytest.mark.usefixtures("trials")


def as_of_version_1(spec: OperationSpec, parameters: Any) -> Any:
    """What the values mean where version 1 wrote them: an upgrade may keep what a field meant then."""
    values = plain_of(parameters)
    upgraded = spec.upgrade(dict(values), 1)
    return dataclasses.replace(parameters, **{name: value for name, value in upgraded.items() if values[name] != value})


@pytest.mark.parametrize("spec", CATALOGUE, ids=lambda spec: spec.id)
def test_steps_of_schema_1_open(spec: OperationSpec) -> None:
    for parameters in varied(spec):
        step = {"operation": spec.id, "version": 1, "enabled": True, "parameters": plain_of(parameters)}
        source = {name: getattr(SOURCE, name) for name in FIELDS}
        content = {"schema": 1, "source": source, "stack": [step], "writer": "Pellucid 0.1", "revision": 4}
        stored = decode(json.dumps(content | {"sha256": checksum(content)}).encode())
        assert (stored.source, stored.revision) == (SOURCE, 4)
        assert stored.edit == Edit(stack=EditStack((Step(spec.id, as_of_version_1(spec, parameters)),)))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(edit=edits(SPECS))
def test_any_edit_comes_back_with_its_digest(edit: Edit) -> None:
    read = decode(encode(Sidecar(SOURCE, edit, 1))).edit
    assert (read, read.digest, read.is_understood) == (edit, edit.digest, True)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(line=st.lists(edits(SPECS), min_size=1, max_size=4), name=st.text())
def test_any_history_and_any_version_come_back(line: list[Edit], name: str) -> None:
    history = HistoryLine(tuple(HistoryEntry(name, edit) for edit in [*line, *line]), len(line))
    versions = tuple(Version(name, edit, "2026-01-02T03:04:05Z") for edit in line)
    stored = Sidecar(SOURCE, line[0], 1, history, versions)
    assert decode(encode(stored)) == stored
