"""Which map lies over the photo, how opaque, and in which colours."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent

from pellucid.foundation.frame import MapScale, Overlay
from pellucid.foundation.translation import tr
from pellucid.operations.catalogue import CATALOGUE, find
from pellucid.operations.spec import MapSpec
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.color_maps import COLOR_MAPS
from pellucid.ui.canvas.map_legend import MapLegend
from pellucid.ui.canvas.map_values import heights_of, shown_value, value_at
from pellucid.ui.canvas.paint_list import OverlayStyle
from pellucid.ui.panel.operation_panel import OperationPanel
from pellucid.ui.window_actions import WindowActions

_OPACITIES = (0.65, 1.0, 0.35)
"""Shown in this order, then hidden."""

_LEAVING = ("crop", "mask", "output_preview")
"""Actions after which something else lies over the photo, in the place of map and legend."""


class MapControl(QObject):
    """Joins panel and canvas about maps.

    The key for maps follows the card that is open, whether its operation is on or off; where that has no map, an
    operation that is on. The canvas names what it shows, and the action is checked while it does.

    Signals:
        overlay_requested(str, str): operation and map; both empty for none.
        refused(str): there is no map to be shown, and what would give one.
    """

    overlay_requested = Signal(str, str)
    refused = Signal(str)

    def __init__(self, canvas: Canvas, panel: OperationPanel, actions: WindowActions) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._panel = panel
        self._action = actions["map"]
        self._legend: MapLegend | None = None
        self.shown = ("", "")
        """Operation and name of the map that is asked for."""
        self._counted = ""
        """Names the map whose values the legend shows."""
        panel.map_toggled.connect(self._on_map_toggled)
        panel.stack_shown.connect(self._name_map)
        # A click checks it before anybody knows what it does: another opacity, or the mask that is edited.
        self._action.toggled.connect(lambda _on: self._action.setChecked(self.is_shown))
        for name in _LEAVING:
            actions[name].toggled.connect(lambda on: self.hide() if on else None)

    @property
    def is_shown(self) -> bool:
        """True while a map is asked for."""
        return bool(self.shown[1])

    @property
    def legend(self) -> MapLegend:
        """The legend on the canvas, made when it is first needed: a start does without."""
        if self._legend is None:
            self._legend = MapLegend(self._canvas)
            self._legend.show_color_map(self._canvas.overlay_style.color_map)
            self._canvas.installEventFilter(self)
        return self._legend

    def show(self, operation: str, name: str) -> None:
        """Lay a map over the photo; empty names for none."""
        if (operation, name) == self.shown:
            return
        self.shown = (operation, name)
        self._set_opacity(_OPACITIES[0] if name else 0.0)
        self._panel.show_map(operation, name)
        self._action.setChecked(self.is_shown)
        if name:
            spec = _map_spec(operation, name)
            self._counted = ""
            self.legend.show_scale(MapScale(tr(spec.title), tr(spec.unit), spec.low, spec.high))
            self.legend.show_heights(())
            self.legend.show_computing(computing=True)
        self._name_map()
        self.overlay_requested.emit(operation, name)

    def hide(self) -> None:
        """Show the photo without a map."""
        self.show("", "")

    def cycle_opacity(self) -> None:
        """Show the map of the open card, then other opacities of it, then none."""
        wanted = self._map_at_hand()
        if not self.is_shown and wanted is None:
            self.refused.emit(
                tr("There is no map to show here. {operations} can show one: open its card.", operations=_whose_maps())
            )
        elif wanted is not None and wanted[0] != self.shown[0]:
            self.show(*wanted)
        else:
            self._step_opacity()

    def cycle_colors(self) -> None:
        """Go on to the next colour map."""
        overlay_style = self._canvas.overlay_style
        name = COLOR_MAPS[(COLOR_MAPS.index(overlay_style.color_map) + 1) % len(COLOR_MAPS)]
        self._canvas.set_overlay_style(OverlayStyle(overlay_style.opacity, name))
        if self._legend is not None:
            self._legend.show_color_map(name)

    def note_overlay(self, overlay: Overlay | None) -> None:
        """A frame brought a map, or none: its real ends go to the legend, and whether all of it is there."""
        if not self.is_shown:
            return
        if overlay is None or overlay.source != self.shown:
            # Of a map that was shown before, a last frame may come while the new one is computed.
            self.legend.show_computing(computing=True)
            return
        self.legend.show_computing(computing=not overlay.is_whole)
        if overlay.key == self._counted:
            return
        self._counted = overlay.key
        scale = overlay.scale
        self.legend.show_scale(replace(scale, title=tr(scale.title), unit=tr(scale.unit)))
        self.legend.show_heights(heights_of(overlay))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Say the value under the pointer."""
        if self.is_shown:
            if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
                self.legend.show_value(self._value_under(event))
            elif event.type() == QEvent.Type.Leave:
                self.legend.show_value("")
        return False

    def _value_under(self, event: QMouseEvent) -> str:
        frame = self._canvas.newest
        value = value_at(frame, self._canvas.view, self._canvas.place_under(event.position())) if frame else None
        return shown_value(frame.overlay, value) if frame and frame.overlay and value is not None else ""

    def _map_at_hand(self) -> tuple[str, str] | None:
        """Operation and map of the open card; where it has none, the one that is shown or that of a step that is on."""
        in_question = [self._panel.open_card, self.shown[0], *self._panel.switched_on]
        return next((maps[0] for operation in in_question if (maps := self._panel.maps_of(operation))), None)

    def _step_opacity(self) -> None:
        place = _OPACITIES.index(self._canvas.overlay_style.opacity) + 1
        if place < len(_OPACITIES):
            self._set_opacity(_OPACITIES[place])
        else:
            self.hide()

    def _name_map(self) -> None:
        operation, name = self.shown
        if not name:
            if self._legend is not None:
                self._legend.show_title("")
            return
        state = "" if operation in self._panel.switched_on else tr(" (off)")
        self.legend.show_title(f"{tr(_map_spec(operation, name).title)} – {tr(find(operation).title)}{state}")

    def _set_opacity(self, opacity: float) -> None:
        self._canvas.set_overlay_style(OverlayStyle(opacity, self._canvas.overlay_style.color_map))

    def _on_map_toggled(self, operation: str, name: str, shown: bool) -> None:
        self.show(*((operation, name) if shown else ("", "")))


def _map_spec(operation: str, name: str) -> MapSpec:
    return next(spec for spec in find(operation).maps if spec.name == name)


def _whose_maps() -> str:
    titles = [tr(spec.title) for spec in CATALOGUE if spec.maps]
    return (
        tr("{operations} or {last}", operations=", ".join(titles[:-1]), last=titles[-1])
        if len(titles) > 1
        else "".join(titles)
    )
