"""Progress of the work behind the window: one line in the status bar with the time left and a cross to stop it.

Work that is over within half a second is never shown. Several jobs may run at once; the one the person waits for most
is shown.
"""

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.bounded_scroll import lay_out_now
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.wording import remaining_text

OPEN, RENDER, EXPORT, TEACH, SETTINGS = "open", "render", "export", "teach", "settings"
"""Names of jobs."""

_BY_IMPORTANCE = (SETTINGS, EXPORT, OPEN, RENDER, TEACH)
_PATIENCE_MS = 500
_TEXT_PX = 420


@dataclass
class _Job:
    text: str
    share: float | None
    remaining_s: float | None
    since: QElapsedTimer


class JobBoard(QWidget):
    """Signals: `cancel_requested(name)` when the cross of a job was pressed."""

    cancel_requested = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[str, _Job] = {}
        self._label = ElidedLabel(wanted_px=_TEXT_PX)
        self._bar = QProgressBar(maximum=1000, textVisible=False)
        self._bar.setFixedWidth(120)
        self._bar.setMaximumHeight(10)
        self._bar.setAccessibleName(tr("Progress"))
        self._cross = make_icon_button(icons, "mdi6.close", tr("Cancel work"), tr("Cancel  (Esc)"))
        self._cross.clicked.connect(self.cancel)
        lay_out(QHBoxLayout(self), self._label, self._bar, self._cross, margins=NO_MARGINS, spacing=8)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._refresh)
        self.hide()

    @property
    def is_idle(self) -> bool:
        """True where no job runs, shown or not."""
        return not self._jobs

    @property
    def text(self) -> str:
        """What is said of the work that is shown, or empty."""
        return self._label.text() if not self.isHidden() else ""

    def has(self, name: str) -> bool:
        """True while this job runs."""
        return name in self._jobs

    def show_progress(self, name: str, text: str, share: float | None, remaining_s: float | None) -> None:
        """Take a report on a job.

        Args:
            name: one of the names of jobs.
            text: what is being done.
            share: part that is done, 0 to 1; None while that is unknown.
            remaining_s: seconds left, None while unknown.
        """
        known = self._jobs.get(name)
        since = known.since if known else QElapsedTimer()
        if known is None:
            since.start()
        self._jobs[name] = _Job(text, share, remaining_s, since)
        self._refresh()

    def show_done(self, name: str) -> None:
        """The job is over, one way or another."""
        self._jobs.pop(name, None)
        self._refresh()

    def cancel(self) -> None:
        """Ask to stop the most important job."""
        running = [name for name in _BY_IMPORTANCE if name in self._jobs]
        if running:
            self.cancel_requested.emit(running[0])

    def _refresh(self) -> None:
        # Asked once: a job whose time came between two looks would be neither shown nor waited for.
        waits = {name: self._wait_ms(name) for name in _BY_IMPORTANCE if name in self._jobs}
        ripe = [name for name, wait_ms in waits.items() if wait_ms == 0]
        self.setVisible(bool(ripe))
        if ripe:
            self._describe(self._jobs[ripe[0]])
        unripe = [wait_ms for wait_ms in waits.values() if wait_ms > 0]
        if unripe:
            self._patience.start(min(unripe))
        else:
            self._patience.stop()

    def _wait_ms(self, name: str) -> int:
        return max(0, _PATIENCE_MS - int(self._jobs[name].since.elapsed()))

    def _describe(self, job: _Job) -> None:
        parts = [job.text]
        if job.share is not None:
            parts.append(f"{job.share * 100:.0f} %")
        parts.append(remaining_text(job.remaining_s))
        self._label.show_text(" · ".join(part for part in parts if part))
        # A bar without an end runs to and fro.
        self._bar.setMaximum(0 if job.share is None else 1000)
        self._bar.setValue(round((job.share or 0) * 1000))
        lay_out_now(self)  # longer words are not painted into the room of shorter ones
