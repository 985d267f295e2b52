"""How a pair is looked at: one eye, both in an anaglyph, or both in turn.

It stands between the frames and the window. Who renders is told which view is wanted, and in which colours an
anaglyph; frames of both eyes come for a wiggle, and here is the clock that lets them alternate.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from pellucid.foundation.eyes import AnaglyphMode, EyeView
from pellucid.foundation.frame import Frame
from pellucid.foundation.photo_facts import PhotoFacts, StereoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.settings import Settings
from pellucid.ui.status_line import StatusLine
from pellucid.ui.window_actions import WindowActions

WIGGLE_MS = 200
"""How long each eye is seen: five changes a second."""

_VIEWS = {
    "left_eye": EyeView.LEFT,
    "right_eye": EyeView.RIGHT,
    "anaglyph": EyeView.ANAGLYPH,
    "wiggle": EyeView.WIGGLE,
}

_ANAGLYPHS = {f"anaglyph_{anaglyph_mode.value}": anaglyph_mode for anaglyph_mode in AnaglyphMode}


def swap_message(facts: PhotoFacts) -> str:
    """What is said once the eyes of a pair have changed places."""
    if facts.stereo is None or not facts.stereo.is_swapped:
        return tr("Left and right are as they were opened.")
    return tr("Left and right are swapped, and an export will have them so. The file stays as it is.")


class EyeControl(QObject):
    """Joins actions, status line and frames about the eyes of a pair.

    Args:
        actions: of the window.
        status: says which eye is seen.
        settings: remember the colours of anaglyphs.
        show: shows a frame.
        parent: owns it.

    Signals:
        view_chosen(EyeView, AnaglyphMode): render this from now on; the second says the colours of an anaglyph.
        swap_requested(): let the eyes change places.
    """

    view_chosen = Signal(object, object)
    swap_requested = Signal()

    def __init__(
        self,
        actions: WindowActions,
        status: StatusLine,
        settings: Settings,
        show: Callable[[Frame], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._status = status
        self._settings = settings
        self._show = show
        self._photo = ""
        self._stereo: StereoFacts | None = None
        self._front = ""
        self._frames: dict[str, Frame] = {}
        self._clock = QTimer(self, interval=WIGGLE_MS)
        self._clock.timeout.connect(self._on_tick)
        self.view = EyeView.LEFT
        """What is shown; the left eye for a photo of one."""
        self.anaglyph_mode = settings.anaglyph()
        """Colours of anaglyphs."""
        for name, view in _VIEWS.items():
            actions[name].triggered.connect(lambda on, view=view: self.choose(view if on else EyeView.LEFT))
        for name, anaglyph_mode in _ANAGLYPHS.items():
            actions[name].triggered.connect(
                lambda _on, anaglyph_mode=anaglyph_mode: self.choose_anaglyph(anaglyph_mode)
            )
        actions["swap_eyes"].triggered.connect(lambda _on: self.swap_requested.emit())
        self._notify()

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Say which photo is open; another one is seen with its left eye first, one with its eyes swapped as before."""
        fingerprint = facts.fingerprint if facts else ""
        self._turn_to(self.view if fingerprint == self._photo else EyeView.LEFT)
        self._photo, self._stereo = fingerprint, facts.stereo if facts else None
        self._notify()

    def choose(self, view: EyeView) -> None:
        """Look at the pair in this way."""
        if self._stereo is None or view is self.view:
            self._notify()
            return
        self._turn_to(view)
        self._notify()
        self.view_chosen.emit(view, self.anaglyph_mode)

    def choose_anaglyph(self, anaglyph_mode: AnaglyphMode) -> None:
        """Colour anaglyphs in this way, and look at one."""
        is_new = anaglyph_mode is not self.anaglyph_mode
        self.anaglyph_mode = anaglyph_mode
        self._settings.set_anaglyph(anaglyph_mode)
        if self.view is not EyeView.ANAGLYPH:
            self.choose(EyeView.ANAGLYPH)
            return
        self._notify()
        if is_new:
            self.view_chosen.emit(self.view, anaglyph_mode)

    def take(self, frame: Frame) -> None:
        """Show a frame; in a wiggle, when its turn comes."""
        if self.view is EyeView.WIGGLE:
            self._frames[frame.photo] = frame
            self._front = self._front or frame.photo
            if frame.photo != self._front:
                return
        self._show(frame)

    def leave_mixture(self, _operation: str, _name: str, wanted: bool) -> None:
        """A colour is to be picked in the photo: that needs one eye, at rest."""
        if wanted and self.view.needs_both:
            self.choose(EyeView.LEFT)

    def _turn_to(self, view: EyeView) -> None:
        self.view = view
        self._front = ""
        self._frames.clear()
        if view is EyeView.WIGGLE:
            self._clock.start()
        else:
            self._clock.stop()

    def _on_tick(self) -> None:
        """The other eye's turn, where something of it is there."""
        others = [frame for name, frame in self._frames.items() if name != self._front]
        if others:
            self._front = others[0].photo
            self._show(others[0])

    def _notify(self) -> None:
        for name, view in _VIEWS.items():
            self._actions[name].setChecked(self._stereo is not None and view is self.view)
        for name, anaglyph_mode in _ANAGLYPHS.items():
            self._actions[name].setChecked(anaglyph_mode is self.anaglyph_mode)
        self._status.show_eyes(tr(self.view.value) if self._stereo else "")
