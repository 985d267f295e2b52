"""What the person is told and asked about saved edits: those that are offered, and those that somebody else made.

Edits are saved by themselves, so nobody is asked before a photo is left. There is one question only: what is to stay
where the same photo was edited in two windows. Whatever the answer, both states are kept.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.translation import mark, tr
from pellucid.ui.session import Session
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.document.found_edits import Found, Offer
    from pellucid.document.sidecar import Sidecar

RECOVERED = mark("Edits that could not be saved last time are back. Undo takes them away.")
EDITS_OF_THIS_WINDOW = mark("Edits of this window")
KEPT = mark("Edits of this photo from another window are kept as a version.")

_Role = QMessageBox.ButtonRole


class EditNotices(QObject):
    """Speaks of the open photo's edits.

    Args:
        session: takes the edits that the person wants.
        workspace: shows the sentences.
        window: over which the question opens.

    Signals:
        own_wanted(): of two states, this window's is to stay.
        other_wanted(): the other one is to stay; the session has taken it by then.
        reload_wanted(Path, Path): the photo, with that of the right eye or None, is to be opened again.
    """

    own_wanted = Signal()
    other_wanted = Signal()
    reload_wanted = Signal(object, object)

    def __init__(self, session: Session, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._workspace, self._window = session, workspace, window
        self._failure = ""
        self._box: QMessageBox | None = None

    def show_found(self, found: "Found") -> None:
        """A photo is open: say what was found with it."""
        self._close_question()
        if found.recovered is not None:
            self._workspace.show_message(tr(RECOVERED))
        if found.others:
            self._session.keep_versions((*self._session.versions, *found.others))
            self._workspace.show_message(tr(KEPT))
        if found.offers:
            self._offer(found.offers)
        if found.notes:
            self._workspace.show_error(" ".join(found.notes))

    def show_failed(self, error: UserFacingError) -> None:
        """The edits cannot be saved; said once as long as it is true for the same reason."""
        if error.sentence != self._failure:
            self._failure = error.sentence
            self._workspace.show_error(error.sentence)

    def show_saved(self) -> None:
        """The edits are saved: what was said of a failure is true no more."""
        if self._failure:
            self._workspace.withdraw(self._failure)
            self._failure = ""
        self._session.note_saved()

    def show_photo_changed(self) -> None:
        """Another program changed the photo."""
        facts = self._session.photo.facts
        if facts is not None:
            self._workspace.show_offer(
                tr(
                    "“{name}” was changed by another program. What you see is the photo as it was opened.",
                    name=facts.path.name,
                ),
                tr("Reload"),
                lambda: self.reload_wanted.emit(facts.path, facts.stereo.partner if facts.stereo else None),
            )

    def ask(self, other: "Sidecar") -> None:
        """Ask which of two states is to stay."""
        from pellucid.ui.dialogs.confirming import make_question  # noqa: PLC0415 -- not needed to start

        self._close_question()
        name = other.source.name
        box = make_question(
            self._window,
            tr("Edited twice"),
            tr("“{name}” was edited in another window as well.", name=name),
            tr("Which edits should go on? The others are kept as a version of this photo."),
        )
        own = box.addButton(tr("Keep These Edits"), _Role.AcceptRole)
        box.addButton(tr("Take the Other Edits"), _Role.DestructiveRole)
        box.setDefaultButton(own)
        box.setEscapeButton(own)
        box.finished.connect(lambda _result: self._on_answered(box, box.clickedButton() in (own, None), other))
        self._box = box
        box.open()

    def _on_answered(self, box: QMessageBox, is_own: bool, other: "Sidecar") -> None:
        if box is not self._box:
            return  # the photo was left meanwhile
        self._close_question()
        if is_own:
            self._keep_as_version(other)
            self.own_wanted.emit()
        else:
            self.other_wanted.emit()
            self._keep_as_version(other, takes_it=True)

    def _keep_as_version(self, other: "Sidecar", *, takes_it: bool = False) -> None:
        """Let the state that gives way be a version, beside those that either side had."""
        from pellucid.document.found_edits import OTHER_EDITS, versions_in  # noqa: PLC0415 -- not needed to start
        from pellucid.document.versions import Version, merged, now  # noqa: PLC0415 -- as above

        session = self._session
        if takes_it:
            given_way = (Version(tr(EDITS_OF_THIS_WINDOW), session.edit, now()), *other.versions)
            session.keep_versions(merged(session.versions, given_way))
            session.record(other.edit, OTHER_EDITS)
        else:
            session.keep_versions(merged(session.versions, versions_in(other)))

    def _close_question(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.close()
            box.deleteLater()

    def _offer(self, offers: "tuple[Offer, ...]") -> None:
        first, later = offers[0], offers[1:]
        self._workspace.show_offer(first.sentence, tr("Use Them"), self._taking(first, later))

    def _taking(self, offer: "Offer", later: "tuple[Offer, ...]") -> Callable[[], None]:
        facts = self._session.photo.facts

        def take() -> None:
            if self._session.photo.facts is facts:
                self._session.record(offer.stored.edit, tr("Offered edits"))
                if later:
                    self._offer(later)

        return take
