"""Makes the table that the canvas shows its colours by; the newest request takes the place of one that waits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from pellucid.workers.worker import Worker

if TYPE_CHECKING:
    from pellucid.document.display_request import DisplayRequest
    from pellucid.foundation.display_lut import DisplayLut


class DisplayWorker(Worker["DisplayRequest"]):
    """Reads profiles and makes tables.

    Signals:
        made: a table (DisplayLut), or None where colours are sent as they are.
    """

    made = Signal(object)

    def __init__(self) -> None:
        super().__init__("display")

    def do(self, job: "DisplayRequest") -> None:
        """Make the table of a request."""
        self.made.emit(lut_of(job))


def lut_of(request: "DisplayRequest") -> "DisplayLut | None":
    """The table that a request asks for.

    Raises:
        UnreadableError: a chosen file is of no use.
    """
    from pellucid.document.display_request import MonitorChoice  # noqa: PLC0415 -- not needed to start
    from pellucid.io.monitor import system_profile  # noqa: PLC0415 -- as above

    monitor = system_profile(request.screen) if request.monitor is MonitorChoice.SYSTEM else None
    if monitor is None and request.file is None and request.proof is None:
        return None  # as on most machines, which load nothing for it
    from pellucid.io.display import display_lut, is_of_display, read_profile  # noqa: PLC0415 -- as above

    if not is_of_display(monitor):
        monitor = None
    if request.monitor is MonitorChoice.FILE and request.file is not None:
        monitor = read_profile(request.file, proofs=False)
    proof = read_profile(request.proof, proofs=True) if request.proof is not None else None
    return display_lut(monitor, proof, warns=request.warns)
