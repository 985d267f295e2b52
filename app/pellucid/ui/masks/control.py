"""Masks in the window: what is edited, its parts and settings, and the hand on the photo."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, Signal

from pellucid.document.brushing import BrushTip
from pellucid.foundation.masks import Brush, Combine, MapRange, Mask, Range, Raster
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.ways import Point
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.icons import Icons
from pellucid.ui.masks import tip as brush
from pellucid.ui.masks.bar import MaskBar
from pellucid.ui.masks.brush_tool import BrushTool
from pellucid.ui.masks.edits import MaskEdits
from pellucid.ui.masks.geometry import Sides
from pellucid.ui.masks.hand import Hand, Tool
from pellucid.ui.masks.kinds import Kind, kind_of
from pellucid.ui.masks.menus import MaskMenus
from pellucid.ui.masks.overlay import MaskOverlay, Pin
from pellucid.ui.masks.pick_tool import PickTool
from pellucid.ui.masks.placing import Placing
from pellucid.ui.masks.scene import Sight, make_scene
from pellucid.ui.masks.section import MaskSection
from pellucid.ui.masks.select_tool import SelectTool
from pellucid.ui.masks.shape_settings import Setting, settings, with_setting
from pellucid.ui.masks.shape_tool import ShapeTool
from pellucid.ui.masks.veil import Veil
from pellucid.ui.panel.edit_dock import EditDock
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings


class MaskControl(QObject):
    """Joins session, panel and canvas about masks; made when the first mask is wanted.

    Args:
        session: whose masks are edited.
        canvas: on which the hand works.
        dock: the panel, whose sliders send the shown mask away.
        icons: for buttons and menus.
        remembered: the settings of the program.

    Signals:
        mask_requested(str): the mask that is to lie over the photo; empty for none.
        map_requested(str, str): the map that a range is picked in, and its operation; both empty for none.
        selection_requested(SelectRequest): find what was touched; `selector.take` gets the answer.
    """

    mask_requested = Signal(str)
    map_requested = Signal(str, str)
    selection_requested = Signal(object)

    def __init__(self, session: Session, canvas: Canvas, dock: EditDock, icons: Icons, remembered: Settings) -> None:
        super().__init__(canvas)
        self._session, self._canvas, self._dock = session, canvas, dock
        self._facts: PhotoFacts | None = None
        self._shown, self._part, self._picks = "", 0, False
        self.tip: BrushTip = brush.FIRST_TIP
        self.edits = MaskEdits(session)
        self.menus = MaskMenus(self.edits, icons, canvas)
        self.veil = Veil(canvas, remembered)
        self.overlay = MaskOverlay(canvas)
        self.bar = MaskBar(icons, canvas)
        self.section = MaskSection(icons)
        self.hand = Hand(canvas)
        self._brush = BrushTool(session, self._placing, self._held_tip, self)
        self._gradient = ShapeTool(session, self._placing, lambda: self._part, lambda: self.overlay.scene.pins, self)
        self._picker = PickTool(session, canvas, lambda: self._part, self)
        self.selector = SelectTool(session, self._placing, lambda: self._part, lambda: self.tip.erases, self)
        self.overlay.hide()
        self.bar.hide()
        dock.operations.hold(self.section)
        self.section.follow(dock.target.more)
        self.section.hide()
        canvas.installEventFilter(self)
        self._connect()

    @property
    def is_active(self) -> bool:
        """True while a mask is edited."""
        return bool(self._shown)

    @property
    def part(self) -> int:
        """Number of the chosen part."""
        return self._part

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, or none."""
        self._facts = facts
        self.selector.forget()
        self.menus.has_pair = facts is not None and facts.stereo is not None

    def follow(self) -> None:
        """Show the mask that is edited as it is now, or go where none is."""
        mask = self.edits.mask
        if mask is None or self._facts is None:
            self._leave()
            return
        if mask.id != self._shown:
            self._shown, self._picks = mask.id, False
            self._part = max(0, len(mask.components) - 1)
            for widget in (self.overlay, self.bar, self.section):
                widget.show()
            self._dock.operations.verticalScrollBar().setValue(0)
        self._part = min(self._part, max(0, len(mask.components) - 1))
        if self.hand.is_held and self._tool is self._brush:
            return  # a move of the pen changes nothing of what is offered
        self.section.show_mask(mask, self._part)
        self._take_tool(mask)
        self._show_bar(mask)
        self.veil.show_mask(mask.id)
        self.show_scene()

    def escape(self) -> None:
        """Give up what is dragged or thought about; else end picking; else go back to the whole photo."""
        if self.hand.cancel() or self.selector.give_up():
            return
        if self._picks:
            self._pick(False)
        else:
            self._session.aim("")

    def add(self, kind: Kind) -> None:
        """Add a mask of one part, and take the tool for it; a new mask is seen."""
        self.edits.add(kind)
        self.veil.show()
        self._draw_next()

    def add_part(self, kind: Kind, combine: Combine) -> None:
        """Add a part to the mask, and take the tool for it."""
        self._part = len(self.edits.mask.components) if self.edits.mask else 0
        self.edits.add_part(kind, combine)
        self.veil.come_back()
        self._draw_next()

    def resize_brush(self, steps: float) -> None:
        """A larger or smaller brush."""
        self._set_tip(brush.resized(self.tip, steps))

    def harden_brush(self, steps: int) -> None:
        """A harder or softer brush."""
        self._set_tip(brush.hardened(self.tip, steps))

    def places(self, points: Sequence[Point]) -> list[QPointF]:
        """Where places of the photo, in shares of its width and height, are on the canvas."""
        return self._placing().on_canvas(points)

    def show_scene(self) -> None:
        """Hold what lies over the photo to the pixels that the canvas shows now."""
        if not self.is_active or self._facts is None:
            return
        has_brush = self._tool is self._brush
        sight = Sight(
            self._session.edit,
            self._shown,
            self._part,
            shows_pins=not has_brush,
            tip=self.tip if has_brush else None,
            at=self.hand.at if has_brush else None,
            erases=has_brush and self._brush.erases(self.hand.modifiers),
            stroke=self.selector.stroke,
        )
        self.overlay.show_scene(make_scene(sight, self._placing()))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Keep overlay and bar in their places."""
        if event.type() == QEvent.Type.Resize and self.is_active:
            self._place()
        return False

    def _connect(self) -> None:
        self.veil.requested.connect(self.mask_requested)
        self.veil.changed.connect(self._show_state)
        self.hand.hovered.connect(self.show_scene)
        self._canvas.view_changed.connect(lambda _view: self.show_scene())
        self._canvas.compare_changed.connect(self.show_scene)
        self._canvas.frame_shown.connect(self.overlay.catch_up)
        self._gradient.pin_chosen.connect(self._on_pin)
        self.selector.changed.connect(self.show_scene)
        self.selector.requested.connect(self.selection_requested)
        for tool in (self._brush.painted, self._gradient.changed, self._picker.changed, self.selector.changed):
            tool.connect(self.veil.come_back)
        section, bar = self.section, self.bar
        section.part_chosen.connect(self.choose_part)
        section.part_changed.connect(self.edits.change_part)
        section.part_removed.connect(self.edits.remove_part)
        section.part_wanted.connect(lambda combine, at: self.menus.offer_part(combine, at, self.add_part))
        section.value_edited.connect(lambda name, value, dragging: self.edits.set_value(name, value, dragging=dragging))
        for changed in (section.part_chosen, section.part_changed, section.part_removed, section.value_edited):
            changed.connect(self.veil.come_back)
        bar.value_edited.connect(self._on_setting)
        bar.erase_toggled.connect(lambda erases: self._set_tip(replace(self.tip, erases=erases)))
        bar.pick_toggled.connect(self._pick)
        bar.overlay_requested.connect(self.veil.toggle)
        bar.style_requested.connect(
            lambda: self.menus.offer_styles(bar.style_button, self.veil.style, self.veil.set_style)
        )
        bar.done.connect(lambda: self._session.aim(""))
        panel = self._dock.operations
        for edited in (panel.parameters_edited, panel.enabled_edited, panel.reset_requested):
            edited.connect(self.veil.go_away)

    def choose_part(self, part: int) -> None:
        """Show the settings and the handles of a part."""
        self._part, self._gradient.is_new = part, False
        self._pick(False)
        self.follow()

    def _held_tip(self) -> BrushTip:
        """The brush as it is set; the other end of a pen erases, whatever is set."""
        return replace(self.tip, erases=True) if self.hand.erases_by_pen else self.tip

    def _leave(self) -> None:
        if not self._shown:
            return
        self._pick(False)
        self.hand.take(None)
        self._shown = ""
        for widget in (self.overlay, self.bar, self.section):
            widget.hide()
        self.veil.show_mask("")

    def _placing(self) -> Placing:
        assert self._facts is not None
        return Placing(self._canvas, self._facts.size)

    def _take_tool(self, mask: Mask) -> None:
        self._tool = self._tool_for(mask)
        self.hand.take(self._tool)

    def _tool_for(self, mask: Mask) -> Tool:
        if self._picks:
            return self._picker
        shape = mask.components[self._part].shape if mask.components else None
        if isinstance(shape, Raster):
            return self.selector
        return self._brush if isinstance(shape, Brush) else self._gradient

    def _show_bar(self, mask: Mask) -> None:
        shape = mask.components[self._part].shape if mask.components else None
        if isinstance(shape, Brush):
            offered = {name: Setting(brush.SETTINGS[name], value) for name, value in brush.shown(self.tip).items()}
        else:
            offered = settings(shape, Sides.of(self._placing().photo)) if shape is not None else {}
        self.bar.show_part(
            kind_of(shape) if shape is not None else None, offered, has_pick=isinstance(shape, Range | MapRange)
        )
        self._show_state()
        self._place()

    def _show_state(self) -> None:
        self.bar.show_state(erases=self.tip.erases, shows=self.veil.is_on, picks=self._picks)

    def _place(self) -> None:
        self.overlay.setGeometry(self._canvas.rect())
        self.bar.place(self._canvas.width(), self._canvas.height())
        self.overlay.stackUnder(self.bar)
        self.show_scene()

    def _on_setting(self, name: str, value: float, dragging: bool) -> None:
        mask = self.edits.mask
        if mask is None or not mask.components:
            return
        shape = mask.components[self._part].shape
        if isinstance(shape, Brush):
            self._set_tip(brush.with_setting(self.tip, name, value))
            return
        wanted = with_setting(shape, name, value, Sides.of(self._placing().photo))
        label = settings(shape, Sides.of(self._placing().photo))[name].number.label
        self.edits.set_shape(self._part, lambda component: replace(component, shape=wanted), label, dragging=dragging)
        self.veil.come_back()

    def _set_tip(self, tip: BrushTip) -> None:
        self.tip = tip
        mask = self.edits.mask
        if mask is not None and self._tool is self._brush:
            self._show_bar(mask)

    def _pick(self, picks: bool) -> None:
        if picks == self._picks:
            return
        self._picks = picks
        mask = self.edits.mask
        shape = mask.components[self._part].shape if mask and mask.components else None
        if isinstance(shape, MapRange):
            self.map_requested.emit(*((shape.operation, shape.map) if picks else ("", "")))
        self.follow()

    def _on_pin(self, pin: Pin) -> None:
        self._session.aim(pin.mask)
        self.choose_part(pin.part)

    def _draw_next(self) -> None:
        """The next drag draws the new part."""
        self._gradient.is_new = True
        self._canvas.setFocus()
