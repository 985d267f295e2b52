"""Frames for the canvas: at once what is known, then what is exact, from the middle outward.

A request is answered in this order:
1. a frame of what is there already (mixed between lattice nodes, or the photo itself), badge *Approximate*;
2. while a slider moves, the missing tiles of the two nodes around its value, so that further moves are only a mix;
   on a reduced plane previews of the value, because exact tiles need all photo pixels below them;
3. exact tiles of the visible region, and the map that is laid over it;
4. when all is exact and nobody asks, the other nodes of the lattice, for the next drag (`grow`); on a photo without
   edits the middle tile of the first operation, so that its network is loaded and answers the first move at once.
Steps 2 to 4 stop within one tile when something newer is wanted; step 1 never does.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.lattice import Slide
from pellucid.engine.overlay import OverlayPainter
from pellucid.engine.scene import Scene
from pellucid.engine.session import Engine
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.errors import Cancelled, ModelError
from pellucid.foundation.frame import Frame
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find

log = logging.getLogger("pellucid.engine")

CACHE_BYTES = 512 * 2**20
FRAME_INTERVAL_S = 0.12
"""Least time between two frames of a filling region: more of them would only cost."""

QUIET_S = 0.25
"""A slider held still for this long is waiting for the exact picture."""

HOLD_S = 0.1
"""While a slider moves, a tile is begun only after this long without a move: moves come first."""

DUE_S = 0.4
"""Where moves never pause, a tile is computed all the same, this long after the last one."""

VALUES = 16
"""Slider values with results that are remembered a stack; the planned nodes and the last settled ones."""


class PreviewEngine:
    """Makes the frames of one canvas. Lives on the render thread.

    Args:
        engine: computes.
        cache_bytes: bound of the remembered tiles.
    """

    def __init__(self, engine: Engine, cache_bytes: int = CACHE_BYTES) -> None:
        self.store = TileStore(engine, cache_bytes)
        self._values: dict[str, list[float]] = {}
        self._last_tile = 0.0

    def frames(self, source: SourceImage, request: RenderRequest, progress: Progress) -> Iterator[Frame]:
        """Answer a request with ever better frames.

        Args:
            source: the photo.
            request: what is wanted.
            progress: asked whether something newer is wanted, and told the share of exact tiles.

        Yields:
            At least one frame; the last one is exact unless something newer was wanted.
        """
        self.store.turn_to(source.facts.fingerprint)
        scene = Scene(self.store, source, request)
        painter = OverlayPainter(scene) if request.overlay else None
        yield self._frame(scene, painter)
        try:
            for _ in self._paced(self._work(scene, painter, progress)):
                yield self._frame(scene, painter)
        except Cancelled:
            return

    def grow(self, source: SourceImage, request: RenderRequest, progress: Progress) -> None:
        """Make the other nodes of the visible region, most wanted first, so that the next drag is only a mix.

        Raises:
            Cancelled: something newer is wanted.
        """
        scene = Scene(self.store, source, request)
        if scene.slide is None:
            self._warm_up(source, request, progress)
        elif scene.slide.field and scene.plane.divisor == 1:
            for node in scene.slide.growth:
                for _ in self._fill(scene, (node,), progress, exact=True):
                    pass

    def _warm_up(self, source: SourceImage, request: RenderRequest, progress: Progress) -> None:
        """Load denoise's network and make the middle tile; a person who only looks is told no failure."""
        first = find("denoise")
        stack = EditStack().with_parameters(first.id, first.parameters())
        scene = Scene(self.store, source, replace(request, stack=stack, overlay=None))
        if scene.slide is None:
            return
        try:
            next(self._fill(scene, (scene.slide.value,), progress, exact=False), None)
        except ModelError as error:
            log.info("not warmed up: %s", error)

    def _frame(self, scene: Scene, painter: OverlayPainter | None) -> Frame:
        return scene.frame(self._known(scene.slide), painter.overlay() if painter else None)

    def _known(self, slide: Slide | None) -> list[float]:
        """Slider values that may have results."""
        return self._values.setdefault(slide.family, []) if slide else []

    def _work(self, scene: Scene, painter: OverlayPainter | None, progress: Progress) -> Iterator[None]:
        """Compute what the scene lacks; gives control back after every tile."""
        if scene.slide:
            if scene.request.dragging and scene.slide.field:
                nodes = scene.bracket(self._known(scene.slide))
                yield from self._fill(scene, (nodes.low, nodes.high), progress, exact=False)
            elif scene.plane.divisor > 1:
                yield from self._fill(scene, (scene.slide.value,), progress, exact=False)
            if scene.request.dragging:
                progress.rest(QUIET_S)
        if painter:
            yield from painter.fill(progress)
        if scene.slide:
            yield from self._fill(scene, (scene.slide.value,), progress, exact=True)

    def _fill(self, scene: Scene, nodes: Iterable[float], progress: Progress, *, exact: bool) -> Iterator[None]:
        assert scene.slide is not None
        missing = [
            (tile, node)
            for tile in scene.tiles
            for node in nodes
            if not scene.is_ready(node, exact=exact, tiles=(tile,))
        ]
        for done, (tile, node) in enumerate(missing, start=1):
            in_a_drag = scene.request.dragging and not exact
            if in_a_drag and not self._is_due():
                progress.rest(HOLD_S)
            checked = Progress() if in_a_drag and self._is_due() else progress
            self.store.compute(scene.plane, scene.slide.at(node), tile, checked, exact=exact)
            self._last_tile = time.monotonic()
            self._remember(scene.slide, node)
            yield
            if exact:
                progress.report(done / len(missing))

    def _is_due(self) -> bool:
        """True where a tile must be computed even though something newer waits.

        While a slider moves something newer always waits. Without this rule nothing would ever be computed, and
        with a tile for every move the moves would wait for tiles.
        """
        return time.monotonic() - self._last_tile > DUE_S

    def _remember(self, slide: Slide, value: float) -> None:
        known = self._known(slide)
        if value in known:
            return
        known.append(value)
        settled = [old for old in known if old not in slide.planned]
        if len(settled) > VALUES:
            known.remove(settled[0])

    @staticmethod
    def _paced(work: Iterator[None]) -> Iterator[None]:
        """Pass on the first piece of work, the last one, and in between no more than one an interval."""
        shown, waiting = 0.0, False
        for _ in work:
            waiting = time.monotonic() - shown < FRAME_INTERVAL_S
            if not waiting:
                yield
                shown = time.monotonic()
        if waiting:
            yield
