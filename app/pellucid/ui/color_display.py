"""The canvas in the colours of the display, and proofs of how a photo will look in another profile.

Profiles are read, and the table is made, off the main thread; until it comes colours are sent as they are.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.translation import mark, tr
from pellucid.ui.settings import Settings
from pellucid.ui.window_actions import WindowActions
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.document.display_request import DisplayRequest
    from pellucid.foundation.display_lut import DisplayLut

PROFILES = mark("Colour profiles (*.icc *.icm);;All files (*)")


class ColorDisplay(QObject):
    """Joins settings, actions, screen and canvas about what the display is sent.

    Args:
        workspace: has the canvas, and says what is proofed and what went wrong.
        actions: of the window.
        settings: which profiles.
        window: whose screen it is.

    Signals:
        requested(DisplayRequest): make the table for this.
        proofed(str): the profile in which the photo is shown from now on, or empty.
    """

    requested = Signal(object)
    proofed = Signal(str)

    def __init__(self, workspace: Workspace, actions: WindowActions, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._settings, self._window = workspace, settings, window
        self._proof, self._warning = actions["soft_proof"], actions["gamut_warning"]
        self._request: DisplayRequest | None = None
        self._follows_screen = False
        self._proof.toggled.connect(self._on_proof)
        self._warning.toggled.connect(self._on_warning)

    def follow(self) -> None:
        """Ask for the table, where another one than before is needed."""
        from pellucid.document.display_request import DisplayRequest  # noqa: PLC0415 -- not needed to start

        self._follow_screen()
        settings = self._settings
        choice, file = settings.monitor()
        proof = settings.proof_profile() if self._proof.isChecked() else None
        warns = proof is not None and self._warning.isChecked()
        request = DisplayRequest(choice, file, self._screen(), proof, warns)
        if request != self._request:
            self._request = request
            self.requested.emit(request)

    def take(self, display: "DisplayLut | None") -> None:
        """Show colours by a table from now on."""
        self._workspace.canvas.set_display(display)
        proof = display.proof if display is not None and self._proof.isChecked() else ""
        self.proofed.emit(proof)
        if proof:
            self._workspace.show_message(
                tr("Soft proof: {proof}.", proof=proof), tr("Other Profile…"), self.ask_for_profile
            )

    def show_failed(self, error: UserFacingError) -> None:
        """A profile is of no use: say so, and go on without."""
        self._workspace.show_error(error.sentence)
        self._workspace.canvas.set_display(None)
        self.proofed.emit("")
        self._proof.setChecked(False)

    def ask_for_profile(self) -> bool:
        """Let the person choose what is proofed for; False where they did not."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 -- not needed to start

        former = self._settings.proof_profile()
        folder = str(former.parent if former else Path.home())
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Profile to proof for"), folder, tr(PROFILES))
        if name:
            self._settings.set_proof_profile(Path(name))
            self.follow()
        return bool(name)

    def _on_proof(self, on: bool) -> None:
        if on and self._settings.proof_profile() is None and not self.ask_for_profile():
            self._proof.setChecked(False)
        if not self._proof.isChecked():
            self._warning.setChecked(False)
        self.follow()

    def _on_warning(self, on: bool) -> None:
        """What a proof cannot hold is marked in a proof only."""
        if on:
            self._proof.setChecked(True)
            self._warning.setChecked(self._proof.isChecked())
        self.follow()

    def _screen(self) -> int:
        screens = QGuiApplication.screens()
        return screens.index(self._window.screen()) if self._window.screen() in screens else 0

    def _follow_screen(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None and not self._follows_screen:
            self._follows_screen = True
            handle.screenChanged.connect(lambda _screen: self.follow())
