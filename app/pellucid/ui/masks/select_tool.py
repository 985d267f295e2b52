"""Selecting by clicks and strokes: each is one entry of the history, once a worker has found what it means.

What was touched before is remembered beside each selection as long as the photo is open, so that the next stroke
corrects the whole of it, after an undo as well. One that came from a file or an earlier day is taken as it is.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from pellucid.document import masking
from pellucid.document.selecting import SelectRequest, Touch
from pellucid.foundation.masks import Raster
from pellucid.foundation.translation import mark, say
from pellucid.foundation.ways import Point
from pellucid.ui.masks.geometry import Sides
from pellucid.ui.masks.placing import Placing
from pellucid.ui.session import Session

_TOUCH_PX = 4.0
_LARGEST_TOUCH = 0.012
"""Of the long side: in a small view, too, a click means one thing."""

_SELECT, _TAKE = mark("Select in “{mask}”"), mark("Take from “{mask}”")


class SelectTool(QObject):
    """Touches the part of the target's mask that is chosen, a raster.

    Args:
        session: whose edit is changed.
        placing: of the canvas.
        part: gives the number of the part.
        takes_away: True where strokes are to say what is outside.
        parent: of the object.

    Signals:
        requested(SelectRequest): find what was touched; `take` gets the answer.
        changed(): the stroke or the selection is another one.
    """

    drags_edit = False

    requested = Signal(object)
    changed = Signal()

    def __init__(
        self,
        session: Session,
        placing: Callable[[], Placing],
        part: Callable[[], int],
        takes_away: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._placing, self._part, self._takes_away = session, placing, part, takes_away
        self._known: dict[Raster, SelectRequest] = {}
        self._asked: SelectRequest | None = None
        self._radius, self._is_outside = 0.0, False
        self.stroke: tuple[Point, ...] = ()
        """The way of the stroke that is being made."""

    @property
    def is_waiting(self) -> bool:
        """True until the answer to the last stroke."""
        return self._asked is not None

    def forget(self) -> None:
        """Another photo."""
        self._known.clear()
        self._asked = None

    def give_up(self) -> bool:
        """Do without the answer that is awaited; True where there was one to come."""
        was_waiting, self._asked = self.is_waiting, None
        return was_waiting

    def is_outside(self, modifiers: Qt.KeyboardModifier) -> bool:
        """True where a stroke that begins now says what is not wanted: Alt does the other thing."""
        return self._takes_away() != bool(modifiers & Qt.KeyboardModifier.AltModifier)

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier, _pressure: float) -> bool:
        """Begin a stroke."""
        if self._raster is None:
            return False
        placing, self._is_outside = self._placing(), self.is_outside(modifiers)
        sides, start = Sides.of(placing.photo), placing.in_photo(at)
        beside = placing.in_photo(at + QPointF(_TOUCH_PX, 0))
        self._radius = min(math.dist(sides.length(start), sides.length(beside)), _LARGEST_TOUCH)
        self.stroke = (start,)
        self.changed.emit()
        return True

    def move(self, at: QPointF, _modifiers: Qt.KeyboardModifier, _pressure: float) -> None:
        """Go on."""
        self.stroke = (*self.stroke, self._placing().in_photo(at))
        self.changed.emit()

    def release(self) -> None:
        """End the stroke, and ask what it means."""
        stroke, self.stroke = self.stroke, ()
        self.changed.emit()
        raster = self._raster
        if raster is None or not stroke:
            return
        mask, part = self._session.target, self._part()
        former = self._asked if self._is_for(self._asked, mask, part, raster) else self._known.get(raster)
        ground, touches = (former.ground, former.touches) if former else (raster, ())
        self._asked = SelectRequest(
            mask, part, raster, ground, (*touches, Touch(stroke, self._radius, self._is_outside))
        )
        self.requested.emit(self._asked)

    def cancel(self) -> None:
        """Forget the stroke."""
        self.stroke = ()
        self.changed.emit()

    def cursor(self, _at: QPointF, _modifiers: Qt.KeyboardModifier) -> Qt.CursorShape | None:
        """A cross, whose middle counts; busy while the last stroke is thought about."""
        return Qt.CursorShape.BusyCursor if self.is_waiting else Qt.CursorShape.CrossCursor

    def take(self, request: SelectRequest, found: Raster) -> None:
        """An answer: an entry of the history, unless the mask has become another one meanwhile."""
        if request != self._asked:
            return
        self._asked = None
        self._known[found] = request
        session, mask = self._session, self._session.edit.mask(request.mask)
        parts = mask.components if mask else ()
        if mask is None or request.part >= len(parts) or parts[request.part].shape != request.before:
            return
        label = say(_TAKE if request.touches[-1].is_outside else _SELECT, mask=mask.name)
        session.record(masking.with_shape(session.edit, mask.id, request.part, found), label)
        self.changed.emit()

    @property
    def _raster(self) -> Raster | None:
        mask = self._session.edit.mask(self._session.target)
        parts = mask.components if mask else ()
        shape = parts[self._part()].shape if self._part() < len(parts) else None
        return shape if isinstance(shape, Raster) else None

    @staticmethod
    def _is_for(request: SelectRequest | None, mask: str, part: int, raster: Raster) -> bool:
        return request is not None and (request.mask, request.part, request.before) == (mask, part, raster)
