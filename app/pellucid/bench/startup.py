"""`pellucid bench startup`: time to a usable window, against that of an empty window of the same toolkit.

Usable means: painted with the sample photo asked for, and a slider event answered. Both programs are started in
turn, each several times, so that a machine that grows busy meets both; medians are told. Before that each is started
once for its compiled modules, which installed programs have: where Python was told to write none, as in many
containers, a start that compiles every module takes half as long again, and no empty window does.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from pellucid.bench.editor_child import POLL_S, Display, display, editor
from pellucid.foundation.errors import PellucidError, UsageError
from pellucid.foundation.paths import resources_dir

EMPTY_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, leave)
def leave():
    print("painted", flush=True)
    application.quit()
application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
"""A program of nothing but a painted window; it runs in a process of its own, so that no Qt is loaded here."""

SLIDER = {"op": "denoise", "key": "gamma", "value": 1.2}


def measure_startup(photo: Path | None, runs: int, device: str) -> dict[str, Any]:
    """Measure the start of the editor.

    Args:
        photo: to open; None takes the sample that comes with the program.
        runs: starts of each program.
        device: as for `choose_device`.

    Returns:
        Medians, their ratio, all times, and whether torch was loaded before the first paint.

    Raises:
        PellucidError: a program did not start, or torch was loaded too early.
    """
    if getattr(sys, "frozen", False):
        raise UsageError("the installed program cannot start an empty window; measure from the Python package")
    shown = photo or sample_photo()
    empty_s, editor_s = [], []
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as folder, display() as bare:
        place = with_compiled_modules(bare, Path(folder))
        _start_empty(place)
        _start_editor(place, shown, device)
        for _ in range(runs):
            empty_s.append(_start_empty(place))
            editor_s.append(_start_editor(place, shown, device))
    empty, usable = statistics.median(empty_s), statistics.median(editor_s)
    return {
        "usable_s": round(usable, 3),
        "empty_window_s": round(empty, 3),
        "ratio_to_empty_window": round(usable / empty, 3),
        "torch_at_first_paint": False,  # `_start_editor` refuses anything else
        "runs": runs,
        "all_usable_s": [round(seconds, 3) for seconds in editor_s],
        "all_empty_window_s": [round(seconds, 3) for seconds in empty_s],
        "display": place.name,
    }


def with_compiled_modules(place: Display, folder: Path) -> Display:
    """The same display for programs that keep their compiled modules in a folder, whatever is set outside."""
    environment = place.environment | {"PYTHONPYCACHEPREFIX": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return replace(place, environment=environment)


def sample_photo() -> Path:
    """The first of the sample photos that come with the program.

    Raises:
        UsageError: there is none.
    """
    samples = sorted((resources_dir() / "samples").glob("*.jpg"))
    if not samples:
        raise UsageError("there is no sample photo in this installation; name one with --photo")
    return samples[0]


def _start_empty(place: Display) -> float:
    """Seconds until an empty window was painted."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", EMPTY_WINDOW],
        env=place.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None  # asked for above
        painted = process.stdout.readline()
        seconds = time.perf_counter() - started
    if not painted:
        raise PellucidError("the empty window was not painted; there may be no display")
    return seconds


def _start_editor(place: Display, photo: Path, device: str) -> float:
    """Seconds until the editor was painted and had answered a slider event."""
    with (
        tempfile.TemporaryDirectory(prefix="pellucid-bench-") as folder,
        editor(place, Path(folder), photo, device) as child,
    ):
        while (torch_came_first := child.ask("state")["torch_at_first_paint"]) is None:
            time.sleep(POLL_S)  # not painted yet
        child.ask("set", **SLIDER)
        child.ask("state")  # answered after the slider's event
        seconds = time.perf_counter() - child.started
    if torch_came_first:
        raise PellucidError("torch was loaded before the first paint; the window must come first")
    return seconds
