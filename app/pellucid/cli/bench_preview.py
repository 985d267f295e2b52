"""`pellucid bench preview`: how fast the canvas follows the denoise slider at 100 % on a large photo.

The cold answer is the time from the first move of a freshly opened photo to the first picture that is not the plain
photo. Then the slider is dragged through its range and every move that reached the canvas is timed.
"""

import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image

from pellucid.cli.bench_photo import size_of, write_noisy_photo
from pellucid.cli.editor_child import EditorChild, display, editor
from pellucid.foundation.errors import PellucidError

OPERATION = "denoise"
KEY = "gamma"
HIGHEST = 2.0
INTERVAL_MS = 16
PATIENCE_S = 120.0

FIRST_VALUE = 1.2
"""Of the cold move; not the default, which would move nothing."""

CANVAS_MIDDLE = (0.38, 0.5)
"""Where the canvas has its middle, in shares of the window: the panel takes the right quarter."""

LOOK_PX = 24
"""Half a side of the square that is watched."""


def measure_preview(photo: Path | None, megapixels: int, moves: int, device: str) -> dict[str, Any]:
    """Measure a drag.

    Args:
        photo: to drag on; None makes one.
        megapixels: of the one that is made.
        moves: of the slider.
        device: as for `choose_device`.

    Returns:
        Figures of the drag under the operation's id.
    """
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as folder, display() as place:
        path = photo or Path(folder) / "photo.jpg"
        if photo is None:
            write_noisy_photo(path, size_of(megapixels))
        with editor(place, Path(folder), path, device) as child:
            figures = _measure(child, moves, Path(folder))
    return {OPERATION: figures, "moves": moves, "display": place.name}


def drag_values(moves: int) -> list[float]:
    """Up to the highest value and back again, rounded as the panel rounds."""
    half = max(1, moves // 2)
    return [round(HIGHEST * (1 - abs(move / half - 1)), 2) for move in range(1, moves + 1)]


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies; the nearest one, no mixing."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def count_frames(latencies_ms: list[float], interval_ms: float) -> int:
    """Pictures that were painted during a drag.

    Moves that the same picture answered have latencies that fall by the pace of the drag; anything else is a new
    picture.
    """
    falls = sum(later <= earlier - interval_ms / 2 for earlier, later in pairwise(latencies_ms))
    return len(latencies_ms) - falls


def _measure(child: EditorChild, moves: int, folder: Path) -> dict[str, Any]:
    child.ask("wait_idle", timeout_s=PATIENCE_S)
    child.ask("zoom", percent=100)
    child.ask("wait_idle", timeout_s=PATIENCE_S)
    cold_s = _cold_answer(child, folder / "screen.bmp")
    child.ask("reset_gaps")
    started = time.perf_counter()
    answer = child.ask("drag", op=OPERATION, key=KEY, values=drag_values(moves), interval_ms=INTERVAL_MS)
    seconds = time.perf_counter() - started
    latencies = [latency for latency in answer["latencies_ms"] if latency is not None]
    if not latencies:
        raise PellucidError("no move of the slider reached the canvas")
    return {
        "cold_answer_s": round(cold_s, 3),
        "p50_ms": round(percentile(latencies, 0.5), 1),
        "p95_ms": round(percentile(latencies, 0.95), 1),
        "frames_per_s": round(count_frames(latencies, INTERVAL_MS) / seconds, 1),
        "moves_never_shown": moves - len(latencies),
        "gap_p99_ms": round(child.ask("state")["gap_p99_ms"], 1),
    }


def _cold_answer(child: EditorChild, screen: Path) -> float:
    """Seconds from the first move until the middle of the canvas looks different."""
    plain = _middle_of_canvas(child, screen)
    started = time.perf_counter()
    child.ask("set", op=OPERATION, key=KEY, value=FIRST_VALUE)
    while time.perf_counter() - started < PATIENCE_S:
        seen = time.perf_counter()  # what the picture shows was on the screen when it was asked for
        if _middle_of_canvas(child, screen) != plain:
            return seen - started
    raise PellucidError(f"the canvas showed no edit within {PATIENCE_S:.0f} s")


def _middle_of_canvas(child: EditorChild, screen: Path) -> bytes:
    """Pixels in the middle of what lies left of the panel."""
    child.ask("screenshot", path=str(screen))
    with Image.open(screen) as picture:
        x, y = round(picture.width * CANVAS_MIDDLE[0]), round(picture.height * CANVAS_MIDDLE[1])
        return picture.crop((x - LOOK_PX, y - LOOK_PX, x + LOOK_PX, y + LOOK_PX)).convert("RGB").tobytes()
