"""What each of many photos is repaired with: every photo is measured for itself, and gets what is proposed for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pellucid.document.edit import Edit
from pellucid.foundation.progress import Progress
from pellucid.foundation.translation import say
from pellucid.workers.shared_engine import SharedEngine

if TYPE_CHECKING:
    from pellucid.foundation.findings import Findings
    from pellucid.io.documents import Document

LABEL = say("Repair all")


@dataclass(frozen=True, eq=False)
class Repairs:
    """Everything that is proposed for one photo; what the person has set already stays."""

    findings: "Findings"
    label: str = LABEL

    def over(self, edit: Edit) -> Edit:
        """The edit of the photo, repaired."""
        from pellucid.document.repairs import all_repaired  # noqa: PLC0415 -- not needed to start

        return all_repaired(edit, self.findings).edit


class RepairEach:
    """Measures photos, one after the other, on the thread that asks.

    Args:
        engine: shared with canvas and exports.
        is_unwanted: asked between layers of networks.
    """

    label = LABEL

    def __init__(self, engine: SharedEngine, is_unwanted: Callable[[], bool]) -> None:
        self._engine, self._is_unwanted = engine, is_unwanted

    def of(self, document: "Document") -> Repairs:
        """What this photo is to get."""
        from pellucid.engine.findings_of import findings_of  # noqa: PLC0415 -- torch waits for the window

        return Repairs(findings_of(document, self._engine.get(), Progress(self._is_unwanted)))
