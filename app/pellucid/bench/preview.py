"""`pellucid bench preview`: how fast the canvas follows the sliders on a large photo, and how true it is meanwhile.

One editor, driven from outside in a window of 1280 x 800. Opening is timed against decoding the same file. Then the
sliders of every operation are dragged through their ranges, in the whole photo and at 100 %, and every move that
reached the canvas is timed; where networks give one grid for the whole photo, with each of them and with a look. Before
that the view itself is dragged (`bench.view`). How near the approximate frames come to the exact ones is up to
`bench.fidelity`.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from pellucid.bench.editor_child import EditorChild, display, editor, install_look
from pellucid.bench.latencies import count_frames, drag_values, percentile
from pellucid.bench.photo import size_of, write_noisy_photo
from pellucid.bench.sliders import Drag, drags
from pellucid.bench.view import measure_view
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.foundation.errors import PellucidError
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.spec import OperationSpec

INTERVAL_MS = 16
PATIENCE_S = 120.0
SETTLE_S = 20.0
"""Longest wait for exact pixels before a drag; a whole large photo takes longer, and a hand does not wait either."""

CALM_S = 5.0
"""Longest wait after another view was asked for, so that its frames are not taken for those of an edit."""

GROWTH_S = 10.0
"""Then the other nodes of the lattice are made; a warm drag is one that has them."""

POLL_S = 0.005
DECODES = 3
ANOTHER = b"\0"
"""After its end, a byte that decoders do not read makes a photo another one."""

VIEWS: dict[str, Any] = {"whole": "fit", "full": 100}
"""The views in which sliders are dragged, as the driver names them."""

COLD_OPERATION, COLD_KEY, COLD_VALUE = "denoise", "gamma", 1.2
"""The first move after the start; not the default, which would move nothing."""

CANVAS_MIDDLE = (0.38, 0.5)
"""Where the canvas has its middle, in shares of the window: the panel takes the right quarter."""

LOOK_PX = 24
"""Half a side of the square that is watched."""


def measure_preview(
    photo: Path | None, megapixels: int, device: str, operations: Sequence[OperationSpec], moves: int
) -> dict[str, Any]:
    """Measure opening and drags.

    Args:
        photo: to work on; None makes one.
        megapixels: of the one that is made.
        device: as for `choose_device`.
        operations: whose sliders are dragged; the view is in any case.
        moves: of each slider.

    Returns:
        Figures of opening, of drags of the view, and of those of sliders by operation, method where there are several,
        and view.
    """
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as name, display() as place:
        folder = Path(name)
        path = photo or folder / "photo.jpg"
        if photo is None:
            write_noisy_photo(path, size_of(megapixels))
        edited = _with_denoise(path, folder)
        look = install_look(folder, _plain_look()).id
        with editor(place, folder, path, device) as child:
            child.ask("wait_idle", timeout_s=PATIENCE_S)
            figures: dict[str, Any] = {"cold_answer_s": round(_cold_answer(child, folder / "screen.bmp"), 3)}
            figures["opening"] = _measure_opening(child, edited)
            child.ask("wait_idle", timeout_s=PATIENCE_S)
            figures["view"] = measure_view(child, moves)
            for drag in (drag for spec in operations for drag in drags(spec, look)):
                figures[drag.name] = {view: _measure_drag(child, drag, zoom, moves) for view, zoom in VIEWS.items()}
                child.ask("enable", op=drag.spec.id, value=False)
    return {**figures, "moves": moves, "display": place.name}


def _plain_look() -> bytes:
    """The file of a look as large as one that was taught; what it does to colours does not count here."""
    from pellucid.networks.look import Look  # noqa: PLC0415 -- loads torch, which only this needs
    from pellucid.networks.look_file import look_bytes  # noqa: PLC0415 -- as above
    from pellucid.training.looks.teaching import CONFIGURATION  # noqa: PLC0415 -- as above

    return look_bytes(Look(**CONFIGURATION), "Measured", CONFIGURATION, ())  # type: ignore[arg-type]


def _measure_drag(child: EditorChild, drag: Drag, zoom: Any, moves: int) -> dict[str, Any]:
    spec, key, slider = drag.spec, drag.field, drag.slider
    if drag.method:
        child.ask("set", op=spec.id, key=spec.method, value=drag.method)
    child.ask("zoom", percent=zoom)
    child.ask("wait_idle", timeout_s=CALM_S)
    before = child.ask("state")["generation"]
    child.ask("set", op=spec.id, key=key, value=(slider.low + 2 * slider.high) / 3)
    exact_s = _seconds_until(
        child, lambda state: state["generation"] > before and state["exactness"] != "Draft", SETTLE_S
    )
    time.sleep(GROWTH_S)
    values = drag_values(slider.low, slider.high, moves)
    child.ask("drag", op=spec.id, key=key, values=values, interval_ms=INTERVAL_MS)  # warms up
    child.ask("reset_gaps")
    started = time.perf_counter()
    answer = child.ask("drag", op=spec.id, key=key, values=values, interval_ms=INTERVAL_MS)
    seconds = time.perf_counter() - started
    latencies = [latency for latency in answer["latencies_ms"] if latency is not None]
    if not latencies:
        raise PellucidError(f"no move of “{spec.title}” reached the canvas")
    state = child.ask("state")
    child.ask("set", op=spec.id, key=key, value=getattr(spec.parameters(), key))
    return {
        "p50_ms": round(percentile(latencies, 0.5), 1),
        "p95_ms": round(percentile(latencies, 0.95), 1),
        "frames_per_s": round(count_frames(latencies, INTERVAL_MS) / seconds, 1),
        "moves_never_shown": moves - len(latencies),
        "gap_p99_ms": round(state["gap_p99_ms"], 1),
        "gap_max_ms": round(state["gap_max_ms"], 1),
        "blocked_max_ms": round(state["blocked_max_ms"], 1),
        "exact_s": round(exact_s, 2) if exact_s is not None else None,
    }


def _with_denoise(photo: Path, folder: Path) -> Path:
    """A copy of the photo with a sidecar that has denoise; a photo of its own, with no edits of the other."""
    copy = folder / f"edited{photo.suffix}"
    copy.write_bytes(photo.read_bytes() + ANOTHER)
    stack = EditStack().with_parameters("denoise", Denoise())
    source = sidecar.SourceIdentity.of(open_photo(copy).facts)
    sidecar.write(sidecar.sidecar_path(copy), sidecar.Sidecar(source, Edit(stack=stack), 1))
    return copy


def _measure_opening(child: EditorChild, edited: Path) -> dict[str, Any]:
    """From the request to open a photo with edits to the photo on the canvas, and on to their first effect."""
    child.ask("zoom", percent="fit")
    child.ask("wait_idle", timeout_s=PATIENCE_S)
    decode_s = min(_decode_s(edited) for _ in range(DECODES))
    answer = child.ask("open", path=str(edited), watch=True)
    effect_s = _seconds_until(child, lambda state: state["shows_edit"], PATIENCE_S)
    child.ask("enable", op="denoise", value=False)
    if answer["photo_s"] is None:
        raise PellucidError("the photo did not come onto the canvas")
    stands_s = answer["first_look_s"] or answer["photo_s"]
    return {
        "decode_s": round(decode_s, 3),
        "stands_s": round(stands_s, 3),
        "own_pixels_s": round(answer["photo_s"], 3),
        "ratio_to_decode": round(stands_s / decode_s, 2),
        "first_effect_s": round(effect_s, 3) if effect_s is not None else None,
    }


def _decode_s(photo: Path) -> float:
    started = time.perf_counter()
    open_photo(photo)
    return time.perf_counter() - started


def _seconds_until(child: EditorChild, holds: Callable[[dict[str, Any]], bool], patience_s: float) -> float | None:
    """Wait until the state of the editor is as requested; None where it never was."""
    started = time.perf_counter()
    while time.perf_counter() - started < patience_s:
        if holds(child.ask("state")):
            return time.perf_counter() - started
        time.sleep(POLL_S)
    return None


def _cold_answer(child: EditorChild, screen: Path) -> float:
    """Seconds from the first move at 100 % until the middle of the canvas looks different."""
    child.ask("zoom", percent=100)
    child.ask("wait_idle", timeout_s=PATIENCE_S)
    plain = _middle_of_canvas(child, screen)
    started = time.perf_counter()
    child.ask("set", op=COLD_OPERATION, key=COLD_KEY, value=COLD_VALUE)
    while time.perf_counter() - started < PATIENCE_S:
        seen = time.perf_counter()  # what the picture shows was on the screen when it was asked for
        if _middle_of_canvas(child, screen) != plain:
            child.ask("enable", op=COLD_OPERATION, value=False)
            return seen - started
    raise PellucidError(f"the canvas showed no edit within {PATIENCE_S:.0f} s")


def _middle_of_canvas(child: EditorChild, screen: Path) -> bytes:
    """Pixels in the middle of what lies left of the panel."""
    child.ask("screenshot", path=str(screen))
    with Image.open(screen) as picture:
        x, y = round(picture.width * CANVAS_MIDDLE[0]), round(picture.height * CANVAS_MIDDLE[1])
        return picture.crop((x - LOOK_PX, y - LOOK_PX, x + LOOK_PX, y + LOOK_PX)).convert("RGB").tobytes()
