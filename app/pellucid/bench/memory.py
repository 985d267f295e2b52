"""`pellucid bench memory`: what the window holds at rest and at most, and what `pellucid apply` holds at most.

A window opens a photo and measures it; once it computes nothing any more, that is *opened*. Then it denoises, first
what is seen and then the rest of the photo; once that is over, that is *edited*. Resident is what the system counts for
the process, with libraries that it reads from files; own is what lies in no file. The system may drop the pages of
libraries, and who shares them depends on what else runs, so own is what to compare.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from pellucid.bench.editor_child import EditorChild, display, editor
from pellucid.bench.photo import size_of, write_noisy_photo
from pellucid.bench.process import run_apply
from pellucid.engine.heap import IDLE_S
from pellucid.foundation.errors import PellucidError, UsageError

EDIT = {"op": "denoise", "key": "amount", "value": 0.8}
"""Not the default, which would move nothing."""

PATIENCE_S = 900.0
WATCHED_S = 5.0
STILL_S = 0.5
"""Processor time within `WATCHED_S` of a window that computes nothing."""

SLACK_S = 2.0


def measure_memory(photo: Path | None, megapixels: int, device: str) -> dict[str, Any]:
    """Measure a window and a process of `apply` with the same photo.

    Args:
        photo: to measure with; None makes one.
        megapixels: of the one that is made.
        device: as for `choose_device`.

    Returns:
        MiB, of the window by state.

    Raises:
        UsageError: this system does not tell what a process holds.
        PellucidError: a program failed, or the window did not come to rest.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        raise UsageError("this measurement needs Linux, which tells what a process holds")
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as name, display() as place:
        folder = Path(name)
        path = folder / (photo.name if photo else "photo.jpg")
        if photo:
            shutil.copyfile(photo, path)  # edits that lie beside it are not measured, and none are left there
        else:
            write_noisy_photo(path, size_of(megapixels))
        with editor(place, folder, path, device) as child:
            window: dict[str, Any] = {"opened": _at_rest(child, is_measured=True)}
            child.ask("set", **EDIT)
            window["edited"] = _at_rest(child)
            window["peak_resident_mib"] = _mib("status", child.process.pid, "VmHWM")
        cost = run_apply(path, folder / "out.jpg", ("--op", "denoise"), device)
    return {"window": window, "apply": {"peak_resident_mib": cost.peak_resident_mib}, "display": place.name}


def _at_rest(child: EditorChild, *, is_measured: bool = False) -> dict[str, float]:
    """What the window holds once it computes nothing and has given back what it holds for the next work."""
    pid, deadline = child.process.pid, time.monotonic() + PATIENCE_S
    child.ask("wait_idle", timeout_s=PATIENCE_S / 3)
    while (is_measured and not child.ask("state")["measured"]) or not _is_still(pid):
        if time.monotonic() > deadline:
            raise PellucidError(f"the window did not come to rest within {PATIENCE_S:.0f} s")
    time.sleep(IDLE_S + SLACK_S)
    return {
        "resident_mib": _mib("smaps_rollup", pid, "Rss"),
        "own_mib": _mib("smaps_rollup", pid, "Anonymous"),
    }


def _is_still(pid: int) -> bool:
    before = _cpu_s(pid)
    time.sleep(WATCHED_S)
    return _cpu_s(pid) - before < STILL_S


def _cpu_s(pid: int) -> float:
    """Processor time of a process so far; what follows its name, which may hold spaces, are numbers."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _mib(file: str, pid: int, name: str) -> float:
    """A line of a file that the system keeps of a process."""
    lines = Path(f"/proc/{pid}/{file}").read_text(encoding="ascii", errors="replace").splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024, 1)
