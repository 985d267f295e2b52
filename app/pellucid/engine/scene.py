"""What one request wants to see, and the best frame that the remembered tiles give for it."""

import functools
import hashlib
from collections.abc import Callable, Iterable

import numpy as np

from pellucid.document.edit_stack import EditStack
from pellucid.document.render_request import RenderRequest
from pellucid.engine import lattice
from pellucid.engine.display import Display, mix
from pellucid.engine.lattice import Slide
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.frame import Exactness, Frame, Layer, Overlay
from pellucid.foundation.geometry import Rect
from pellucid.imaging.tiles import centre_out, plan_tiles
from pellucid.io.source_image import SourceImage

TILE_PX = 256
"""Side of a canvas tile: a quarter of a second of CPU time, so a newer wish waits no longer than that."""


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
        photo = source.facts.size
        self.region = request.view.visible(photo)
        self.rect = self.plane.plane_rect(self.region)
        middle = (request.view.centre_x / self.plane.divisor, request.view.centre_y / self.plane.divisor)
        self.tiles = centre_out(plan_tiles(self.rect, TILE_PX), middle)
        self.slide = Slide.of(request.stack)

    def is_ready(self, node: float, *, exact: bool = False, tiles: Iterable[Rect] | None = None) -> bool:
        """True where all visible tiles (or those given) of a node are there."""
        if self.slide is None:
            return True
        stack = self.slide.at(node)
        wanted = self.tiles if tiles is None else tiles
        return not stack.steps or all(self._tile(node, tile, exact=exact) is not None for tile in wanted)

    def bracket(self, values: Iterable[float]) -> lattice.Bracket:
        """The nodes to show the slider's value with, given which values have any results."""
        assert self.slide is not None
        ready = [0.0, *(value for value in values if self.is_ready(value))]
        return lattice.bracket(self.slide.value, ready, self.slide.planned)

    def frame(self, values: Iterable[float], overlay: Overlay | None = None) -> Frame:
        """The best frame for the request that needs no computing.

        Args:
            values: slider values that have any results.
            overlay: a map of the same region.
        """
        before = self._layer(0.0, values)
        if self.slide is None or not self.tiles:
            return self._frame(before, (before,), 0.0, Exactness.EXACT_EVERYWHERE, overlay)
        value, amount = self.slide.value, self.slide.amount
        if self.is_ready(value, exact=True):
            everywhere = self.rect == Rect.of(self.plane.size)
            exactness = Exactness.EXACT_EVERYWHERE if everywhere else Exactness.EXACT_HERE
            result = self._layer(value, values)
            layers = (result,) if amount == 1 else (before, result)
            return self._frame(before, layers, amount if len(layers) == 2 else 0.0, exactness, overlay)
        if not self.request.dragging or not self.slide.field:
            layer = self._layer(value, values, amount)
            return self._frame(before, (layer,), 0.0, Exactness.APPROXIMATE, overlay)
        nodes = self.bracket(values)
        layers = (self._layer(nodes.low, values, amount), self._layer(nodes.high, values, amount))
        return self._frame(before, layers, nodes.mix, Exactness.APPROXIMATE, overlay)

    def _frame(
        self, before: Layer, layers: tuple[Layer, ...], share: float, exactness: Exactness, overlay: Overlay | None
    ) -> Frame:
        return Frame(
            generation=self.request.generation,
            photo=self.plane.source.facts.fingerprint,
            region=self.plane.photo_rect(self.rect),
            scale=self.plane.scale,
            before=before,
            layers=layers,
            mix=share,
            exactness=exactness,
            overlay=overlay,
        )

    def _layer(self, node: float, values: Iterable[float], amount: float = 1.0) -> Layer:
        """The region at a node, every tile as well as it is known, blended with the photo."""
        parts, tags = [], [f"{self.plane.source.facts.fingerprint}/{self.plane.divisor}/{self.rect}/{amount}"]
        for tile in self.tiles:
            tag, make = self._estimate(node, tile, values)
            parts.append((tile, make))
            tags.append(tag)
        key = hashlib.blake2b("|".join(tags).encode(), digest_size=12).hexdigest()
        place = (self.plane.source.facts.fingerprint, key)
        found = self.store.cache.get(place)
        if found is None:
            found = self._compose(parts, amount)
            self.store.cache.put(place, found)
        return Layer(key, found)

    def _estimate(self, node: float, tile: Rect, values: Iterable[float]) -> tuple[str, Callable[[], Display]]:
        """How a tile is best shown at a node: a tag that names it, and how to get it."""
        place = f"{tile.x},{tile.y}"
        family = self.slide.family if self.slide and node else ""
        found = self._tile(node, tile, exact=False)
        if found is not None:
            is_exact = self._tile(node, tile, exact=True) is not None
            return f"{place}:{node}:{is_exact}:{family}", functools.partial(mix, found, found, 0.0)
        ready = [0.0, *(value for value in values if self._tile(value, tile, exact=False) is not None)]
        around = lattice.bracket(node, ready)
        low, high = (self._tile(value, tile, exact=False) for value in (around.low, around.high))
        assert low is not None
        assert high is not None
        return f"{place}:{around}:{family}", functools.partial(mix, low, high, around.mix)

    def _tile(self, node: float, tile: Rect, *, exact: bool) -> Display | None:
        stack = self.slide.at(node) if self.slide else EditStack()
        return self.store.find(self.plane, stack, tile, exact=exact)

    def _compose(self, parts: list[tuple[Rect, Callable[[], Display]]], amount: float) -> Display:
        layer = np.empty((self.rect.height, self.rect.width, 4), np.uint8)
        for tile, make in parts:
            shown, inside = make(), tile.intersect(self.rect)
            if amount < 1:
                photo = self._tile(0.0, tile, exact=True)
                assert photo is not None
                shown = mix(photo, shown, amount)
            layer[inside.relative_to(self.rect).slices] = shown[inside.relative_to(tile).slices]
        return layer
