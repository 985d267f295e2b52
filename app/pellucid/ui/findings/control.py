"""Joins findings, edits and maps: what the strip shows, and what its repairs do to the photo."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pellucid.document.edit import Edit
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, tr
from pellucid.ui.crop.opener import CropOpener
from pellucid.ui.findings.strip import FAILED, MEASURING, FindingsStrip
from pellucid.ui.map_control import MapControl
from pellucid.ui.session import Session
from pellucid.ui.undo_offer import UndoOffer
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.document.repairs import Repair
    from pellucid.foundation.findings import Finding, Findings


FOR_WHOLE_PHOTO = mark("This is for the whole photo, not for the mask; the sliders are those of the whole photo now.")


class FindingsControl(QObject):
    """Shows what was found of the open photo, and repairs it.

    Args:
        strip: on the panel.
        session: whose edits repair.
        maps: lie over the photo.
        workspace: says what was done and what not.
        crop: what is chosen there is kept before a repair.

    Signals:
        retry_requested(): measure the photo once more.
        switched_on(tuple[str, ...]): operations that a repair switched on, in the order of the steps.
    """

    retry_requested = Signal()
    switched_on = Signal(object)

    def __init__(
        self, strip: FindingsStrip, session: Session, maps: MapControl, workspace: Workspace, crop: CropOpener
    ) -> None:
        super().__init__(strip)
        self._strip, self._session, self._maps, self._workspace = strip, session, maps, workspace
        self._offer = UndoOffer(workspace)
        self._findings: Findings | None = None
        self._why_unknown = ""
        self.repair_all: Callable[[], None] = crop.kept_before(self._repair_all)
        """Repair everything that can be, as one step; says so where there is nothing."""
        strip.all_requested.connect(self.repair_all)
        strip.repair_requested.connect(lambda finding: crop.kept_before(lambda: self._repair(finding))())
        strip.map_toggled.connect(self._toggle_map)
        strip.retry_requested.connect(self.retry_requested)
        maps.overlay_requested.connect(lambda operation, name: strip.show_map((operation, name)))
        session.edit_changed.connect(self._follow)

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Another photo, of which nothing is known yet; or none."""
        self._findings = None
        if facts is None:
            self._why_unknown = ""
            self._strip.show_nothing()
        else:
            self.show_measuring()

    def show_measuring(self) -> None:
        """The photo is going to be measured."""
        self._findings, self._why_unknown = None, tr(MEASURING)
        self._strip.show_measuring()

    def take(self, findings: "Findings") -> None:
        """The photo was measured."""
        self._findings = findings
        self._strip.show_findings(findings, self._is_repaired)
        self._strip.show_map(self._maps.shown)

    def show_failed(self, error: UserFacingError) -> None:
        """The photo could not be measured; nothing else depends on it, so nobody is interrupted."""
        self._findings, self._why_unknown = None, f"{tr(FAILED)} {error.sentence}"
        self._strip.show_failed(error.sentence)

    def _repair_all(self) -> None:
        from pellucid.document.repairs import all_repaired  # noqa: PLC0415 -- not needed to start
        from pellucid.foundation.findings import NOTHING_TO_REPAIR  # noqa: PLC0415 -- as above

        if self._findings is None:
            if self._why_unknown:
                self._workspace.show_message(self._why_unknown)
        elif not self._findings.found:
            self._workspace.show_message(tr(NOTHING_TO_REPAIR))
        else:
            self._record(all_repaired(self._session.edit, self._findings))

    def _repair(self, finding: "Finding") -> None:
        from pellucid.document.repairs import repaired  # noqa: PLC0415 -- not needed to start

        self._record(repaired(self._session.edit, finding))

    def _record(self, repair: "Repair") -> None:
        """Make a repair the present edit, and say what it did and what not.

        It is for the whole photo; where a mask was edited, the whole photo is from now on, so that the sliders show it.
        """
        leaves_mask = bool(repair.done and self._session.target)
        if repair.done:
            before = {step.operation for step in self._session.edit.stack.active}
            self._session.aim("")
            self._session.record(repair.edit, repair.label)
            on = (step.operation for step in repair.edit.stack.active)
            self.switched_on.emit(tuple(operation for operation in on if operation not in before))
        sentence = " ".join((*repair.done, *repair.left, *([tr(FOR_WHOLE_PHOTO)] if leaves_mask else [])))
        if repair.done:
            self._offer.make(sentence, self._session.edit, self._session.undo)
        else:
            self._workspace.show_message(sentence)

    def _is_repaired(self, finding: "Finding") -> bool:
        from pellucid.document.repairs import is_set  # noqa: PLC0415 -- not needed to start

        return finding.proposal is not None and is_set(self._session.edit, finding.proposal)

    def _follow(self, edit: Edit, dragging: bool) -> None:
        self._offer.follow(edit)
        if self._findings is not None and not dragging:
            self._strip.show_repairs(self._is_repaired)

    def _toggle_map(self, finding: "Finding", shown: bool) -> None:
        if finding.map is not None:
            self._maps.show(*(finding.map if shown else ("", "")))
