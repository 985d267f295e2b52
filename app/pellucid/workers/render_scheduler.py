"""What the canvas is to show, as the main thread sees it: every change becomes a numbered request.

Frames that are not newer than the shown one, or of another photo, are dropped here.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NOTHING_TOUCHED
from pellucid.document.render_request import Compared, RenderRequest
from pellucid.foundation.eyes import AnaglyphMode, EyeView
from pellucid.foundation.frame import Frame
from pellucid.foundation.geometry import Viewport
from pellucid.workers.render_worker import RenderJob, RenderWorker

if TYPE_CHECKING:
    from pellucid.document.thumbnail_request import ThumbnailRequest
    from pellucid.foundation.difference import DifferenceView
    from pellucid.io.documents import Document
    from pellucid.io.stereo import Pair


class RenderScheduler(QObject):
    """Turns changes of photo, edit, view and overlay into requests for the render worker.

    Args:
        worker: renders; started and stopped by the owner.

    Signals:
        frame_ready: a frame to show (Frame).
        work_asked: what is asked for may take a while: edits act, and no slider moves.
        eyes_swapped: the document's facts (PhotoFacts) since its eyes have changed places.
    """

    frame_ready = Signal(object)
    work_asked = Signal()
    eyes_swapped = Signal(object)

    def __init__(self, worker: RenderWorker) -> None:
        super().__init__()
        self._worker = worker
        self._generation = 0
        self._shown = 0
        self.document: Document | None = None
        """What is shown, with its eyes as they are now."""
        self._eyes, self._anaglyph_mode = EyeView.LEFT, AnaglyphMode.LEAST_SQUARES
        self._edit = Edit()
        self._dragging = False
        self._view: Viewport | None = None
        self._compared: Edit | None = None
        self._other_view: Viewport | None = None
        self._overlay: tuple[str, str] | None = None
        self._shown_mask = ""
        self._touched = NOTHING_TOUCHED
        self._slices = self._clipping = False
        self._difference: DifferenceView | None = None
        worker.frame_made.connect(self._on_frame_made)

    @property
    def generation(self) -> int:
        """Number of the latest request."""
        return self._generation

    def show_photo(self, document: "Document", edit: Edit) -> None:
        """Show another photo with its edits; of a pair the left eye at first."""
        self.document, self._edit, self._dragging, self._view = document, edit, False, None
        self._eyes, self._touched = EyeView.LEFT, NOTHING_TOUCHED
        self._compared = self._other_view = None
        self._worker.want_thumbnails(())

    def show_eyes(self, view: EyeView, anaglyph_mode: AnaglyphMode) -> None:
        """Look at a pair in another way, or through an anaglyph of other colours; one eye stays as it is."""
        self._eyes, self._anaglyph_mode = view, anaglyph_mode
        self._request()

    def swap_eyes(self) -> None:
        """Let the eyes of a pair change places; a photo of one eye stays as it is."""
        from pellucid.io.stereo import Pair  # noqa: PLC0415 -- as in `_job`

        if isinstance(self.document, Pair):
            self.document = self.document.swapped()
            self.eyes_swapped.emit(self.document.facts)
            self._request()

    def show_edit(self, edit: Edit, dragging: bool) -> None:
        """Show other edits."""
        touched = edit.touched_since(self._edit)
        self._touched = self._touched if touched == NOTHING_TOUCHED else touched
        self._edit, self._dragging = edit, dragging
        self._request()

    def show_view(self, view: Viewport) -> None:
        """Show another part, or at another zoom."""
        self._view = view
        self._request()

    def compare_with(self, edit: Edit | None) -> None:
        """Compare with another edit of the photo, or with none but the photo itself."""
        self._compared = edit
        self._request()

    def show_other_view(self, view: Viewport | None) -> None:
        """What is seen of that other edit; None while it is not known. `show_view` follows."""
        self._other_view = view

    def want_thumbnails(self, wanted: "tuple[ThumbnailRequest, ...]") -> None:
        """Make these small pictures of the photo, and no others, once nothing else is to be done."""
        self._worker.want_thumbnails(wanted)
        if wanted and not self._worker.is_busy:
            self._request()

    def show_overlay(self, operation: str, name: str) -> None:
        """Lay a map over the photo; an empty operation takes it away."""
        self._overlay = (operation, name) if operation else None
        self._request()

    def show_difference(self, view: "DifferenceView | None") -> None:
        """Show what the steps on detail take away in the place of the edited photo; None shows that again."""
        self._difference = view
        self._request()

    def show_mask(self, mask: str) -> None:
        """Lay a mask over the photo, by its id; empty takes it away."""
        self._shown_mask = mask
        self._request()

    def show_on(self, slices: bool) -> None:
        """Show on another surface, which can slice grids or cannot."""
        self._slices = slices
        self._request()

    def show_clipping(self, shown: bool) -> None:
        """Tell clipped pixels as well, or no more."""
        self._clipping = shown
        self._request()

    def show_again(self) -> None:
        """Ask once more for what is shown, after it was cancelled."""
        self._request()

    def _request(self) -> None:
        if self.document is None or self._view is None or self._view.canvas.pixels == 0:
            return
        self._generation += 1
        request = RenderRequest(
            self._generation,
            self._edit,
            self._view,
            self._dragging,
            self._overlay,
            self._slices,
            self._touched,
            compared=Compared(self._compared, self._other_view) if self._compared and self._other_view else None,
            clipping=self._clipping,
            shown_mask=self._shown_mask,
        )
        if self._difference is not None:
            request = request.for_difference(self._difference)
        self._worker.post(self._job(self.document, request))
        if self._edit.stack.active and not self._dragging:
            self.work_asked.emit()

    def _job(self, document: "Document", request: RenderRequest) -> RenderJob:
        from pellucid.io.stereo import Pair  # noqa: PLC0415 -- whoever opened a document has loaded it

        if isinstance(document, Pair):
            seen = self._as_seen(document)
            return RenderJob(seen.of(self._eyes.eye), request, seen, self._eyes, self._anaglyph_mode)
        return RenderJob(document, request)

    def _as_seen(self, pair: "Pair") -> "Pair":
        """A pair whose framing lets left and right change places; what each eye knows of the other stays."""
        return replace(pair, left=pair.right, right=pair.left) if self._edit.framing.exchanges_eyes else pair

    def _on_frame_made(self, frame: Frame) -> None:
        if self.document is None or frame.generation < self._shown or not self._is_wanted(self.document, frame.photo):
            return
        self._shown = frame.generation
        self.frame_ready.emit(frame)

    def _is_wanted(self, document: "Document", fingerprint: str) -> bool:
        """True where a frame's photo is what is to be seen: the eye, either of both, or the pair."""
        facts = document.facts
        if facts.stereo is None or self._eyes is EyeView.ANAGLYPH:
            return fingerprint == facts.fingerprint
        both = {EyeView.LEFT: facts.stereo.left, EyeView.RIGHT: facts.stereo.right}
        if self._edit.framing.exchanges_eyes:
            both = {EyeView.LEFT: facts.stereo.right, EyeView.RIGHT: facts.stereo.left}
        return fingerprint in (both.values() if self._eyes is EyeView.WIGGLE else (both[self._eyes],))
