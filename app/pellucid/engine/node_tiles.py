"""Tiles of the nodes of a slider: remembered ones, and where these are missing the best that is known instead.

Missing tiles of a node at which the luma or the colour of the picture stays as it was before the step are put together
from that picture and a result that is there. Others are mixed from the tightest pair of results around them.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from pellucid.document.edit import Edit
from pellucid.engine import lattice
from pellucid.engine.display import Display, mix
from pellucid.engine.effective import NOTHING
from pellucid.engine.lattice import Slide
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.geometry import Rect
from pellucid.imaging.srgb import LUMA

Part = tuple[str, Callable[[], Display]]
"""Pixels of a tile: a name of their content, and how to get them."""


class NodeTiles:
    """The tiles of a plane at any value of a slider.

    Args:
        store: remembers them.
        plane: whose tiles they are.
        slide: the slider; None where nothing is done to detail.
    """

    def __init__(self, store: TileStore, plane: Plane, slide: Slide | None) -> None:
        self._store = store
        self._plane = plane
        self._slide = slide
        self._edits: dict[float, Edit] = {}

    def at(self, node: float) -> Edit:
        """The steps on detail with the slider at a node; none where there is no slider."""
        if node not in self._edits:
            self._edits[node] = self._slide.at(node) if self._slide else NOTHING
        return self._edits[node]

    def is_ready(self, node: float, tiles: Iterable[Rect]) -> bool:
        """True where all these tiles of a node are there."""
        return self.are_there(self.at(node), tiles, exact=False)

    def are_there(self, edit: Edit, tiles: Iterable[Rect], *, exact: bool) -> bool:
        """True where all these tiles of an effective edit are there."""
        return not edit.stack.steps or all(
            self._store.find(self._plane, edit, tile, exact=exact) is not None for tile in tiles
        )

    def at_hand(self, tiles: Sequence[Rect], values: Sequence[float]) -> list[float]:
        """Values of the slider whose tiles are all there, or can be put together as soon as any other's are.

        Args:
            tiles: of the plane.
            values: of the slider, besides its nodes, that have any results.
        """
        return [*self._ready(tiles, values), *self._assembled(tiles)]

    def part(self, edit: Edit, tile: Rect) -> Part:
        """The best remembered pixels of a tile, which are there, under a name of their own."""
        found = self._store.find(self._plane, edit, tile, exact=False)
        assert found is not None
        return f"{tile.x},{tile.y}:{self.are_there(edit, (tile,), exact=True)}:{edit.digest}", lambda: found

    def estimate(self, node: float, tile: Rect, values: Sequence[float]) -> Part:
        """How a tile is best shown at a node.

        Args:
            node: value of the slider.
            tile: of the plane.
            values: of the slider, besides its nodes, that have any results.
        """
        if self.is_ready(node, (tile,)):
            return self.part(self.at(node), tile)
        ready = self._ready((tile,), values)
        around = lattice.bracket(node, [*ready, *(self._assembled((tile,)) if ready else ())])
        if around is None:
            return self.part(NOTHING, tile)
        low, high = (self._known(value, tile, ready) for value in (around.low, around.high))
        return low if around.low == around.high else blended(low, high, around.mix)

    def _known(self, node: float, tile: Rect, ready: Sequence[float]) -> Part:
        """A tile that is there, or one that keeps luma or colour, out of the nearest result and the picture before."""
        if node in ready:
            return self.part(self.at(node), tile)
        assert self._slide is not None
        nearest = min(ready, key=lambda value: abs(value - node))
        before, result = self.part(self._slide.before, tile), self.part(self.at(nearest), tile)
        light, tinted = (before, result) if node == self._slide.nodes.luma_kept_at else (result, before)
        return f"{light[0]}&{tinted[0]}", lambda: _with_luma(tinted[1](), light[1]())

    def _assembled(self, tiles: Sequence[Rect]) -> tuple[float, ...]:
        """The nodes at which these tiles can be put together from any results."""
        if self._slide is None or not self.are_there(self._slide.before, tiles, exact=False):
            return ()
        return self._slide.keeping

    def _ready(self, tiles: Sequence[Rect], values: Sequence[float]) -> list[float]:
        """Nodes, and other values of the slider, at which all these tiles are there."""
        planned = self._slide.planned if self._slide else (0.0,)
        return [value for value in dict.fromkeys((*planned, *values)) if self.is_ready(value, tiles)]


def blended(first: Part, second: Part, share: float) -> Part:
    """Two pictures of a tile mixed; see `display.mix`."""
    return f"{first[0]}+{second[0]}*{share}", lambda: mix(first[1](), second[1](), share)


def _with_luma(tinted: Display, light: Display) -> Display:
    """A picture with the luma of another, as far as that can be shown."""
    own, other = (picture[..., :3].astype(np.float32) for picture in (tinted, light))
    shown = np.full_like(tinted, 255)
    shown[..., :3] = np.rint(own + ((other - own) @ np.array(LUMA, np.float32))[..., None]).clip(0, 255)
    return shown
