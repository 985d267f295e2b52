"""The masks of a scene where they are seen: what is known of them, and the one that is laid over the photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pellucid.document.render_request import RenderRequest
from pellucid.engine.compositor import Compositor
from pellucid.engine.painting import PreparedMask
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TileStore
from pellucid.foundation.frame import MaskTexture
from pellucid.foundation.geometry import Rect


@dataclass(frozen=True, eq=False)
class SeenMasks:
    """Masks on the visible tiles.

    Attributes:
        store: the tiles.
        plane: whose tiles they are.
        tiles: those that are visible.
        compositor: puts them together.
        request: what is wanted.
    """

    store: TileStore
    plane: Plane
    tiles: Sequence[Rect]
    compositor: Compositor
    request: RenderRequest

    @cached_property
    def shown(self) -> PreparedMask | None:
        """The mask that is laid over the photo."""
        mask = self.request.edit.mask(self.request.shown_mask)
        return None if mask is None else self.store.analyses.prepared_mask(self.plane.source, mask)

    @property
    def is_shown_painted(self) -> bool:
        """True where nothing is left to be painted of it."""
        shown = self.shown
        return shown is None or all(self.store.masks.is_painted(self.plane, shown, tile) for tile in self.tiles)

    def and_shown(self, masks: Sequence[PreparedMask]) -> tuple[PreparedMask, ...]:
        """Masks, and before them the one that is laid over the photo, each once."""
        shown = (self.shown,) if self.shown else ()
        return tuple({mask.digest: mask for mask in (*shown, *masks)}.values())

    def is_sketched(self, mask: PreparedMask) -> bool:
        """True where something is known of a mask wherever it is seen."""
        return self.store.masks.is_sketched(self.plane, mask, self.tiles)

    def texture(self) -> MaskTexture | None:
        """The mask that is laid over the photo, as well as it is known."""
        mask = self.shown
        return self.compositor.mask(mask) if mask and self.tiles and self.is_sketched(mask) else None
