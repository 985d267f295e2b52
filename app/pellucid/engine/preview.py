"""Frames for the canvas: at once what is known, then what is exact, from the middle outward.

A request is answered in this order:
1. a frame of what is there already (see `scene`), badge *Draft*; exact tiles kept on the disk count;
2. while a slider of a step on detail moves, the missing tiles of the two nodes around its value, so that further moves
   are only a mix; moves that come meanwhile are answered between two layers of a network (see `live_progress`). On a
   reduced plane previews of the value and of the other nodes, because exact tiles need all photo pixels below them;
3. what the steps on tone and colour must know of the photo, and with it their grids and masks (see `learning`);
4. exact tiles of the visible region, and the map that is laid over it; where the view straightens the photo, they are
   resampled for it as an export would; after it, likewise, the picture of the edit that it is compared with;
5. when all is exact and nobody asks (`prefetch`), the other nodes of the lattice and the masks, for the next drag, then
   the rest of the photo; without edits the middle tile of the first operation, so that its network is loaded.
Steps 2 to 5 stop within a layer of a network when something newer is wanted; step 1 never does. Where no slider moves,
progress is told from the first moment on, and all work up to step 4 counts.
"""

import functools
import itertools
import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine.clipped import ClippedPixels
from pellucid.engine.difference import Differences
from pellucid.engine.engine import Engine
from pellucid.engine.histograms import Histograms
from pellucid.engine.lattice import Slide
from pellucid.engine.learning import fill_sides, learn, paint_at_once, paint_masks
from pellucid.engine.live_progress import FrameSink, LiveProgress
from pellucid.engine.map_overlay import OverlayPainter
from pellucid.engine.other_side import OtherSide
from pellucid.engine.pacing import paced, until_moved
from pellucid.engine.result_folder import ResultFolder
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TileStore, block_of
from pellucid.foundation.errors import Cancelled, ModelError
from pellucid.foundation.frame import Frame
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Meter, Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find

log = logging.getLogger("pellucid.engine")

CACHE_BYTES = 256 * 2**20
"""Exact tiles of 24 megapixels, and half as much again for nodes and pixels before rounding."""

MOST_IDLE_TILES = 1200
"""Of a larger photo only what is looked at is made exact: the rest would push the visible tiles out of memory."""

QUIET_S = 0.25
"""A slider held still for this long is waiting for the exact picture."""

VALUES = 16
"""Slider values with results that are remembered a stack; the planned nodes and the last settled ones."""

NOBODY = FrameSink()


