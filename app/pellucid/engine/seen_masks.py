"""The masks of a scene where they are seen: what is known of them, and the one that is laid over the photo."""

from collections.abc import Sequence
from functools import cached_property

from pellucid.document.render_request import RenderRequest
from pellucid.engine.compositor import Compositor
from pellucid.engine.planes import Plane
from pellucid.engine.steps import Painted
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.frame import MaskTexture
from pellucid.foundation.geometry import Rect


class SeenMasks:
    """Masks on the visible tiles.

    Args:
        store: the tiles.
        plane: whose tiles they are.
        tiles: those that are visible.
        compositor: puts them together.
        request: what is wanted.
    """

    def __init__(
        self, store: TileStore, plane: Plane, tiles: Sequence[Rect], compositor: Compositor, request: RenderRequest
    ) -> None:
        self._store = store
        self._plane = plane
        self._tiles = tiles
        self._compositor = compositor
        self._request = request

    @cached_property
    def shown(self) -> Painted | None:
        """The mask that is laid over the photo."""
        mask = self._request.edit.mask(self._request.shown_mask)
        return None if mask is None else self._store.analyses.prepared_mask(self._plane.source, mask)

    @property
    def is_shown_painted(self) -> bool:
        """True where nothing is left to be painted of it."""
        shown = self.shown
        return shown is None or all(self._store.masks.is_painted(self._plane, shown, tile) for tile in self._tiles)

    def and_shown(self, masks: Sequence[Painted]) -> tuple[Painted, ...]:
        """Masks, and before them the one that is laid over the photo, each once."""
        shown = (self.shown,) if self.shown else ()
        return tuple({mask.digest: mask for mask in (*shown, *masks)}.values())

    def is_sketched(self, mask: Painted) -> bool:
        """True where something is known of a mask wherever it is seen."""
        return self._store.masks.is_sketched(self._plane, mask, self._tiles)

    def texture(self) -> MaskTexture | None:
        """The mask that is laid over the photo, as well as it is known."""
        mask = self.shown
        return self._compositor.mask(mask) if mask and self._tiles and self.is_sketched(mask) else None
