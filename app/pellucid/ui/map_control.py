"""Which map lies over the photo, how opaque, and in which colours."""

from PySide6.QtCore import QObject, Signal

from pellucid.foundation.frame import Overlay
from pellucid.operations.catalogue import CATALOGUE
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.color_maps import COLOR_MAPS
from pellucid.ui.canvas.plan import MapLook
from pellucid.ui.panel.operation_panel import OperationPanel

_OPACITIES = (0.65, 1.0, 0.35)
"""Shown in this order, then hidden."""


class MapControl(QObject):
    """Joins panel and canvas about maps.

    Signals:
        overlay_requested(str, str): operation and map; both empty for none.
    """

    overlay_requested = Signal(str, str)

    def __init__(self, canvas: Canvas, panel: OperationPanel) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._panel = panel
        self.shown = ("", "")
        """Operation and name of the map that is asked for."""
        panel.map_toggled.connect(self._on_map_toggled)

    def show(self, operation: str, name: str) -> None:
        """Lay a map over the photo; empty names for none."""
        if (operation, name) == self.shown:
            return
        self.shown = (operation, name)
        self._set_opacity(_OPACITIES[0] if name else 0.0)
        self._panel.show_map(operation, name)
        self.overlay_requested.emit(operation, name)

    def cycle_opacity(self) -> None:
        """Show the first map, then other opacities of it, then none."""
        if not self.shown[1]:
            first = next((spec for spec in CATALOGUE if spec.maps), None)
            if first is not None:
                self.show(first.id, first.maps[0].name)
            return
        place = _OPACITIES.index(self._canvas.look.opacity) + 1
        if place < len(_OPACITIES):
            self._set_opacity(_OPACITIES[place])
        else:
            self.show("", "")

    def cycle_colors(self) -> None:
        """Go on to the next colour map."""
        look = self._canvas.look
        name = COLOR_MAPS[(COLOR_MAPS.index(look.color_map) + 1) % len(COLOR_MAPS)]
        self._canvas.set_look(MapLook(look.opacity, name))
        self._panel.show_color_map(name)

    def note_overlay(self, overlay: Overlay | None) -> None:
        """A frame brought a map: its real ends go to the legend."""
        if overlay is not None and self.shown[1]:
            self._panel.show_scale(*self.shown, overlay.scale)

    def _set_opacity(self, opacity: float) -> None:
        self._canvas.set_look(MapLook(opacity, self._canvas.look.color_map))

    def _on_map_toggled(self, operation: str, name: str, shown: bool) -> None:
        self.show(*((operation, name) if shown else ("", "")))
