"""The view in `pellucid bench preview`: dragging crop, angle and corners, against panning in the same run.

None of them may compute a pixel, so what they cost beside panning is the tool itself.
"""

import math
from typing import Any

from pellucid.bench.editor_child import EditorChild
from pellucid.bench.latencies import percentile
from pellucid.foundation.errors import PellucidError

KINDS = ("crop", "angle", "corner")
CLOSER = 1.3
"""Times the whole photo: as near to it as can be panned."""

CALM_S = 60.0
INTERVAL_MS = 16


def measure_view(child: EditorChild, moves: int) -> dict[str, Any]:
    """Measure the drags in an editor that has a photo.

    Args:
        child: the editor; its photo is seen whole afterwards, with no other crop than before.
        moves: of each drag.

    Returns:
        Figures of each; how many times the 95th percentile of panning theirs is; and how many tiles were computed.
    """
    panned = [_panned(child, moves)]
    child.ask("zoom", percent="fit")
    child.ask("key", sequence="C")
    child.ask("wait_idle", timeout_s=CALM_S)
    tool = {kind: _dragged(child, kind, moves) for kind in KINDS}
    child.ask("key", sequence="Esc")
    panned.append(_panned(child, moves))
    child.ask("zoom", percent="fit")
    pan_ms = math.fsum(figures["p95_ms"] for figures in panned) / len(panned)
    for figures in tool.values():
        figures["times_panning"] = round(figures["p95_ms"] / pan_ms, 2)
    return {"pan": panned[0], "pan_again": panned[1], **tool}


def _panned(child: EditorChild, moves: int) -> dict[str, Any]:
    child.ask("zoom", percent="fit")
    child.ask("zoom", percent=100 * CLOSER * child.ask("state")["zoom"])
    child.ask("wait_idle", timeout_s=CALM_S)
    return _dragged(child, "pan", moves)


def _dragged(child: EditorChild, kind: str, moves: int) -> dict[str, Any]:
    child.ask("drag_view", kind=kind, moves=moves, interval_ms=INTERVAL_MS)  # warms up
    child.ask("wait_idle", timeout_s=CALM_S)
    answer = child.ask("drag_view", kind=kind, moves=moves, interval_ms=INTERVAL_MS)
    latencies = [latency for latency in answer["latencies_ms"] if latency is not None]
    if not latencies:
        raise PellucidError(f"no move of “{kind}” reached the screen")
    p50, p95 = (round(percentile(latencies, share), 1) for share in (0.5, 0.95))
    return {"p50_ms": p50, "p95_ms": p95, "moves_never_shown": moves - len(latencies), "tiles": answer["tiles"]}