class PreviewEngine:
    """Makes the frames of one canvas. Lives on the render thread.

    Args:
        engine: computes.
        folder: where exact tiles are kept for the next time; None for nowhere.
        cache_bytes: bound of the remembered tiles.
    """

    def __init__(self, engine: Engine, folder: ResultFolder | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self.store = TileStore(engine, cache_bytes, folder)
        self._values: dict[str, list[float]] = {}
        self._histograms = Histograms(self.store)
        self._other = OtherSide(self.store)
        self._clipped = ClippedPixels(self.store, self._histograms)
        self._differences = Differences(self.store)

    def frames(
        self, source: SourceImage, request: RenderRequest, progress: Progress, sink: FrameSink = NOBODY
    ) -> Iterator[Frame]:
        """Answer a request with ever better frames.

        Args:
            source: the photo.
            request: what is wanted.
            progress: asked whether something newer is wanted, and told the share of the work that is done.
            sink: where later moves of the same drag come from while a tile is computed, and go when answered.

        Yields:
            At least one frame; the last one is exact unless something newer was wanted.
        """
        self.store.activate_photo(source.facts.pixels)
        wanted: RenderRequest | None = request
        while wanted is not None:
            scene = Scene(self.store, source, wanted)
            painter = OverlayPainter(scene) if wanted.overlay else None
            moves = LiveProgress(wanted, progress, sink, functools.partial(self._answer, source))
            if not wanted.dragging:
                self.store.recall(scene.plane, scene.exact_edit, scene.tiles)
            yield self._frame(scene, painter)
            try:
                for _ in paced(self._work_on_sides(scene, painter, progress, moves)):
                    yield self._frame(scene, painter)
            except Cancelled:
                wanted = moves.request if moves.request is not wanted else None
            else:
                wanted = None

    def prefetch(self, source: SourceImage, request: RenderRequest, progress: Progress) -> Iterator[Frame]:
        """Make what may be wanted next: the other nodes of the visible region, then the rest of the photo.

        Yields:
            A frame with a histogram where there was none, and once the whole photo is exact with one of all its pixels.

        Raises:
            Cancelled: something newer is wanted.
        """
        scene = Scene(self.store, source, replace(request, dragging=False))
        if not scene.split.full.stack.steps:
            self._warm_up(source, request, progress)
            if self._histograms.count(scene, progress):
                yield self._frame(scene, OverlayPainter(scene) if request.overlay else None)
            return
        if self._histograms.begin(scene, progress):
            yield self._answer(source, request)
        self.make_nodes(source, request, progress)
        for _ in itertools.chain(learn(scene, progress), paint_masks(scene, progress)):
            pass
        missing = [tile for tile in scene.other_tiles() if not scene.is_exact((tile,))]
        if len(missing) > MOST_IDLE_TILES:
            return
        for tile in missing:
            self._fill_elsewhere(scene, tile, progress)
        if self._histograms.count(scene, progress) or missing:
            yield self._frame(scene, OverlayPainter(scene) if request.overlay else None)

    def make_nodes(self, source: SourceImage, request: RenderRequest, progress: Progress) -> None:
        """Make all nodes of the lattice for the visible region.

        Raises:
            Cancelled: something newer is wanted.
        """
        for _ in self._fill_nodes(Scene(self.store, source, replace(request, dragging=False)), progress):
            pass

    def _warm_up(self, source: SourceImage, request: RenderRequest, progress: Progress) -> None:
        """Prepare the low-res path, load denoise's network and make the middle tile.

        A person who only looks is told no failure.
        """
        self.store.low_res.prepare(source, progress)
        first = find("denoise")
        edit = Edit(stack=EditStack().with_parameters(first.id, first.parameters()))
        scene = Scene(self.store, source, replace(request, edit=edit, overlay=None))
        if scene.slide is None:
            return
        try:
            next(self._fill(scene, (scene.slide.value,), progress), None)
        except ModelError as error:
            log.info("not warmed up: %s", error)

    def _frame(self, scene: Scene, painter: OverlayPainter | None) -> Frame:
        paint_at_once(scene)
        frame = scene.frame(self._known(scene.slide), painter.overlay() if painter else None)
        if scene.request.difference is not None:
            return self._differences.of(scene, frame)
        frame = replace(frame, histogram=self._histograms.of(scene), clipping=self._clipped.of(scene))
        return self._other.beside(scene, frame, self._known)

    def _answer(self, source: SourceImage, request: RenderRequest) -> Frame:
        """The best frame that needs no computing."""
        scene = Scene(self.store, source, request)
        return self._frame(scene, OverlayPainter(scene) if request.overlay else None)

    def _known(self, slide: Slide | None) -> list[float]:
        """Slider values that may have results."""
        return self._values.setdefault(slide.family, []) if slide else []

    def _work_on_sides(
        self, scene: Scene, painter: OverlayPainter | None, progress: Progress, moves: LiveProgress
    ) -> Iterator[None]:
        """Compute what the scene lacks, then what the one lacks that it is compared with, if it is."""
        other = self._other.scene(scene)
        if other is None:
            yield from self._work(scene, painter, progress, moves)
            return
        first, second = progress.halves()
        yield from self._work(scene, painter, first, moves)
        if not scene.request.dragging:
            self.store.recall(other.plane, other.exact_edit, other.tiles)
            yield from self._work(other, None, second, moves)

    def _work(
        self, scene: Scene, painter: OverlayPainter | None, progress: Progress, moves: LiveProgress
    ) -> Iterator[None]:
        """Compute what the scene lacks; gives control back after every tile."""
        if not scene.is_answered or painter or not scene.seen.is_shown_painted:
            yield from self._fill_scene(scene, painter, progress, moves)
        if not scene.is_resampled:
            scene.resample(progress)
            yield
        yield from self._clipped.fill(scene, progress)
        yield from self._differences.learn(scene, progress)

    def _fill_scene(
        self, scene: Scene, painter: OverlayPainter | None, progress: Progress, moves: LiveProgress
    ) -> Iterator[None]:
        in_time = moves if scene.request.dragging else progress
        meter = Meter(progress, self._weight(scene))
        if not scene.request.dragging:
            meter.done(0)
        yield from until_moved(learn(scene, in_time), moves)
        yield from until_moved(self._fill_detail(scene, in_time, meter), moves)
        if scene.request.dragging:
            progress.wait(QUIET_S)
            scene.is_settled = True
            yield from learn(scene, progress)
        if painter:
            yield from painter.fill(progress)
        if scene.plane.divisor > 1:
            yield from self._fill_nodes(scene, progress, meter)
        yield from self._fill_exact(scene, meter)

    @staticmethod
    def _weight(scene: Scene) -> int:
        """Work that a scene lacks, in tiles that a network runs on."""
        exact = sum(not scene.is_complete((tile,)) for tile in scene.tiles) * _full_tiles(scene)
        nodes = {scene.slide.value, *(scene.slide.growth if scene.slide.field else ())} if scene.slide else ()
        drafts = sum(not scene.is_ready(node, (tile,)) for tile in scene.tiles for node in nodes)
        return exact + (drafts if scene.plane.divisor > 1 else 0)

    def _fill_detail(self, scene: Scene, progress: Progress, meter: Meter) -> Iterator[None]:
        """Quick results of the steps on detail, for the layers."""
        if scene.slide is None:
            return
        if scene.sides and scene.request.dragging:
            yield from fill_sides(scene, scene.sides, progress)
        elif scene.is_sliding:
            at_hand = scene.at_hand(self._known(scene.slide))
            nodes = scene.bracket(at_hand)
            yield from self._fill(scene, sorted({nodes.low, nodes.high}.difference(at_hand)), progress)
        elif scene.plane.divisor > 1 or scene.split.tail.stack.steps:
            yield from self._fill(scene, (scene.slide.value,), progress, meter)

    def _fill_nodes(self, scene: Scene, progress: Progress, meter: Meter | None = None) -> Iterator[None]:
        """The other nodes of the lattice, most wanted first."""
        if scene.slide is not None and scene.slide.field:
            for node in scene.slide.growth:
                yield from self._fill(scene, (node,), progress, meter)

    def _fill(
        self, scene: Scene, nodes: Iterable[float], progress: Progress, meter: Meter | None = None
    ) -> Iterator[None]:
        """Missing tiles of some nodes: exact at full scale, previews on a reduced plane."""
        assert scene.slide is not None
        missing = [(tile, node) for tile in scene.tiles for node in nodes if not scene.is_ready(node, (tile,))]
        for tile, node in missing:
            self.store.compute(scene.plane, scene.at(node), tile, progress, exact=False)
            self._remember(scene.slide, node)
            yield
            if meter and scene.plane.divisor > 1 and not scene.request.dragging:
                meter.done(1)

    def _fill_exact(self, scene: Scene, meter: Meter) -> Iterator[None]:
        """Exact tiles of the visible region."""
        for tile in [tile for tile in scene.tiles if not scene.is_complete((tile,))]:
            self.store.compute(
                scene.plane, scene.exact_edit, tile, meter.part(_full_tiles(scene)), exact=True, light=scene.light
            )
            if scene.slide is not None:
                self._remember(scene.slide, scene.slide.value)
            yield
            meter.done(_full_tiles(scene))

    def _fill_elsewhere(self, scene: Scene, tile: Rect, progress: Progress) -> None:
        """An exact tile that is not visible; on the photo itself its whole block, of which less is halo."""
        if scene.is_exact((tile,)):
            return
        if scene.plane.divisor == 1:
            progress.check()
            with self.store.engine.asking(progress):
                self.store.ensure_block(scene.plane, scene.exact_edit, block_of(tile), scene.light)
        else:
            self.store.compute(scene.plane, scene.exact_edit, tile, progress, exact=True, light=scene.light)

    def _remember(self, slide: Slide, value: float) -> None:
        known = self._known(slide)
        if value in known:
            return
        known.append(value)
        settled = [old for old in known if old not in slide.planned]
        if len(settled) > VALUES:
            known.remove(settled[0])


def _full_tiles(scene: Scene) -> int:
    """Tiles of the photo that lie below one of the scene."""
    return scene.plane.divisor**2
