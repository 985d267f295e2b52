"""How soon a window is usable with a folder of many photos, beside what must be done for that in any program.

The *base* is one plain loop in a process that does nothing else: the folder is listed (`os.scandir`, and a `stat` of
each entry), its photos are sorted as people do, and pictures of one screen of them are made by the decoder that the
window uses. The window does more: it makes the strip, lays it out and paints it, opens the first photo, and keeps what
it made. *Usable* means that all photos are listed and the pictures of all that are seen are there; *painted*
that the window was painted with them, which with software GL takes long for itself. Both are done in turn, several
times, the window by a new process each time; medians are told.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pellucid.bench.editor_child import Display, display, editor
from pellucid.foundation.photo_folder import photos_in
from pellucid.io.thumbnails import made_thumbnail

RUNS = 3
MOVES = 200
_SETTLED_S = 3.0
"""After the window is idle: what it loads in advance is loaded."""

_SCREEN = 12
_TIMES = ("shown_s", "listed_s", "pictures_s")
_PAINTED = "painted_s"


def measure_window(folder: Path, first: Path, tell: Callable[[str], None], runs: int = RUNS) -> dict[str, Any]:
    """Measure a folder in a window.

    Args:
        folder: with many photos.
        first: a photo elsewhere, which is open before.
        tell: gets a line for each opening.
        runs: openings.

    Returns:
        Medians; `usable_to_base` is the chief figure, and `blocked` and `computed` say how long the loop was held up
        by one thing, painting left out.

    Raises:
        PellucidError: the editor does not start.
    """
    with display() as place:
        base_s(folder, _SCREEN)
        measured = [_measured_once(place, folder, first, tell) for _ in range(runs)]
    medians = {name: statistics.median(one[name] for one in measured) for name in measured[0]}
    return {
        **{name: round(value, 3) for name, value in medians.items()},
        "usable_to_base": round(statistics.median(one["usable_s"] / one["base_s"] for one in measured), 2),
        "display": place.name,
    }


def base_s(folder: Path, screen: int) -> float:
    """Seconds of the plain loop with pictures of so many photos."""
    begun = time.perf_counter()
    with os.scandir(folder) as entries:
        _facts = [entry.stat() for entry in entries]
    for photo in photos_in(folder)[:screen]:
        made_thumbnail(photo)
    return time.perf_counter() - begun


def _measured_once(place: Display, folder: Path, first: Path, tell: Callable[[str], None]) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as own, editor(place, Path(own), first, "cpu") as child:
        for _ in range(2):
            child.ask("wait_idle", timeout_s=60)
            time.sleep(_SETTLED_S)
        before_s = base_s(folder, _SCREEN)
        child.ask("reset_gaps")
        opened = child.ask("open_folder", path=str(folder))
        opening = child.ask("state")
        after_s = base_s(folder, int(opened["seen"]))
        child.ask("wait_idle", timeout_s=60)
        child.ask("reset_gaps")
        child.ask("scroll_strip", moves=MOVES, interval_ms=16)
        scrolling = child.ask("state")
    found = {
        **{name: float(opened[name]) for name in _TIMES},
        "usable_s": max(float(opened[name]) for name in _TIMES),
        _PAINTED: float(opened[_PAINTED]),
        "base_s": (before_s + after_s) / 2,
        "opening_blocked_max_ms": float(opening["blocked_max_ms"]),
        "opening_computed_max_ms": float(opening["computed_max_ms"]),
        "scrolling_blocked_max_ms": float(scrolling["blocked_max_ms"]),
        "scrolling_computed_max_ms": float(scrolling["computed_max_ms"]),
    }
    tell("window: " + ", ".join(f"{name} {value:.3f}" for name, value in found.items()))
    return found
