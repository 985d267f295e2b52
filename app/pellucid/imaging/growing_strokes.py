"""A stroke that goes on: each move of the pen is found near its new pieces alone.

What the pieces so far give to samples of a part of the photo is held, and new ones are laid over it. All that is read
of it is to the bit what `strokes.stroked` finds from the start.
"""

import math

import torch
from torch import Tensor

from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Stroke
from pellucid.imaging.fields import Field
from pellucid.imaging.stroke_pieces import Pieces
from pellucid.imaging.strokes import between, cut_to, reached, sample_places, step_of, strength_of

_RUN = 16
"""So many pieces are laid over the samples together: they lie near each other, and reach few."""


class GrowingStroke:
    """What the last stroke of a brush gives to a part of a photo.

    Args:
        stroke: so far; may be a dab.
        field: the part.
    """

    def __init__(self, stroke: Stroke, field: Field) -> None:
        self.stroke, self._field = stroke, field
        pieces = Pieces.of(stroke, field)
        self._step = step_of(pieces.fall)
        self._columns, self._rows = sample_places(field.rect, self._step)
        nothing = -math.inf if pieces.is_firm else 0.0
        self._most = torch.full((len(self._rows), len(self._columns)), nothing)
        self._pieces, self._count = pieces, 0
        self._lay(pieces)

    def grow(self, stroke: Stroke) -> Rect:
        """Let it go on; the pixels of the part that may be others than before, which may be none."""
        self.stroke = stroke
        return self._lay(Pieces.of(stroke, self._field))

    def covered(self, rect: Rect) -> Tensor:
        """How much of the pixels of a rectangle of the part it covers in passing, `(h, w)`, for a flow of 1."""
        step, (rows, columns) = self._step, self._around(rect)
        values = self._pieces.at_strength(self._most[rows, columns])
        if step == 1:
            return values
        return cut_to(rect, rect.x // step * step, rect.y // step * step, between(values, step))[1]

    def _lay(self, pieces: Pieces) -> Rect:
        """Lay new pieces over the samples; a dab has none, because its first piece is going to cover it."""
        end = pieces.count if len(self.stroke.points) > 1 else 0
        runs = [pieces.part(first, min(first + _RUN, end)) for first in range(self._count, end, _RUN)]
        self._pieces, self._count = pieces, end
        changed = Rect(0, 0, 0, 0)
        for run in runs:
            near = reached(run, self._step).intersect(self._field.rect)
            if not near.is_empty:
                rows, columns = self._around(near)
                most = self._most[rows, columns]
                torch.maximum(most, strength_of(run, self._columns[columns], self._rows[rows]), out=most)
                changed = changed.around(near)
        return changed

    def _around(self, rect: Rect) -> tuple[slice, slice]:
        """The samples that the pixels of a rectangle are mixed of."""
        step, own = self._step, self._field.rect
        if step == 1:
            return rect.relative_to(own).slices
        spans = ((rect.y, rect.bottom, own.y), (rect.x, rect.right, own.x))
        rows, columns = (
            slice(low // step - start // step, (high - 1) // step + 2 - start // step) for low, high, start in spans
        )
        return rows, columns
