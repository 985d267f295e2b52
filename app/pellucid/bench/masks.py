"""`pellucid bench masks`: how fast masks are painted, mixed, written and drawn in full.

One editor on a large photo, in the whole photo and at 100 %: a slider of tone is dragged for the whole photo and where
a mask is, and a brush is moved in a mask of tone and in one of the noise level that the network is told. All stand
beside the slider for the whole photo of the same run, which is dragged before and after them, since a machine may have
other things to do meanwhile. Then a brush of ten thousand points is written as a sidecar, and drawn in full, against
half a megapixel of denoise.
"""

import math
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pellucid.bench.editor_child import EditorChild, display, editor
from pellucid.bench.latencies import drag_values, percentile
from pellucid.bench.photo import size_of, write_noisy_photo
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.history import HistoryEntry, HistoryLine
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.masks import Brush, Component, Mask, Stroke
from pellucid.foundation.ways import Point, Way
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.tone.parameters import Parameters as Tone

INTERVAL_MS = 16
PATIENCE_S = 120.0
SETTLE_S = 8.0
"""Longest wait for exact pixels before the pen comes down; a hand does not wait for those of a large photo either."""

GROWTH_S = 3.0
"""Then what the drag is going to need is made ahead."""

WARM_UP = 4
"""Of a drag that warms up, one move in so many."""

Tell = Callable[[str, Any], None]
"""Gets the name and the value of each figure as it comes."""

VIEWS: dict[str, Any] = {"whole": "fit", "full": 100}

SPAN = {"whole": 0.8, "full": 0.12}
"""Of the stroke that is painted around the middle of the photo, as far as each view shows."""

DRAGS = {"tone": "tone", "masked_tone": "masked_tone", "paint_tone": "masked_tone", "paint_gamma": "gamma"}
"""What is measured beside the slider for the whole photo, which comes first and last, and the edit of each."""

MASK = "Painted"
PETALS = 5
POINTS = 10_000
STROKES = (1, 100)
HALF_MEGAPIXEL = 704
RASTER_MEGAPIXELS = 24
TIMES = 3
"""Denoising and drawing are timed so often; the first time loads the network."""


def measure_masks(
    megapixels: int,
    device: str,
    moves: int,
    tell: Tell,
    views: Sequence[str] = tuple(VIEWS),
    drags: Sequence[str] = tuple(DRAGS)[1:],
) -> dict[str, Any]:
    """Measure what is moved in the window.

    Args:
        megapixels: of the photo in the editor.
        device: as for `choose_device`.
        moves: of each drag.
        tell: is told each figure as it comes.
        views: names of `VIEWS`.
        drags: names of `DRAGS`, to stand beside the slider for the whole photo.
    """
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as name, display() as place:
        folder = Path(name)
        photo = folder / "photo.jpg"
        write_noisy_photo(photo, size_of(megapixels))
        edited = {kind: _edited(photo, kind, edit) for kind, edit in _edits().items()}
        with editor(place, folder, photo, device) as child:
            child.ask("wait_idle", timeout_s=PATIENCE_S)
            figures: dict[str, Any] = {
                view: _measure_view(child, edited, view, drags, moves, partial(_told, tell, view)) for view in views
            }
    return {**figures, "moves": moves, "display": place.name}


def measure_brush(device: str, tell: Tell) -> dict[str, Any]:
    """A brush of ten thousand points as bytes and as pixels; seconds are those of this thread."""
    denoised_s = _denoise_s(device)
    found: dict[str, Any] = {"denoise_half_megapixel_s": round(denoised_s, 2)}
    tell("denoise_half_megapixel_s", round(denoised_s, 2))
    for strokes in STROKES:
        brush = _wandering(strokes)
        drawn_s = _raster_s(brush)
        found[f"{strokes}_strokes"] = {
            "sidecar_bytes": len(_sidecar_bytes(brush)),
            "raster_s": round(drawn_s, 2),
            "times_denoise": round(drawn_s / denoised_s, 2),
        }
        tell(f"{strokes}_strokes", found[f"{strokes}_strokes"])
    return found


def _told(tell: Tell, room: str, name: str, value: Any) -> None:
    tell(f"{room}.{name}", value)


def _edits() -> dict[str, Edit]:
    """Tone everywhere and in a mask, and less noise told where a mask is."""
    dab = Stroke(Way.of([(0.5, 0.5), (0.52, 0.5)]), 0.02)
    masks = (Mask(MASK, MASK, (Component(Brush((dab,))),)),)
    tone = Step("tone", Tone(exposure=0.3)).with_local(Local(MASK, changes=(("exposure", 0.9),)))
    denoise = Step("denoise", Denoise()).with_local(Local(MASK, changes=(("color_gamma", 0.2), ("gamma", 0.2))))
    return {
        "tone": Edit(stack=EditStack((Step("tone", Tone(exposure=0.3)),)), masks=masks),
        "masked_tone": Edit(stack=EditStack((tone,)), masks=masks),
        "gamma": Edit(stack=EditStack((denoise,)), masks=masks),
    }


def _edited(photo: Path, kind: str, edit: Edit) -> Path:
    """A copy of the photo with saved edits; what follows its end makes it a photo of its own."""
    copy = photo.with_name(f"{kind}{photo.suffix}")
    copy.write_bytes(photo.read_bytes() + kind.encode())
    source = sidecar.SourceIdentity.of(open_photo(copy).facts)
    sidecar.write(sidecar.sidecar_path(copy), sidecar.Sidecar(source, edit, 1))
    return copy


