"""The brush: strokes as the hand makes them, each one entry of the history.

Moves come faster than pictures: the first is painted at once, and those that come within the same turn of the event
loop are gathered and painted together, after it.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal

from pellucid.document import brushing
from pellucid.document.brushing import BrushTip
from pellucid.foundation.translation import mark, say
from pellucid.foundation.ways import Point
from pellucid.ui.masks.placing import Placing
from pellucid.ui.session import Session

_BRUSH, _ERASE = mark("Brush in “{mask}”"), mark("Erase in “{mask}”")


class BrushTool(QObject):
    """Paints into the mask that is the session's target.

    Args:
        session: whose edit is painted in.
        placing: of the canvas.
        tip: gives the brush, erasing where it is to.
        parent: of the object.

    Signals:
        painted(): the mask is another one.
    """

    drags_edit = True

    painted = Signal()

    def __init__(
        self, session: Session, placing: Callable[[], Placing], tip: Callable[[], BrushTip], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._placing, self._tip = session, placing, tip
        self._waiting: list[tuple[Point, float]] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._erases = False

    def erases(self, modifiers: Qt.KeyboardModifier) -> bool:
        """True where a stroke that begins now takes away: Alt does the other thing."""
        return self._tip().erases != bool(modifiers & Qt.KeyboardModifier.AltModifier)

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float) -> bool:
        """Begin a stroke; with Shift a straight line from the end of the last one."""
        session, target, point = self._session, self._session.target, self._placing().in_photo(at)
        if not target:
            return False
        self._erases = self.erases(modifiers)
        tip = replace(self._tip(), erases=self._erases)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            session.amend(brushing.straight(session.edit, target, tip, point))
        else:
            session.amend(brushing.begun(session.edit, target, tip, point, pressure))
        self.painted.emit()
        return True

    def move(self, at: QPointF, _modifiers: Qt.KeyboardModifier, pressure: float) -> None:
        """Go on."""
        self._waiting.append((self._placing().in_photo(at), pressure))
        if not self._turn.isActive():
            self._go_on()
            self._turn.start()

    def release(self) -> None:
        """End the stroke."""
        self._go_on()
        edit, target = self._session.edit, self._session.target
        mask = edit.mask(target)
        if mask is not None:
            self._session.record(brushing.ended(edit, target), say(_ERASE if self._erases else _BRUSH, mask=mask.name))
            self.painted.emit()

    def cancel(self) -> None:
        """Forget the stroke."""
        self._turn.stop()
        self._waiting.clear()
        self._session.forget_amendment()

    def cursor(self, _at: QPointF, _modifiers: Qt.KeyboardModifier) -> Qt.CursorShape | None:
        """The outline of the brush is the cursor."""
        return Qt.CursorShape.BlankCursor

    def _go_on(self) -> None:
        self._turn.stop()
        if not self._waiting:
            return
        points, pressures = zip(*self._waiting, strict=True)
        self._waiting.clear()
        session = self._session
        session.amend(brushing.extended(session.edit, session.target, points, pressures))
        self.painted.emit()
