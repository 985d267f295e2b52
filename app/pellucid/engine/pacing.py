"""Work in pieces on its way to frames: not too many of them, and none once something newer was answered."""

import time
from collections.abc import Iterator

from pellucid.engine.live_progress import LiveProgress
from pellucid.foundation.errors import Cancelled

FRAME_INTERVAL_S = 0.12
"""Least time between two frames of a filling region: more of them would only cost."""


def paced(work: Iterator[None]) -> Iterator[None]:
    """Pass on the first piece of work, the last one, and in between no more than one an interval."""
    shown, waiting = 0.0, False
    for _ in work:
        waiting = time.monotonic() - shown < FRAME_INTERVAL_S
        if not waiting:
            yield
            shown = time.monotonic()
    if waiting:
        yield


def until_moved(work: Iterator[None], moves: LiveProgress) -> Iterator[None]:
    """Work until moves were answered meanwhile; the newest of them is to be worked for then."""
    begun = moves.request
    for _ in work:
        if moves.request is not begun:
            raise Cancelled
        yield