def _measure_view(
    child: EditorChild, edited: dict[str, Path], view: str, drags: Sequence[str], moves: int, tell: Tell
) -> dict[str, Any]:
    def slide(count: int) -> list[float]:
        values = drag_values(-1.0, 1.0, count)
        return _shown(child.ask("drag", op="tone", key="exposure", values=values, interval_ms=INTERVAL_MS))

    def paint(count: int) -> list[float]:
        points = stroke_points(SPAN[view], count)
        return _shown(child.ask("stroke", points=points, interval_ms=INTERVAL_MS))

    found: dict[str, list[float]] = {}
    for name in ("tone", *drags, "tone"):
        kind, act = DRAGS[name], paint if name.startswith("paint") else slide
        _get_ready(child, edited[kind], view, "" if kind == "tone" else MASK)
        act(moves // WARM_UP)
        child.ask("wait_idle", timeout_s=SETTLE_S)
        time.sleep(GROWTH_S)
        found[name] = found.get(name, []) + act(moves)
        tell(f"{name}_p95_ms", round(percentile(found[name], 0.95), 1))
    p95_ms = {name: percentile(latencies, 0.95) for name, latencies in found.items()}
    times = {f"{name}_times_tone": round(p95_ms[name] / p95_ms["tone"], 2) for name in p95_ms if name != "tone"}
    for name, ratio in times.items():
        tell(name, ratio)
    return {f"{name}_p95_ms": round(latency, 1) for name, latency in p95_ms.items()} | times


def _get_ready(child: EditorChild, photo: Path, view: str, mask: str) -> None:
    """Show a photo with its saved edits, edit a mask or the whole photo, and wait until it has settled."""
    if child.ask("state")["photo"] != str(photo):
        child.ask("open", path=str(photo), watch=True)
        child.ask("wait_idle", timeout_s=SETTLE_S)  # until the saved edits are there
    child.ask("zoom", percent=VIEWS[view])
    child.ask("mask", name=mask)
    child.ask("wait_idle", timeout_s=SETTLE_S)


def _shown(answer: dict[str, Any]) -> list[float]:
    """Latencies of the moves that reached the canvas, in ms."""
    latencies = [latency for latency in answer["latencies_ms"] if latency is not None]
    if not latencies:
        raise PellucidError("no move reached the canvas")
    return latencies


def stroke_points(span: float, moves: int) -> list[Point]:
    """A flower around the middle of the photo, within a span of it."""
    turns = [math.tau * move / moves for move in range(moves + 1)]
    reach = [span / 2 * (0.6 + 0.4 * math.cos(PETALS * turn)) for turn in turns]
    return [(0.5 + r * math.cos(turn), 0.5 + r * math.sin(turn)) for turn, r in zip(turns, reach, strict=True)]


def _wandering(strokes: int) -> Brush:
    """Strokes that wander over the photo, as long together as ten thousand points of a hand."""
    drawn, made = random.Random(1), []
    for _ in range(strokes):
        x, y, course = drawn.random(), drawn.random(), math.tau * drawn.random()
        points = []
        for _ in range(POINTS // strokes):
            course += drawn.gauss(0, 0.25)
            x, y = x + 0.004 * math.cos(course), y + 0.006 * math.sin(course)
            if not (0 < x < 1 and 0 < y < 1):
                x, y, course = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0), course + math.pi / 2
            points.append((x, y))
        made.append(Stroke(Way.of(points), 0.02))
    return Brush(tuple(made))


def _sidecar_bytes(brush: Brush) -> bytes:
    """The sidecar of a photo whose mask was painted stroke by stroke, with its history."""
    mask = Mask(MASK, MASK, (Component(brush),))
    grown = (Brush(brush.strokes[: count + 1]) for count in range(len(brush.strokes)))
    edits = [Edit(masks=(replace(mask, components=(Component(part),)),)) for part in grown]
    line = HistoryLine(tuple(HistoryEntry("Paint", edit) for edit in edits), len(edits) - 1)
    source = sidecar.SourceIdentity("photo.jpg", "0" * 32, 6000, 4000)
    return sidecar.encode(sidecar.Sidecar(source, edits[-1], 1, line))


def _raster_s(brush: Brush) -> float:
    from pellucid.foundation.geometry import Rect  # noqa: PLC0415 -- with torch
    from pellucid.imaging.fields import Field  # noqa: PLC0415 -- loads torch
    from pellucid.imaging.mask_shapes import painted  # noqa: PLC0415 -- as above

    size = size_of(RASTER_MEGAPIXELS)
    return _thread_s(lambda: painted(brush, Field(size.width, size.height, Rect.of(size))))


def _denoise_s(device: str) -> float:
    import torch  # noqa: PLC0415 -- only this needs it

    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- loads torch
    from pellucid.operations.contract import Analysis  # noqa: PLC0415 -- as above
    from pellucid.operations.processes import PROCESSES  # noqa: PLC0415 -- as above

    engine, picture = open_engine(device), torch.rand(3, HALF_MEGAPIXEL, HALF_MEGAPIXEL)

    def denoise() -> None:
        PROCESSES["denoise"].render(picture, Denoise(), Analysis(), engine.context())

    try:
        return _thread_s(denoise)
    finally:
        engine.close()


def _thread_s(work: Callable[[], object]) -> float:
    """Seconds of work on one thread, the least of some, whatever else the machine does."""
    import torch  # noqa: PLC0415 -- only this needs it

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.inference_mode():
            return min(_once_s(work) for _ in range(TIMES))
    finally:
        torch.set_num_threads(threads)


def _once_s(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
