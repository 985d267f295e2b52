"""The view on a photo and its moves: fit, zoom, pan, and the framing that the photo is seen in."""

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.ui.canvas import viewing
from pellucid.ui.canvas.compare import Compare, Side
from pellucid.ui.canvas.other_view import other_view

if TYPE_CHECKING:
    from pellucid.foundation.framing_map import FramingMap


class ViewportWidget(QWidget):
    """A widget that sees a part of a photo.

    Signals:
        view_changed(Viewport): what a pane shows, in device pixels; at most once a turn of the event loop.
        other_view_changed(Viewport or None): just before, what is shown of the version that it is compared with.
    """

    view_changed = Signal(object)
    other_view_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = Compare()
        self._photo: Size | None = None
        self._view = Viewport(0.5, 0.5, 1.0, self.device_size)
        self._before_fit: Viewport | None = None
        self._notifying = QTimer(self, singleShot=True, interval=0)
        self._notifying.timeout.connect(self._notify_views)
        self._compared: Framing | None = None

    @property
    def view(self) -> Viewport:
        """What a pane shows, in device pixels."""
        return self._view

    @property
    def other_view(self) -> Viewport | None:
        """The same of the version that is compared; None where it is compared with the unedited photo."""
        photo, framing = self._photo, self._compared
        if photo is None or framing is None or self._is_choosing:
            return None
        map_ = None if framing.is_neutral else _map_of(framing, photo)
        return other_view(self._view, photo, map_, is_shared=self.compare.is_shared)

    @property
    def wanted_view(self) -> Viewport:
        """What pixels are needed for: while a crop is chosen all of the photo as it stands, however it is turned."""
        view, photo = self._view, self._photo
        if photo is None or not self._is_choosing:
            return view
        canvas = Size(math.ceil(photo.width * view.zoom), math.ceil(photo.height * view.zoom))
        return Viewport(photo.width / 2, photo.height / 2, view.zoom, canvas)

    @property
    def seen_size(self) -> Size | None:
        """Size of the photo, framed as it is seen."""
        return self._view.map.output_size if self._photo and self._view.map else self._photo

    def show_framing(self, framing: Framing) -> None:
        """Show the photo turned, straightened and cropped."""
        if self._photo:
            self.show_map(None if framing.is_neutral else framing.on(self._photo))

    def show_map(self, map_: "FramingMap | None") -> None:
        """The same for a framing of this very photo; None for the photo as it stands."""
        if self._photo is None or self.seen_size is None or map_ == self._view.map:
            return
        was_fit, middle = viewing.is_fit(self._view, self.seen_size), self._view.middle
        centre = map_.to_output([middle])[0] if map_ else middle
        size = map_.output_size if map_ else self._photo
        self._view = replace(self._view, map=map_, centre_x=centre[0], centre_y=centre[1])
        shown = viewing.fit(size, self._pane_size()) if was_fit else self._view
        self._set_view(viewing.resized(shown, size, self._pane_size()), is_new=True)

    def fit(self) -> None:
        """Show the whole photo."""
        if self.seen_size:
            self._set_view(viewing.fit(self.seen_size, self._pane_size()))

    def zoom_to(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Set the zoom (device pixels per photo pixel) around a canvas point, the middle if none is given.

        While a crop is chosen the photo stays whole.
        """
        if self.seen_size and not self._is_choosing:
            place = (self._view.canvas.width / 2, self._view.canvas.height / 2)
            if at:
                place = self._in_view(at)
            self._set_view(viewing.zoomed(self._view, self.seen_size, zoom, place))

    def zoom_by(self, factor: float, at: tuple[float, float] | None = None) -> None:
        """Multiply the zoom around a canvas point."""
        self.zoom_to(self._view.zoom * factor, at)

    def toggle_fit(self, at: tuple[float, float] | None = None) -> None:
        """Go from the whole photo to 100 % at a point, or to the last zoom without one, and back."""
        if self.seen_size is None or self._is_choosing:
            return
        if not viewing.is_fit(self._view, self.seen_size):
            self._before_fit = self._view
            self.fit()
        elif at is None and self._before_fit is not None:
            self._set_view(viewing.resized(self._before_fit, self.seen_size, self._pane_size()))
        else:
            self.zoom_to(1.0, at)

    def pan(self, right_px: float, down_px: float) -> None:
        """Push the photo by device pixels."""
        if self.seen_size:
            self._set_view(viewing.panned(self._view, self.seen_size, right_px, down_px))

    def place_under(self, position: QPointF) -> tuple[float, float]:
        """Place of the framed photo below a point of the widget, in photo pixels; it need not lie inside."""
        ratio = self.devicePixelRatioF()
        at = (position.x() * ratio, position.y() * ratio)
        return viewing.to_photo(self._view, self.compare.in_pane(at, self.device_size))

    def can_pan(self) -> bool:
        """True where a part of the photo lies outside."""
        size = self.seen_size
        return size is not None and not self._view.visible(size).contains(Rect.of(size))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep what is seen when the size changes."""
        super().resizeEvent(event)
        self._on_size_changed()

    def event(self, event: QEvent) -> bool:
        """Notice a move to a screen of another pixel density."""
        handled = super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._on_size_changed()
        return handled

    @property
    def _is_choosing(self) -> bool:
        return self._view.map is not None and self._view.map.window is not None

    def _in_view(self, at: tuple[float, float]) -> tuple[float, float]:
        """Where the view has what lies below a canvas point, which may be in the pane of another version."""
        canvas = self.device_size
        place, other, view = self.compare.in_pane(at, canvas), self.other_view, self._view
        if other is None or other == view or self.compare.side_at(at, canvas) is not Side.BEFORE:
            return place
        there = viewing.to_photo(other, place)
        point = other.map.to_photo([there])[0] if other.map else there
        x, y = view.map.to_output([point])[0] if view.map else point
        left, top = viewing.corner_of(view)
        return left + x * view.zoom, top + y * view.zoom

    def _set_view(self, view: Viewport, *, is_new: bool = False) -> None:
        view = replace(view, map=self._view.map)
        if view != self._view or is_new:
            self._view = view
            self._notify()
            self._repaint()

    def _on_size_changed(self) -> None:
        if self.seen_size:
            self._set_view(viewing.resized(self._view, self.seen_size, self._pane_size()))
        else:
            self._view = replace(self._view, canvas=self._pane_size())
        self._repaint()

    def _notify_views(self) -> None:
        self.other_view_changed.emit(self.other_view)
        self.view_changed.emit(self.wanted_view)

    def _notify(self) -> None:
        if not self._notifying.isActive():
            self._notifying.start()

    def _repaint(self) -> None:
        """Paint what is seen now."""
        self.update()

    def _pane_size(self) -> Size:
        return self.compare.view_canvas(self.device_size)

    @property
    def device_size(self) -> Size:
        """Its own size in device pixels."""
        ratio = self.devicePixelRatioF()
        return Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))


@lru_cache(maxsize=4)
def _map_of(framing: Framing, photo: Size) -> "FramingMap":
    """Asked with every move of the view, and costly for a photo that is straightened."""
    return framing.on(photo)
