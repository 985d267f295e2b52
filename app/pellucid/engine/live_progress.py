"""Answering the hand while a tile is computed.

A tile takes up to half a second on a slow machine, and in a drag something newer always waits: waiting for the tile
would hold up every move, and giving it up for a move would mean that no tile is ever done. So between two layers of a
network the waiting move is answered with what is known by then, and the tile goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pellucid.document.render_request import RenderRequest
from pellucid.foundation.frame import Frame
from pellucid.foundation.progress import Progress


def _no_move(_request: RenderRequest) -> RenderRequest | None:
    return None


def _to_nobody(_frame: Frame) -> None:
    pass


@dataclass(frozen=True)
class FrameSink:
    """Who looks on.

    Attributes:
        next_move: takes the waiting request, if it goes on with the drag of a given one; None otherwise.
        show: takes frames that answer such requests.
    """

    next_move: Callable[[RenderRequest], RenderRequest | None] = _no_move
    show: Callable[[Frame], None] = _to_nobody


class LiveProgress(Progress):
    """Progress of a drag: asked whether to stop, it first answers the move that waits.

    Args:
        request: the move that is worked for.
        progress: of the request; cancels where what waits is no move of this drag.
        sink: who looks on.
        frame: makes the best frame of a request.
    """

    def __init__(
        self,
        request: RenderRequest,
        progress: Progress,
        sink: FrameSink,
        frame: Callable[[RenderRequest], Frame],
    ) -> None:
        super().__init__(progress.is_cancelled)
        self.request = request
        self._sink = sink
        self._frame = frame

    def check(self) -> None:
        """Answer a move, or raise `Cancelled` where something else is wanted."""
        move = self._sink.next_move(self.request)
        if move is None:
            super().check()
            return
        self.request = move
        self._sink.show(self._frame(move))
