"""The place under the pointer in figures: where it is, its colour before and after, and how noisy it is there.

The engine reads it, off the main thread. It is asked at most a few times a second, and not at all while a slider moves.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel

from pellucid.document.edit import Edit
from pellucid.foundation.translation import figures
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.session import Session

if TYPE_CHECKING:
    from pellucid.document.readout import Readout, ReadoutRequest, Sample

EVERY_MS = 60
_AGAIN_MS = 300
"""After an edit: the canvas comes first."""

_FIGURE_SPACE = "\N{FIGURE SPACE}"
"""As wide as a figure; what is not known is left blank, so that nothing moves when it comes."""
_UNKNOWN = f"{2 * _FIGURE_SPACE}\N{PUNCTUATION SPACE}{_FIGURE_SPACE}"


class PixelReadout(QObject):
    """Joins canvas, edits and the field of the status bar.

    Args:
        canvas: where the pointer is.
        session: has the edits.
        field: shows the figures.

    Signals:
        requested(ReadoutRequest | None): read this place; None for no place any more.
    """

    requested = Signal(object)

    def __init__(self, canvas: Canvas, session: Session, field: QLabel) -> None:
        super().__init__(canvas)
        self._canvas, self._session, self._field = canvas, session, field
        self._position: QPointF | None = None
        self._asked: ReadoutRequest | None = None
        self._place = (0, 0)
        self._known: Readout | None = None
        self._pace = QTimer(self, singleShot=True)
        self._pace.timeout.connect(self._ask)
        canvas.installEventFilter(self)
        session.edit_changed.connect(self._on_edit_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Follow the pointer."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._position = event.position()
            if not self._pace.isActive():
                self._pace.start(EVERY_MS)
        elif event.type() == QEvent.Type.Leave:
            self._forget()
        return False

    def take(self, readout: "Readout") -> None:
        """Show an answer; one to another question is late."""
        if readout.request != self._asked:
            return
        self._known = readout
        self._field.setText(readout_text(self._place, readout.before, readout.after))

    def _forget(self) -> None:
        self._pace.stop()
        self._position = self._asked = self._known = None
        self._field.clear()
        self.requested.emit(None)

    def _on_edit_changed(self, _edit: Edit, dragging: bool) -> None:
        """What was read of the result is no longer true; while a slider moves nothing is read."""
        if self._position is None:
            return
        if self._known is not None:
            self._field.setText(readout_text(self._place, self._known.before, None))
        self._asked = None
        self.requested.emit(None)
        if not dragging:
            self._pace.start(_AGAIN_MS)

    def _ask(self) -> None:
        from pellucid.document.readout import ReadoutRequest  # noqa: PLC0415 -- not needed to start

        size, view = self._canvas.seen_size, self._canvas.view
        if self._position is None or size is None:
            return
        x, y = self._canvas.place_under(self._position)
        if not (0 <= x < size.width and 0 <= y < size.height):
            self._asked = self._known = None
            self._field.clear()
            return
        self._place = (int(x), int(y))
        in_photo = view.map.to_photo([(x, y)])[0] if view.map else (x, y)
        side = max(1, round(1 / view.zoom))
        request = ReadoutRequest(self._session.edit, int(in_photo[0]), int(in_photo[1]), side)
        if request != self._asked:
            self._asked = request
            self.requested.emit(request)


def readout_text(place: tuple[int, int], before: "Sample", after: "Sample | None") -> str:
    """Figures for people, each in a room of its own, so that none jumps while others change.

    Args:
        place: column and row of what is seen.
        before: of the unedited photo.
        after: of the result; None while it is not known.
    """
    was, now = before.levels, after.levels if after else ("",) * 3
    return _line(place, was, now, _sigma(before), _sigma(after))


def _line(
    place: tuple[int, int], before: tuple[int, ...], after: tuple[int | str, ...], sigma_before: str, sigma_after: str
) -> str:
    gap = _FIGURE_SPACE
    where = f"x {place[0]:{gap}<5}  y {place[1]:{gap}<5}"
    was = "  ".join(f"{name} {level:{gap}>3}" for name, level in zip("RGB", before, strict=True))
    now = "  ".join(f"{level:{gap}>3}" for level in after)
    return f"{where}   {was} → {now}   σ {sigma_before} → {sigma_after}"


def _sigma(sample: "Sample | None") -> str:
    if sample is None or sample.sigma is None:
        return _UNKNOWN
    return _sigma_text(sample.sigma)


def _sigma_text(sigma: float) -> str:
    return figures(f"{sigma:{_FIGURE_SPACE}>4.1f}")


WIDEST = _line((88888, 88888), (888,) * 3, (888,) * 3, _sigma_text(88.8), _sigma_text(88.8))
"""As much room as figures ever need."""
