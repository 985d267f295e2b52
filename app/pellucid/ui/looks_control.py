"""Looks in the window: opens their dialogs, keeps what was taught, and puts a look on the photo."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pellucid.foundation.errors import PellucidError, UserFacingError
from pellucid.foundation.translation import tr
from pellucid.operations.retouch.parameters import AS_TAUGHT, SPEC
from pellucid.ui.jobs import TEACH
from pellucid.ui.panel.operation_panel import OperationPanel
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings

if TYPE_CHECKING:  # not needed to start
    from pellucid.foundation.teaching_request import TeachingRequest, TeachingResult
    from pellucid.ui.dialogs.looks_dialog import LooksDialog
    from pellucid.ui.dialogs.teach_dialog import TeachDialog

_PURPOSE = "looks"
_OPERATION = "retouch"


class LooksControl(QObject):
    """Looks of the person, and the teaching of new ones.

    Args:
        session: takes the edits that use a look.
        panel: lists looks as methods.
        settings: remembers folders.
        has_photo: true while a photo is open.
        window: parent of the dialogs.

    Signals:
        teach_requested(TeachingRequest): begin to teach.
        cancel_requested(str): stop the job `teach`.
        job_reported(str, str, object, object): a report on that job; see `JobBoard.show_progress`.
        job_done(str): it is over.
    """

    teach_requested = Signal(object)
    cancel_requested = Signal(str)
    job_reported = Signal(str, str, object, object)
    job_done = Signal(str)

    def __init__(
        self,
        session: Session,
        panel: OperationPanel,
        settings: Settings,
        has_photo: Callable[[], bool],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        self._settings = settings
        self._has_photo = has_photo
        self._window = window
        self.list: LooksDialog | None = None
        self.teaching: TeachDialog | None = None

    def open(self) -> None:
        """Show the looks."""
        from pellucid.ui.dialogs.looks_dialog import LooksDialog  # noqa: PLC0415 -- not needed to start

        if self.list is None:
            self.list = LooksDialog(self._settings.folder(_PURPOSE), self._window)
            self.list.use_requested.connect(self.use)
            self.list.teach_requested.connect(self.open_teaching)
            self.list.changed.connect(self._panel.refill)
        self.list.set_has_photo(self._has_photo())
        self.list.refresh()
        self.list.show()
        self.list.raise_()

    def open_teaching(self) -> None:
        """Ask for pairs; a dialog that teaches already comes to the front."""
        from pellucid.ui.dialogs.teach_dialog import TeachDialog  # noqa: PLC0415 -- not needed to start

        if self.teaching is None:
            self.teaching = TeachDialog(self._settings.folder("open"), self._window)
            self.teaching.teach_requested.connect(self._on_teach_requested)
            self.teaching.cancel_requested.connect(self._on_cancel_requested)
            self.teaching.keep_requested.connect(self.keep)
        self.teaching.show()
        self.teaching.raise_()

    def use(self, look_id: str) -> None:
        """Put a look on the photo as it was taught."""
        if self._has_photo():
            plain = self._session.stack.parameters(_OPERATION)
            whole = replace(plain, method=look_id, **AS_TAUGHT)
            self._session.edit_parameters(_OPERATION, whole, dragging=False)

    def keep(self, result: "TeachingResult") -> None:
        """Keep a look that was taught, and show it among the others."""
        from pellucid.foundation.looks import add_look  # noqa: PLC0415 -- not needed to start

        try:
            look = add_look(result.data)
        except PellucidError as error:
            self.show_failed(UserFacingError.of(error))
            return
        if self.teaching is not None:
            self.teaching.show_stopped(
                tr("“{title}” is kept, and is a method of {operation} now.", title=look.title, operation=tr(SPEC.title))
            )
            self.teaching.hide()
        self._panel.refill()
        self.open()
        if self.list is not None:
            self.list.refresh(look.id)

    def show_progress(self, share: float, remaining_s: float | None) -> None:
        """Take a report on the teaching."""
        if self.teaching is not None and self.teaching.request is not None:
            self.teaching.show_progress(share, remaining_s)
            self.job_reported.emit(TEACH, _doing(self.teaching.request), share, remaining_s)

    def show_taught(self, request: "TeachingRequest", result: "TeachingResult") -> None:
        """A look is ready to be judged; one that was cancelled meanwhile is not wanted any more."""
        if self.teaching is not None and self.teaching.request is request:
            self.job_done.emit(TEACH)
            self.teaching.show_taught(result)
            self.open_teaching()

    def show_failed(self, error: UserFacingError) -> None:
        """Nothing was taught."""
        self.job_done.emit(TEACH)
        if self.teaching is not None:
            self.teaching.show_stopped(error.sentence)
            self.open_teaching()

    def show_cancelled(self, job: str) -> None:
        """A job was cancelled elsewhere in the window."""
        if job == TEACH and self.teaching is not None:
            self.job_done.emit(TEACH)
            self.teaching.show_stopped(tr("The teaching was cancelled."))

    def _on_teach_requested(self, request: "TeachingRequest") -> None:
        self.job_reported.emit(TEACH, _doing(request), None, None)
        self.teach_requested.emit(request)

    def _on_cancel_requested(self) -> None:
        self.job_done.emit(TEACH)
        self.cancel_requested.emit(TEACH)


def _doing(request: "TeachingRequest") -> str:
    return tr("Teaching “{title}”", title=request.title)
