"""Picking in the photo what a range is to cover: a click sets it, and with Shift takes what is below in as well."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from pellucid.document import masking
from pellucid.foundation.masks import Band, MapRange, Range, Shape
from pellucid.foundation.translation import say
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.framed_view import in_picture
from pellucid.ui.canvas.map_values import value_at
from pellucid.ui.color_picking import color_at
from pellucid.ui.session import Session

TOLERANCE = 0.25
"""Of colours, as `masking.range_of_color` takes it."""

_LIGHT_REACH, _LIGHT_SOFTNESS = 0.1, 0.1


class PickTool(QObject):
    """Sets the range that is chosen of the target's mask.

    Args:
        session: whose edit is changed.
        canvas: shows the photo.
        part: gives the number of the part.
        parent: of the object.

    Signals:
        changed(): the mask is another one.
    """

    drags_edit = False

    changed = Signal()

    def __init__(self, session: Session, canvas: Canvas, part: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._part = session, canvas, part

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier, _pressure: float) -> bool:
        """Pick; beside the photo there is nothing to be picked."""
        session, number = self._session, self._part()
        mask = session.edit.mask(session.target)
        if mask is None or number >= len(mask.components):
            return False
        widens = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        picked = self._picked(mask.components[number].shape, at, widens=widens)
        if picked is not None:
            session.record(
                masking.with_shape(session.edit, mask.id, number, picked), say("Pick for “{mask}”", mask=mask.name)
            )
            self.changed.emit()
        return True

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float) -> None:
        """A pick is one click."""

    def release(self) -> None:
        """Nothing is held."""

    def cancel(self) -> None:
        """Nothing is held."""

    def cursor(self, _at: QPointF, _modifiers: Qt.KeyboardModifier) -> Qt.CursorShape | None:
        """A cross, whose middle counts."""
        return Qt.CursorShape.CrossCursor

    def _picked(self, shape: Shape, at: QPointF, *, widens: bool) -> Shape | None:
        frame, place = self._canvas.newest, self._canvas.place_under(at)
        if frame is None:
            return None
        if isinstance(shape, MapRange):
            value = value_at(frame, self._canvas.view, place)
            if value is None:
                return None
            return replace(shape, low=value) if widens else replace(shape, high=value)
        color = color_at(frame, in_picture(frame.before, self._canvas.view, place))
        if color is None or not isinstance(shape, Range):
            return None
        found = masking.range_of_color(color, TOLERANCE)
        if shape.hue is None and shape.saturation is None:
            found = Range(lightness=_around(_luma(color)))
        return _widened(shape, found) if widens else found


def _widened(shape: Range, found: Range) -> Range:
    """A range that covers two; hues go the shorter way round."""
    return Range(
        *(
            _joined(getattr(shape, name), getattr(found, name), goes_round=name == "hue")
            for name in ("lightness", "hue", "saturation")
        )
    )


def _joined(one: Band | None, other: Band | None, *, goes_round: bool) -> Band | None:
    if one is None or other is None:
        return one or other
    softness = max(one.softness, other.softness)
    if not goes_round:
        return Band(min(one.low, other.low), max(one.high, other.high), softness)
    spans = [((high - low) % 1, low, high) for low in (one.low, other.low) for high in (one.high, other.high)]
    covers = [span for span in spans if _has(span, one) and _has(span, other)]
    _, low, high = min(covers, default=(1.0, 0.0, 1.0))
    return Band(low, high, softness)


def _has(span: tuple[float, float, float], band: Band) -> bool:
    length, low, _ = span
    return (band.low - low) % 1 + (band.high - band.low) % 1 <= length + 1e-9


def _around(value: float) -> Band:
    return Band(max(0.0, value - _LIGHT_REACH), min(1.0, value + _LIGHT_REACH), _LIGHT_SOFTNESS)


def _luma(color: tuple[float, float, float]) -> float:
    red, green, blue = color
    return 0.299 * red + 0.587 * green + 0.114 * blue
