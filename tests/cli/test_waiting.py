"""Threads that wait for each other sleep soon, unless the person wants it otherwise; and torch comes later."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pellucid.__main__ import WAITING_ROUNDS, wait_briefly

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("set_outside", "found"),
    [({}, str(WAITING_ROUNDS)), ({"GOMP_SPINCOUNT": "7"}, "7"), ({"OMP_WAIT_POLICY": "active"}, None)],
)
def test_what_the_person_has_set_stays(
    monkeypatch: pytest.MonkeyPatch, set_outside: dict[str, str], found: str | None
) -> None:
    for name in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in set_outside.items():
        monkeypatch.setenv(name, value)
    wait_briefly()
    assert os.environ.get("GOMP_SPINCOUNT") == found


def test_the_program_says_so_before_torch_is_loaded() -> None:
    code = (
        "import os, sys; from pellucid import __main__ as entry;"
        "entry.run_command_line = lambda *_: print(os.environ['GOMP_SPINCOUNT'], 'torch' in sys.modules) or 0;"
        "entry.main()"
    )
    bare = {name: value for name, value in os.environ.items() if name not in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")}
    environment = bare | {"PYTHONPATH": str(ROOT / "app")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [str(WAITING_ROUNDS), "False"], done.stderr
