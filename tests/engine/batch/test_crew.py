"""Several processes at once: one that dies is replaced, and what kills two is given up."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import batch_worker
from pellucid.engine.batch.crew import run_apart
from pellucid.engine.batch.outcomes import Outcome

_COMMAND = [sys.executable, batch_worker.__file__]


def _jobs(folder: Path, dying: dict[int, str]) -> list[tuple[int, dict[str, Any]]]:
    return [
        (number, {"in": f"{number}.jpg", "out": str(folder / f"{number}.out"), "dies": dying.get(number, "")})
        for number in range(6)
    ]


def _run(folder: Path, dying: dict[int, str], count: int = 2) -> dict[int, Outcome]:
    return dict(run_apart(_jobs(folder, dying), _COMMAND, count, os.environ))


def test_all_are_made_by_as_many_processes_as_were_asked_for(tmp_path: Path) -> None:
    found = _run(tmp_path, {})
    assert {number: outcome.code for number, outcome in found.items()} == dict.fromkeys(range(6), 0)
    assert len({outcome.warnings for outcome in found.values()}) <= 2
    assert len(list(tmp_path.glob("*.out"))) == 6


def test_a_process_that_is_killed_is_replaced_and_its_photo_made(tmp_path: Path) -> None:
    found = _run(tmp_path, {1: "once", 4: "once"})
    assert all(outcome.code == 0 for outcome in found.values())
    assert (tmp_path / "1.tried").read_text() == "xx"
    assert (tmp_path / "2.tried").read_text() == "x"


def test_a_photo_that_takes_two_processes_with_it_is_given_up_and_named(tmp_path: Path) -> None:
    found = _run(tmp_path, {3: "always"}, count=1)
    assert found[3].code == 7
    assert "3.jpg" in found[3].message
    assert "memory" in found[3].message
    assert [outcome.code for number, outcome in sorted(found.items()) if number != 3] == [0] * 5


def test_whoever_stops_taking_answers_leaves_no_process(tmp_path: Path) -> None:
    outcomes = run_apart(_jobs(tmp_path, {}), _COMMAND, 2, os.environ)
    _, first = next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # it is a generator
    with pytest.raises(ProcessLookupError):
        os.kill(int(first.warnings[0]), 0)


def test_a_command_that_cannot_be_started_is_no_silence(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        list(run_apart(_jobs(tmp_path, {}), [str(tmp_path / "missing")], 2, os.environ))
