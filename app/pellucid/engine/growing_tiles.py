"""Tiles of a mask that is being painted: a move of the pen paints what it changes of all of them in one go."""

from collections.abc import Sequence

from torch import Tensor

from pellucid.engine.painting import PreparedMask
from pellucid.engine.planes import Plane
from pellucid.engine.steps import Kept
from pellucid.foundation.geometry import Rect
from pellucid.imaging.tiles import plan_tiles
from pellucid.operations.contract import Context


class GrowingTiles:
    """A mask on all visible tiles, whose last stroke goes on.

    Args:
        plane: whose tiles they are.
        mask: as it was painted on them; one that can grow.
        tiles: whole ones, which make up a rectangle.
        context: of the engine.
        kept: remembers parts of masks.
    """

    def __init__(self, plane: Plane, mask: PreparedMask, tiles: Sequence[Rect], context: Context, kept: Kept) -> None:
        self._place = _place(plane, mask, tiles)
        self.names = {tile: mask.name_in(plane, tile) for tile in tiles}
        """What of the mask reaches each tile, as it is now."""
        self._digest = mask.digest
        whole, side = Rect.of(plane.size), tiles[0].width
        rect = Rect(0, 0, 0, 0)
        for tile in tiles:
            rect = rect.around(tile.intersect(whole))

        def cells(part: Rect) -> list[Rect]:
            return [tile.intersect(whole) for tile in plan_tiles(part, side)]

        self._mask = mask.growing(plane, rect, context, kept, cells)

    def is_of(self, plane: Plane, mask: PreparedMask, tiles: Sequence[Rect]) -> bool:
        """True where these are the tiles, and the mask may be this one later."""
        return self._place == _place(plane, mask, tiles)

    def name(self, plane: Plane, mask: PreparedMask, tile: Rect) -> str | None:
        """Names what of the mask reaches a tile, where the mask is this one as it is now."""
        is_now = mask.digest == self._digest and self._place[:2] == _place(plane, mask, ())[:2]
        return self.names.get(tile) if is_now else None

    def grow(self, mask: PreparedMask) -> Rect | None:
        """Let the stroke go on; see `GrowingMask.grow`. Tiles that it touches have other names then."""
        if mask.digest == self._digest:
            return Rect(0, 0, 0, 0)
        changed = self._mask.grow(mask.mask)
        if changed is not None:
            self._digest = mask.digest
            touched = [tile for tile in self.names if not tile.intersect(changed).is_empty]
            self.names |= dict.fromkeys(touched, f"grown {mask.digest}")
        return changed

    def paint(self, rect: Rect) -> Tensor:
        """The mask as it is now on a rectangle, `(1, h, w)`, 0 to 1."""
        return self._mask.paint(rect)


def _place(plane: Plane, mask: PreparedMask, tiles: Sequence[Rect]) -> tuple[str, int, str, tuple[Rect, ...]]:
    return plane.source.facts.pixels, plane.divisor, mask.id, tuple(tiles)
