"""`pellucid apply` as a person runs it: a process of its own, from file to file, with its processor time and memory.

Beside the engine alone such a process loads Python, torch and the networks, decodes, takes all its memory fresh from
the system, and encodes.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.program import program
from pellucid.io.source_image import SourceImage


@dataclass(frozen=True)
class ProcessCost:
    """What a process has cost.

    Attributes:
        seconds: from its start to its end.
        cpu_s: processor time of all its threads; None where the system does not tell.
        peak_resident_mib: the most memory it held; None likewise.
    """

    seconds: float
    cpu_s: float | None
    peak_resident_mib: float | None


def cost_of_apply(source: SourceImage, stack: EditStack, folder: Path, device: str) -> ProcessCost:
    """Export a photo in a process of its own.

    Args:
        source: the photo, as it was opened from its file.
        stack: what is done to it.
        folder: where edits and result may lie.
        device: see `choose_device`.

    Raises:
        PellucidError: the export failed.
    """
    edits, target = folder / "process.pellucid", folder / "process.jpg"
    sidecar.write(edits, sidecar.Sidecar(sidecar.SourceIdentity.of(source.facts), Edit(stack=stack), 1))
    return run_apply(source.facts.path, target, ("--sidecar", str(edits), "--force"), device)


def run_apply(photo: Path, target: Path, options: Sequence[str], device: str) -> ProcessCost:
    """Run `pellucid apply`; see `cost_of_apply`."""
    command = [*program(), "apply", str(photo), str(target), *options, "--device", device, "--json"]
    before, started = _cpu_of_children_s(), time.perf_counter()
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - started, _cpu_of_children_s()
    if child.returncode:
        raise PellucidError(f"the export in a process of its own failed: {child.stderr.strip()}")
    answer = json.loads(child.stdout.splitlines()[-1])
    cpu_s = None if before is None or after is None else after - before
    return ProcessCost(seconds, cpu_s, answer["peak_resident_mib"])


def _cpu_of_children_s() -> float | None:
    """Processor time of all children that have ended."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 -- not there on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
