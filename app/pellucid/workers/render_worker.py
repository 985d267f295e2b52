"""Renders frames for the canvas."""

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.document.render_request import RenderRequest
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.eyes import AnaglyphMode, EyeView
from pellucid.foundation.progress import Progress
from pellucid.workers.shared_engine import SharedEngine
from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pellucid.document.thumbnail_request import ThumbnailRequest
    from pellucid.engine.both_eyes import BothEyes
    from pellucid.engine.live_progress import FrameSink
    from pellucid.engine.preview import PreviewEngine
    from pellucid.foundation.frame import Frame
    from pellucid.io.source_image import SourceImage
    from pellucid.io.stereo import Pair

log = logging.getLogger("pellucid.workers")


@dataclass(frozen=True)
class RenderJob:
    """What the canvas wants to see of a photo.

    Attributes:
        source: the photo; of a pair the eye in front.
        request: what is wanted.
        pair: both eyes, or None.
        view: how a pair is looked at.
        anaglyph_mode: how its anaglyph is coloured.
    """

    source: "SourceImage"
    request: RenderRequest
    pair: "Pair | None" = None
    view: EyeView = EyeView.LEFT
    anaglyph_mode: AnaglyphMode = AnaglyphMode.LEAST_SQUARES


class RenderWorker(Worker[RenderJob]):
    """Answers each job with ever better frames; stops refining when a newer job waits.

    Args:
        engine: shared with the exports.

    Signals:
        frame_made: a frame (Frame).
        progressed: share of the exact tiles, and the remaining seconds or None.
        thumbnail_made: a small picture that was asked for, and its pixels, `(h, w, 4)` uint8 sRGB; None where there can
            be none (ThumbnailRequest, array or None).
        device_found: how the device is named, and why a better one is not used or an empty string.
    """

    frame_made = Signal(object)
    progressed = Signal(float, object)
    device_found = Signal(str, str)
    thumbnail_made = Signal(object, object)

    def __init__(self, engine: SharedEngine) -> None:
        super().__init__("render")
        self._engine = engine
        self._preview: PreviewEngine | None = None
        self._both_eyes: BothEyes | None = None
        self._notified_device = ""
        self._lock = threading.Lock()
        self._thumbnails: tuple[ThumbnailRequest, ...] = ()

    def want_thumbnails(self, wanted: "tuple[ThumbnailRequest, ...]") -> None:
        """Make these small pictures, and no others, once a frame is there and while no slider moves."""
        with self._lock:
            self._thumbnails = wanted

    def do(self, job: RenderJob) -> None:
        """Make frames until all is exact or something newer is wanted."""
        preview = self._opened()
        progress = Progress(lambda: self.is_unwanted, self.progressed.emit)
        log.debug("request %d, dragging %s", job.request.generation, job.request.dragging)
        for frame in self._frames(preview, job, progress):
            log.debug("frame of request %d: %s", frame.generation, frame.exactness.value)
            self.frame_made.emit(frame)
            if not job.request.dragging:
                self._make_thumbnails(preview, job, progress)
        self._tell_device(preview)

    @property
    def tiles_computed(self) -> int:
        """How many tiles of results were computed since the start; the photo's own pixels do not count."""
        return self._preview.store.computed if self._preview else 0

    def do_idle(self, job: RenderJob) -> None:
        """Prepare for the next drag, and make the rest of the photo exact, and the other eye of a pair."""
        from pellucid.engine.preview import QUIET_S  # noqa: PLC0415 -- torch waits for the window
        from pellucid.engine.unseen import forget_unseen  # noqa: PLC0415 -- as above

        preview, progress = self._opened(), Progress(lambda: self.is_unwanted)
        progress.wait(QUIET_S)  # a view or slider that is on its way wants nothing of this, and would wait for a layer
        self._make_thumbnails(preview, job, progress)
        if job.pair is None:
            prefetched = preview.prefetch(job.source, job.request, progress)
        else:
            prefetched = self._pairs(preview).prefetch(job.pair, job.request, job.view, job.anaglyph_mode, progress)
        for frame in prefetched:
            self.frame_made.emit(frame)
        if job.pair is None:
            forget_unseen(preview.store, job.source, job.request)
        preview.store.engine.release_later()

    def _make_thumbnails(self, preview: "PreviewEngine", job: RenderJob, progress: Progress) -> None:
        """Those of other photos are dropped; what cannot be made is told as such, so that nobody waits for it."""
        from pellucid.engine.thumbnails import thumbnail  # noqa: PLC0415 -- torch waits for the window

        photo = (job.pair or job.source).facts.fingerprint
        while wanted := self._thumbnails:
            first, pixels = wanted[0], None
            if first.photo == photo:
                try:
                    pixels = thumbnail(preview.store, job.source, first.edit, progress)
                except PellucidError as error:
                    log.info("no thumbnail: %s", error)
                self.thumbnail_made.emit(first, pixels)
            with self._lock:
                if self._thumbnails is wanted:
                    self._thumbnails = wanted[1:]

    def _frames(self, preview: "PreviewEngine", job: RenderJob, progress: Progress) -> "Iterator[Frame]":
        if job.pair is None or not job.view.needs_both:
            return preview.frames(job.source, job.request, progress, self._sink(job))
        return self._pairs(preview).frames(job.pair, job.request, job.view, job.anaglyph_mode, progress)

    def _pairs(self, preview: "PreviewEngine") -> "BothEyes":
        if self._both_eyes is None:
            from pellucid.engine.both_eyes import BothEyes  # noqa: PLC0415 -- torch waits for the window

            self._both_eyes = BothEyes(preview)
        return self._both_eyes

    def _sink(self, job: RenderJob) -> "FrameSink":
        """Moves of the same drag are answered while a tile is computed."""
        from pellucid.engine.live_progress import FrameSink  # noqa: PLC0415 -- torch waits for the window

        def next_move(request: RenderRequest) -> RenderRequest | None:
            found = self.mailbox.take_if(
                lambda other: other.source is job.source and other.request.goes_on_with(request)
            )
            return found.request if found else None

        return FrameSink(next_move, self.frame_made.emit)

    def _opened(self) -> "PreviewEngine":
        """Torch is imported here, on the thread, long after the window stands."""
        if self._preview is None:
            from pellucid.engine.preview import PreviewEngine  # noqa: PLC0415 -- torch waits for the window
            from pellucid.engine.result_folder import ResultFolder, default_folder  # noqa: PLC0415 -- as above

            self._preview = PreviewEngine(self._engine.get(), ResultFolder(default_folder()))
            self._tell_device(self._preview)
        return self._preview

    def _tell_device(self, preview: "PreviewEngine") -> None:
        device = preview.store.engine.device
        if device.name != self._notified_device:
            self._notified_device = device.name
            self.device_found.emit(device.name, device.note)
