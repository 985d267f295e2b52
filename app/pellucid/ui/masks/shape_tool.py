"""The hand on a gradient: its handles, a new one drawn in a drag, and the pins by which masks are chosen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from pellucid.document import masking
from pellucid.foundation.masks import LinearGradient, RadialGradient, Shape
from pellucid.foundation.translation import mark, say, say_within
from pellucid.foundation.ways import Point
from pellucid.ui.masks.geometry import MIDDLE, TURN, Sides, dragged, drawn, handles
from pellucid.ui.masks.kinds import kind_of
from pellucid.ui.masks.overlay import Pin
from pellucid.ui.masks.placing import Placing
from pellucid.ui.session import Session

_GRAB_PX = 12.0
_LEAST_DRAG_PX = 6.0


@dataclass(frozen=True)
class Drag:
    """A gradient that is held: what it was, by which handle (none where it is drawn anew), and from where."""

    shape: Shape
    handle: str
    start: Point
    begun: QPointF


_MOVE, _TURN = mark("Move {part} of “{mask}”"), mark("Turn {part} of “{mask}”")
_SHAPE = mark("Shape {part} of “{mask}”")


class ShapeTool(QObject):
    """Changes the part of the target's mask that is chosen.

    Args:
        session: whose edit is changed.
        placing: of the canvas.
        part: gives the number of the part.
        pins: gives what can be clicked.
        parent: of the object.

    Signals:
        changed(): the mask is another one.
        pin_chosen(Pin): one was clicked.
    """

    drags_edit = True

    changed = Signal()
    pin_chosen = Signal(object)

    def __init__(
        self,
        session: Session,
        placing: Callable[[], Placing],
        part: Callable[[], int],
        pins: Callable[[], tuple[Pin, ...]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._placing, self._part, self._pins = session, placing, part, pins
        self._drag: Drag | None = None
        self.is_new = False
        """The next drag beside its handles draws the gradient anew."""

    @property
    def shape(self) -> Shape | None:
        """The part that is chosen."""
        mask = self._session.edit.mask(self._session.target)
        return mask.components[self._part()].shape if mask and self._part() < len(mask.components) else None

    def press(self, at: QPointF, _modifiers: Qt.KeyboardModifier, _pressure: float) -> bool:
        """Take hold of a handle, choose a pin, or begin to draw."""
        shape, start = self.shape, self._placing().in_photo(at)
        handle = self._handle_at(at)
        if shape is not None and handle:
            self._drag = Drag(shape, handle, start, at)
            return True
        pin = self._pin_at(at)
        if pin is not None:
            self.pin_chosen.emit(pin)
            return False
        if self.is_new and isinstance(shape, LinearGradient | RadialGradient):
            self._drag = Drag(shape, "", start, at)
            return True
        return False

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier, _pressure: float) -> None:
        """Drag, or draw."""
        drag = self._drag
        if drag is None or (not drag.handle and (at - drag.begun).manhattanLength() < _LEAST_DRAG_PX):
            return
        now, sides = self._placing().in_photo(at), Sides.of(self._placing().photo)
        evenly = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if drag.handle:
            shape = dragged(drag.shape, drag.handle, drag.start, now, sides, evenly=evenly)
        else:
            shape = drawn(drag.shape, drag.start, now, sides, evenly=evenly)
        session = self._session
        session.amend(masking.with_shape(session.edit, session.target, self._part(), shape))
        self.changed.emit()

    def release(self) -> None:
        """Keep it."""
        drag, self._drag = self._drag, None
        mask, shape = self._session.edit.mask(self._session.target), self.shape
        if drag is None or mask is None or shape is None or shape == drag.shape:
            return
        self.is_new = False
        text = {MIDDLE: _MOVE, TURN: _TURN}.get(drag.handle, _SHAPE)
        self._session.record(self._session.edit, say(text, part=say_within(kind_of(shape).title), mask=mask.name))
        self.changed.emit()

    def cancel(self) -> None:
        """Put it back."""
        self._drag = None
        self._session.forget_amendment()

    def cursor(self, at: QPointF, _modifiers: Qt.KeyboardModifier) -> Qt.CursorShape | None:
        """What a press would do."""
        if self._drag is not None or self._handle_at(at):
            return Qt.CursorShape.SizeAllCursor
        if self._pin_at(at) is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.CrossCursor if self.is_new else None

    def _handle_at(self, at: QPointF) -> str:
        shape, placing = self.shape, self._placing()
        if shape is None:
            return ""
        found = handles(shape, Sides.of(placing.photo))
        places = placing.on_canvas(found.values())
        near = [(_away(place, at), name) for name, place in zip(found, places, strict=True)]
        return min((entry for entry in near if entry[0] <= _GRAB_PX), default=(0.0, ""))[1]

    def _pin_at(self, at: QPointF) -> Pin | None:
        near = [pin for pin in self._pins() if _away(pin.at, at) <= _GRAB_PX]
        return min(near, key=lambda pin: _away(pin.at, at), default=None)


def _away(place: QPointF, at: QPointF) -> float:
    x, y = (place - at).toTuple()
    return float((x * x + y * y) ** 0.5)
