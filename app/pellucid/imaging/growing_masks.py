"""A mask that is being painted: what a move of the pen changes of it, found where it changes and nowhere else.

A brush covers a part of the photo that many tiles touch, of which each would look for the whole stroke anew. So the
stroke is held as it is (`growing_strokes`), and what lies around it is put together from cells, which are painted once.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Brush, Component, Mask
from pellucid.imaging.fields import Field
from pellucid.imaging.growing_strokes import GrowingStroke
from pellucid.imaging.mask_painting import NEAR, Ground, halo_px, paint, shaped
from pellucid.imaging.mask_shapes import passed_over

Cells = Callable[[Rect], Iterable[Rect]]
"""Gives the parts in which masks are remembered that touch a rectangle; they do not overlap."""


class GrowingMask:
    """A mask on a part of a photo, whose last stroke goes on.

    Args:
        mask: so far, one that can grow.
        ground: the photo.
        rect: the part, within the ground.
        cells: of the ground.
    """

    def __init__(self, mask: Mask, ground: Ground, rect: Rect, cells: Cells) -> None:
        place = _last_brush(mask)
        brush = None if place is None else _brush_at(mask, place)
        assert place is not None
        assert brush is not None
        self._mask, self._ground, self._rect = mask, ground, rect
        self._place, self._brush = place, brush
        self._halo = halo_px(mask.feather, ground.long_px)
        around = rect.expanded(2 * self._halo, Rect.of(ground.size))
        beside = _with(mask, place, brush.earlier).components
        self._beside = [_Patchwork(component, ground, around, cells) for component in beside]
        shift = mask.components[place].shift if ground.is_right else 0.0
        self._stroke = GrowingStroke(brush.strokes[-1], Field(ground.width, ground.height, around, shift))

    def grow(self, mask: Mask) -> Rect | None:
        """Let the stroke go on.

        Args:
            mask: as it is now.

        Returns:
            The pixels of the part that may be others than before, which may be none; None where anything else is
            another than before.
        """
        brush = _brush_at(mask, self._place)
        if brush is None or not brush.goes_on(self._brush) or _with(self._mask, self._place, brush) != mask:
            return None
        self._mask, self._brush = mask, brush
        changed = self._stroke.grow(brush.strokes[-1])
        return changed if changed.is_empty else changed.expanded(self._halo, self._rect)

    def paint(self, rect: Rect) -> Tensor:
        """The mask as it is now on a rectangle of the part, `(1, h, w)`, 0 to 1."""
        return paint(self._mask, self._ground, rect, self._shaped)

    def _shaped(self, component: Component, _ground: Ground, rect: Rect) -> Tensor:
        place = next(place for place, part in enumerate(self._mask.components) if part is component)
        found = self._beside[place].at(rect)
        if place != self._place:
            return found
        return passed_over(found[0], self._stroke.stroke, self._stroke.covered(rect))[None]


class _Patchwork:
    """What a component covers on a part of a photo, painted cell by cell where it is wanted.

    Args:
        component: one that stays.
        ground: the photo.
        rect: the part.
        cells: of the ground.
    """

    def __init__(self, component: Component, ground: Ground, rect: Rect, cells: Cells) -> None:
        self._component, self._ground, self._rect, self._cells = component, ground, rect, cells
        self._values = torch.empty(1, rect.height, rect.width)
        self._known: set[Rect] = set()

    def at(self, rect: Rect) -> Tensor:
        """A rectangle of the part, `(1, h, w)`, to be read."""
        for cell in self._cells(rect):
            if cell not in self._known:
                self._known.add(cell)
                self._paint(cell)
        rows, columns = rect.relative_to(self._rect).slices
        return self._values[:, rows, columns]

    def _paint(self, cell: Rect) -> None:
        part = cell.intersect(self._rect)
        rows, columns = part.relative_to(cell).slices
        own_rows, own_columns = part.relative_to(self._rect).slices
        self._values[:, own_rows, own_columns] = shaped(self._component, self._ground, cell)[:, rows, columns]


def can_grow(mask: Mask) -> bool:
    """True where a stroke of the mask may go on, and where a feather is not found on a copy of the whole photo."""
    place = _last_brush(mask)
    brush = None if place is None else _brush_at(mask, place)
    return brush is not None and bool(brush.strokes) and mask.feather.radius <= NEAR


def _last_brush(mask: Mask) -> int | None:
    """The place of the part that is painted in."""
    places = range(len(mask.components))
    return next((place for place in reversed(places) if _brush_at(mask, place) is not None), None)


def _brush_at(mask: Mask, place: int) -> Brush | None:
    shape = mask.components[place].shape if place < len(mask.components) else None
    return shape if isinstance(shape, Brush) else None


def _with(mask: Mask, place: int, brush: Brush) -> Mask:
    parts = list(mask.components)
    parts[place] = replace(parts[place], shape=brush)
    return replace(mask, components=tuple(parts))
