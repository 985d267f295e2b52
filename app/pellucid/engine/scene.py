"""What one request wants to see, and the best frame that the remembered tiles give for it.

Exact pixels of the whole stack are one layer and no grid. Until they are there, the layers show the steps on detail as
well as they are known, and a grid stands for the steps on tone and colour.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from pellucid.document.edit import Edit
from pellucid.document.render_request import RenderRequest
from pellucid.engine import lattice
from pellucid.engine.at_rest import resampler_of
from pellucid.engine.display import mix
from pellucid.engine.effective import NOTHING, on_output
from pellucid.engine.lattice import Slide
from pellucid.engine.node_tiles import NodeTiles, Part, blended
from pellucid.engine.planes import Plane
from pellucid.engine.resampling import Resampling
from pellucid.engine.slicing import QUICK_PIXELS, sliced
from pellucid.engine.stages import Stages
from pellucid.engine.tile_store import TILE_PX, TileStore
from pellucid.foundation.frame import Exactness, Frame, Grid, Layer, Overlay
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import centre_out, plan_tiles
from pellucid.io.source_image import SourceImage


class Scene:
    """The visible tiles of a request, nearest to the middle first, and frames made of them.

    Args:
        store: the tiles.
        source: the photo.
        request: what is wanted.
    """

    def __init__(self, store: TileStore, source: SourceImage, request: RenderRequest) -> None:
        self.store = store
        self.request = request
        self.plane = Plane.for_view(source, request.view)
        self._finishing = NOTHING if request.edit.framing.is_neutral else on_output(request.edit)
        resampling = Resampling.of(request, self.plane, finishes=bool(self._finishing.stack.steps))
        margin = resampling.margin if resampling and not request.dragging else 0
        self.region = request.view.seen(source.facts.size, margin)
        self.rect = self.plane.plane_rect(self.region)
        self.tiles = self._outward(self.rect)
        self.stages = Stages.of(request.edit)
        self.slide = Slide.of(self.stages.detail, request.touched)
        self.is_settled = not request.dragging
        self._known = NodeTiles(store, self.plane, self.slide)
        self._photo = source.facts.fingerprint
        self._resampler = None
        if resampling and not request.dragging:
            part, edits = (self.plane, self.rect), (self.exact_edit, self._share, self._finishing)
            self._resampler = resampler_of(store, resampling, part, *edits)
        self.light = Plane(source, resampling.light_divisor) if resampling else None

    @cached_property
    def exact_edit(self) -> Edit:
        """What is shown where all is exact, but for the amount, which the canvas blends where nothing follows."""
        return self.at(self.slide.value) if self.slide and self._is_blended_last else self.stages.whole

    @property
    def _is_blended_last(self) -> bool:
        """True where nothing follows what the canvas blends."""
        return not self.stages.tail.stack.steps and not self._finishing.stack.steps

    def at(self, node: float) -> Edit:
        """The steps on detail with the slider at a node; none where it is not moved."""
        return self._known.at(node)

    @property
    def is_sliding(self) -> bool:
        """True where the slider that moves is one that a lattice follows."""
        if self.slide is None or not self.slide.field:
            return False
        touched, slide = self.request.touched, self.slide
        is_touched = touched.operation in ("", slide.operation) and touched.field in ("", slide.field)
        return self.request.dragging and is_touched and touched.mask == slide.mask

    def other_tiles(self) -> list[Rect]:
        """The tiles of the plane that are not visible, nearest first."""
        visible = set(self.tiles)
        return [tile for tile in self._outward(Rect.of(self.plane.size)) if tile not in visible]

    def is_exact(self, tiles: Iterable[Rect]) -> bool:
        """True where the exact pixels of these tiles are there."""
        return self._known.are_there(self.exact_edit, tiles, exact=True)

    @property
    def is_answered(self) -> bool:
        """True where nothing is left to be computed but the framing."""
        return self.is_complete(self.tiles) or (self.is_exact(self.tiles) and self.is_resampled)

    def is_complete(self, tiles: Sequence[Rect]) -> bool:
        """True where these tiles are exact, and what the framing of the view is made from is there."""
        if not self.is_exact(tiles) or self.light is None or not self.exact_edit.stack.steps:
            return self.is_exact(tiles)
        return all(self.store.has_light(self.light, self.exact_edit, self.plane.photo_rect(tile)) for tile in tiles)

    def is_ready(self, node: float, tiles: Iterable[Rect] | None = None) -> bool:
        """True where all visible tiles (or those given) of a node are there."""
        return self._known.is_ready(node, self.tiles if tiles is None else tiles)

    def at_hand(self, values: Sequence[float]) -> list[float]:
        """Values of the slider that can be shown as they are in all visible tiles, given which have any results."""
        return self._known.at_hand(self.tiles, values)

    def bracket(self, values: Sequence[float]) -> lattice.Bracket:
        """The nodes to show the slider's value with, given which values have any results."""
        assert self.slide is not None
        found = lattice.bracket(self.slide.value, self.at_hand(values), self.slide.planned)
        assert found is not None  # 0 is planned everywhere
        return found

    def frame(self, values: Sequence[float], overlay: Overlay | None = None) -> Frame:
        """The best frame for the request that needs no computing.

        Args:
            values: slider values that have any results.
            overlay: a map of the same region.
        """
        before = self._before()
        if not self.stages.whole.stack.steps or not self.tiles:
            return self._frame(before, (before,), 0.0, Exactness.EXACT_EVERYWHERE, overlay)
        if self.is_exact(self.tiles):
            return self._exact_frame(before, overlay)
        layers, share = self._known_layers(before, values)
        grid = self._grid()
        if grid is not None and not self.request.slices:
            return self._frame(before, (self._sliced(grid, layers, share),), 0.0, Exactness.APPROXIMATE, overlay)
        return self._frame(before, layers, share, Exactness.APPROXIMATE, overlay, grid)

    @property
    def is_resampled(self) -> bool:
        """True where nothing exact is left to be resampled for the framing of the view."""
        return self._resampler is None or self._resampler.is_made

    def resample(self, progress: Progress) -> None:
        """Bring the exact pixels of the visible region into the framing of the view.

        Raises:
            Cancelled: something newer is wanted.
        """
        if self._resampler is not None:
            with self.store.engine.asking(progress):
                self._resampler.make(progress)

    def _exact_layers(self) -> tuple[Layer, ...]:
        """The exact pictures of the edited photo: the result, and the photo below where the canvas blends the two."""
        if not self.stages.whole.stack.steps or not self.tiles:
            return (self._before(),)
        result = self._composed([self._known.part(self.exact_edit, tile) for tile in self.tiles])
        return (result,) if self._share == 1 else (self._before(), result)

    @property
    def _share(self) -> float:
        """How much of the exact result the canvas lays over the photo."""
        return self.slide.amount if self.slide and self._is_blended_last else 1.0

    def _exact_frame(self, before: Layer, overlay: Overlay | None) -> Frame:
        is_everything = self.rect == Rect.of(self.plane.size) or self.is_exact(self.other_tiles())
        exactness = Exactness.EXACT_EVERYWHERE if is_everything else Exactness.EXACT_HERE
        return self._frame(before, self._exact_layers(), self._share if self._share != 1 else 0.0, exactness, overlay)

    def _known_layers(self, before: Layer, values: Sequence[float]) -> tuple[tuple[Layer, ...], float]:
        """The steps on detail, as well as they are known, and the mix of the two layers."""
        if self.slide is None:
            return (before,), 0.0
        if not self.is_sliding:
            return (self._layer(self.slide.value, values),), 0.0
        nodes = self.bracket(values)
        return (self._layer(nodes.low, values), self._layer(nodes.high, values)), nodes.mix

    def _grid(self) -> Grid | None:
        """The grid of the tail; while its analyses are not known, the latest one of this photo stays."""
        if not self.stages.tail.stack.steps:
            return None
        source, store = self.plane.source, self.store
        steps = store.analyses.known(source, self.stages.whole, hold=not self.is_settled)
        if steps is None:
            return store.low_res.latest(source)
        begin = steps[: len(self.stages.start.stack.steps)]
        if not store.low_res.is_ready(source, begin):
            return store.low_res.latest(source)
        return store.low_res.grid(source, steps[len(self.stages.detail.stack.steps) :], begin)

    def _sliced(self, grid: Grid, layers: tuple[Layer, ...], share: float) -> Layer:
        """One layer for a canvas that cannot slice."""
        shown = mix(layers[0].pixels, layers[-1].pixels, share)
        return Layer(
            _digest((grid.key, *(layer.key for layer in layers), str(share))),
            sliced(grid, shown, self._area(), QUICK_PIXELS),
        )

    def _frame(
        self,
        before: Layer,
        layers: tuple[Layer, ...],
        share: float,
        exactness: Exactness,
        overlay: Overlay | None,
        grid: Grid | None = None,
    ) -> Frame:
        frame = Frame(
            generation=self.request.generation,
            photo=self._photo,
            region=self._area(),
            scale=self.plane.scale,
            before=before,
            layers=layers,
            mix=share,
            exactness=exactness,
            overlay=overlay,
            grid=grid,
        )
        is_exact = exactness is not Exactness.APPROXIMATE
        return self._resampler.framed(frame, self.rect) if self._resampler and is_exact else frame

    def _area(self) -> Rect:
        """Photo pixels of the layers."""
        return self.plane.photo_rect(self.rect)

    def _before(self) -> Layer:
        return self._composed([self._known.part(NOTHING, tile) for tile in self.tiles])

    def _layer(self, node: float, values: Sequence[float]) -> Layer:
        """The region at a node, every tile as well as it is known, blended with the photo."""
        assert self.slide is not None
        amount = self.slide.amount
        parts = [self._known.estimate(node, tile, values) for tile in self.tiles]
        if amount == 1:
            return self._composed(parts)
        photo = [self._known.part(NOTHING, tile) for tile in self.tiles]
        return self._composed([blended(own, part, amount) for own, part in zip(photo, parts, strict=True)])

    def _outward(self, rect: Rect) -> list[Rect]:
        x, y = self.request.view.middle
        middle = (x / self.plane.divisor, y / self.plane.divisor)
        return centre_out(plan_tiles(rect, TILE_PX), middle)

    def _composed(self, parts: Sequence[Part]) -> Layer:
        """The tiles as one layer; the same parts are put together only once."""
        key = _digest((self._photo, str(self.plane.divisor), str(self.rect), *(tag for tag, _ in parts)))
        place = (self._photo, key)
        found = self.store.cache.get(place)
        if found is None:
            found = np.empty((self.rect.height, self.rect.width, 4), np.uint8)
            for tile, (_, make) in zip(self.tiles, parts, strict=True):
                inside = tile.intersect(self.rect)
                found[inside.relative_to(self.rect).slices] = make()[inside.relative_to(tile).slices]
            self.store.cache.put(place, found)
        return Layer(key, found)


def _digest(words: Iterable[str]) -> str:
    return hashlib.blake2b("|".join(words).encode(), digest_size=12).hexdigest()
