"""The output preview: over the canvas, or in the export dialog. It asks for what its pane lacks."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from pellucid.document.edit import Edit
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings
from pellucid.ui.style.tones import Tones
from pellucid.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from pellucid.document.output_request import OutputRequest, OutputTile
    from pellucid.foundation.export_options import ExportOptions
    from pellucid.ui.dialogs.export_dialog import ExportDialog
    from pellucid.ui.output.pane import OutputPane

LEAVING = "crop fit full double zoom_in zoom_out toggle_fit map left_eye right_eye anaglyph wiggle swap_eyes"
"""Actions that ask for the canvas, which the preview hides."""


class OutputPreview(QObject):
    """Joins edits, choices of the export and the pane that is seen.

    Args:
        session: whose edits are shown.
        canvas: over which.
        actions: of the window; `output_preview` switches it.
        settings: remember size and sharpening of the last export.

    Signals:
        requested(OutputRequest): make these parts; without parts, nothing is wanted any more.
    """

    requested = Signal(object)

    def __init__(self, session: Session, canvas: Canvas, actions: WindowActions, settings: Settings) -> None:
        super().__init__(canvas)
        self._session, self._canvas, self._actions, self._settings = session, canvas, actions, settings
        self._facts: PhotoFacts | None = None
        self._shown: OutputPane | None = None
        self._options: ExportOptions | None = None
        self._request: OutputRequest | None = None
        self._generation = 0
        self._gray = 0x60
        for name in LEAVING.split():
            actions[name].triggered.connect(lambda _on: self.close())
        canvas.compare_changed.connect(self.close)
        session.edit_changed.connect(self.follow)

    @cached_property
    def pane(self) -> "OutputPane":
        """The pane over the canvas; not needed to start."""
        from pellucid.ui.output.pane import OutputPane  # noqa: PLC0415 -- as above

        pane = OutputPane(self._canvas)
        pane.hide()
        pane.moved.connect(self._ask)
        self._canvas.installEventFilter(self)
        return pane

    @property
    def is_active(self) -> bool:
        """True while it lies over the canvas."""
        return "pane" in vars(self) and not self.pane.isHidden()

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, or none."""
        self.close()
        self._facts = facts

    def recolor(self, tones: Tones) -> None:
        """Use the gray of a theme around the picture."""
        self._gray = tones.canvas
        if self.is_active:
            self.pane.set_background(self._gray)

    def toggle(self) -> None:
        """Come over the canvas, or go."""
        if self.is_active:
            self.close()
        else:
            self.begin()

    def begin(self) -> None:
        """Come over the canvas, with the choices of the last export."""
        if self._facts is None:
            self._actions["output_preview"].setChecked(False)
            return
        self.pane.set_background(self._gray)
        self.pane.setGeometry(self._canvas.rect())
        self.pane.show()
        self.pane.raise_()
        self.pane.setFocus()
        self._actions["output_preview"].setChecked(True)
        self._turn_to(self.pane, self._settings.export_options())

    def close(self) -> None:
        """Go from the canvas."""
        if not self.is_active:
            return
        self._actions["output_preview"].setChecked(False)
        self.pane.hide()
        self.pane.forget()
        self._turn_to(None, self._options)
        self._canvas.setFocus()

    def follow(self, _edit: Edit, _dragging: bool) -> None:
        """The edit changed."""
        self._renew()

    def serve(self, dialog: "ExportDialog") -> None:
        """Show in the pane of a dialog, while that is seen, what its choices make."""

        def follow() -> None:
            if dialog.preview.isHidden():
                self._turn_back()
            else:
                self._turn_to(dialog.preview, dialog.options)

        dialog.preview.set_background(self._gray)
        dialog.preview.moved.connect(self._ask)
        dialog.looks_changed.connect(follow)
        dialog.finished.connect(lambda _result: self._turn_back())
        follow()

    def take(self, tile: "OutputTile") -> None:
        """A part was made."""
        if self._shown is not None:
            self._shown.take(tile)

    def show_failed(self, error: UserFacingError) -> None:
        """The parts could not be made."""
        if self._shown is not None:
            self._shown.show_trouble(error.sentence)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Cover the canvas, however large it is."""
        if event.type() == QEvent.Type.Resize and self.is_active:
            self.pane.setGeometry(self._canvas.rect())
        return False

    def _turn_back(self) -> None:
        """The dialog's pane is not seen any more: the one over the canvas is, or none."""
        self._turn_to(self.pane if self.is_active else None, self._settings.export_options())

    def _turn_to(self, pane: "OutputPane | None", options: "ExportOptions | None") -> None:
        self._shown, self._options = pane, options
        self._renew()

    def _renew(self) -> None:
        """Begin with other edits, choices or another pane."""
        self._generation += 1
        if self._shown is not None and self._facts is not None and self._options is not None:
            size = _output_size(self._session.edit, self._facts, self._options)
            self._shown.show_output(size, describe(size, self._options), self._generation)
        self._ask()

    def _ask(self) -> None:
        """Ask for what the pane lacks, and for nothing twice."""
        if self._options is None:
            return  # nothing was shown yet
        parts = self._shown.missing() if self._shown is not None else ()
        from pellucid.document.output_request import OutputRequest  # noqa: PLC0415 -- waits for the window

        request = OutputRequest(self._generation, self._session.edit, self._options, parts)
        is_idle = self._request is None or not self._request.parts
        if request == self._request or (is_idle and not parts):
            return
        self._request = request
        self.requested.emit(request)


def _output_size(edit: Edit, facts: PhotoFacts, options: "ExportOptions") -> Size:
    framed = edit.framing.on(facts.size).output_size
    return options.size.of(framed) if options.size else framed


def describe(size: Size, options: "ExportOptions") -> str:
    """What the label of the preview says of its size and sharpening."""
    from pellucid.foundation.export_options import Sharpening  # noqa: PLC0415 -- as above

    kind = options.sharpening
    sharpened = {
        Sharpening.NONE: tr("not sharpened"),
        Sharpening.SCREEN: tr("sharpened for screen"),
        Sharpening.PRINT: tr("sharpened for print"),
    }[kind]
    return tr(
        "Output preview {width} × {height}, {sharpened}", width=size.width, height=size.height, sharpened=sharpened
    )
