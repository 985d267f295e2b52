"""Where the crop tool comes in. It is made when it is first asked for, so that a start does not wait for it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pellucid.document.edit import Edit
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.icons import Icons
from pellucid.ui.session import Session
from pellucid.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from pellucid.ui.crop.control import CropControl


class CropOpener(QObject):
    """Knows whether the crop tool is there, and does without it as long as it is not.

    Args:
        session: whose framing is chosen.
        canvas: over which.
        actions: of the window; `crop` switches the tool.
        icons: for its buttons.

    Signals:
        horizon_requested(): see `CropControl`.
        notified(str): a sentence for the person.
    """

    horizon_requested = Signal()
    notified = Signal(str)

    def __init__(self, session: Session, canvas: Canvas, actions: WindowActions, icons: Icons) -> None:
        super().__init__(canvas)
        self._session, self._canvas, self._actions, self._icons = session, canvas, actions, icons
        self._facts: PhotoFacts | None = None
        actions["crop"].triggered.connect(lambda _on: self.tool.toggle())

    @cached_property
    def tool(self) -> "CropControl":
        """The tool itself."""
        from pellucid.ui.crop.control import CropControl  # noqa: PLC0415 -- not needed to start

        tool = CropControl(self._session, self._canvas, self._actions, self._icons)
        tool.horizon_requested.connect(self.horizon_requested)
        tool.notified.connect(self.notified)
        tool.set_photo(self._facts)
        return tool

    @property
    def is_active(self) -> bool:
        """True while a crop is chosen."""
        return self._is_made and self.tool.is_active

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, or none: what was not kept is gone."""
        self._facts = facts
        if self._is_made:
            self.tool.set_photo(facts)

    def follow(self, edit: Edit) -> None:
        """The edit changed: show its framing, but not while another one is chosen."""
        if not self.is_active:
            self._canvas.show_framing(edit.framing)

    def close(self, *, keep: bool) -> None:
        """Send the tool away; see `CropControl.close`."""
        if self.is_active:
            self.tool.close(keep=keep)

    def kept_before(self, does: Callable[[], None]) -> Callable[[], None]:
        """Something that is to see the crop as it is chosen: it is kept first."""

        def does_then() -> None:
            self.close(keep=True)
            does()

        return does_then

    def undo(self) -> None:
        """Take back the last move of the tool; without it, the last edit of the photo."""
        if self.is_active:
            self.tool.undo()
        else:
            self._session.undo()

    def redo(self) -> None:
        """Do it again."""
        if self.is_active:
            self.tool.redo()
        else:
            self._session.redo()

    def show_horizon(self, angle_deg: float | None) -> None:
        """How far the photo is tilted, as `horizon_requested` asked."""
        if self.is_active:
            self.tool.show_horizon(angle_deg)

    def set_largest_angle(self, degrees: float) -> None:
        """How far the pair may be turned."""
        if self.is_active:
            self.tool.set_largest_angle(degrees)

    @property
    def _is_made(self) -> bool:
        return "tool" in vars(self)
