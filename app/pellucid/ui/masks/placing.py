"""Between places of the photo, as masks count them, and places of the canvas, whatever the framing and the panes."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF

from pellucid.foundation.geometry import Size, Viewport
from pellucid.foundation.ways import FARTHEST, Point
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.compare import Side
from pellucid.ui.canvas.viewing import corner_of


class Placing:
    """How a canvas shows a photo now.

    Args:
        canvas: which shows it.
        photo: its size as it stands.
    """

    def __init__(self, canvas: Canvas, photo: Size) -> None:
        self._canvas = canvas
        self.photo = photo

    @property
    def _view(self) -> Viewport:
        return self._canvas.view

    def in_photo(self, at: QPointF) -> Point:
        """The place of the photo below a point of the canvas, in shares of its width and height."""
        x, y = self._canvas.place_under(at)
        if self._view.map is not None:
            ((x, y),) = self._view.map.to_photo([(x, y)])
        return tuple(min(max(share, -FARTHEST), FARTHEST) for share in (x / self.photo.width, y / self.photo.height))  # type: ignore[return-value]

    def on_canvas(self, points: Iterable[Point]) -> list[QPointF]:
        """Places of the photo on the canvas, in logical pixels; in the pane of the result where there are two."""
        places = [(x * self.photo.width, y * self.photo.height) for x, y in points]
        if self._view.map is not None:
            places = self._view.map.to_output(places)
        (left, top), ratio, zoom = corner_of(self._view), self._canvas.devicePixelRatioF(), self._view.zoom
        left += self._pane_px
        return [QPointF((left + x * zoom) / ratio, (top + y * zoom) / ratio) for x, y in places]

    @property
    def _pane_px(self) -> int:
        """Where the pane of the result begins."""
        panes = self._canvas.compare.panes(self._canvas.device_size)
        return next((pane.origin_x for pane in panes if pane.side is Side.AFTER), 0)
