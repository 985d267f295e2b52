"""What was measured, kept for later: one JSON object a line in the folder for states.

    {"kind": "export", "label": "", "version": "0.9.0", "time": "…", "machine": {…}, "settings": {…}, "figures": {…}}

Lines that are none of these, as a write that was cut leaves them, are passed by.
"""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pellucid import __version__
from pellucid.document.strict_json import Refused, parse
from pellucid.foundation.atomic import make_folder
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.machine import processor
from pellucid.foundation.paths import state_dir

_LONGEST_BYTES = 1_000_000


def machine() -> dict[str, Any]:
    """What of this machine decides how fast it is: processor, cores, system and Python."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


@dataclass(frozen=True)
class Result:
    """One measurement.

    Attributes:
        kind: what was measured, as `pellucid bench` calls it.
        figures: found, by name, in groups.
        settings: what it was measured with; only results with equal ones are compared.
        label: a word of whoever measured.
        version: of Pellucid.
        time: when, in ISO 8601.
        machine: on which.
    """

    kind: str
    figures: dict[str, Any]
    settings: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    version: str = __version__
    time: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    machine: dict[str, Any] = field(default_factory=machine)


def kept_results() -> Path:
    """The file that results are kept in where nobody names another."""
    return state_dir() / "bench.jsonl"


def keep(result: Result, file: Path) -> None:
    """Add a result to a file, which is made where there is none.

    Raises:
        UnwritableError: it cannot be written.
    """
    make_folder(file.parent)
    try:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(result), allow_nan=False) + "\n")
    except OSError as error:
        raise UnwritableError(f"{file}: the results cannot be kept there ({error.strerror})") from error


def read_results(file: Path) -> tuple[Result, ...]:
    """The results in a file, oldest first.

    Raises:
        UnreadableError: it cannot be read.
    """
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise UnreadableError(f"{file}: no results can be read there ({error.strerror})") from error
    return tuple(found for line in lines if (found := _result(line)) is not None)


def _result(line: bytes) -> Result | None:
    try:
        return Result(**parse(line, _LONGEST_BYTES))
    except (Refused, TypeError):
        return None
