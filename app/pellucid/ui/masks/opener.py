"""Where masks come into the window. Their tools are made when they are first wanted, so that a start does not wait."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pellucid.document.edit import Edit
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.icons import Icons
from pellucid.ui.panel.edit_dock import EditDock
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings
from pellucid.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from pellucid.document.selecting import SelectRequest
    from pellucid.foundation.masks import Raster
    from pellucid.ui.masks.control import MaskControl


class MasksOpener(QObject):
    """Follows the target, and does without the tools of masks as long as none is wanted.

    Args:
        session: whose masks are edited.
        canvas: on which the hand works.
        dock: has the list of targets.
        actions: of the window; `mask` comes and goes.
        icons: for buttons and menus.
        settings: remember how masks are shown.

    Signals:
        mask_requested(str), map_requested(str, str), selection_requested(SelectRequest): see `MaskControl`.
        selection_failed(str): why what was touched cannot be found.
    """

    mask_requested = Signal(str)
    map_requested = Signal(str, str)
    selection_requested = Signal(object)
    selection_failed = Signal(str)

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        dock: EditDock,
        actions: WindowActions,
        icons: Icons,
        settings: Settings,
    ) -> None:
        super().__init__(canvas)
        self._session, self._canvas, self._dock, self._actions = session, canvas, dock, actions
        self._icons, self._settings = icons, settings
        self._facts: PhotoFacts | None = None
        self._last = ""
        actions["mask"].triggered.connect(lambda _on: self.toggle())
        for name, steps in (("brush_smaller", -1), ("brush_larger", 1)):
            actions[name].triggered.connect(lambda _on=False, steps=steps: self.tool.resize_brush(steps))
        for name, steps in (("brush_softer", -1), ("brush_harder", 1)):
            actions[name].triggered.connect(lambda _on=False, steps=steps: self.tool.harden_brush(steps))
        actions["crop"].toggled.connect(lambda on: session.aim("") if on else None)
        row = dock.target
        row.chosen.connect(session.aim)
        row.add_requested.connect(lambda: self.tool.menus.offer(row.add, self.tool.add))
        row.more_requested.connect(lambda: self.tool.menus.offer_more(row.more))
        session.edit_changed.connect(self._on_edit_changed)
        session.target_changed.connect(self._on_target)
        self._on_target("")

    @cached_property
    def tool(self) -> "MaskControl":
        """The tools themselves."""
        from pellucid.ui.masks.control import MaskControl  # noqa: PLC0415 -- not needed to start

        tool = MaskControl(self._session, self._canvas, self._dock, self._icons, self._settings)
        tool.mask_requested.connect(self.mask_requested)
        tool.map_requested.connect(self.map_requested)
        tool.selection_requested.connect(self.selection_requested)
        tool.set_photo(self._facts)
        return tool

    @property
    def is_active(self) -> bool:
        """True while a mask is edited."""
        return bool(self._session.target)

    def shown_first(self, does: Callable[[], None]) -> Callable[[], None]:
        """What a key asks for; while a mask is edited it shows or hides that instead."""
        return lambda: self.tool.veil.toggle() if self.is_active else does()

    def colored_first(self, does: Callable[[], None]) -> Callable[[], None]:
        """Likewise, for the colour in which it is shown."""
        return lambda: self.tool.veil.recolor() if self.is_active else does()

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, or none."""
        self._facts = facts
        if "tool" in vars(self):
            self.tool.set_photo(facts)

    def take_selection(self, request: "SelectRequest", found: "Raster") -> None:
        """What was touched, as `selection_requested` asked."""
        self.tool.selector.take(request, found)

    def show_selection_failed(self, error: UserFacingError) -> None:
        """It cannot be found; the mask stays as it is."""
        self.tool.selector.give_up()
        self.selection_failed.emit(error.sentence)

    def toggle(self) -> None:
        """Edit the mask that was edited last; where one is edited, the whole photo; where there is none, offer one."""
        masks = [mask.id for mask in self._session.edit.masks]
        if self.is_active:
            self._session.aim("")
        elif masks:
            self._session.aim(self._last if self._last in masks else masks[-1])
        elif self._facts is not None:
            self._actions["mask"].setChecked(False)
            if self._dock.isHidden():
                self._dock.toggle()
            self.tool.menus.offer(self._dock.target.add, self.tool.add)

    def _on_edit_changed(self, edit: Edit, dragging: bool) -> None:
        if not dragging and "tool" in vars(self):
            # Undone, or changed by other means while the hand drags: the drag would go on in whatever is there now.
            self.tool.hand.give_way()
        self._follow(edit)

    def _follow(self, edit: Edit) -> None:
        self._dock.target.show_targets([(mask.id, mask.name) for mask in edit.masks], self._session.target)
        if self.is_active or "tool" in vars(self):
            self.tool.follow()

    def _on_target(self, target: str) -> None:
        self._last = target or self._last
        self._actions["mask"].setChecked(bool(target))
        for name in ("brush_smaller", "brush_larger", "brush_softer", "brush_harder"):
            self._actions[name].setEnabled(bool(target))
        self._dock.source.setVisible(not target and self._dock.source.is_needed)
        self._follow(self._session.edit)
