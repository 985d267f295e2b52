"""Picking a colour in the photo: a row of the panel asks, a click on the canvas answers, Escape ends it.

The colour is that of the unedited photo, a mean of what lies around the point, so that noise decides nothing.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from pellucid.foundation.frame import Frame
from pellucid.operations.fields import write_color
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.framed_view import in_picture
from pellucid.ui.panel.operation_panel import OperationPanel

_RADIUS_PX = 3
"""Of the square whose mean is taken, in pixels of what is shown."""


class ColorPicking(QObject):
    """Joins panel and canvas about colours.

    Signals:
        started(): the next click is a colour's; what lies over the photo has to go.
    """

    started = Signal()

    def __init__(self, canvas: Canvas, panel: OperationPanel) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._panel = panel
        self._wanted: tuple[str, str] | None = None
        panel.pick_toggled.connect(self._on_pick_toggled)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take the next click, or Escape."""
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._take(event)
            return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        return False

    def end(self) -> None:
        """Pick nothing any more."""
        if self._wanted is None:
            return
        self._canvas.removeEventFilter(self)
        self._canvas.unsetCursor()
        self._panel.show_picking(*self._wanted, picking=False)
        self._wanted = None

    def _on_pick_toggled(self, operation: str, name: str, wanted: bool) -> None:
        self.end()
        if not wanted:
            return
        self.started.emit()
        self._wanted = (operation, name)
        self._panel.show_picking(operation, name, picking=True)
        self._canvas.installEventFilter(self)
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocus()

    def _take(self, event: QMouseEvent) -> None:
        frame = self._canvas.newest
        if frame is None or self._wanted is None:
            return
        place = self._canvas.place_under(event.position())
        found = color_at(frame, in_picture(frame.before, self._canvas.view, place))
        if found is not None:
            wanted = self._wanted
            self.end()
            self._panel.edit(*wanted, write_color(found))


def color_at(frame: Frame, point: tuple[float, float]) -> tuple[float, float, float] | None:
    """Colour of the unedited photo around a point.

    Args:
        frame: shows a region of the photo.
        point: in pixels as its unedited side counts them.

    Returns:
        Red, green and blue, 0 to 1; None outside of the region.
    """
    pixels, region = frame.before.layers[0].pixels, frame.before.region
    column, row = (int((point[axis] - start) * frame.scale) for axis, start in enumerate((region.x, region.y)))
    height, width = pixels.shape[:2]
    if not (0 <= column < width and 0 <= row < height):
        return None
    rows = slice(max(0, row - _RADIUS_PX), row + _RADIUS_PX + 1)
    columns = slice(max(0, column - _RADIUS_PX), column + _RADIUS_PX + 1)
    red, green, blue = pixels[rows, columns, :3].reshape(-1, 3).mean(axis=0) / 255
    return float(red), float(green), float(blue)
